"""Infer from a metric's name whether lower or higher values are better.

The tables hold the words that people use in practice. A name is split into words; the first rule that applies decides:

1. a name that ends in `weight`, `scale` or similar is a setting or a statistic, without direction (`loss_scale`);
2. `loss` or `error` anywhere: lower is better (`loss_dice`, `acc_loss`);
3. a phrase of several words (`mean_rank`, `noise_ratio`);
4. the last word that has a direction; `score`, `index` and `quality` count only if no other word has one
   (`brier_score` is an error).

Then a prefix such as `neg_` or `one_minus_` reverses the direction (`neg_mean_squared_error`). A name without any of
these words has no direction: users have to give it to rank by the metric.
"""

from __future__ import annotations

import re
from functools import lru_cache

from logtools.choices import Direction
from logtools.metrics.stage import is_stage_word
from logtools.metrics.words import words_of

__all__ = ["MAX_WORDS", "MIN_WORDS", "infer"]

#: Words that mean "lower is better".
MIN_WORDS = frozenset(
    {
        "ade", "aepe", "aic", "asd", "assd", "bce", "bic", "bouldin", "bpb", "bpc", "bpd", "brier", "brisque", "ce",
        "cer", "chamfer", "collision", "collisions", "cost", "crossentropy", "crps", "dbi", "der", "deviance", "dist",
        "distance", "distortion", "dists", "divergence", "drawdown", "ece", "eed", "eer", "emd", "epe", "ergas", "err",
        "fad", "failure", "failures", "fallout", "far", "fdr", "fde", "fid", "fn", "fnr", "fp", "fpr", "frr", "fvd",
        "hamming", "hausdorff", "hd", "hd95", "hinge", "huber", "ibs", "idsw", "inertia", "jsd", "kid", "kl", "kld",
        "levenshtein", "logcosh", "logloss", "lost", "lpips", "lsd", "maape", "mae", "mape", "mase", "mcd", "mce",
        "mdape", "medae", "medr", "mer", "minade", "mindcf", "minfde", "miss", "misses", "mmd", "mpjpe", "mpvpe",
        "mre", "mse", "msle", "niqe", "nll", "nllloss", "nmae", "nmse", "nrmse", "penalty", "perplexity", "pinball",
        "piqe", "ppl", "rae", "regret", "residual", "residuals", "rmsd", "rmse", "rmsle", "rmsse", "rps", "rrse",
        "rse", "silog", "sinkhorn", "smape", "ter", "violation", "violations", "wape", "wasserstein", "wer", "wil",
        "winkler", "wmape", "xent",
    }
)  # fmt: skip
#: Words that mean "higher is better".
MAX_WORDS = frozenset(
    {
        "acc", "accuracies", "accuracy", "ami", "ap", "ari", "arniqa", "auc", "aupr", "auprc", "auroc", "bacc",
        "bertscore", "bleu", "bleurt", "ccc", "chrf", "cider", "cindex", "clipscore", "comet", "concordance", "corr",
        "correct", "correlation", "cosine", "csi", "dcg", "dice", "dnsmos", "dsc", "dunn", "elbo", "elo", "em",
        "estoi", "f1", "f1score", "f2", "fbeta", "fidelity", "fscore", "gain", "gini", "gleu", "gmean", "hit",
        "hitrate", "hits", "hota", "ic", "icir", "idf1", "inception", "intelligibility", "iou", "jaccard", "kappa",
        "kendall", "kge", "likelihood", "lift", "loglik", "loglikelihood", "logp", "logprob", "mallows", "map", "mar",
        "matthews", "mcc", "meteor", "miou", "mos", "mota", "mrr", "msssim", "ndcg", "nds", "nisqa", "nmi", "npv",
        "nsd", "nse", "oks", "pck", "pckh", "pearson", "pearsonr", "pearsons", "pesq", "plcc", "pnl", "ppv", "pq",
        "prauc", "prec", "precision", "preserved", "profit", "psnr", "psnrb", "purity", "qed", "qnr", "qwk", "r2",
        "r2score", "rand", "recall", "return", "returns", "rew", "reward", "rewards", "roc", "rouge", "rprecision",
        "sacrebleu", "sdr", "sdri", "sensitivity", "sharpe", "silhouette", "similarity", "sir", "sisdr", "sisdri",
        "sisnr", "sisnri", "snr", "sortino", "spearman", "spearmanr", "specificity", "spice", "squad", "srcc", "srmr",
        "ssim", "stoi", "success", "tn", "tnr", "top1", "top3", "top5", "tp", "tpr", "tss", "uniqueness", "uqi",
        "utmos", "validity", "vif", "vmaf", "win", "winrate", "wip", "youden",
    }
)  # fmt: skip
#: Words that mean "higher is better" only if no other word has a direction.
_WEAK_MAX_WORDS = frozenset({"index", "quality", "score", "scores"})
#: Words that mean "lower is better" anywhere in a name.
_LOSS_WORDS = frozenset({"err", "errors", "error", "loss", "losses"})
#: Last words of names that are settings, counts or statistics.
_NEUTRAL_LAST = frozenset(
    {
        "beta", "coef", "coeff", "coefficient", "decay", "factor", "lambda", "lr", "margin", "norm", "scale",
        "scaler", "temperature", "threshold", "thresh", "time", "weight", "weights",
    }
)  # fmt: skip
#: Phrases that mean something else than their words.
_PHRASES: dict[tuple[str, ...], Direction] = {
    ("abs", "rel"): "min",
    ("angle", "mapper"): "min",
    ("bits", "per"): "min",
    ("contingency", "coefficient"): "max",
    ("corr", "coef"): "max",
    ("correlation", "coef"): "max",
    ("correlation", "coefficient"): "max",
    ("cramers", "v"): "max",
    ("cross", "entropy"): "min",
    ("d", "lambda"): "min",
    ("distortion", "ratio"): "max",
    ("edit", "rate"): "min",
    ("energy", "ratio"): "max",
    ("energy", "score"): "min",
    ("exact", "match"): "max",
    ("explained", "var"): "max",
    ("explained", "variance"): "max",
    ("fall", "out"): "min",
    ("false", "negative"): "min",
    ("false", "negatives"): "min",
    ("false", "positive"): "min",
    ("false", "positives"): "min",
    ("id", "switches"): "min",
    ("image", "patch", "similarity"): "min",
    ("intersection", "over", "union"): "max",
    ("interval", "score"): "min",
    ("log", "p"): "max",
    ("log", "prob"): "max",
    ("log", "probability"): "max",
    ("m", "ar"): "max",
    ("mean", "pos"): "min",
    ("mean", "position"): "min",
    ("mean", "r"): "min",
    ("mean", "rank"): "min",
    ("med", "r"): "min",
    ("median", "rank"): "min",
    ("avg", "rank"): "min",
    ("average", "rank"): "min",
    ("method", "assessment", "fusion"): "max",
    ("min", "dcf"): "min",
    ("negative", "predictive", "value"): "max",
    ("noise", "ratio"): "max",
    ("path", "length"): "min",
    ("positive", "predictive", "value"): "max",
    ("procrustes", "disparity"): "min",
    ("ranked", "probability"): "min",
    ("reciprocal", "rank"): "max",
    ("sa", "score"): "min",
    ("sq", "rel"): "min",
    ("structure", "and", "texture", "similarity"): "min",
    ("theils", "u"): "max",
    ("total", "variation"): "min",
    ("true", "negative"): "max",
    ("true", "negatives"): "max",
    ("true", "positive"): "max",
    ("true", "positives"): "max",
    ("tschuprows", "t"): "max",
    ("v", "measure"): "max",
}
#: Names, without stage and separators, for which the rules would give a wrong answer.
_WHOLE: dict[str, Direction] = {
    "absrel": "min",
    "is": "max",
    "mar": "max",
    "per": "min",
    "sqrel": "min",
    "squad": "max",
    "tv": "min",
    "vmeasure": "max",
}
#: A word may end in one of these (`valloss`, `myacc`), or consist of `loss` and up to two more characters (`lossD`).
_ENDINGS: tuple[str, ...] = (
    "loss", "error", "rmse", "mse", "mae", "ade", "fde", "perplexity", "distance", "divergence", "accuracy", "acc",
    "auroc", "auc", "iou", "score", "reward", "precision", "recall", "jaccardindex", "corrcoef", "specificity", "kappa",
    "dice",
)  # fmt: skip
#: Prefixes that reverse the direction.
_NEGATIONS = frozenset({"minus", "neg", "negative"})
#: Before these words `neg_` means negative samples and reverses nothing: `neg_acc` is an accuracy.
_OF_NEGATIVE_SAMPLES = frozenset({"acc", "accuracy", "precision", "prec", "recall", "f1", "auc"})
#: `rank1` and `rank_5` are the share of queries answered within the first places.
_WITHIN_RANK = re.compile(r"\b(?:rank|r|hr|cmc|top) \d+\b|\b(?:rank|r|hr|cmc|top)\d+\b|\brank ic\b")


