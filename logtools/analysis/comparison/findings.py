"""Findings of a comparison as data: one frozen type per kind. `render.conclusions` writes them as sentences."""

from __future__ import annotations

from typing import ClassVar

from logtools.analysis.comparison.rows import Conclusion, DifferenceRow, GroupRow
from logtools.analysis.curves.smoothing import Smoothing
from logtools.record import Record

__all__ = [
    "ActiveRuns",
    "AnotherRun",
    "AveragedSeeds",
    "BestGroup",
    "BestSingleRun",
    "CommonPlace",
    "ContinuedRuns",
    "CopiedRuns",
    "CorrectedPValues",
    "DependentFolds",
    "Difference",
    "DifferenceSummary",
    "DivergedRuns",
    "Finding",
    "IgnoredHparams",
    "MayBeBest",
    "MissingValues",
    "NothingRepeated",
    "OneGroup",
    "OtherSpellings",
    "OutlyingRuns",
    "PlaceholderValues",
    "SharedRuns",
    "ShorterRuns",
    "SingleRunGroups",
    "SingleStepValues",
    "SmoothedValues",
    "TestMetrics",
    "UnbalancedGrid",
    "UnknownSettings",
    "UnstableEnds",
    "UntestedGroups",
    "VaryingWithinGroups",
]


class Finding(Record):
    """Something that a comparison shows."""

    #: A short stable word, for programs.
    kind: ClassVar[str]


class MayBeBest(Finding):
    """The groups that may be the best, with the confidence of the comparison."""

    kind = "may be best"
    groups: tuple[str, ...]
    #: Number of groups that were tested.
    tested: int


class NothingRepeated(Finding):
    """No group has several runs, so differences cannot be tested."""

    kind = "nothing repeated"


class BestGroup(Finding):
    """A group of several runs ranks first."""

    kind = "best group"
    #: The statistics of the group.
    row: GroupRow
    #: Other groups with the same rank.
    tied: tuple[str, ...]
    #: Whether there is no other group.
    only: bool


class BestSingleRun(Finding):
    """A group with a single run ranks first, although others have several."""

    kind = "best single run"
    group: str
    #: The value of its run.
    value: float


class AnotherRun(Finding):
    """The best of several runs is lucky: another run of its setting is expected to be worse."""

    kind = "another run"
    #: The label of the group of the best run.
    group: str
    #: The value that another run of it is expected to have, and how much worse that is than the best run.
    value: float
    shortfall: float
    #: The number of runs from which the best was chosen.
    runs: int
    #: What shows the noise: group (its other runs), other groups, or curve (of the best run; the least shortfall).
    basis: str


class CommonPlace(Finding):
    """The values of all runs are of the last epoch or step that all runs have."""

    kind = "common place"
    #: `epoch=9` or `step=1249`.
    at: str


class TestMetrics(Finding):
    """Test metrics that runs logged several times, which are not read at their own best value."""

    kind = "test metrics"
    metrics: tuple[str, ...]
    #: The place at which they are read, such as `best:val_loss` or `last`.
    at: str


class SingleRunGroups(Finding):
    """Groups with one run have no confidence interval."""

    kind = "single runs"
    groups: tuple[str, ...]


class Difference(Finding):
    """The test of a group against the baseline."""

    kind = "difference"
    row: DifferenceRow
    #: The smallest corrected p-value that an exact test can give with this number of runs; None for other tests.
    smallest_p: float | None
    #: Whether the group cannot be better than the baseline, the best group, although the two-sided test finds no
    #: significant difference.
    no_better: bool


class DifferenceSummary(Finding):
    """The groups whose tests against the baseline have the same conclusion, instead of many `Difference` findings."""

    kind = "differences"
    conclusion: Conclusion
    groups: tuple[str, ...]
    #: Number of groups that were tested.
    tested: int
    baseline: str
    #: The largest `detectable_difference` of groups that do not differ significantly; None for other groups.
    detectable: float | None = None


class CorrectedPValues(Finding):
    """P-values and intervals are corrected for several comparisons."""

    kind = "corrected p-values"
    comparisons: int
    #: Whether the baseline was given; if not, the correction is for all pairs.
    baseline_given: bool
    #: Whether the given baseline is also the best group; if it was chosen because of that, the correction is too small.
    baseline_best: bool
    #: The methods of the correction, such as `Tukey`.
    methods: tuple[str, ...]


