"""The observations of some runs, as they are read: many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from logtools import schema

__all__ = ["Batch", "Notice"]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something in the log of one run that reading skipped, repaired or guessed."""

    #: The run's id.
    run: str
    #: A short stable word, for programs.
    kind: str
    #: Number of cells, rows, bytes or files that are affected.
    count: int
    #: A clause that follows the name of the run.
    message: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The observations of some runs.

    What many observations have in common is stored once, in `labels`: a summary needs it once a series, and `tidy`
    adds it to every row.
    """

    #: Columns run, segment, epoch, step and value as in schema.METRICS, row and flag as in schema.PROVENANCE, and label
    #: (UInt32: a row of `labels`). A series is contiguous and in file order.
    frame: pl.DataFrame
    #: Columns stage, metric, quantity, granularity, dataloader and column as in schema.METRICS and schema.PROVENANCE.
    labels: pl.DataFrame

    @cached_property
    def ordinary(self) -> pl.DataFrame:
        """The rows of `frame` without a flag."""
        flagged = self.frame.get_column("flag").count()
        return self.frame.filter(pl.col("flag").is_null()) if flagged else self.frame

    def tidy(self, *, provenance: bool = False) -> pl.DataFrame:
        """Return the observations as schema.METRICS, or with `provenance` all of them, with schema.PROVENANCE."""
        wanted = schema.METRICS | schema.PROVENANCE if provenance else schema.METRICS
        frame = self.frame if provenance else self.ordinary
        own = [name for name in self.labels.columns if name in wanted]
        return frame.hstack(self.labels.select_seq(pl.col(own).gather(frame.get_column("label")))).select(list(wanted))
