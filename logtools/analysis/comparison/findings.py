"""Findings of a comparison as data: one frozen type per kind. `render.conclusions` writes them as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from logtools.analysis.comparison.rows import Conclusion, DifferenceRow, GroupRow
from logtools.analysis.curves.smoothing import Smoothing

__all__ = [
    "ActiveRuns",
    "BestGroup",
    "BestSingleRun",
    "CorrectedPValues",
    "DependentFolds",
    "Difference",
    "DifferenceSummary",
    "DivergedRuns",
    "Finding",
    "IgnoredHparams",
    "MissingValues",
    "NothingRepeated",
    "OneGroup",
    "OtherBaseline",
    "ShorterRuns",
    "SingleRunGroups",
    "SingleStepValues",
    "SmoothedValues",
    "UnbalancedGrid",
    "UnknownSettings",
    "UnpairedSeeds",
    "UnstableEnds",
    "UntestedGroups",
    "VaryingWithinGroups",
]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A conclusion from a comparison, or a warning about it."""

    #: A short stable name of the kind, for programs.
    kind: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class NothingRepeated(Finding):
    """No group has several runs, so differences cannot be tested."""

    kind = "nothing repeated"


@dataclass(frozen=True, kw_only=True)
class BestGroup(Finding):
    """A group of several runs ranks first."""

    kind = "best group"
    #: The statistics of the group.
    row: GroupRow
    #: Other groups with the same rank.
    tied: tuple[str, ...]
    #: Whether there is no other group.
    only: bool


@dataclass(frozen=True, kw_only=True)
class BestSingleRun(Finding):
    """A group with a single run ranks first, although others have several."""

    kind = "best single run"
    group: str
    #: The value of its run.
    value: float


@dataclass(frozen=True, kw_only=True)
class OtherBaseline(Finding):
    """The default baseline is not the first group, because the first group has a single run."""

    kind = "other baseline"
    #: The best group with several runs.
    baseline: str


@dataclass(frozen=True, kw_only=True)
class SingleRunGroups(Finding):
    """Groups with one run have no confidence interval."""

    kind = "single runs"
    groups: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Difference(Finding):
    """The test of a group against the baseline."""

    kind = "difference"
    row: DifferenceRow
    #: The smallest p-value that an exact test can give with this number of runs; None for other tests.
    smallest_p: float | None


@dataclass(frozen=True, kw_only=True)
class DifferenceSummary(Finding):
    """The groups whose tests against the baseline have the same conclusion, instead of many `Difference` findings."""

    kind = "differences"
    conclusion: Conclusion
    groups: tuple[str, ...]
    #: Number of groups that were tested.
    tested: int
    baseline: str


@dataclass(frozen=True, kw_only=True)
class CorrectedPValues(Finding):
    """P-values, but not intervals, are corrected for several comparisons."""

    kind = "corrected p-values"
    comparisons: int
    #: Whether the baseline was given; if not, p-values are corrected for all pairs.
    baseline_given: bool


@dataclass(frozen=True, kw_only=True)
class UnpairedSeeds(Finding):
    """Seeds that only one side has were left out of paired tests."""

    kind = "unpaired seeds"
    seeds: tuple[str, ...]
    groups: tuple[str, ...]
    baseline: str


@dataclass(frozen=True, kw_only=True)
class UntestedGroups(Finding):
    """Groups with too few runs to be tested against the baseline."""

    kind = "untested groups"
    groups: tuple[str, ...]
    baseline: str
    #: Whether no group could be tested.
    all_groups: bool


@dataclass(frozen=True, kw_only=True)
class DependentFolds(Finding):
    """Replicates are folds, which share training data: intervals are too narrow and p-values too small."""

    kind = "dependent folds"


@dataclass(frozen=True, kw_only=True)
class DivergedRuns(Finding):
    """Runs of a group ended with NaN or inf."""

    kind = "diverged runs"
    group: str
    diverged: int
    #: Number of runs with a finite value.
    n: int


@dataclass(frozen=True, kw_only=True)
class UnstableEnds(Finding):
    """Runs that ended in NaN or inf and are ranked by an earlier value."""

    kind = "not finite at the end"
    runs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MissingValues(Finding):
    """Runs that did not log the metric, or not at the chosen epoch or step."""

    kind = "missing values"
    runs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ActiveRuns(Finding):
    """Runs that may still be running."""

    kind = "active runs"
    runs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ShorterRuns(Finding):
    """Runs that trained for fewer epochs or steps than the longest run."""

    kind = "shorter runs"
    runs: tuple[str, ...]
    #: Number of runs that were compared.
    total: int


@dataclass(frozen=True, kw_only=True)
class SingleStepValues(Finding):
    """Runs that logged metrics per step only, so their values are single batches."""

    kind = "single-step values"
    runs: tuple[str, ...]
    #: Labels of the metrics.
    metrics: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SmoothedValues(Finding):
    """The ranking values come from smoothed curves."""

    kind = "smoothed values"
    smoothing: Smoothing


@dataclass(frozen=True, kw_only=True)
class UnbalancedGrid(Finding):
    """Combinations of hyperparameters have different numbers of runs, so main effects are confounded."""

    kind = "unbalanced grid"
    hparams: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VaryingWithinGroups(Finding):
    """Hyperparameters, other than seeds, that differ within groups."""

    kind = "varying within groups"
    hparams: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OneGroup(Finding):
    """Hyperparameters and folders do not differ, so all runs are one group."""

    kind = "one group"


@dataclass(frozen=True, kw_only=True)
class UnknownSettings(Finding):
    """No hyperparameters were logged, so each run is a group."""

    kind = "unknown settings"


@dataclass(frozen=True, kw_only=True)
class IgnoredHparams(Finding):
    """Hyperparameters with a different value in each run, such as an output folder."""

    kind = "ignored hyperparameters"
    hparams: tuple[str, ...]