class CopiedRuns(Finding):
    """Runs of a group have the same curves as an earlier one, and count as one run."""

    kind = "copied runs"
    runs: tuple[str, ...]
    #: The earlier run of each.
    of: tuple[str, ...]


class AveragedSeeds(Finding):
    """Several runs of a group have the same seed, and are averaged to one value."""

    kind = "averaged seeds"
    seeds: tuple[str, ...]


class ContinuedRuns(Finding):
    """Runs that continue another run are not its repeats, and left their groups."""

    kind = "continued runs"
    runs: tuple[str, ...]


class UntestedGroups(Finding):
    """Groups with too few runs to be tested against the baseline."""

    kind = "untested groups"
    groups: tuple[str, ...]
    baseline: str
    #: Whether no group could be tested.
    all_groups: bool


class CorrectedFolds(Finding):
    """Several cross-validations were run: intervals and p-values allow for the training data that folds share."""

    kind = "corrected folds"


class DependentFolds(Finding):
    """Replicates are folds, which share training data: intervals are too narrow and p-values too small."""

    kind = "dependent folds"


class DivergedRuns(Finding):
    """Runs of a group ended with NaN or inf."""

    kind = "diverged runs"
    group: str
    diverged: int
    #: Number of runs with a finite value.
    n: int


class OutlyingRuns(Finding):
    """Runs with a finite value far from their group, such as a training that collapsed."""

    kind = "outlying runs"
    runs: tuple[str, ...]
    #: The value of each run, and the median of its group.
    values: tuple[float, ...]
    medians: tuple[float, ...]


class UnstableEnds(Finding):
    """Runs that ended in NaN or inf and are ranked by an earlier value."""

    kind = "not finite at the end"
    runs: tuple[str, ...]


class MissingValues(Finding):
    """Runs that did not log the metric, or not at the chosen epoch or step."""

    kind = "missing values"
    runs: tuple[str, ...]


class ActiveRuns(Finding):
    """Runs that may still be running."""

    kind = "active runs"
    runs: tuple[str, ...]


class SharedRuns(Finding):
    """Runs that were given on both sides of a gate count on one side only."""

    kind = "shared runs"
    runs: tuple[str, ...]
    #: The side on which they do not count: `candidate` or `baseline`.
    left_out_of: str


class ShorterRuns(Finding):
    """Runs that trained for fewer epochs or steps than the longest run."""

    kind = "shorter runs"
    runs: tuple[str, ...]
    #: Number of runs that were compared.
    total: int


class SingleStepValues(Finding):
    """Runs that logged metrics per step only, so their values are single batches."""

    kind = "single-step values"
    runs: tuple[str, ...]
    #: Labels of the metrics.
    metrics: tuple[str, ...]


class PlaceholderValues(Finding):
    """Metrics of runs whose values are all one number that stands for a missing value: they count as not logged."""

    kind = "placeholder values"
    #: The run, the label of the metric and the number, for each metric of a run.
    runs: tuple[str, ...]
    metrics: tuple[str, ...]
    values: tuple[float, ...]


class OtherSpellings(Finding):
    """Runs that spell the name of a metric differently than most runs."""

    kind = "other spellings"
    #: The metric as logged, its label, and the number of runs that spell it so, for each spelling.
    metrics: tuple[str, ...]
    labels: tuple[str, ...]
    runs: tuple[int, ...]


class SmoothedValues(Finding):
    """The ranking values come from smoothed curves."""

    kind = "smoothed values"
    smoothing: Smoothing


class UnbalancedGrid(Finding):
    """Combinations of hyperparameters have different numbers of runs, so main effects are confounded."""

    kind = "unbalanced grid"
    hparams: tuple[str, ...]


class VaryingWithinGroups(Finding):
    """Hyperparameters, other than seeds, that differ within groups."""

    kind = "varying within groups"
    hparams: tuple[str, ...]


class OneGroup(Finding):
    """Hyperparameters and folders do not differ, so all runs are one group."""

    kind = "one group"


class UnknownSettings(Finding):
    """No hyperparameters were logged, so each run is a group."""

    kind = "unknown settings"


class IgnoredHparams(Finding):
    """Hyperparameters with a different value in each run, such as an output folder."""

    kind = "ignored hyperparameters"
    hparams: tuple[str, ...]
