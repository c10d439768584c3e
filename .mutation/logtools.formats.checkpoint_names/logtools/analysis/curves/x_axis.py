"""Compute the x-values of curves: step, epoch, samples seen, or time.

On the epoch axis an epoch mean is at the end of its epoch, and steps are at fractions before it, so runs with different
batch sizes can be compared. Samples are steps times the batch size in the hyperparameters. Time comes from a logged
metric (`time`, `elapsed`, `timestamp`), interpolated between its values. Steps of evaluation batches do not change.
"""

from __future__ import annotations

import re

import polars as pl

from logtools.choices import AXES, Axis
from logtools.errors import InvalidValueError, unknown
from logtools.metrics.stage import is_evaluation_step, is_test

__all__ = ["add_x", "is_clock", "seconds_at", "unit"]

_BATCH_SIZE = re.compile(r"(^|[._/-])(train_?)?(batch_?size|bs)$", re.IGNORECASE)
_EVALUATION = re.compile(r"(^|[._/-])(val|test|eval|predict)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(^|[_/ -])((wall_?)?(clock_?)?time(_?stamp)?|timestamp|wall_?clock|elapsed)(_?(s|sec|secs|seconds))?$",
    re.IGNORECASE,
)
#: Larger values are seconds since 1970, not since the start.
_SINCE_1970 = 1e8
_UNITS = ((86400.0, "days"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))
_RUN = ["run", "segment"]


