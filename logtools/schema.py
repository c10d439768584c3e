"""The contract of every frame that leaves the library: columns, types, meaning and null rule.

A **series** is what one metric did in one run: the rows that share `SERIES`. In `metrics()` and `epochs()` null
means that the file does not tell; NaN and infinities are values that were logged. Columns named after metrics or
hyper-parameters (in `epochs()`, `steps()`, `hparams()` and a comparison) stand behind the fixed ones listed here.
"""

from __future__ import annotations

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
    "NOTICES",
    "PROVENANCE",
    "RUNS",
    "SERIES",
    "STAGE",
    "STATE",
    "STEPS",
    "SUMMARY",
    "Schema",
]

Schema = dict[str, pl.DataType | type[pl.DataType]]

#: What the training loop was doing when it logged.
STAGE: Final = pl.Enum(["train", "val", "test", "predict"])
#: Whether a value belongs to one batch or to a whole epoch.
GRANULARITY: Final = pl.Enum(["step", "epoch"])
#: Whether smaller or larger values of a metric are better.
DIRECTION: Final = pl.Enum(["min", "max"])
#: Why an observation is kept aside: Lightning wrote it twice, repeated an old value, logged it in the sanity check, or
#: it is no number.
FLAG: Final = pl.Enum(["duplicate", "stale", "sanity", "text"])
#: `empty`: nothing logged yet; `active`: its file changed within the last five minutes; `idle`: it did not.
STATE: Final = pl.Enum(["empty", "active", "idle"])

#: What a test of a group against the baseline allows to say.
CONCLUSION: Final = pl.Enum(["better", "worse", "cannot tell"])

#: One row an observation: `Logs.metrics()`.
METRICS: Final[Schema] = {
    "run": pl.Categorical(),  # run id
    "segment": pl.Int16,  # 0, 1, ...: counts restarts inside one file
    "stage": STAGE,  # null where neither name nor row tells
    "metric": pl.Categorical(),  # as logged, undecorated
    "quantity": pl.Categorical(),  # the metric without its stage word
    "granularity": GRANULARITY,
    "dataloader": pl.Int16,  # null unless Lightning numbered it
    "epoch": pl.Int64,  # filled in for rows that lack it, where the file tells; null else
    "step": pl.Int64,  # the row's own axis: train step, or the evaluation counter
    "value": pl.Float64,  # never null but for a flagged text; NaN and inf were logged
}
#: What `metrics(provenance=True)` adds, flagged observations included.
PROVENANCE: Final[Schema] = {
    "column": pl.Categorical(),  # the header as written
    "row": pl.Int64,  # 0-based data row in the file
    "flag": FLAG,  # null for an ordinary observation
}
#: The columns that tell one series from another.
SERIES: Final = ("run", "segment", "stage", "metric", "granularity", "dataloader")

#: One row a run: `Logs.runs`.
RUNS: Final[Schema] = {
    "run": pl.Categorical(),  # run id
    "path": pl.String,  # the run's folder
    "state": STATE,
    "epoch": pl.Int64,  # the last one in the file; null where there is none
    "step": pl.Int64,  # the last train step in the file; null where there is none
    "metrics": pl.Int64,  # how many different ones its header names; `loss_step` and `loss_epoch` are one
    "size": pl.Int64,  # of metrics.csv, in bytes
    "changed": pl.Datetime("us", "UTC"),  # when metrics.csv (or else the folder) was last written
    "notice": pl.String,  # what is wrong with the file, as far as its head and tail show; null if nothing
}

#: One row a checkpoint: `Logs.checkpoints()`.
CHECKPOINTS: Final[Schema] = {
    "run": pl.Categorical(),
    "path": pl.String,
    "epoch": pl.Int64,  # as its name tells; null if it does not
    "step": pl.Int64,  # likewise
    "size": pl.Int64,  # in bytes
}

#: One row a run and kind of notice: `Logs.notices`. What reading had to skip, repair or guess.
NOTICES: Final[Schema] = {
    "run": pl.Categorical(),  # run id
    "kind": pl.String,  # a short stable word, for programs
    "count": pl.Int64,  # how many cells, rows or files it is about
    "message": pl.String,  # a sentence, for people
}

#: One row a run and metric: `Logs.summary()`. Epoch values and step values of a metric stand in rows of their own.
SUMMARY: Final[Schema] = {
    "run": pl.Categorical(),  # run id
    "stage": STAGE,
    "metric": pl.Categorical(),
    "quantity": pl.Categorical(),
    "granularity": GRANULARITY,
    "dataloader": pl.Int16,
    "label": pl.String,  # names the metric in this collection: with its stage or dataloader where it needs them
    "direction": DIRECTION,  # inferred from the name; null where the name does not tell
    "count": pl.Int64,  # observations, NaN included
    "nan": pl.Int64,  # how many of them are NaN
    "inf": pl.Int64,  # how many of them are infinite
    "first": pl.Float64,  # first value in file order, NaN or inf where that was logged
    "last": pl.Float64,  # last value in file order, NaN or inf where that was logged
    "last_epoch": pl.Int64,
    "last_step": pl.Int64,
    "mean": pl.Float64,  # of the finite values; null if there is none, as the next ones
    "min": pl.Float64,  # smallest finite value (the first of equals)
    "min_epoch": pl.Int64,
    "min_step": pl.Int64,
    "max": pl.Float64,  # largest finite value (the first of equals)
    "max_epoch": pl.Int64,
    "max_step": pl.Int64,
    "best": pl.Float64,  # min or max, by direction; null where direction is
    "best_epoch": pl.Int64,
    "best_step": pl.Int64,
}

