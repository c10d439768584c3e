"""Downsample curves to the points that a picture can show.

A curve of a million points drawn a thousand pixels wide needs four of them in each pixel column: the first, the last,
the lowest and the highest. What is left out is inside the ink of these four, so no spike is lost (averaging or taking
every n-th point would lose them). Of values that are not finite, one of each kind is kept in each column.

With so many curves that each gets columns wider than a pixel, only the lowest and the highest are kept.
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

#: Points kept of each column: lowest and highest; and first and last if it is a pixel wide.
_EXTREMES, _ALL = 2, 4
#: Offset of the columns of a series to those of the previous one, as a fraction of a column, if they are coarse. Coarse
#: columns show as teeth, which curves must not have at the same x; the golden ratio keeps them apart.
_LATER = (math.sqrt(5) - 1) / 2
#: Distance of the last value of a series to the end of the last column, so that it is inside.
_INSIDE = 1e-6
#: Rows that are processed at once: many short series together, to share fixed costs.
_BLOCK = 1 << 16


def thin(metrics: pl.DataFrame, *, columns: int = 1000, coarse: bool = False) -> pl.DataFrame:
    """Leave out observations that a picture of `columns` pixel columns cannot show.

    Args:
        metrics: observations, columns of `schema.METRICS` (or more); each series contiguous.
        columns: number of columns of the x-axis of a series.
        coarse: whether they are wider than a pixel: two points of each are kept rather than four.

    Returns:
        The rows that are kept, unchanged and in their order. A series of no more rows than may be kept of it, two or
        four times `columns`, is kept whole; the first and the last row of a series always are.

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
    """Return the first and last series of each block that holds long ones: together, or one alone, few enough rows."""
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
    """Return the position of values: their step, or their order in the series if the logger has no steps."""
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
    """Return the column of each value; those of a series count on from those of the one before."""
    import numpy as np

    begins = _begins(lengths)
    low = np.minimum.reduceat(x, begins)
    scale = columns / np.maximum(np.maximum.reduceat(x, begins) - low, 1)
    within = np.minimum((x - np.repeat(low, lengths)) * np.repeat(scale, lengths), columns - _INSIDE)
    before = shifts + np.arange(len(lengths)) * (columns + 1)
    column: NDArray[Any] = (within + np.repeat(before, lengths)).astype(np.int32)
    return column


def _chosen(column: NDArray[Any], value: NDArray[Any], *, ends: bool) -> NDArray[Any]:
    """Return where the smallest and largest value of each column are, its ends, and one of each non-number."""
    import numpy as np

    order = None
    if (column[1:] < column[:-1]).any():  # steps that go back
        order = np.argsort(column, kind="stable")
        column, value = column[order], value[order]
    begins = np.flatnonzero(_changes(column))
    lengths = np.diff(begins, append=len(column))
    finite = np.isfinite(value)
    sound = bool(finite.all())
    reached = []
    for others, extreme in ((np.inf, np.minimum), (-np.inf, np.maximum)):
        values = value if sound else np.where(finite, value, others)
        least = values == np.repeat(extreme.reduceat(values, begins), lengths)
        reached.append(_ends(least if sound else least & finite, column))
    (first_low, last_low), (first_high, last_high) = reached
    rising = last_low < first_high  # of equals, those that show where it rose or fell, or how long it stayed
    found = [np.where(rising, last_low, first_low), np.where(rising, first_high, last_high)]
    if ends:
        found += [begins, begins + lengths - 1]
    if not sound:
        found += [_ends(kind, column)[0] for kind in (np.isnan(value), value == np.inf, value == -np.inf)]
    places = np.concatenate(found)
    return places if order is None else order[places]


def _ends(chosen: NDArray[Any], column: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the first and the last place of each column among those that are chosen."""
    import numpy as np

    places: NDArray[Any] = chosen.nonzero()[0]
    new = _changes(column[places])
    return places[new], places[np.append(new[1:], True)[: len(new)]]


def _changes(column: NDArray[Any]) -> NDArray[Any]:
    """Tell which values differ from the one before."""
    import numpy as np

    changes = np.ones(len(column), dtype=bool)
    changes[1:] = column[1:] != column[:-1]
    return changes
