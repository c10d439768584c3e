"""Choose the ranking metric if the user names none.

A metric with a single value in all rows (a constant) is never chosen. Of two other metrics, the first rule in which
they differ decides:

1. metrics with a finite value in at least half of the runs come before rarer ones;
2. a return or a reward of the training comes before all other training metrics;
3. epoch values come before values of single batches;
4. validation comes before test, and test before training;
5. the plain or total loss (`val_loss`, `total_loss`, then `elbo`), or the only loss of its stage, comes before returns
   and rewards, these before other scores of the task (`fid`, `acc`), and these before the parts of a loss (`kl_loss`),
   the losses of adversaries (`d_loss`), and counts (`tp`);
6. a metric comes before its parts (`acc` before `acc_class_0`);
7. metrics that more runs logged come first, then those that come first in the header.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum

import polars as pl

from logtools.metrics.objectives import OBJECTIVES, REWARDS
from logtools.metrics.stage import STAGE_ORDER
from logtools.metrics.words import words_of
from logtools.record import Record

__all__ = ["default_metric"]

#: Words that a plain loss may contain: `loss`, `total_loss`, `avg_loss`.
_TOTAL_WORDS = frozenset(
    {"all", "average", "avg", "combined", "epoch", "final", "full", "joint", "loss", "losses", "main", "mean",
     "overall", "step", "sum", "tot", "total"}
)  # fmt: skip
#: Words of a plain loss.
_PLAIN_WORDS = frozenset({"epoch", "loss", "losses", "step"})
#: Words of losses that show nothing about the task: those of adversaries, and the terms of an objective.
_PART_WORDS = frozenset(
    {"actor", "adv", "adversarial", "adversary", "aux", "auxiliary", "commitment", "critic", "d", "disc",
     "discriminator", "dis", "entropy", "fake", "g", "gan", "gen", "generator", "kl", "kld", "lossd", "lossg", "errd",
     "errg", "penalty", "policy", "real", "reg", "regularization", "value"}
)  # fmt: skip
#: Words of counts, whose values depend on the number of samples.
_COUNT_WORDS = frozenset({"fn", "fp", "negatives", "positives", "tn", "tp"})
#: Words that a whole return may contain, so that `episode_reward` comes before `reward_ctrl`.
_WHOLE_RETURN = REWARDS | _TOTAL_WORDS | {"cumulative", "ep", "episode", "episodic", "eval", "len", "undiscounted"}


class _Kind(IntEnum):
    """What a metric measures, the best kind for ranking first."""

    LOSS = 0
    REWARD = 1
    SCORE = 2
    PART = 3


class _Candidate(Record):
    label: str
    #: train, val, test, predict or None.
    stage: str | None
    #: The words of its quantity, in lower case.
    words: tuple[str, ...]
    #: The number of runs with a finite value.
    runs: int
    #: Whether all its values are of single batches.
    single_step: bool

    @property
    def own_words(self) -> frozenset[str]:
        """Its words, without those that a total may contain."""
        return frozenset(self.words) - _TOTAL_WORDS

    @property
    def longer(self) -> int:
        """What the name of a loss has besides `loss`: nothing (0), words of a total (1), or words of its own (2)."""
        return self.is_loss and bool(self.own_words) + bool(frozenset(self.words) - _PLAIN_WORDS)

    @property
    def is_loss(self) -> bool:
        """Whether it is a loss or another objective."""
        return any("loss" in word for word in self.words) or not OBJECTIVES.isdisjoint(self.words)

    @property
    def is_reward(self) -> bool:
        """Whether it is a return or a reward."""
        return not self.is_loss and not REWARDS.isdisjoint(self.words)


class _StageNames(Record):
    """The names of all metrics of a stage, as their own words."""

    #: The own words that all its losses share.
    of_losses: frozenset[str]
    #: The names by their rarest word, so that few names are compared to find those that a longer name contains.
    by_rarest: Mapping[str, Sequence[frozenset[str]]]

    @classmethod
    def of(cls, metrics: Sequence[_Candidate]) -> _StageNames:
        """Return the names of the metrics of a stage."""
        losses = [metric.own_words for metric in metrics if metric.is_loss]
        names = {metric.own_words for metric in metrics} - {frozenset()}
        number = Counter(word for name in names for word in name)
        by_rarest: dict[str, list[frozenset[str]]] = {}
        for name in names:
            by_rarest.setdefault(min(name, key=lambda word: (number[word], word)), []).append(name)
        return cls(of_losses=frozenset.intersection(*losses) if losses else frozenset(), by_rarest=by_rarest)

    def any_within(self, name: frozenset[str]) -> bool:
        """Return whether another name has only words of this name, and fewer."""
        return any(other < name for word in name for other in self.by_rarest.get(word, ()))


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
    by_stage: dict[str | None, list[_Candidate]] = {}
    for candidate in candidates:
        by_stage.setdefault(candidate.stage, []).append(candidate)
    names = {stage: _StageNames.of(metrics) for stage, metrics in by_stage.items()}

    def order(candidate: _Candidate) -> tuple[bool, bool, int, int, int, int, bool, int]:
        others = names[candidate.stage]
        few = 2 * candidate.runs < most
        is_return = candidate.is_reward and candidate.stage in {"train", None}
        # a return of single steps shows more than a mean loss, but less than a validation
        single = candidate.single_step and not is_return
        stage = STAGE_ORDER[candidate.stage], -int(is_return)
        kind, part = _kind(candidate, others), _is_part(candidate, others)
        return few, single, *stage, kind, candidate.longer, part, -candidate.runs

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
            words=words_of(row["quantity"]),
            runs=row["runs"],
            single_step=row["steps"],
        )
        for row in found.iter_rows(named=True)
        if row["runs"] and not (row["constant"] and row["count"] > max(2, row["runs"]))
    ]


def _kind(candidate: _Candidate, others: _StageNames) -> _Kind:
    """Return what a metric measures; `others` are the names of its stage."""
    words = frozenset(candidate.words)
    if candidate.is_reward:
        return _Kind.REWARD
    if candidate.is_loss:
        return _Kind.LOSS if _is_total(candidate, others) else _Kind.PART
    # a score may contain the words of an adversary, such as `real_acc`, but divergences are terms of an objective
    return _Kind.PART if words & _COUNT_WORDS or words & {"kl", "kld", "penalty"} else _Kind.SCORE


def _is_total(loss: _Candidate, others: _StageNames) -> bool:
    """Return whether a loss is plain, a total, or the only one: its own words are in the names of all other losses."""
    if not loss.own_words - OBJECTIVES:
        return True
    if not _PART_WORDS.isdisjoint(loss.words):
        return False
    return loss.own_words <= others.of_losses


def _is_part(candidate: _Candidate, others: _StageNames) -> bool:
    """Return whether a metric is a part of another: its name has all words of the other, and more."""
    if candidate.is_reward:
        return not _WHOLE_RETURN.issuperset(candidate.words)
    return others.any_within(candidate.own_words)
