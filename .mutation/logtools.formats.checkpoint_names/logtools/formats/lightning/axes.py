"""The axes of a row: epoch, step and segment.

Lightning leaves the epoch of some rows blank, and restarts steps if a second training writes into the same file. Users
can log their own `step` or `epoch`, which need not be integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from logtools.formats.lightning.column_names import Header
from logtools.formats.lightning.segments import count_segments

if TYPE_CHECKING:
    import numpy as np

    Positions = np.ndarray[Any, np.dtype[Any]]

__all__ = ["DEFAULT_LOG_INTERVAL", "add_axes", "after_fit", "among", "fill_epochs"]

#: The default of log_every_n_steps.
DEFAULT_LOG_INTERVAL: Final = 50


def add_axes(frame: pl.DataFrame, header: Header) -> tuple[pl.DataFrame, dict[int, int]]:
    """Add the axes to a wide table.

    Returns:
        The frame with columns `epoch` and `step` (Int64, null if blank or not an integer) and `segment` (Int16, null
        if `fill_epochs` decides it); and the number of non-integer axis cells of each source that has any.
    """
    odd: Counter[int] = Counter()
    epoch = _integers(frame, header.epoch, odd)
    step = _integers(frame, header.step, odd)
    placed = frame.hstack([epoch.alias("epoch"), step.alias("step")])
    return placed.hstack([count_segments(placed, list(header.columns))]), odd


def _integers(frame: pl.DataFrame, position: int | None, odd: Counter[int]) -> pl.Series:
    """Return an axis as integers; count the other cells by source in `odd`."""
    if position is None:
        return pl.repeat(None, frame.height, dtype=pl.Int64, eager=True)
    axis = frame.get_column(f"c{position}")
    if axis.dtype == pl.Int64:
        return axis
    integers = axis.cast(pl.Int64, strict=False)
    other = (axis != integers.cast(pl.Float64)).fill_null(value=True) & axis.is_not_null()
    if other.any():
        odd.update(frame.get_column("source").filter(other))
        integers = frame.select(pl.when(~other).then(integers)).to_series()
    return integers


def fill_epochs(frame: pl.DataFrame, *, steps: set[int], monitors: set[int]) -> pl.DataFrame:
    """Give rows without an epoch the epoch and the segment of the row they belong to.

    A monitor row (its code is in `monitors`) is written just before the row of its step, so it belongs to the next row
    with an epoch. An evaluation row usually belongs to the next row with an epoch too, which ends its validation. If
    that row is a train step (its code is in `steps`), no row ends the validation, and it belongs to the previous row
    with an epoch. If there is no such row, it comes before all training, like a sanity check: the column `early`
    (Boolean, added if needed) marks it.
    """
    import numpy as np

    if not frame.get_column("epoch").has_nulls():
        return frame
    filled = frame.get_column("epoch").is_not_null().to_numpy()
    source, code = (frame.get_column(name).to_numpy() for name in ("source", "code"))
    blank, known = np.flatnonzero(~filled), np.flatnonzero(filled)
    behind = np.cumsum(filled)[blank]  # number of known rows before each row
    padded = np.concatenate(([-1], known, [-1]))
    previous, following = (np.where(_own(source, at, blank), at, -1) for at in (padded[behind], padded[behind + 1]))
    before_step = (following >= 0) & among(code, steps)[following]
    monitored = among(code, monitors)[blank]
    belongs = np.where(before_step & (previous >= 0) | (following < 0), previous, following)
    belongs = np.where(monitored, following, belongs)
    early = before_step & (previous < 0) & ~monitored
    epoch = _taken(frame.get_column("epoch"), known, blank, belongs)
    segment = frame.get_column("segment")
    if segment.has_nulls():
        nearest = np.where(belongs >= 0, belongs, previous)
        segment = _taken(segment, known, blank, nearest).fill_null(0)
    columns = [epoch, segment]
    if early.any():
        whole = np.zeros(frame.height, dtype=bool)
        whole[blank] = early
        columns.append(pl.Series("early", whole))
    return frame.with_columns_seq(columns)


def among(code: Positions, some: Iterable[int]) -> Positions:
    """Return a mask of the rows whose code is in `some`.

    Args:
        code: the code of each row, integers of shape (rows,), all at least 0.
        some: codes.
    """
    import numpy as np

    wanted = np.zeros(int(code.max(initial=0)) + 1, dtype=bool)
    wanted[[number for number in some if number < len(wanted)]] = True
    among: Positions = wanted[code]
    return among


def _own(source: Positions, at: Positions, rows: Positions) -> Positions:
    """Return a mask of the references that point to a row of the same file.

    Args:
        source: the file of each row, shape (rows,).
        at: for each of `rows`, the index of another row, or -1, which counts as another file.
        rows: indexes of rows, with the same shape as `at`.
    """
    own: Positions = (at >= 0) & (source[at] == source[rows])
    return own


def _taken(column: pl.Series, known: Positions, rows: Positions, at: Positions) -> pl.Series:
    """Fill the unknown rows of a column from other rows.

    Args:
        column: non-null exactly at `known`.
        known: indexes of the rows with a value.
        rows: indexes of the other rows.
        at: for each of `rows`, the index of a known row to copy from, or -1 for null.
    """
    import numpy as np

    present = column.drop_nulls().to_numpy()
    values = np.zeros(len(column), dtype=present.dtype)
    values[known] = present
    values[rows] = values[at]
    taken = pl.Series(column.name, values)
    lost = rows[at < 0]
    return taken.scatter(lost, None) if len(lost) else taken


def after_fit() -> pl.Expr:
    """Return a mask of the rows one step after all others with an epoch: a test or validation after training."""
    step = pl.when(pl.col("epoch").is_not_null()).then("step")
    last = step.max().over("source")
    before = step.filter(step < last).max().over("source")
    return ((step == last) & (last == before + 1)).fill_null(value=False)