def add_x(
    metrics: pl.DataFrame, axis: Axis, hparams: pl.DataFrame, *, every: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Add the x-value `x` (Float64) of each observation (`schema.METRICS`).

    Args:
        metrics: observations, all or a selection.
        axis: one of `choices.AXES`; time is in seconds.
        hparams: one row per run, one column per hyperparameter.
        every: all observations of these runs, which give the ends of epochs and the time; `metrics` if None.

    Returns:
        The rows that have an x-value, in their order.

    Raises:
        InvalidValueError: if the axis is unknown, or no run logged the values it needs.
    """
    if axis == "step":
        return metrics.with_columns(x=pl.col("step").cast(pl.Float64))
    if axis not in AXES:
        raise unknown("x-axis", axis, AXES)
    known = metrics if every is None else every
    if axis == "samples":
        placed = _by_samples(metrics, hparams)
    else:
        placed = _by_epoch(metrics, known) if axis == "epoch" else _by_time(metrics, known)
    placed = placed.with_columns(x=pl.when(is_evaluation_step()).then(pl.col("step").cast(pl.Float64)).otherwise("x"))
    kept = placed.filter(pl.col("x").is_not_null())
    if kept.filter(~is_evaluation_step()).is_empty():
        raise InvalidValueError(f"cannot plot over {axis}: {_MISSING[axis]}")
    return kept


_MISSING: dict[str, str] = {
    "epoch": "no run logged an epoch",
    "samples": "no run has a hyperparameter such as batch_size",
    "time": "no run logged a time metric, such as time, elapsed or timestamp",
}


def unit(seconds: float) -> tuple[float, str]:
    """Return the unit for a time axis of this length: its number of seconds, and the axis label.

    >>> unit(7200)
    (60.0, 'time in min')
    """
    length, name = next((length, name) for length, name in _UNITS if seconds >= 3 * length or length == 1)
    return length, f"time in {name}"


def _by_samples(metrics: pl.DataFrame, hparams: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in hparams.columns if _BATCH_SIZE.search(name) and not _EVALUATION.search(name)]
    numbers = [name for name in names if hparams.schema[name].is_numeric()]
    sizes = pl.coalesce(pl.col(name).cast(pl.Float64) for name in numbers) if numbers else pl.lit(None, pl.Float64)
    table = hparams.select(pl.col("run").cast(pl.String).alias("of"), sizes.alias("batch"))
    placed = metrics.with_columns(pl.col("run").cast(pl.String).alias("of"))
    placed = placed.join(table, on="of", how="left", maintain_order="left")
    return placed.with_columns(x=pl.col("step") * pl.col("batch")).drop("of", "batch")


def _by_epoch(metrics: pl.DataFrame, every: pl.DataFrame) -> pl.DataFrame:
    """Put steps between the ends of the previous epoch and their own; later steps at the end of the last epoch."""
    training = every.filter(
        ~is_evaluation_step(), ~is_test(), pl.col("epoch").is_not_null(), pl.col("step").is_not_null()
    )
    ends = training.group_by(*_RUN, "epoch").agg(end=pl.col("step").max()).sort(*_RUN, "epoch")
    ends = ends.with_columns(start=pl.col("end").shift(1).over(_RUN), before=pl.col("epoch").shift(1).over(_RUN))
    length = (pl.col("end") - pl.col("start")).median().over(_RUN)
    first = pl.max_horizontal(pl.col("end") - length, pl.lit(-1.0))
    ends = ends.with_columns(
        start=pl.when(pl.col("epoch") == 0).then(-1.0).otherwise(pl.coalesce(pl.col("start").cast(pl.Float64), first)),
        before=pl.coalesce("before", pl.col("epoch") - 1),
        last=pl.col("epoch").max().over(_RUN),
    )
    placed = metrics.join(ends.drop("last"), on=[*_RUN, "epoch"], how="left", maintain_order="left")
    placed = placed.join(ends.select(*_RUN, "last").unique(), on=_RUN, how="left", maintain_order="left")
    part = (pl.col("step") - pl.col("start")) / pl.max_horizontal(pl.col("end") - pl.col("start"), pl.lit(1.0))
    inside = pl.col("before") + part.clip(0, 1) * (pl.col("epoch") - pl.col("before"))
    beyond = pl.min_horizontal(pl.col("epoch"), pl.col("last")).cast(pl.Float64)
    return placed.with_columns(x=pl.coalesce(inside, beyond)).drop("end", "start", "before", "last")


def _by_time(metrics: pl.DataFrame, every: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in every["metric"].cast(pl.String).unique().sort() if is_clock(name)]
    readings = every.filter(pl.col("metric").cast(pl.String).is_in(names), ~is_evaluation_step())
    readings = readings.filter(pl.col("value").is_finite(), pl.col("step").is_not_null()).sort(*_RUN, "step", "value")
    clock = readings.filter(pl.col("metric") == pl.col("metric").first().over(_RUN))
    return metrics.with_columns(seconds_at(metrics, clock).alias("x"))


def is_clock(metric: str) -> bool:
    """Return whether a metric is the time in seconds, by its name: `time`, `elapsed`, `timestamp`."""
    return _CLOCK.search(metric) is not None


def seconds_at(places: pl.DataFrame, clock: pl.DataFrame) -> pl.Series:
    """Return the seconds from the start of the run until each place: Float64.

    Times are interpolated between those of the clock; before its first and after its last they are null.

    Args:
        places: the columns run, segment and step.
        clock: the columns run, segment, step and value of a time metric, see `is_clock`.
    """
    import numpy as np

    readings = clock.filter(pl.col("value").is_finite(), pl.col("step").is_not_null()).sort(*_RUN, "step", "value")
    clocks = readings.partition_by(_RUN, as_dict=True, maintain_order=True)
    start = {run: times["value"].min() for (run,), times in readings.partition_by("run", as_dict=True).items()}
    seconds = np.full(places.height, np.nan)
    for key, part in places.select(*_RUN, "step").with_row_index("row").partition_by(_RUN, as_dict=True).items():
        if key not in clocks:
            continue
        one = clocks[key].unique("step", keep="last").sort("step")
        origin = start[key[0]]
        offset = origin if isinstance(origin, float) and origin > _SINCE_1970 else 0.0
        steps = part["step"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        times = np.interp(steps, one["step"].to_numpy(), one["value"].to_numpy() - offset, left=np.nan, right=np.nan)
        # the test after the last epoch is logged one step later
        times = np.where((steps == float(one["step"][-1]) + 1), float(one["value"][-1]) - offset, times)
        seconds[part["row"].to_numpy()] = times
    return pl.Series(seconds).fill_nan(None)
