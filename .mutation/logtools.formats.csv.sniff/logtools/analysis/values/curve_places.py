"""Pick one observation of a curve: its best or last value, or its value at an epoch or step.

`epoch=10` is the last value of that epoch. `step=5000` is the last value up to that step, unless the run ended more
than one logging interval before it. `common` is the last epoch that all runs have, or else the last step.
"""

from __future__ import annotations

import polars as pl

from logtools.analysis.values.value_at import ValueAt
from logtools.choices import Direction
from logtools.errors import InvalidValueError

__all__ = ["best_position", "common_place", "pick"]


def pick(curve: pl.DataFrame, at: ValueAt, direction: Direction) -> pl.DataFrame:
    """Return the observation at a place, one row per run; a run without such an observation has no row.

    `curve` has the columns run, epoch, step and value of one metric, in file order. The kind of `at` is best, last,
    epoch or step. The best value is the last one if none is finite.
    """
    if at.kind == "epoch":
        curve = curve.filter(pl.col("epoch") == at.number)
    elif at.kind == "step":
        interval = pl.col("step").diff().max().over("run").fill_null(1)
        curve = curve.filter((pl.col("step") <= at.number) & (pl.col("step") + interval > at.number))
    position = best_position(direction) if at.kind == "best" else pl.len() - 1
    return curve.group_by("run", maintain_order=True).agg(pl.all().get(position))


def best_position(direction: Direction) -> pl.Expr:
    """Return the position of the best finite value of a group of rows; the last position if none is finite."""
    finite = pl.when(pl.col("value").is_finite()).then(pl.col("value"))
    found = finite.arg_min() if direction == "min" else finite.arg_max()
    return pl.when(finite.count() > 0).then(found).otherwise(pl.len() - 1)


def common_place(curve: pl.DataFrame) -> ValueAt:
    """Return the last epoch at which all runs of the curve have a value; the end of the shortest run without epochs.

    Raises:
        InvalidValueError: if there is no such epoch, and no run has steps.
    """
    runs = curve.get_column("run").n_unique()
    for kind in ("epoch", "step"):
        shared = curve.group_by(kind).agg(pl.col("run").n_unique()).filter(pl.col(kind).is_not_null())
        last = shared.filter(pl.col("run") == runs).get_column(kind).max()
        if isinstance(last, int):
            return ValueAt(kind="epoch" if kind == "epoch" else "step", number=last)
    ends = curve.group_by("run").agg(pl.col("step").max()).get_column("step")
    end = ends.min()
    if ends.null_count() or not isinstance(end, int):
        raise InvalidValueError("there is no epoch or step at which all runs have a value")
    return ValueAt(kind="step", number=end)
