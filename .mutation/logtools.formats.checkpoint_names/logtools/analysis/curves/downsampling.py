"""Downsample curves to the points that a figure can show.

A curve of a million points that is drawn a thousand pixels wide needs four points in each pixel column: the first, the
last, the lowest and the highest. All other points are covered by the line through these four, so no spike is lost
(averaging, or taking every n-th point, would lose them). Of NaN, inf and -inf, one each is kept in each column.

With many curves, columns are wider than a pixel, and only the lowest and the highest point are kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools.analysis.tables.series_starts import starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["thin"]

#: Number of points kept in each column: lowest and highest; if it is a pixel wide also first and last.
_EXTREMES, _ALL = 2, 4
#: Offset of the coarse columns of a series from those of the previous one, as a fraction of a column. Coarse columns
#: look like teeth. They would be at the same x in all curves without an offset; the golden ratio spreads them evenly.
_LATER = (math.sqrt(5) - 1) / 2
#: Distance of the last value of a series from the end of the last column, so that it is inside the column.
_INSIDE = 1e-6
#: Maximum rows of a block: short series are processed together, which is faster.
_BLOCK = 1 << 16


def thin(metrics: pl.DataFrame, *, columns: int = 1000, coarse: bool = False) -> pl.DataFrame:
    """Remove observations that a figure of `columns` pixel columns cannot show.

    Args:
        metrics: observations, columns of `schema.METRICS` (or more); each series contiguous.
        columns: number of columns of the x-axis of a series.
        coarse: whether columns are wider than a pixel; then two points of each are kept, not four.

    Returns:
        The rows that are kept, unchanged and in their order. The first and the last row of a series are always kept, as
        are all rows of a series with at most four times (or, if coarse, two times) `columns` rows.

    Raises:
        ValueError: `columns` is less than 1.
    """
    if columns < 1:
        msg = f"columns must be at least 1, not {columns}"
        raise ValueError(msg)
    most = columns * (_EXTREMES if coarse else _ALL)
    if metrics.height <= most:
        return metrics
    import numpy as np

    begins = starts(metrics)
    lengths = np.diff(begins, append=metrics.height)
    long = lengths > most
    if not long.any():
        return metrics
    shifts = np.arange(len(begins)) * _LATER % 1 if coarse else np.zeros(len(begins))
    step, value = metrics.get_column("step"), metrics.get_column("value").to_numpy()
    kept = np.repeat(~long, lengths)
    kept[begins] = kept[begins + lengths - 1] = True
    for first, last in _blocks(lengths, long):
        begin, counts = int(begins[first]), lengths[first : last + 1]
        rows = slice(begin, begin + int(counts.sum()))
        column = _columns(_axis(step[rows], counts), counts, columns, shifts[first : last + 1])
        kept[begin + _chosen(column, value[rows], ends=not coarse)] = True
    return metrics[np.flatnonzero(kept)]


def _blocks(lengths: NDArray[Any], long: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Yield the first and last series of each block; a block without a long series is left out."""
    first, rows = 0, 0
    for one, length in enumerate(lengths.tolist()):
        if rows and rows + length > _BLOCK:
            if long[first:one].any():
                yield first, one - 1
            first, rows = one, 0
        rows += length
    if long[first:].any():
        yield first, len(lengths) - 1


def _axis(step: pl.Series, lengths: NDArray[Any]) -> NDArray[Any]:
    """Return the position of values: their step, or their order in the series if no steps were logged."""
    import numpy as np

    place = step.cast(pl.Float64).to_numpy()
    if not step.has_nulls():
        return place
    order = np.arange(len(place)) - np.repeat(_begins(lengths), lengths)
    return np.where(np.isnan(place), order, place)


def _begins(lengths: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    begins: NDArray[Any] = np.cumsum(lengths) - lengths
    return begins


def _columns(x: NDArray[Any], lengths: NDArray[Any], columns: int, shifts: NDArray[Any]) -> NDArray[Any]:
    """Return the number of the column of each value; the numbers continue from series to series."""
    import numpy as np

    begins = _begins(lengths)
    low = np.minimum.reduceat(x, begins)
    scale = columns / np.maximum(np.maximum.reduceat(x, begins) - low, 1)
    within = np.minimum((x - np.repeat(low, lengths)) * np.repeat(scale, lengths), columns - _INSIDE)
    before = shifts + np.arange(len(lengths)) * (columns + 1)
    column: NDArray[Any] = (within + np.repeat(before, lengths)).astype(np.int32)
    return column


def _chosen(column: NDArray[Any], value: NDArray[Any], *, ends: bool) -> NDArray[Any]:
    """Return the rows to keep of each column: lowest, highest, one each of NaN, inf, -inf; first and last if `ends`."""
    import numpy as np

    order = None
    if (column[1:] < column[:-1]).any():  # the steps decrease somewhere
        order = np.argsort(column, kind="stable")
        column, value = column[order], value[order]
    begins = np.flatnonzero(_changes(column))
    lengths = np.diff(begins, append=len(column))
    finite = np.isfinite(value)
    all_finite = bool(finite.all())
    reached = []
    for others, extreme in ((np.inf, np.minimum), (-np.inf, np.maximum)):
        values = value if all_finite else np.where(finite, value, others)
        least = values == np.repeat(extreme.reduceat(values, begins), lengths)
        reached.append(_ends(least if all_finite else least & finite, column))
    (first_low, last_low), (first_high, last_high) = reached
    rising = last_low < first_high  # of equal values, keep those next to the rise or fall, or the first and the last
    found = [np.where(rising, last_low, first_low), np.where(rising, first_high, last_high)]
    if ends:
        found += [begins, begins + lengths - 1]
    if not all_finite:
        found += [_ends(kind, column)[0] for kind in (np.isnan(value), value == np.inf, value == -np.inf)]
    places = np.concatenate(found)
    return places if order is None else order[places]


def _ends(chosen: NDArray[Any], column: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the first and the last chosen row of each column."""
    import numpy as np

    places: NDArray[Any] = chosen.nonzero()[0]
    new = _changes(column[places])
    return places[new], places[np.append(new[1:], True)[: len(new)]]


def _changes(column: NDArray[Any]) -> NDArray[Any]:
    """Return which values differ from the previous one."""
    import numpy as np

    changes = np.ones(len(column), dtype=bool)
    changes[1:] = column[1:] != column[:-1]
    return changes
