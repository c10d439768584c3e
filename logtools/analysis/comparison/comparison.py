"""The result of comparing runs: frames, and findings about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from logtools.analysis.comparison.findings import Finding
from logtools.analysis.comparison.group_differences import GroupTest
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.analysis.comparison.next_run import NextRun
from logtools.analysis.comparison.replicates import Samples
from logtools.analysis.curves.smoothing import Smoothing

__all__ = ["Comparison"]

#: The type of the frames: polars.DataFrame or pandas.DataFrame.
FrameT = TypeVar("FrameT")


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison(Generic[FrameT]):
    """The compared runs, best first, their groups, and the findings."""

    #: The ranking metric, one of `metric_columns`; None if no metric has a known direction.
    ranking: MetricColumn | None
    #: Whether the ranking metric or its direction was inferred, not given.
    inferred: bool
    #: The origin of its direction if the user's configuration gives it: the path of a file, or `config`; else None.
    direction_from: str | None = None
    #: Hyperparameters that differ between the runs: columns of `runs`.
    hparams: tuple[str, ...]
    #: Hyperparameters that all runs share, with their value as text.
    constants: dict[str, str]
    #: The metrics, the ranking one first.
    metric_columns: tuple[MetricColumn, ...]
    #: One row per run, best first: schema.COMPARISON_RUNS. The hyperparameters, and the `name` and `epoch` columns of
    #: each metric, come after `run`.
    runs: FrameT
    #: One row per group of runs that differ only in the seed, best first: schema.COMPARISON_GROUPS, then a column per
    #: name in `by`. Empty without a ranking metric.
    groups: FrameT
    #: Each group against the baseline: schema.COMPARISON_DIFFERENCES. Empty with fewer than two groups.
    differences: FrameT
    #: Main effects of the hyperparameters in `by`: schema.COMPARISON_EFFECTS. Empty if `by` was not given and more than
    #: four differ.
    effects: FrameT
    #: Conclusions and warnings about the frames, most important first.
    findings: tuple[Finding, ...] = ()
    #: What identifies a group: hyperparameters, or `path:1` for a part of the run id.
    by: tuple[str, ...] = ()
    #: What identifies a replicate, detected or given: hyperparameters such as `seed`, or `path`.
    seeds: tuple[str, ...] = ()
    #: Whether replicates are the folds of a cross-validation.
    folds: bool = False
    #: The group that the others are compared with; None with fewer than two groups.
    baseline: str | None = None
    #: Whether the baseline was given. If not, it is the best group.
    baseline_given: bool = False
    #: The number of comparisons for which p-values and intervals are corrected.
    comparisons: int = 0
    #: Which value of a run is used, see `value_at`: `best`, `last`, `epoch=10`, ...
    at: str = "best"
    #: Whether `at` is the last epoch or step that all runs have.
    common: bool = False
    #: Labels of test metrics that a run logged more than once.
    repeated_tests: tuple[str, ...] = ()
    #: Runs whose values of the ranking metric are all one placeholder such as -1: they have no value.
    placeholders: tuple[str, ...] = ()
    #: What another run of the best setting is expected to give; None if unknown.
    another_run: NextRun | None = None
    #: How the curves were smoothed; None if they were not.
    smooth: Smoothing | None = None
    #: Runs that logged the ranking metric per step only: their value is of a single batch.
    single_steps: tuple[str, ...] = ()
    #: Confidence level of intervals, between 0 and 1; the significance level of tests is 1 - confidence.
    confidence: float = 0.95
    #: The largest difference that does not matter, in units of the metric, or as a fraction of the baseline mean; None
    #: if equivalence was not tested.
    tolerance: float | None = None
    relative: float | None = None
    #: The same in units of the metric, either way; None if unknown.
    margin: float | None = None
    #: The independent values that were tested, and how; None without a ranking metric.
    samples: Samples | None = None
    rules: GroupTest | None = None
