"""Which metric ranks the runs where none was named.

The first of these rules that tells two metrics apart decides:

1. what at least half of the runs have with a finite value, before what few have; a constant never ranks;
2. a value of an epoch before that of a single training step;
3. validation before test before training;
4. in training, a return or a reward before everything else;
5. the plain loss or the total (`val_loss`, `total_loss`), or a loss that is the only one of its stage, before scores of
   the task (`fid`, `acc`), before the parts of a loss (`kl_loss`) and the losses of adversaries (`d_loss`);
6. what more runs have, then what comes first in the header.
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
#: Words that leave a loss the plain one: `loss`, `total_loss`, `avg_loss`.
_TOTAL_WORDS = frozenset(
    {"all", "average", "avg", "combined", "epoch", "full", "loss", "mean", "overall", "sum", "total"}
)
_REWARD_WORDS = frozenset({"rew", "return", "returns", "reward", "rewards"})


class _Kind(IntEnum):
    """What a metric measures, in the order of how well it ranks."""

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
    #: How many runs have a finite value.
    runs: int
    #: Whether only values of single training steps exist.
    single_step: bool


def default_metric(summary: pl.DataFrame) -> str | None:
    """Return the label of the metric that ranks by default; None where no metric can.

    Args:
        summary: one granularity a run and metric (see `metric_columns.one_granularity`): label, stage, quantity,
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
    """Return the metrics that have a direction, a finite value, and more than one value where they have many."""
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