@lru_cache(maxsize=4096)
def infer(metric: str) -> Direction | None:
    """Infer the direction from a metric's name; None if it is unknown.

    >>> infer("val_loss"), infer("val/BinaryF1Score"), infer("brier_score"), infer("grad_norm")
    ('min', 'max', 'min', None)
    """
    words = [word for word in words_of(metric) if not is_stage_word(word)]
    found = _of_words(words) or ("max" if _WITHIN_RANK.search(" ".join(words)) else None)
    if found and _is_negated(words, metric):
        return "min" if found == "max" else "max"
    return found


def _is_negated(words: list[str], metric: str) -> bool:
    if _OF_NEGATIVE_SAMPLES.intersection(words):
        return False
    if words[0] == "1" and "1-" in metric.replace(" ", ""):
        return True
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return any(
        word in _NEGATIONS and before not in {"true", "false"} and after != "predictive"
        for before, word, after in around
    )


def _of_words(words: list[str]) -> Direction | None:
    if whole := _WHOLE.get("".join(words)):
        return whole
    if words and words[-1] in _NEUTRAL_LAST and tuple(words[-2:]) not in _PHRASES:
        return None
    if any(word in _LOSS_WORDS or _is_numbered_loss(word) for word in words):
        return "min"
    runs = (tuple(words[i : i + length]) for i in range(len(words)) for length in (4, 3, 2))
    single = (_of_word(word) or _of_word(word.rstrip("0123456789")) for word in reversed(words))
    weak: Direction | None = "max" if _WEAK_MAX_WORDS.intersection(words) else None
    return next(filter(None, (*map(_PHRASES.get, runs), *single)), weak)


def _is_numbered_loss(word: str) -> bool:
    return word.startswith("loss") and len(word) <= len("loss") + 2


def _of_word(word: str) -> Direction | None:
    if word in MIN_WORDS:
        return "min"
    if word in MAX_WORDS:
        return "max"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return "min" if ending in MIN_WORDS or ending in _LOSS_WORDS else "max"
    return None
