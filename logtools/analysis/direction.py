"""Whether smaller or larger values of a metric are better, told by its name.

The words are those people use in practice; the last telling word of a name decides (`acc_loss` is a loss). A name
without such a word has no direction, and nothing is ranked by it unless the direction is given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["MAX_WORDS", "MIN_WORDS", "infer"]

#: Words that say "smaller is better".
MIN_WORDS = frozenset(
    "loss losses cost error errors err mse rmse mae mape smape msle rmsle nll ce bce crossentropy entropy perplexity ppl "
    "bpb bpc bpd wer cer ter per eer fid kid lpips kl kld divergence distance dist regret brier ece mce hamming hausdorff "
    "hd hd95 chamfer emd residual nmse nrmse fpr fnr far frr deviance penalty rmsd medae wmape crps".split()
)
#: Words that say "larger is better".
MAX_WORDS = frozenset(
    "acc accuracy auc auroc auprc aupr roc prauc ap map mean_ap f1 f1score fscore fbeta f2 iou miou jaccard dice dsc "
    "precision prec recall sensitivity specificity tpr tnr ppv npv r2 r2score bleu rouge meteor chrf cider spice psnr ssim "
    "msssim snr sisnr sisdr sdr pesq stoi reward rewards return returns score kappa mcc matthews ndcg mrr hit hits hitrate "
    "corr correlation pearson pearsonr spearman spearmanr kendall ccc likelihood loglik elbo evidence success winrate win "
    "em inception is top1 top5 purity nmi ari silhouette similarity cosine gain plcc srcc concordance cindex".split()
)
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
    for word in reversed(_WORD.findall(name)):
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
