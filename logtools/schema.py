"""The contract of every frame that logtools returns: name, type, meaning and null rule of each column.

A **series** is one metric of one run: the rows that share `SERIES`. Frames with a column per metric or hyperparameter
(`epochs()`, `steps()`, `hparams()` and the frames of a comparison) have these columns after the fixed ones listed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

__all__ = [
    "CHECKPOINTS",
    "COMPARISON_DIFFERENCES",
    "COMPARISON_EFFECTS",
    "COMPARISON_GROUPS",
    "COMPARISON_RUNS",
    "CONCLUSION",
    "DIRECTION",
    "EPOCHS",
    "FLAG",
    "GRANULARITY",
    "METRICS",
    "METRIC_KEY",
    "NOTICES",
    "PROVENANCE",
    "RUNS",
    "SERIES",
    "SERIES_LABELS",
    "STAGE",
    "STATE",
    "STEPS",
    "SUMMARY",
    "Column",
    "FrameSchema",
    "Schema",
]

DataType = pl.DataType | type[pl.DataType]
#: Types of columns by name, in order.
Schema = dict[str, DataType]


@dataclass(frozen=True)
class Column:
    """One column of a frame."""

    name: str
    dtype: DataType
    #: Its meaning, with the unit.
    meaning: str
    #: When a value is null; None if never.
    null: str | None = None


class FrameSchema(Schema):
    """The types of the columns by name; `columns` also has their meaning and null rule."""

    def __init__(self, *columns: Column) -> None:
        """Take the columns in order."""
        super().__init__({column.name: column.dtype for column in columns})
        self.columns: Final = columns


#: The stage in which a value was logged.
STAGE: Final = pl.Enum(["train", "val", "test", "predict"])
#: Whether a value belongs to one batch, to a whole epoch, or to the run (an evaluation after the training).
GRANULARITY: Final = pl.Enum(["step", "epoch", "run"])
#: Whether lower or higher values of a metric are better.
DIRECTION: Final = pl.Enum(["min", "max"])
#: Why an observation appears only with `provenance=True`: Lightning wrote it twice, repeated an old value, or logged it
#: in the sanity check; or it is not a number.
FLAG: Final = pl.Enum(["duplicate", "stale", "sanity", "text"])
#: `empty`: nothing logged yet; `active`: modified in the last five minutes; `idle`: not modified since.
STATE: Final = pl.Enum(["empty", "active", "idle"])
#: The result of a test of a group against the baseline.
CONCLUSION: Final = pl.Enum(["better", "worse", "equivalent", "unconfirmed", "not significant"])

_NONE_FINITE = "no value is finite"
_UNRANKED = "there is no ranking metric, or the run did not log it"

#: One row per observation: `Logs.metrics()`.
METRICS: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id"),
    Column("segment", pl.Int16, "counts restarts within the file, from 0"),
    Column("stage", STAGE, "stage in which the value was logged", null="neither the name nor the row shows it"),
    Column("metric", pl.Categorical(), "name as logged, without Lightning's suffixes"),
    Column("quantity", pl.Categorical(), "the metric without its stage word"),
    Column(
        "granularity",
        GRANULARITY,
        "whether the value is of a batch, an epoch, or the run (an evaluation after training)",
    ),
    Column("dataloader", pl.Int16, "number of the dataloader", null="Lightning did not number it"),
    Column("epoch", pl.Int64, "epoch; taken from other rows if the row has none", null="not logged"),
    Column("step", pl.Int64, "step as logged: train step, or number of the evaluation batch", null="not logged"),
    Column("value", pl.Float64, "logged value; NaN and inf were logged", null="flagged as text"),
)
#: The columns that `metrics(provenance=True)` adds. It also includes flagged observations.
PROVENANCE: Final = FrameSchema(
    Column("column", pl.Categorical(), "header of its column, as written"),
    Column("row", pl.Int64, "number of its row in the file, from 0"),
    Column("flag", FLAG, "why other frames leave the observation out", null="not flagged"),
)
#: The columns that identify a series of a run, and with the run any series.
SERIES_LABELS: Final = ("stage", "metric", "granularity", "dataloader")
SERIES: Final = ("run", "segment", *SERIES_LABELS)
#: The columns that identify a metric in all runs.
METRIC_KEY: Final = tuple(name for name in SERIES_LABELS if name != "granularity")

#: One row per run: `Logs.runs`.
RUNS: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id"),
    Column("path", pl.String, "path of the run's folder"),
    Column("state", STATE, "whether the log is empty, active or idle"),
    Column("epoch", pl.Int64, "last epoch in the file", null="no epoch was logged"),
    Column("step", pl.Int64, "last train step in the file", null="no step was logged"),
    Column("metric_count", pl.Int64, "number of metrics in the header; `loss_step` and `loss_epoch` count as one"),
    Column("size", pl.Int64, "size of the log in bytes"),
    Column("changed", pl.Datetime("us", "UTC"), "when the log (or the folder, if it has no log) was last modified"),
    Column("notice", pl.String, "problem in the first or last lines of the file", null="none found"),
)

#: One row per checkpoint: `Logs.checkpoints()`.
CHECKPOINTS: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id"),
    Column("path", pl.String, "path of the checkpoint file"),
    Column("epoch", pl.Int64, "epoch recorded in the file, or else in its name", null="neither has one"),
    Column("step", pl.Int64, "finished steps recorded in the file, or else in its name", null="neither has them"),
    Column("recorded", pl.Boolean, "whether epoch and step are recorded in the file, not inferred from its name"),
    Column("size", pl.Int64, "size in bytes"),
)

#: One row per run and kind of notice: `Logs.notices`. What reading skipped, repaired or guessed.
NOTICES: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id", null="the notice is about all runs"),
    Column("kind", pl.String, "stable name of the kind of notice, for programs"),
    Column("count", pl.Int64, "number of affected cells, rows or files"),
    Column("message", pl.String, "the notice as a sentence"),
)

#: One row per run and metric: `Logs.summary()`. Epoch values and step values of a metric have separate rows.
SUMMARY: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id"),
    Column("stage", STAGE, "stage in which the metric was logged", null="unknown"),
    Column("metric", pl.Categorical(), "name as logged, without Lightning's suffixes"),
    Column("quantity", pl.Categorical(), "the metric without its stage word"),
    Column(
        "granularity", GRANULARITY, "whether values are of batches, epochs, or the run (evaluations after training)"
    ),
    Column("dataloader", pl.Int16, "number of the dataloader", null="Lightning did not number it"),
    Column(
        "label",
        pl.String,
        "unique name of the metric in this collection, as most runs spell it, with stage or dataloader if needed",
    ),
    Column("direction", DIRECTION, "whether lower or higher is better", null="unknown"),
    Column("count", pl.Int64, "number of observations, NaN included"),
    Column("nan", pl.Int64, "number of NaN values"),
    Column("inf", pl.Int64, "number of infinite values"),
    Column("first", pl.Float64, "first value in file order; NaN or inf if that was logged"),
    Column("last", pl.Float64, "last value in file order; NaN or inf if that was logged"),
    Column("last_epoch", pl.Int64, "epoch of the last value", null="not logged"),
    Column("last_step", pl.Int64, "step of the last value", null="not logged"),
    Column("mean", pl.Float64, "mean of the finite values", null=_NONE_FINITE),
    Column("level", pl.Float64, "mean of the finite values among the last fifth", null="none of them is finite"),
    Column(
        "noise",
        pl.Float64,
        "standard deviation of single values about their trend, in the last half of the series",
        null="the series has fewer than 8 values, or its last half is not all finite",
    ),
    Column("min", pl.Float64, "lowest finite value", null=_NONE_FINITE),
    Column("min_epoch", pl.Int64, "epoch of its first occurrence", null=f"{_NONE_FINITE}, or not logged"),
    Column("min_step", pl.Int64, "step of its first occurrence", null=f"{_NONE_FINITE}, or not logged"),
    Column("max", pl.Float64, "highest finite value", null=_NONE_FINITE),
    Column("max_epoch", pl.Int64, "epoch of its first occurrence", null=f"{_NONE_FINITE}, or not logged"),
    Column("max_step", pl.Int64, "step of its first occurrence", null=f"{_NONE_FINITE}, or not logged"),
    Column("best", pl.Float64, "min or max, depending on direction", null=f"{_NONE_FINITE}, or direction is null"),
    Column("best_epoch", pl.Int64, "epoch of the best value", null="best is null, or not logged"),
    Column("best_step", pl.Int64, "step of the best value", null="best is null, or not logged"),
)

#: One row per run, segment and epoch; then a Float64 column per metric: `Logs.epochs()`.
EPOCHS: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id"),
    Column("segment", pl.Int16, "counts restarts within the file, from 0"),
    Column("epoch", pl.Int64, "epoch", null="not logged"),
    Column("step", pl.Int64, "last train step of the epoch", null="not logged"),
    Column("validations", pl.Int64, "number of validations in the epoch; the columns show the last one"),
)
#: One row per run, segment and train step; then a Float64 column per train metric and monitor: `Logs.steps()`.
STEPS: Final = FrameSchema(
    Column("run", pl.Categorical(), "run id"),
    Column("segment", pl.Int16, "counts restarts within the file, from 0"),
    Column("epoch", pl.Int64, "epoch", null="not logged"),
    Column("step", pl.Int64, "train step", null="not logged"),
)

#: The fixed columns of `Comparison.runs`: `rank` and `run`, then hyperparameters and metrics, then the others.
COMPARISON_RUNS: Final = FrameSchema(
    Column("rank", pl.Int64, "rank from 1, best first; ties share a rank", null="it has no finite value to rank by"),
    Column("run", pl.String, "run id"),
    Column(
        "value",
        pl.Float64,
        "ranking value; NaN or inf if the run diverged; inf if `at` is a condition that the run never met",
        null=_UNRANKED,
    ),
    Column(
        "value_epoch",
        pl.Int64,
        "epoch of the ranking value, or that a monitor picked",
        null=f"{_UNRANKED}, or no epoch was logged, or the value is of the whole curve",
    ),
    Column(
        "value_step",
        pl.Int64,
        "step of the ranking value, or that a monitor picked",
        null=f"{_UNRANKED}, or no step was logged, or the value is of the whole curve",
    ),
    Column(
        "unsmoothed",
        pl.Float64,
        "logged value at this step; differs from `value` only if smoothed",
        null=f"{_UNRANKED}, or `value` was not logged (auc, or the time until a condition is met)",
    ),
    Column("last", pl.Float64, "last logged value of the ranking metric", null=_UNRANKED),
    Column(
        "level",
        pl.Float64,
        "mean of the finite values among the last fifth of the curve",
        null=f"{_UNRANKED}, or none of them is finite",
    ),
    Column(
        "noise",
        pl.Float64,
        "standard deviation of single values about the trend of the curve",
        null=f"{_UNRANKED}, or the curve has fewer than 8 values",
    ),
    Column(
        "last_minus_best",
        pl.Float64,
        "`last` - `value`, in units of the metric",
        null=f"{_UNRANKED}, or `value` is a time",
    ),
    Column("distance_to_best", pl.Float64, "how much worse than the best run (0 or more)", null="rank is null"),
    Column("group", pl.String, "label of its group in `Comparison.groups`"),
    Column("replicate", pl.String, "seed or fold, by which runs of two groups are paired", null="none detected"),
    Column(
        "caveats",
        pl.String,
        "some of: diverged, never reached, not finite at the end, placeholder, not logged, no value there, shorter, "
        "active; joined with ', '",
        null="none, or there is no ranking metric",
    ),
)
#: One row per group, best first; then a column per name in `Comparison.by`: `Comparison.groups`. Groups with a larger
#: share of diverged runs rank lower. All statistics are of the `n` finite values.
COMPARISON_GROUPS: Final = FrameSchema(
    Column("rank", pl.Int64, "rank from 1, best first; ties share a rank", null="no run has a finite value"),
    Column("group", pl.String, "unique label, such as lr=0.01"),
    Column("runs", pl.Int64, "number of runs"),
    Column(
        "n",
        pl.Int64,
        "number of independent finite values: runs with the same seed are averaged, and copies count once",
    ),
    Column("diverged", pl.Int64, "number of runs with NaN or inf; excluded from the mean, but the group ranks lower"),
    Column("missing", pl.Int64, "number of runs that did not log the metric (at the chosen epoch or step)"),
    Column("mean", pl.Float64, "mean of the finite values", null="n is 0"),
    Column("std", pl.Float64, "sample standard deviation (n - 1)", null="n < 2"),
    Column(
        "ci_low", pl.Float64, "lower end of the confidence interval of the mean", null="there is none, see `reason`"
    ),
    Column(
        "ci_high", pl.Float64, "upper end of the confidence interval of the mean", null="there is none, see `reason`"
    ),
    Column("median", pl.Float64, "median of the finite values", null="n is 0"),
    Column("iqm", pl.Float64, "interquartile mean (mean of the middle half)", null="n is 0"),
    Column("min", pl.Float64, "lowest value", null="n is 0"),
    Column("max", pl.Float64, "highest value", null="n is 0"),
    Column(
        "may_be_best",
        pl.Boolean,
        "false if another group is significantly better, or all its runs diverged",
        null="not tested",
    ),
    Column("reason", pl.String, "why there is no confidence interval", null="there is one"),
)
#: One row per group other than the baseline, in the order of `Comparison.groups`: `Comparison.differences`.
COMPARISON_DIFFERENCES: Final = FrameSchema(
    Column("group", pl.String, "label of the group"),
    Column("baseline", pl.String, "label of the group it is compared with"),
    Column("n", pl.Int64, "number of runs of the group in the test, finite or diverged"),
    Column("n_baseline", pl.Int64, "number of runs of the baseline in the test"),
    Column("pairs", pl.Int64, "number of blocks (seeds) that both groups have", null="none, or the test ignores them"),
    Column("difference", pl.Float64, "mean of the group - mean of the baseline", null="a group has no finite value"),
    Column(
        "ci_low", pl.Float64, "lower end of its simultaneous confidence interval", null="there is none, see `reason`"
    ),
    Column(
        "ci_high", pl.Float64, "upper end of its simultaneous confidence interval", null="there is none, see `reason`"
    ),
    Column("error", pl.Float64, "standard error of the difference", null="there is no interval"),
    Column("freedom", pl.Float64, "degrees of freedom of `error`", null="there is no interval"),
    Column(
        "p_better",
        pl.Float64,
        "probability of improvement (0 to 1): share of the comparisons of a run of the group with one of the baseline "
        "(with the same seed, if all have a partner) in which the group's is better; ties count half",
        null="a group has no value",
    ),
    Column("p_better_n", pl.Int64, "number of comparisons of two runs in `p_better`", null="`p_better` is null"),
    Column("p", pl.Float64, "two-sided p-value of this difference alone", null="too few runs"),
    Column("p_adjusted", pl.Float64, "p-value corrected for the number of comparisons", null="p is null"),
    Column(
        "p_equivalent",
        pl.Float64,
        "corrected p-value of the test that the difference is smaller than the tolerance; below 1 - confidence the "
        "conclusion is equivalent, however small `p` is",
        null="no tolerance was given, or it cannot be tested",
    ),
    Column(
        "method", pl.String, "name of the test, such as Tukey or paired t: see docs/statistics.md", null="not tested"
    ),
    Column(
        "conclusion",
        CONCLUSION,
        "conclusion of the tests at the level 1 - confidence; unconfirmed if the levels of the curves do not support "
        "it",
    ),
    Column("reason", pl.String, "why a test, an interval or pairing was not possible", null="no such reason"),
    Column(
        "level_difference",
        pl.Float64,
        "difference of the mean levels (the last fifth of each curve)",
        null="not checked: the value is not the best of a curve, or no group differs significantly",
    ),
    Column("level_p", pl.Float64, "corrected p-value of the difference of levels", null="not checked, or not tested"),
    Column(
        "detectable_difference",
        pl.Float64,
        "true difference that a test with so many runs finds with a probability of 80%",
        null="there is no interval",
    ),
    Column(
        "runs_needed",
        pl.Int64,
        "runs per group with which a true difference as large as this one is found with a probability of 80%",
        null="the difference is significant, there is no interval, replicates are folds, or it takes more than 10,000",
    ),
    Column(
        "effect",
        pl.Float64,
        "Hedges' g: difference in standard deviations of the runs of both groups",
        null="effect sizes were not asked for, or there is no interval",
    ),
    Column("effect_low", pl.Float64, "lower end of its simultaneous confidence interval", null="effect is null"),
    Column("effect_high", pl.Float64, "upper end of its simultaneous confidence interval", null="effect is null"),
)
#: One row per hyperparameter and level: `Comparison.effects`. Statistics are of the `n` finite values of that level.
COMPARISON_EFFECTS: Final = FrameSchema(
    Column("hparam", pl.String, "name of the hyperparameter"),
    Column("level", pl.String, "value of the hyperparameter as text; '-' if unset"),
    Column("runs", pl.Int64, "number of runs"),
    Column("n", pl.Int64, "number of runs with a finite value"),
    Column("diverged", pl.Int64, "number of runs with NaN or inf"),
    Column("mean", pl.Float64, "mean of the finite values", null="n is 0"),
    Column("best", pl.Float64, "best value", null="n is 0"),
    Column("best_run", pl.String, "run with the best value", null="n is 0"),
)
