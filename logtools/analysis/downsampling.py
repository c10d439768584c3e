"""Fewer points, the same picture: as many as there are pixels to show them.

A curve of a million points drawn a thousand pixels wide needs four of them in each pixel column: the first, the last,
the smallest and the largest. What is left out lies inside the ink that these four make, so no spike is lost (averaging
or taking every n-th point would lose them). Of values that are no number, one of each kind is kept in each column.
"""

from __future__ import annotations

import polars as pl

from logtools import schema

__all__ = ["thin"]

#: Points of each column that are always kept: first, last, smallest, largest.
_PER_COLUMN = 4


def thin(metrics: pl.DataFrame, *, columns: int = 1000) -> pl.DataFrame:
    """Leave out the observations that a picture of `columns` pixel columns could not show.

    Args:
        metrics: observations, columns of `schema.METRICS` (or more); each series contiguous.
        columns: how many pixel columns the x-axis of a series is divided into.

    Returns:
        The rows that are kept, unchanged and in their order. A series of at most `4 * columns` rows is kept whole.

    Raises:
        ValueError: `columns` is less than 1.
    """
    if columns < 1:
        msg = f"columns must be at least 1, not {columns}"
        raise ValueError(msg)
    if metrics.height <= _PER_COLUMN * columns:
        return metrics
    series = pl.struct(schema.SERIES).rle_id()
    numbered = metrics.select("step", "value", series=series).with_row_index("row")
    long = numbered.filter(pl.len().over("series") > _PER_COLUMN * columns)
    if long.is_empty():
        return metrics
    short = numbered.filter(pl.len().over("series") <= _PER_COLUMN * columns)
    kept = pl.concat([short["row"], _extremes(long, columns)]).unique().sort()
    return metrics[kept]


def _extremes(rows: pl.DataFrame, columns: int) -> pl.Series:
    """Return the rows that make the ink of each series in each pixel column."""
    x = pl.coalesce("step", pl.int_range(pl.len()).over("series")).cast(pl.Float64)
    low, high = x.min().over("series"), x.max().over("series")
    column = ((x - low) / pl.max_horizontal(high - low, 1.0) * columns).clip(0, columns - 1).cast(pl.Int64)
    value, row = pl.col("value"), pl.col("row")
    finite = pl.when(value.is_finite()).then(value)
    parts = (
        rows.with_columns(column=column)
        .group_by("series", "column")
        .agg(
            first=row.first(),
            last=row.last(),
            smallest=row.get(finite.arg_min(), null_on_oob=True),
            largest=row.get(finite.arg_max(), null_on_oob=True),
            nan=row.filter(value.is_nan()).first(),
            inf=row.filter(value == float("inf")).first(),
            minus_inf=row.filter(value == float("-inf")).first(),
        )
    )
    return pl.concat([parts[name] for name in parts.columns[2:]]).drop_nulls()
