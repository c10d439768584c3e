"""Choose the ranking metric if the user names none.

A constant is never chosen. Of two other metrics, the first rule in which they differ decides:

1. metrics with a finite value in at least half of the runs come before rarer ones;
2. epoch values come before values of single training steps;
3. validation comes before test, and test before training;
4. in training, a return or a reward comes before everything else;
5. the plain or total loss (`val_loss`, `total_loss`), or the only loss of its stage, comes before scores of the task
   (`fid`, `acc`), and these before the parts of a loss (`kl_loss`) and the losses of adversaries (`d_loss`);
6. metrics that more runs logged come first, then those that come first in the header.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum

import polars as pl

from logtools.metrics.stage import STAGE_ORDER

__all__ = ["default_metric"]

_WORD = re.compile(r"[a-z0-9]+")
#: Words that a plain loss may contain: `loss`, `total_loss`, `avg_loss`.
_TOTAL_WORDS = frozenset(
    {"all", "average", "avg", "combined", "epoch", "full", "loss", "mean", "overall", "sum", "total"}
)
_REWARD_WORDS = frozenset({"rew", "return", "returns", "reward", "rewards"})


class _Kind(IntEnum):
    """What a metric measures, the best kind for ranking first."""

    REWARD = 0
    LOSS = 1
    SCORE = 2
    PART = 3


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    label: str
    #: train, val, test, predict or None.
    stage: str | None
    #: The words of its quantity, in lower case.
    words: tuple[str, ...]
    #: The number of runs with a finite value.
    runs: int
    #: Whether all its values are of single training steps.
    single_step: bool


def default_metric(summary: pl.DataFrame) -> str | None:
    """Return the label of the default ranking metric; None if there is none.

    Args:
        summary: one granularity per run and metric (see `metric_columns.one_granularity`): label, stage, quantity,
            granularity, direction, run, count, nan, inf, min and max as in schema.SUMMARY.
    """
    candidates = _candidates(summary)
    if not candidates:
        return None
    most = max(candidate.runs for candidate in candidates)
    losses = Counter(candidate.stage for candidate in candidates if _is_loss(candidate))

    def order(candidate: _Candidate) -> tuple[bool, bool, int, int, int]:
        few = 2 * candidate.runs < most
        kind = _kind(candidate, only_loss=losses[candidate.stage] == 1)
        return few, candidate.single_step, STAGE_ORDER[candidate.stage], kind, -candidate.runs

    return min(candidates, key=order).label


def _candidates(summary: pl.DataFrame) -> list[_Candidate]:
    """Return the metrics that have a direction and a finite value and are not constant."""
    known = summary.filter(pl.col("direction").is_not_null())
    finite = pl.col("count") - pl.col("nan") - pl.col("inf") > 0
    found = known.group_by("label", maintain_order=True).agg(
        pl.col("stage").first().cast(pl.String),
        pl.col("quantity").first().cast(pl.String),
        pl.col("run").filter(finite).n_unique().alias("runs"),
        (pl.col("granularity") == "step").all().alias("steps"),
        (pl.col("min").min() == pl.col("max").max()).fill_null(value=True).alias("constant"),
        pl.col("count").sum(),
    )
    return [
        _Candidate(
            label=row["label"],
            stage=row["stage"],
            words=tuple(_WORD.findall(row["quantity"].casefold())),
            runs=row["runs"],
            single_step=row["steps"] and row["stage"] in {"train", None},
        )
        for row in found.iter_rows(named=True)
        if row["runs"] and not (row["constant"] and row["count"] > max(2, row["runs"]))
    ]


def _kind(candidate: _Candidate, *, only_loss: bool) -> _Kind:
    if candidate.stage in {"train", None} and _REWARD_WORDS.intersection(candidate.words):
        return _Kind.REWARD
    if not _is_loss(candidate):
        return _Kind.SCORE
    return _Kind.LOSS if only_loss or _TOTAL_WORDS.issuperset(candidate.words) else _Kind.PART


def _is_loss(candidate: _Candidate) -> bool:
    return any("loss" in word for word in candidate.words)
