"""Show a comparison in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import polars as pl

from logtools.analysis.comparison.comparison import Comparison

__all__ = ["NotebookComparison"]

FrameT = TypeVar("FrameT")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NotebookComparison(Comparison[FrameT]):
    """A comparison with an HTML view for notebooks, for frames of either library."""

    #: The same comparison with polars frames.
    plain: Comparison[pl.DataFrame] = field(repr=False)

    def _repr_html_(self) -> str:
        """Return the tables of runs, groups and differences, and the conclusions, as HTML."""
        from logtools.render.comparison import sentences, tables
        from logtools.render.writers.base import Result
        from logtools.render.writers.html import fragment

        shown = Result(tables=lambda: list(tables(self.plain).values()), sentences=sentences(self.plain))
        return fragment(shown)
