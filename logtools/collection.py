"""What stands in a collection of runs, read when it is asked for and then kept.

`Logs` is the face of a collection; this is its memory, in polars frames. Where chains of resumed runs are to be joined,
they are joined here, so that everything above sees one run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property

import polars as pl

from logtools import schema
from logtools.analysis.tables.hparams import tabulate
from logtools.analysis.tables.resumed_runs import Continuation, chain_heads, find_continuations, merge_resumed
from logtools.analysis.tables.summary import add_labels, summarise, summarise_tidy
from logtools.storage.discovery import Run, Snapshot
from logtools.storage.preview import checkpoints, preview
from logtools.storage.reader import Batch, Notice, read_batches, read_hyperparameters

__all__ = ["Collection"]

_BY_ID: schema.Schema = {"run": pl.String}  # as ids are handled here; whoever is handed a frame gets categories
_SERIES = [name for name in schema.SERIES if name != "segment"]


class Collection:
    """Runs, and what they logged, each frame read once."""

    def __init__(self, snapshot: Snapshot, *, stitch: bool, runs: Sequence[Run] | None = None) -> None:
        """Hold `runs` of a snapshot, by default all of them; `stitch` merges resumed runs."""
        self.snapshot = snapshot
        self.runs = snapshot.runs if runs is None else tuple(runs)
        self.siblings = snapshot.runs
        self.stitch = stitch
        self._told: tuple[Notice, ...] | None = None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The run ids, in natural order."""
        return tuple(run.id for run in self.runs if run.id not in self.joined)

    def narrowed(self, runs: Sequence[Run]) -> Collection:
        """Return the contents of some of the runs."""
        some = Collection(self.snapshot, stitch=self.stitch, runs=runs)
        if "_sums" in vars(self) and not self.stitch:  # what was read stays read
            ids = [run.id for run in runs]
            some._sums = self._sums.filter(pl.col("run").cast(pl.String).is_in(ids))
            some._told = tuple(notice for notice in self._told or () if notice.run in ids)
        return some

    def members(self, ids: Sequence[str]) -> list[Run]:
        """Return the runs of these ids, and those joined with them."""
        whole = {self.joined.get(id, id) for id in ids}
        return [run for run in self.runs if self.joined.get(run.id, run.id) in whole]

    def found(self) -> pl.DataFrame:
        """Return one row a run from a look at both ends of its file: schema.RUNS."""
        rows = []
        for run in self.runs:
            seen = preview(run, self.snapshot)
            told = (seen.state, seen.epoch, seen.step, seen.metrics, run.size)
            rows.append((run.id, run.path, *told, datetime.fromtimestamp(run.changed, tz=UTC), seen.notice))
        table = pl.DataFrame(rows, schema=schema.RUNS | _BY_ID, orient="row")
        named = table.with_columns(pl.col("run").replace(self.joined)) if self.joined else table
        return named.unique("run", keep="last", maintain_order=True)

    def checkpoints(self) -> pl.DataFrame:
        """Return one row a checkpoint: schema.CHECKPOINTS."""
        rows = [
            (run.id, c.path, c.epoch, c.step, c.size)
            for run in self.runs
            for c in checkpoints(run, self.snapshot.store)
        ]
        return pl.DataFrame(rows, schema=schema.CHECKPOINTS | _BY_ID, orient="row").with_columns(
            pl.col("run").replace(self.joined)
        )

    def notices(self) -> pl.DataFrame:
        """Return one row a run and kind of notice: schema.NOTICES."""
        if self._told is None:
            _ = self.summary
        told = [*(self._told or ()), *self._hparams[1], *self._joins()]
        rows = [(self.joined.get(n.run, n.run), n.kind, n.count, n.message) for n in told]
        each = pl.DataFrame(rows, schema=schema.NOTICES | _BY_ID, orient="row").group_by(
            "run", "kind", maintain_order=True
        )
        message = pl.col("message").unique(maintain_order=True).str.join("; ")
        return self.ordered(each.agg(pl.col("count").sum(), message))

    def observations(self) -> pl.DataFrame:
        """Return the tidy frame with provenance: schema.METRICS and schema.PROVENANCE."""
        return merge_resumed(self._read(provenance=True), self._links)[0]

    @cached_property
    def metrics(self) -> pl.DataFrame:
        """The tidy frame: schema.METRICS."""
        return merge_resumed(self._unstitched, self._links)[0] if self.stitch else self._read()

    @cached_property
    def summary(self) -> pl.DataFrame:
        """One row a run and metric, summed up batch by batch so that no more than one is ever held: schema.SUMMARY."""
        return add_labels(self.ordered(summarise_tidy(self.metrics) if self.stitch else self._sums))

    @cached_property
    def _sums(self) -> pl.DataFrame:
        """The summary, but for what depends on which runs there are."""
        return self._read(lambda batch: summarise(batch.frame, batch.labels), small=True)

    @property
    def hparams(self) -> pl.DataFrame:
        """One row a run, a column a hyper-parameter."""
        table = self._hparams[0]
        return table.filter(pl.col("run").is_in(self.ids)) if self.joined else table

    @property
    def active(self) -> frozenset[str]:
        """The runs that were written to within the last minutes."""
        return frozenset(self.joined.get(run.id, run.id) for run in self.runs if self.snapshot.is_active(run))

    def series(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """Return what was logged of some series, in file order: run, segment, epoch, step, value.

        `wanted` has a row of schema.SUMMARY for each, or of as many of its columns as tell series apart.
        """
        keys = wanted.select(pl.col(name).cast(schema.METRICS[name]) for name in _SERIES).unique()

        def chosen(frame: pl.DataFrame) -> pl.DataFrame:
            found = frame.join(keys, on=_SERIES, how="semi", nulls_equal=True, maintain_order="left")
            return found.select("run", "segment", "epoch", "step", "value")

        return chosen(self.metrics) if self.stitch else self._read(lambda batch: chosen(batch.tidy()))

    @cached_property
    def joined(self) -> dict[str, str]:
        """The runs that continue another, with the name of the first of their chain."""
        return {after[0]: head[0] for after, head in chain_heads(self._links).items() if after[0] != head[0]}

    def ordered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Put the rows of each run together, runs in natural order."""
        return frame.sort(pl.col("run").cast(pl.String).cast(pl.Enum(self.ids)), maintain_order=True)

    def _read(
        self, make: Callable[[Batch], pl.DataFrame] = Batch.tidy, *, provenance: bool = False, small: bool = False
    ) -> pl.DataFrame:
        """Read batch by batch, make of each what is to be kept of it, and keep what was noticed on the way."""
        parts = list(read_batches(self.runs, make, siblings=self.siblings, provenance=provenance, small=small))
        self._told = tuple(notice for _, notices in parts for notice in notices)
        return pl.concat([made for made, _ in parts])

    @cached_property
    def _unstitched(self) -> pl.DataFrame:
        return self._read()

    @cached_property
    def _hparams(self) -> tuple[pl.DataFrame, list[Notice]]:
        values, notices = read_hyperparameters(self.runs)
        return tabulate([run.id for run in self.runs], values), notices

    @cached_property
    def _links(self) -> list[Continuation]:
        return find_continuations(self._unstitched, self._hparams[0]) if self.stitch else []

    def _joins(self) -> list[Notice]:
        """Say which runs were joined, and what was cut."""
        cuts = merge_resumed(self._unstitched, self._links)[1] if self._links else []
        told = []
        for link, cut in zip(self._links, cuts, strict=True):
            message = f"is continued by {link.after[0]} from step {link.step} on: {cut} values that it repeats were cut"
            told.append(Notice(run=link.before[0], kind="stitched", count=cut, message=message))
        return told
