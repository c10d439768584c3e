"""Pick one observation of a curve: its best or last value, or its value at an epoch or step.

`epoch=10` is the last value of that epoch. `step=5000` is the last value up to that step, unless the run ended more
than one logging interval before it. `common` is the last epoch that all runs have, or else the last step; a run without
a place in common with the others is left out.
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
    """Return the last epoch at which all runs of the curve have a value; without epochs, the end of the shortest run.

    If not all runs have such a place, it is the last one of as many runs as possible; the others have no value there.

    Raises:
        InvalidValueError: if no two runs have an epoch or step in common.
    """
    counted = curve.group_by("run").agg(pl.col("step").max()).drop_nulls()
    found = [_most_common(curve, "epoch"), _most_common(curve, "step"), (counted.height, counted["step"].min())]
    runs, place = max(found, key=lambda one: one[0])  # of equal numbers of runs the first
    if not isinstance(place, int) or runs < min(2, curve["run"].n_unique()):
        raise InvalidValueError("there is no epoch or step at which two runs have a value")
    return ValueAt(kind="epoch" if found[0][0] == runs else "step", number=place)


def _most_common(curve: pl.DataFrame, kind: str) -> tuple[int, object]:
    """Return how many runs have a value at the epoch or step that most runs have, and the last such place."""
    shared = curve.drop_nulls(kind).group_by(kind).agg(pl.col("run").n_unique())
    most = shared.filter(pl.col("run") == pl.col("run").max())
    return (0, None) if most.is_empty() else (most["run"][0], most[kind].max())
