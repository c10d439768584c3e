"""A batch: the observations of several runs that are read together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from logtools import schema
from logtools.record import Record

__all__ = ["Batch", "Notice"]


class Notice(Record):
    """A problem in the log of one run: something that was skipped, repaired or guessed."""

    #: The run's id.
    run: str
    #: A short, stable code for programs.
    kind: str
    #: Number of affected cells, rows, bytes or files.
    count: int
    #: The message; it follows the name of the run.
    message: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Batch:
    """The observations of some runs.

    The labels of a series are stored once, in `labels`: a summary needs them once per series, and `tidy` adds them to
    every row.
    """

    #: Columns run, segment, epoch, step and value as in schema.METRICS, row and flag as in schema.PROVENANCE, and label
    #: (UInt32: a row of `labels`). A series is contiguous and in file order.
    frame: pl.DataFrame
    #: Columns stage, metric, quantity, granularity, dataloader and column as in schema.METRICS and schema.PROVENANCE.
    labels: pl.DataFrame

    @cached_property
    def ordinary(self) -> pl.DataFrame:
        """The rows of `frame` that have no flag."""
        flagged = self.frame.get_column("flag").count()
        return self.frame.filter(pl.col("flag").is_null()) if flagged else self.frame

    def tidy(self, *, provenance: bool = False) -> pl.DataFrame:
        """Return rows without a flag as schema.METRICS; with `provenance`, all rows, also with schema.PROVENANCE."""
        wanted = schema.METRICS | schema.PROVENANCE if provenance else schema.METRICS
        frame = self.frame if provenance else self.ordinary
        own = [name for name in self.labels.columns if name in wanted]
        return frame.hstack(self.labels.select_seq(pl.col(own).gather(frame.get_column("label")))).select(list(wanted))
