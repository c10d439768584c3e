"""Fewer points, the same picture: as many as there are pixels to show them.

A curve of a million points drawn a thousand pixels wide needs four of them in each pixel column: the first, the last,
the smallest and the largest. What is left out lies inside the ink that these four make, so no spike is lost (averaging
or taking every n-th point would lose them). Of values that are no number, one of each kind is kept in each column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from logtools.analysis.series import starts

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

    begins = starts(metrics)
    lengths = np.diff(begins, append=metrics.height)
    long = lengths > _PER_COLUMN * columns
    if not long.any():
        return metrics
    step, value = metrics.get_column("step"), metrics.get_column("value").to_numpy()
    kept = np.repeat(~long, lengths)
    for begin, length in zip(begins[long].tolist(), lengths[long].tolist(), strict=True):
        places = _extremes(_axis(step.slice(begin, length)), value[begin : begin + length], columns)
        kept[begin + places] = True
    return metrics[np.flatnonzero(kept)]


def _axis(step: pl.Series) -> NDArray[Any]:
    """Return where values stand: at their step; a logger without steps leaves only the order."""
    import numpy as np

    place = step.cast(pl.Float64).to_numpy()
    return np.where(np.isnan(place), np.arange(len(place)), place) if step.has_nulls() else place


def _extremes(x: NDArray[Any], value: NDArray[Any], columns: int) -> NDArray[Any]:
    """Return where the first, last, smallest and largest value of each column are, and one of each non-number."""
    import numpy as np

    low = x.min()
    scale = columns / max(x.max() - low, 1)
    column = np.minimum((x - low) * scale, columns - 1).astype(np.int32)
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
