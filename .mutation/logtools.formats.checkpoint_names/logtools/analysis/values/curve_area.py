"""The area under a curve, divided by its length: the mean height of the curve.

A run that learns fast has a better mean than one that reaches the same end later.
"""

from __future__ import annotations

import polars as pl

__all__ = ["mean_height"]


def mean_height(curve: pl.DataFrame) -> pl.DataFrame:
    """Return the columns run and value (Float64): the area under each curve, divided by its length.

    The area is that of the trapezoids between neighbouring values, over the step, or the epoch if a run has no steps.
    Values that are not finite are skipped; a run whose last value is not finite has NaN. Trapezoids do not cross from
    one segment to the next. A curve without a length has the mean of its values.

    `curve` has the columns run, segment, epoch, step and value of one metric, in file order.
    """
    value = pl.col("value")
    by_step = pl.col("step").is_not_null().all().over("run")
    placed = curve.with_columns(
        x=pl.when(by_step).then("step").otherwise("epoch"), ended=value.last().is_finite().over("run")
    )
    width = pl.col("x").diff().over("run", "segment")
    height = (value + value.shift(1)).over("run", "segment") / 2
    pieces = placed.filter(value.is_finite()).with_columns(width=width, height=height)
    pieces = pieces.with_columns(width=pl.when(pl.col("width") > 0).then("width").otherwise(0))
    length = pl.col("width").sum()
    area = (pl.col("width") * pl.col("height")).sum()
    found = pieces.group_by("run", maintain_order=True).agg(
        pl.when(length > 0).then(area / length).otherwise(value.mean()).alias("value")
    )
    ends = placed.group_by("run", maintain_order=True).agg(pl.col("ended").first())
    joined = ends.join(found, on="run", how="left", maintain_order="left")
    return joined.select("run", value=pl.when("ended").then("value").otherwise(float("nan")))
