"""Segments of a file: a new segment begins when a second training starts to write into the file.

Rows of different kinds may count steps differently. With accumulated gradients, a validation counts batches; it may
have its epoch as its step; and the last validation of an interrupted epoch is one step ahead of the training. So steps
are compared only between rows that fill the same columns. A restart is where such a step, or the epoch of any row,
decreases. A file in which no step decreases has a single segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import numpy as np

    Positions = np.ndarray[Any, np.dtype[Any]]

__all__ = ["count_segments"]

_LAST = 32_767  # largest index of a segment


def count_segments(frame: pl.DataFrame, columns: Sequence[int]) -> pl.Series:
    """Number the segments of each file.

    Args:
        frame: columns source, epoch, step and `c0`, `c1`, ...; the rows of a file are contiguous and in file order.
        columns: the positions of the metric columns.

    Returns:
        `segment` (Int16): 0 for all rows if no file restarts; else null for rows without an epoch, for which
        `axes.fill_epochs` finds the segment.
    """
    import numpy as np

    if not _falls(frame).any():  # without a decreasing step there is no restart; one pass over all rows finds out
        return pl.Series("segment", np.zeros(frame.height, dtype=np.int16))
    here = frame.get_column("epoch").is_not_null()
    filled = frame.filter(here)
    fallen = filled.get_column("source").filter(pl.Series(_falls(filled))).unique()
    suspects = filled.get_column("source").is_in(fallen.implode())
    numbers = np.zeros(filled.height, dtype=np.int16)
    if suspects.any():
        some = filled.filter(suspects)
        kinds = some.select(pl.struct(pl.col(f"c{i}").is_not_null() for i in columns).rank("dense")).to_series()
        rows = zip(
            *(some.get_column(name).to_list() for name in ("source", "epoch", "step")), kinds.to_list(), strict=True
        )
        numbers[suspects.to_numpy()] = np.fromiter(_numbered(rows), dtype=np.int16, count=some.height)
    if not numbers.any():
        return pl.Series("segment", np.zeros(frame.height, dtype=np.int16))
    unknown = pl.repeat(None, frame.height, dtype=pl.Int16, eager=True).alias("segment")
    return unknown.scatter(here.arg_true(), pl.Series(numbers))


def _numbered(rows: Iterable[tuple[int, int, int | None, int]]) -> Iterator[int]:
    """Yield the segment of each row of (source, epoch, step, kind)."""
    file, segment, latest = -1, 0, -1
    steps: dict[int, int] = {}
    for source, epoch, step, kind in rows:
        if source != file:
            file, segment, latest, steps = source, 0, epoch, {}
        if epoch < latest or (step is not None and step < steps.get(kind, step)):
            segment, steps = min(segment + 1, _LAST), {}
        latest = epoch
        if step is not None:
            steps[kind] = step
        yield segment


def _falls(frame: pl.DataFrame) -> Positions:
    """Return a mask of the rows whose step is less than that of the previous row in the same file."""
    import numpy as np

    values, source = (frame.get_column(name).to_numpy() for name in ("step", "source"))
    falls: Positions = np.zeros(len(values), dtype=bool)
    falls[1:] = (values[1:] < values[:-1]) & (source[1:] == source[:-1])
    return falls
