"""Read the runs of a snapshot when their values are first needed, and cache them.

`Logs` is the public interface to a collection. All its frames describe the files at the time of the snapshot, until
`refresh`. A small collection is read once, and its observations are cached. A large one is read in batches, once per
frame. Resumed runs are merged here if the user asks for it, so that higher layers see one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

import polars as pl

from logtools import schema
from logtools.analysis.tables.summary import add_labels, merge_summaries, summarise, summarise_tidy
from logtools.errors import NothingFoundError
from logtools.storage.batch import Batch, Notice
from logtools.storage.configuration_files import load_configuration
from logtools.storage.copies import copy_notices
from logtools.storage.discovery import find
from logtools.storage.reader import Source
from logtools.storage.run_reader import KnownRuns, RunReader
from logtools.storage.snapshot import Run, Snapshot
from logtools.text.printable import valid

if TYPE_CHECKING:
    from logtools.analysis.tables.resumed_runs import Continuation
    from logtools.configuration import Configuration
    from logtools.formats.hparams_yaml import Value
    from logtools.storage.configuration_files import ConfigurationArgument

__all__ = ["Collection"]

_BY_ID: schema.Schema = {"run": pl.String}  # ids are strings in this module; `Logs` makes them categorical
#: Why no number was logged, if all runs have a notice of this kind.
_REASONS = {
    "lfs-pointer": "all logs are git-lfs pointers, not the files themselves; fetch them with `git lfs pull`",
    "no-log": "there are only event files of TensorBoard, which are not read; log with CSVLogger as well",
    "text": "only text was logged, no numbers",
    "unreadable": "no log can be read",
}
_SERIES = [name for name in schema.SERIES if name != "segment"]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Known:
    """What was already read about some runs."""

    #: Their logs.
    logs: KnownRuns | None = None
    #: Their hyperparameters by run id, with notices; None if not read yet.
    hparams: tuple[dict[str, dict[str, Value]], list[Notice]] | None = None


class Collection:
    """Some runs of one snapshot, and what they logged."""

    def __init__(
        self,
        source: Source,
        *,
        config: ConfigurationArgument = None,
        stitch: bool = False,
        runs: Sequence[Run] | None = None,
        known: _Known | None = None,
    ) -> None:
        """Create a collection of `runs`, by default all runs of the snapshot.

        `config` is what the user gave as the configuration; `stitch` merges resumed runs; `known` is what was already
        read about them.
        """
        self.source = source
        self._config = config
        self.stitch = stitch
        self.runs = source.snapshot.runs if runs is None else tuple(runs)
        self._is_whole = runs is None
        self._known = known or _Known()
        self._reader = RunReader(source, self.runs, keep=stitch, known=self._known.logs)

    @classmethod
    def of(cls, snapshot: Snapshot, *, stitch: bool = False, config: ConfigurationArgument = None) -> Collection:
        """Create a collection of all runs of a snapshot; no log is read yet.

        `config` is the configuration, or where it is, see `load_configuration`.
        """
        configuration = load_configuration(config, snapshot.roots, snapshot.store)
        return cls(Source.of(snapshot, configuration), config=config, stitch=stitch)

    @property
    def configuration(self) -> Configuration:
        """The user's directions, stages and names of seeds."""
        return self.source.configuration

    def subset(self, runs: Sequence[Run]) -> Collection:
        """Return a collection of some of the runs, from the same snapshot; nothing is read twice."""
        ids = {run.id for run in runs}
        known = _Known(logs=self._reader.known.of(ids), hparams=self._known.hparams)
        return Collection(self.source, config=self._config, stitch=self.stitch, runs=runs, known=known)

    def refresh(self) -> Collection:
        """Return a collection of the same runs as they are now, with new runs if this one has all runs of its folders.

        Files that did not change are not read again.

        Raises:
            NothingFoundError: if none of the runs exists any more.
        """
        snapshot = self.source.snapshot
        found = find(snapshot.roots, store=snapshot.store)
        configuration = load_configuration(self._config, snapshot.roots, snapshot.store)
        source = Source.of(found, configuration)
        ids = {run.id for run in self.runs}
        runs = None if self._is_whole else [run for run in source.snapshot.runs if run.id in ids]
        if runs == []:
            raise NothingFoundError(f"none of the {len(ids):,} runs exists any more")
        known = _Known(logs=self._reader.known.of(source.unchanged_since(self.source)))
        return Collection(source, config=self._config, stitch=self.stitch, runs=runs, known=known)

    @property
    def taken(self) -> datetime:
        """The time of the snapshot."""
        return datetime.fromtimestamp(self.source.snapshot.taken, tz=UTC)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The run ids, in natural order."""
        return tuple(run.id for run in self.runs if run.id not in self.joined)

    def members(self, ids: Sequence[str]) -> list[Run]:
        """Return the runs of these ids, and those merged with them."""
        wanted = {self.joined.get(id, id) for id in ids}
        return [run for run in self.runs if self.joined.get(run.id, run.id) in wanted]

    def found(self) -> pl.DataFrame:
        """Return one row per run, from the first and last lines of its file: schema.RUNS."""
        from logtools.storage.preview import preview

        previews = [preview(run, self.source) for run in self.runs]
        runs = [self.source.state(run) for run in self.runs]
        columns = {
            "run": [run.id for run in runs],
            "path": [valid(run.path) for run in runs],
            **{name: [getattr(each, name) for each in previews] for name in ("state", "epoch", "step", "metric_count")},
            "size": [run.size for run in runs],
            "changed": [datetime.fromtimestamp(run.changed, tz=UTC) for run in runs],
            "notice": [each.notice for each in previews],
        }
        table = self._named(pl.DataFrame(columns, schema=schema.RUNS | _BY_ID))
        return table.unique("run", keep="last", maintain_order=True)

    def checkpoints(self) -> pl.DataFrame:
        """Return one row per checkpoint: schema.CHECKPOINTS."""
        from logtools.storage.checkpoints import list_checkpoints

        found = [(run.id, each) for run, each in list_checkpoints(self.runs, self.source.snapshot)]
        columns: dict[str, list[object]] = {"run": [id for id, _ in found]}
        columns |= {name: [getattr(each, name) for _, each in found] for name in ("epoch", "step", "recorded", "size")}
        columns["path"] = [valid(each.path) for _, each in found]
        ordered = {name: columns[name] for name in schema.CHECKPOINTS}
        return self._named(pl.DataFrame(ordered, schema=schema.CHECKPOINTS | _BY_ID))

    def notices(self) -> pl.DataFrame:
        """Return one row per run and kind of notice: schema.NOTICES."""
        if not self._reader.is_read:
            _ = self.summary
        notices = [*self._reader.notices(), *self._copies, *self._hparams[1], *self._joins()]
        rows: list[tuple[str | None, str, int, str]]
        rows = [(None, "configuration", 1, problem) for problem in self.configuration.problems]
        rows += [(self.joined.get(n.run, n.run), n.kind, n.count, n.message) for n in notices]
        if not self.stitch:
            resumed = [(link.after[0], f"continues {link.before[0]}; merge with --stitch") for link in self._resumed]
            rows += [(run, "resumed", 1, message) for run, message in resumed]
        each = pl.DataFrame(rows, schema=schema.NOTICES | _BY_ID, orient="row").group_by(
            "run", "kind", maintain_order=True
        )
        message = pl.col("message").unique(maintain_order=True).str.join("; ")
        return self.ordered(each.agg(pl.col("count").sum(), message))

    @cached_property
    def _copies(self) -> tuple[Notice, ...]:
        logged = set(self.summary["run"].cast(pl.String))
        runs = [run for run in self.runs if self.joined.get(run.id, run.id) in logged]
        return tuple(copy_notices(runs, self.source.files))

    @cached_property
    def _resumed(self) -> list[Continuation]:
        """The runs that continue another one and are not merged with it, each with that run."""
        from logtools.analysis.tables.resumed_runs import find_resumed_runs

        return find_resumed_runs(self.summary, self.hparams, self.series)

    def continued(self) -> frozenset[str]:
        """Return the ids of the runs that continue another one and are not merged with it."""
        return frozenset(link.after[0] for link in self._resumed)

    @cached_property
    def nothing_logged(self) -> str | None:
        """Why no number was logged; None if any was."""
        if not self.summary.is_empty():
            return None
        kinds = {kind: set(runs) for kind, runs in self.notices().group_by("kind").agg("run").iter_rows()}
        for kind, reason in _REASONS.items():
            if kinds.get(kind) == set(self.ids):
                return reason
        return "no numeric value was logged"

    def observations(self) -> pl.DataFrame:
        """Return the tidy frame with provenance: schema.METRICS and schema.PROVENANCE."""
        return self._merged(pl.concat(self._reader.reduce(partial(Batch.tidy, provenance=True))))[0]

    @cached_property
    def metrics(self) -> pl.DataFrame:
        """The tidy frame: schema.METRICS."""
        return self._merged(self._unstitched)[0]

    @cached_property
    def summary(self) -> pl.DataFrame:
        """One row per run and metric: schema.SUMMARY."""
        if self._has_metrics:
            return add_labels(self.ordered(summarise_tidy(self.metrics)), self.configuration)
        return add_labels(self.ordered(merge_summaries(self._reader.reduce_once(summarise))), self.configuration)

    @property
    def _has_metrics(self) -> bool:
        """Whether `metrics` is in memory, so that nothing needs to be read again; always if runs are merged."""
        return self.stitch or self._reader.has(Batch.tidy)

    @property
    def hparams(self) -> pl.DataFrame:
        """One row per run, one column per hyperparameter."""
        table = self._hparams[0]
        return table.filter(pl.col("run").is_in(self.ids)) if self.joined else table

    @cached_property
    def active(self) -> frozenset[str]:
        """The runs that were modified shortly before the snapshot."""
        return frozenset(self.joined.get(run.id, run.id) for run in self.runs if self.source.snapshot.is_active(run))

    def series(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """Return the observations of some series, in file order: run, segment, epoch, step, value.

        `wanted` has one row per series, with at least those columns of schema.SUMMARY that identify it.
        """
        keys = wanted.select(pl.col(name).cast(schema.METRICS[name]) for name in _SERIES).unique()
        if self._has_metrics:
            return _chosen(keys, self.metrics)
        return pl.concat(self._reader.reduce(partial(_chosen_of_batch, keys)))

    @cached_property
    def joined(self) -> dict[str, str]:
        """The first run of the chain, by the id of each run that continues another."""
        if not self._links:
            return {}
        from logtools.analysis.tables.resumed_runs import chain_heads

        return {after[0]: head[0] for after, head in chain_heads(self._links).items() if after[0] != head[0]}

    def ordered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Sort rows by run, in natural order."""
        return frame.sort(pl.col("run").cast(pl.String).cast(pl.Enum(self.ids)), maintain_order=True)

    def _named(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Replace the ids of merged runs by the id of the first run of their chain."""
        return frame.with_columns(pl.col("run").replace(self.joined)) if self.joined else frame

    @cached_property
    def _unstitched(self) -> pl.DataFrame:
        return pl.concat(self._reader.reduce_once(Batch.tidy))

    @cached_property
    def _hparams(self) -> tuple[pl.DataFrame, list[Notice]]:
        from logtools.analysis.tables.hparams import tabulate
        from logtools.storage.hyperparameters import read_hyperparameters

        ids = [run.id for run in self.runs]
        if self._known.hparams is None:
            found, notices = read_hyperparameters(self.runs, self.source.snapshot.store)
            self._known = replace(self._known, hparams=(dict(zip(ids, found, strict=True)), notices))
            return tabulate(ids, found), notices
        values, notices = self._known.hparams
        return tabulate(ids, [values[id] for id in ids]), [notice for notice in notices if notice.run in set(ids)]

    @cached_property
    def _links(self) -> list[Continuation]:
        """The resumed runs, each with the run that it continues."""
        if not self.stitch:
            return []
        from logtools.analysis.tables.resumed_runs import find_continuations

        return find_continuations(self._unstitched, self._hparams[0])

    def _merged(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[int]]:
        """Merge resumed runs; return the frame, and how many observations each link cut."""
        if not self._links:
            return frame, []
        from logtools.analysis.tables.resumed_runs import merge_resumed

        return merge_resumed(frame, self._links)

    def _joins(self) -> list[Notice]:
        """Return a notice for each merged run, with the number of values that were cut."""
        notices = []
        for link, cut in zip(self._links, self._merged(self._unstitched)[1] if self._links else [], strict=True):
            overlap = f"{cut:,} repeated value{'' if cut == 1 else 's'} cut" if cut else "no overlap"
            message = f"continued by {link.after[0]} at step {link.step} ({overlap})"
            notices.append(Notice(run=link.before[0], kind="stitched", count=cut, message=message))
        return notices


def _chosen(keys: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the series in `keys`."""
    found = frame.join(keys, on=_SERIES, how="semi", nulls_equal=True, maintain_order="left")
    return found.select("run", "segment", "epoch", "step", "value")


def _chosen_of_batch(keys: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    return _chosen(keys, batch.tidy())
