"""Fewer points, the same picture: as many as there are pixels to show them.

A curve of a million points drawn a thousand pixels wide needs four of them in each pixel column: the first, the last,
the smallest and the largest. What is left out lies inside the ink that these four make, so no spike is lost (averaging
or taking every n-th point would lose them). Of values that are no number, one of each kind is kept in each column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from logtools import schema

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    import numpy as np

    series = metrics.select(pl.struct(schema.SERIES).rle_id()).to_series().to_numpy()
    starts = np.flatnonzero(np.diff(series, prepend=series[0] + 1))
    lengths = np.diff(starts, append=len(series))
    long = (lengths > _PER_COLUMN * columns)[series]
    if not long.any():
        return metrics
    x = pl.coalesce("step", pl.int_range(pl.len())).cast(pl.Float64)  # a logger without steps leaves only the order
    places = _extremes(
        metrics.select(x).to_series().to_numpy()[long], metrics["value"].to_numpy()[long], series[long], columns
    )
    return metrics[np.union1d(np.flatnonzero(~long), np.flatnonzero(long)[places])]


def _extremes(x: NDArray[Any], value: NDArray[Any], series: NDArray[Any], columns: int) -> NDArray[Any]:
    """Return the places of the first, last, smallest and largest value of each column, and one of each non-number."""
    import numpy as np

    starts = np.flatnonzero(np.diff(series, prepend=series[0] + 1))
    lengths = np.diff(starts, append=len(series))
    low, high = np.minimum.reduceat(x, starts), np.maximum.reduceat(x, starts)
    per_step = columns / np.maximum(high - low, 1)
    inside = np.minimum((x - np.repeat(low, lengths)) * np.repeat(per_step, lengths), columns - 1)
    column = np.repeat(np.arange(len(starts)) * columns, lengths) + inside.astype(np.int64)
    order = None
    if (np.diff(column) < 0).any():  # steps that go back
        order = np.argsort(column, kind="stable")
        column, value = column[order], value[order]
    begins = np.flatnonzero(np.diff(column, prepend=-1))
    sizes = np.diff(begins, append=len(column))
    finite = np.isfinite(value)
    found = [begins, begins + sizes - 1]
    for others, extreme in ((np.inf, np.minimum), (-np.inf, np.maximum)):
        reached = np.repeat(extreme.reduceat(np.where(finite, value, others), begins), sizes)
        found.append(_first(finite & (value == reached), column))
    found += [_first(kind, column) for kind in (np.isnan(value), value == np.inf, value == -np.inf)]
    places = np.unique(np.concatenate(found))
    return places if order is None else order[places]


def _first(chosen: NDArray[Any], column: NDArray[Any]) -> NDArray[Any]:
    """Return the first place of each column among those that are chosen."""
    import numpy as np

    places: NDArray[Any] = np.flatnonzero(chosen)
    begins: NDArray[Any] = np.diff(column[places], prepend=-1) != 0
    return np.compress(begins, places)
