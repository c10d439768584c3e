"""How long a run takes to reach a value: in epochs, steps or seconds.

A run that never gets there has an infinite time: it ranks behind all others, is counted, and gives no mean.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import polars as pl

from logtools.analysis.curves.x_axis import seconds_at
from logtools.analysis.values.value_at import ValueAt
from logtools.errors import InvalidValueError

__all__ = ["time_to_value"]

_COMPARE: dict[str | None, Callable[[Any, Any], Any]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}


def time_to_value(curve: pl.DataFrame, at: ValueAt, *, clock: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return run, value, epoch and step: the time until the curve first meets the condition of `at`, and the place.

    Epochs and steps are counted from 1: a run that gets there in epoch 0 takes 1 epoch. Seconds are those since the
    start of the run; null if its log does not tell. The value is infinity if the condition is never met.

    Args:
        curve: the columns run, segment, epoch, step and value of the metric, in file order.
        at: of the kind `first`.
        clock: the same columns of a time metric, in seconds; for seconds only.

    Raises:
        InvalidValueError: if no run logged what is counted.
    """
    unit = at.unit or "epochs"
    met = _COMPARE[at.operator](pl.col("value"), at.threshold) & pl.col("value").is_not_nan()
    reached = curve.filter(met).group_by("run", maintain_order=True).agg(pl.all().first())
    if unit == "seconds":
        if clock is None or clock.is_empty():
            raise InvalidValueError("no run logged a time metric, such as time, elapsed or timestamp: use epochs")
        reached = reached.with_columns(seconds_at(reached, clock).alias("value"))
    else:
        counted = unit.removesuffix("s")
        if curve.get_column(counted).is_null().all():
            raise InvalidValueError(f"cannot count {unit}: no run logged the {counted} of {at.metric}")
        reached = reached.with_columns(value=(pl.col(counted) + 1).cast(pl.Float64))
    runs = curve.select("run").unique(maintain_order=True)
    found = runs.join(
        reached.select("run", "value", "epoch", "step").with_columns(is_reached=True), on="run", how="left"
    )
    return found.with_columns(value=pl.when(pl.col("is_reached").is_null()).then(float("inf")).otherwise("value")).drop(
        "is_reached"
    )
