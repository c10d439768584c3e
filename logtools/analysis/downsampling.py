"""Fewer points, the same picture: as many as there are pixels to show them.

A curve of a million points drawn a thousand pixels wide needs four of them in each pixel column: the first, the last,
the smallest and the largest. What is left out lies inside the ink that these four make, so no spike is lost (averaging
or taking every n-th point would lose them). Of values that are no number, one of each kind is kept in each column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools.analysis.series import starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["thin"]

#: Points of each column that are always kept: first, last, smallest, largest.
_PER_COLUMN = 4
#: How many rows are looked at in one go: many short series, for what is done once for all costs each little.
_BLOCK = 1 << 16


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

    begins = starts(metrics)
    lengths = np.diff(begins, append=metrics.height)
    long = lengths > _PER_COLUMN * columns
    if not long.any():
        return metrics
    step, value = metrics.get_column("step"), metrics.get_column("value").to_numpy()
    kept = np.repeat(~long, lengths)
    for first, last in _blocks(lengths, long):
        begin, counts = int(begins[first]), lengths[first : last + 1]
        rows = slice(begin, begin + int(counts.sum()))
        kept[begin + _extremes(_axis(step[rows], counts), value[rows], counts, columns)] = True
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
    """Return where values stand: at their step; a logger without steps leaves only the order in their series."""
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


def _columns(x: NDArray[Any], lengths: NDArray[Any], columns: int) -> NDArray[Any]:
    """Return the column of each value; those of a series count on from those of the one before."""
    import numpy as np

    begins = _begins(lengths)
    low = np.minimum.reduceat(x, begins)
    scale = columns / np.maximum(np.maximum.reduceat(x, begins) - low, 1)
    within = np.minimum((x - np.repeat(low, lengths)) * np.repeat(scale, lengths), columns - 1)
    before = np.arange(len(lengths), dtype=np.int32) * columns
    column: NDArray[Any] = within.astype(np.int32) + np.repeat(before, lengths)
    return column


def _extremes(x: NDArray[Any], value: NDArray[Any], lengths: NDArray[Any], columns: int) -> NDArray[Any]:
    """Return where the first, last, smallest and largest value of each column are, and one of each non-number."""
    import numpy as np

    column = _columns(x, lengths, columns)
    order = None
    if (column[1:] < column[:-1]).any():  # steps that go back
        order = np.argsort(column, kind="stable")
        column, value = column[order], value[order]
    begins = np.flatnonzero(_changes(column))
    ends = np.append(begins[1:], len(column))
    finite = np.isfinite(value)
    sound = bool(finite.all())
    found = [begins, ends - 1]
    for others, extreme in ((np.inf, np.minimum), (-np.inf, np.maximum)):
        values = value if sound else np.where(finite, value, others)
        reached = values == np.repeat(extreme.reduceat(values, begins), ends - begins)
        found.append(_first(reached if sound else reached & finite, column))
    if not sound:
        found += [_first(kind, column) for kind in (np.isnan(value), value == np.inf, value == -np.inf)]
    places = np.concatenate(found)
    return places if order is None else order[places]


def _first(chosen: NDArray[Any], column: NDArray[Any]) -> NDArray[Any]:
    """Return the first place of each column among those that are chosen."""
    places: NDArray[Any] = chosen.nonzero()[0]
    first: NDArray[Any] = places[_changes(column[places])]
    return first


def _changes(column: NDArray[Any]) -> NDArray[Any]:
    """Tell which values differ from the one before."""
    import numpy as np

    changes = np.ones(len(column), dtype=bool)
    changes[1:] = column[1:] != column[:-1]
    return changes