#: One row per run, segment and epoch; then a Float64 column per metric: `Logs.epochs()`.
EPOCHS: Final[Schema] = {
    "run": pl.Categorical(),
    "segment": pl.Int16,
    "epoch": pl.Int64,
    "step": pl.Int64,  # the last train step of the epoch that any of its rows names
    "validations": pl.Int64,  # how many validations the epoch saw: the columns show the last of them
}
#: One row per run, segment and train step; then a Float64 column per train metric and monitor: `Logs.steps()`.
STEPS: Final[Schema] = {
    "run": pl.Categorical(),
    "segment": pl.Int16,
    "epoch": pl.Int64,
    "step": pl.Int64,
}

#: What stands in every `Comparison.runs`: `rank` and `run`, then hyper-parameters and metrics, then the others. All
#: but `run`, `group`, `repeat` and `flags` are null where nothing ranks.
COMPARISON_RUNS: Final[Schema] = {
    "rank": pl.Int64,  # from 1, best first; equals share a rank; null where there is no finite value to rank
    "run": pl.String,  # run id
    "value": pl.Float64,  # what ranks: the metric at the chosen place; NaN or inf if diverged; null if not logged
    "value_epoch": pl.Int64,  # where that stands
    "value_step": pl.Int64,
    "raw": pl.Float64,  # what was logged there: differs from `value` only if the curve was smoothed
    "last": pl.Float64,  # the last value of the ranking metric as it was logged
    "gap": pl.Float64,  # last - value: how far the run came from it
    "behind": pl.Float64,  # how much worse than the best run, 0 or more, in units of the metric; null without a rank
    "group": pl.String,  # the group it belongs to: `Comparison.groups` has a row for it
    "repeat": pl.String,  # its seed or fold, which pairs it with runs of other groups; null if none was recognised
    "flags": pl.String,  # some of: diverged, not finite at the end, not logged, no value there, shorter, active
}
#: One row a group, best first; then a column per name in `Comparison.by`: `Comparison.groups`. Groups in which a run
#: diverged rank behind those in which fewer did. All numbers are of the `n` finite values, null where there are none.
COMPARISON_GROUPS: Final[Schema] = {
    "rank": pl.Int64,  # from 1; equals share a rank; null where no run has a finite value
    "group": pl.String,  # such as "lr=0.01"; unique
    "runs": pl.Int64,  # runs in the group: n + diverged + missing
    "n": pl.Int64,  # of which have a finite value
    "diverged": pl.Int64,  # of which have NaN or an infinity: not in the mean, but they count against the group
    "missing": pl.Int64,  # of which did not log the metric (at the chosen place)
    "mean": pl.Float64,
    "sd": pl.Float64,  # sample standard deviation (n - 1); null where n < 2
    "low": pl.Float64,  # the confidence interval of the mean; null where there is none, and `reason` says why
    "high": pl.Float64,
    "median": pl.Float64,
    "iqm": pl.Float64,  # interquartile mean: of the middle half
    "min": pl.Float64,
    "max": pl.Float64,
    "reason": pl.String,  # why there is no interval; null where there is one
}
#: One row a group other than the baseline, in the order of `Comparison.groups`: `Comparison.differences`.
COMPARISON_DIFFERENCES: Final[Schema] = {
    "group": pl.String,
    "baseline": pl.String,  # the group it is compared with
    "n": pl.Int64,  # runs that the test uses: finite and diverged ones
    "n_baseline": pl.Int64,
    "pairs": pl.Int64,  # runs paired by their seed; null where the test is not paired
    "unpaired": pl.String,  # seeds without a partner, joined with ", ", left out of a paired test; null if none
    "difference": pl.Float64,  # mean of the group - mean of the baseline, in units of the metric
    "low": pl.Float64,  # its confidence interval, for this comparison alone; null where there is none
    "high": pl.Float64,
    "improvement": pl.Float64,  # how often a run of the group is better than one of the baseline, ties half: 0 to 1
    "p": pl.Float64,  # of no difference, two-sided; null where there are too few runs
    "p_adjusted": pl.Float64,  # corrected for the number of comparisons
    "method": pl.String,  # the test, a key of `Comparison.methods`; null without a test
    "conclusion": CONCLUSION,
    "reason": pl.String,  # why interval or test are missing or special; null else
}
#: One row per hyper-parameter and level: `Comparison.effects`. Numbers are of the `n` finite values of that level.
COMPARISON_EFFECTS: Final[Schema] = {
    "hparam": pl.String,
    "level": pl.String,  # its value as text, "-" where a run does not set it
    "runs": pl.Int64,
    "n": pl.Int64,  # runs with a finite value
    "diverged": pl.Int64,
    "mean": pl.Float64,
    "best": pl.Float64,
    "best_run": pl.String,
}
