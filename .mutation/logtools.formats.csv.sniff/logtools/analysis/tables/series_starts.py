"""Find where series start in a tidy frame, in which the rows of a series are contiguous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools import schema

if TYPE_CHECKING:
    import numpy as np

    Positions = np.ndarray[Any, np.dtype[np.intp]]

__all__ = ["starts"]


def starts(metrics: pl.DataFrame, names: Sequence[str] = schema.SERIES) -> Positions:
    """Return the first row of each block of consecutive rows that are equal in some columns; nulls are equal."""
    import numpy as np

    stretch = metrics.select(pl.struct(names).rle_id()).to_series().to_numpy()
    begins = np.ones(len(stretch), dtype=bool)
    begins[1:] = stretch[1:] != stretch[:-1]
    return np.flatnonzero(begins)
