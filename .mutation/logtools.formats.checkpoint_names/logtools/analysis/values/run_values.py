"""Compute the value that represents each run.

The summary has best and last values; other values need the observations. A smoothed value was never logged, so
`unsmoothed` is the logged value at the same step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from logtools import schema
from logtools.analysis.curves.smoothing import Smoothing, smooth
from logtools.analysis.curves.x_axis import is_clock
from logtools.analysis.values.checkpoint_values import at_checkpoint
from logtools.analysis.values.curve_area import mean_height
from logtools.analysis.values.curve_places import common_place, pick
from logtools.analysis.values.time_to_value import time_to_value
from logtools.analysis.values.value_at import ValueAt
from logtools.choices import Direction
from logtools.errors import InvalidValueError
from logtools.metrics.lookup import rows_named

__all__ = ["ReadSeries", "resolved", "run_values"]

#: A function that reads series: it takes rows of schema.SUMMARY, and returns run, segment, epoch, step and value.
ReadSeries = Callable[[pl.DataFrame], pl.DataFrame]
_COLUMNS = ("run", "value", "value_epoch", "value_step", "unsmoothed")


def resolved(at: ValueAt, series: pl.DataFrame, observations: ReadSeries | None) -> ValueAt:
    """Replace `common` by the epoch or step that all runs have, and choose the unit of `first`.

    `series` are the rows of the metric in schema.SUMMARY.

    Raises:
        InvalidValueError: if the runs have no epoch or step in common.
    """
    if at.kind == "common":
        return common_place(_read(series, observations))
    if at.kind == "first" and at.unit is None:
        has_epochs = series.get_column("last_epoch").is_not_null().any()
        return replace(at, unit="epochs" if has_epochs else "steps")
    return at


def run_values(  # noqa: PLR0913 - what to read, and how
    series: pl.DataFrame,
    *,
    at: ValueAt,
    direction: Direction,
    summary: pl.DataFrame,
    smoothing: Smoothing | None = None,
    observations: ReadSeries | None = None,
) -> pl.DataFrame:
    """Return the value of each run: columns `run` and `value` to `unsmoothed` of schema.COMPARISON_RUNS.

    A run that has no value there has no row, or a null value.

    Args:
        series: the rows of one metric in `summary`, at most one per run.
        at: which value.
        direction: whether lower or higher is better.
        summary: schema.SUMMARY, to find monitors and clocks.
        smoothing: how to smooth the curve first. Monitors are not smoothed, since checkpoints do not smooth either.
        observations: reads series; needed unless `at` is best or last.

    Raises:
        MetricNotFoundError: if no run has logged the monitor.
        InvalidValueError: if the direction of the monitor is unknown, or observations are needed and not given.
    """
    if smoothing is None and at.kind in {"best", "last"} and at.metric is None:
        return _from_summary(series, at=at, direction=direction)
    logged = _read(series, observations).with_columns(unsmoothed=pl.col("value"))
    curve = logged if smoothing is None else smooth(logged, smoothing)
    if at.kind == "auc":
        found = mean_height(curve).with_columns(_NO_PLACE)
    elif at.kind == "first":
        found = time_to_value(curve, at, clock=_clock(at, summary, observations)).with_columns(unsmoothed=None)
    elif at.metric is not None:
        monitor = rows_named(at.metric, summary)
        kept = _read(monitor, observations)
        found = at_checkpoint(curve, kept, at.direction or _direction(at.metric, monitor))
    else:
        found = pick(curve, resolved(at, series, observations), direction)
    return _typed(found.rename({"epoch": "value_epoch", "step": "value_step"}))


_NO_PLACE = [
    pl.lit(None, dtype=pl.Int64).alias("epoch"),
    pl.lit(None, dtype=pl.Int64).alias("step"),
    pl.lit(None, dtype=pl.Float64).alias("unsmoothed"),
]


def _from_summary(series: pl.DataFrame, *, at: ValueAt, direction: Direction) -> pl.DataFrame:
    """Select the best or last value of runs; if a run has no finite value, its last value."""
    best = at.kind == "best"
    found = [
        (pl.when(pl.col(direction).is_not_null()).then(f"{direction}{part}") if best else pl.when(False).then(None))
        .otherwise(f"last{part}")
        .alias(f"value{part}")
        for part in ("", "_epoch", "_step")
    ]
    return _typed(series.select("run", *found).with_columns(unsmoothed=pl.col("value")))


def _read(series: pl.DataFrame, observations: ReadSeries | None) -> pl.DataFrame:
    if observations is None:
        raise InvalidValueError("smoothed values, and values other than best and last, need the observations")
    return observations(series)


def _clock(at: ValueAt, summary: pl.DataFrame, observations: ReadSeries | None) -> pl.DataFrame | None:
    """Return the observations of the first time metric; None if there is none, or it is not needed."""
    labels = summary.get_column("label").unique().sort().to_list() if at.unit == "seconds" else []
    clocks = [label for label in labels if is_clock(label)]
    return _read(rows_named(clocks[0], summary), observations) if clocks else None


def _direction(metric: str, monitor: pl.DataFrame) -> Direction:
    direction: Direction | None = monitor.get_column("direction").cast(pl.String)[0]
    if direction is None:
        raise InvalidValueError(
            f"cannot infer the direction of the monitor {metric!r}: write min:{metric} or max:{metric} instead of best"
        )
    return direction


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(schema.COMPARISON_RUNS[name]) for name in _COLUMNS)
