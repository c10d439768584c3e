"""Whether smaller or larger values of a metric are better, told by its name.

The words are those people use in practice. What calls itself a loss or an error is one (`loss_dice`, `acc_loss`); else
the last telling word of a name decides. A name without such a word has no direction, and nothing is ranked by it unless
the direction is given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["MAX_WORDS", "MIN_WORDS", "infer"]

#: Words that say "smaller is better".
MIN_WORDS = frozenset(
    {
        "bce", "bpb", "bpc", "bpd", "brier", "ce", "cer", "chamfer", "cost", "crossentropy", "crps", "deviance",
        "dist", "distance", "divergence", "ece", "eer", "emd", "entropy", "err", "error", "errors", "far", "fid",
        "fnr", "fpr", "frr", "hamming", "hausdorff", "hd", "hd95", "kid", "kl", "kld", "loss", "losses", "lpips",
        "mae", "mape", "mce", "medae", "mse", "msle", "nll", "nmse", "nrmse", "penalty", "per", "perplexity", "ppl",
        "regret", "residual", "rmsd", "rmse", "rmsle", "smape", "ter", "wer", "wmape",
    }
)  # fmt: skip
#: Words that say "larger is better".
MAX_WORDS = frozenset(
    {
        "acc", "accuracy", "ap", "ari", "auc", "aupr", "auprc", "auroc", "bleu", "ccc", "chrf", "cider", "cindex",
        "concordance", "corr", "correlation", "cosine", "dice", "dsc", "elbo", "em", "evidence", "f1", "f1score",
        "f2", "fbeta", "fscore", "gain", "hit", "hitrate", "hits", "inception", "iou", "is", "jaccard", "kappa",
        "kendall", "likelihood", "loglik", "map", "matthews", "mcc", "mean_ap", "meteor", "miou", "mrr", "msssim",
        "ndcg", "nmi", "npv", "pearson", "pearsonr", "pesq", "plcc", "ppv", "prauc", "prec", "precision", "psnr",
        "purity", "r2", "r2score", "recall", "return", "returns", "reward", "rewards", "roc", "rouge", "score", "sdr",
        "sensitivity", "silhouette", "similarity", "sisdr", "sisnr", "snr", "spearman", "spearmanr", "specificity",
        "spice", "srcc", "ssim", "stoi", "success", "tnr", "top1", "top5", "tpr", "win", "winrate",
    }
)  # fmt: skip
_ABOVE_ALL = frozenset({"err", "error", "errors", "loss", "losses"})
_GLUED = (
    "loss",
    "error",
    "rmse",
    "mse",
    "mae",
    "accuracy",
    "acc",
    "auroc",
    "auc",
    "iou",
    "score",
    "reward",
    "perplexity",
)
_NEGATED = re.compile(r"(neg|negative|nll|minus)(?=.*(likelihood|loglik|elbo))|(1|one)[_ -]?minus")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]{2,}\b)")
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def infer(metric: str) -> Literal["min", "max"] | None:
    """Return the direction that a metric's name tells, or None.

    >>> infer("val_loss"), infer("val/BinaryF1Score"), infer("test_top5_acc"), infer("grad_norm")
    ('min', 'max', 'max', None)
    """
    name = _CAMEL.sub("_", metric).casefold()
    if _NEGATED.search(name):
        return "min"
    words = _WORD.findall(name)
    if _ABOVE_ALL.intersection(words):
        return "min"
    for word in reversed(words):
        found = _of_word(word) or _of_word(word.rstrip("0123456789"))
        if found:
            return found
    return None


def _of_word(word: str) -> Literal["min", "max"] | None:
    if word in MIN_WORDS:
        return "min"
    if word in MAX_WORDS:
        return "max"
    for glued in _GLUED:
        if word.endswith(glued) and len(word) > len(glued):
            return "min" if glued in MIN_WORDS else "max"
    return None
