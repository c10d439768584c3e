"""Many runs to one frame, in bulk.

Files are taken in batches of bounded size; within a batch the plain ones are grouped by header, and each group is one
parse and one labelling (see `formats`). A file that turns out not to be plain is read alone. Whoever wants all
observations concatenates the batches; whoever wants a summary need never hold more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import polars as pl

from logtools import schema
from logtools.formats.cells import Defect, Source, Table, inspect, read_carefully, read_plain
from logtools.formats.metrics_csv import Observations, Piece, observe
from logtools.formats.names import read_header
from logtools.storage.discover import METRICS_FILE, Run

if TYPE_CHECKING:
    from logtools.formats.hparams import Value

__all__ = ["Batch", "Notice", "known_forks", "read_batches", "read_hyperparameters"]

_BATCH = 24_000_000  # bytes of files read together: larger ones are no faster
_HEAD = 65_536  # bytes in which a header line is looked for
_KEPT_ASIDE = {
    "duplicate": "has {n} values that Lightning wrote twice: the second was kept aside",
    "stale": "has {n} values of one dataloader that Lightning repeated in rows of the next: kept aside",
    "sanity": "has {n} values of the sanity check before training: kept aside",
    "text": "has {n} values that are no numbers: kept aside",
}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What reading had to skip, repair or guess in one run."""

    run: str | None
    kind: str
    count: int
    message: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some runs, read."""

    #: Their observations (schema.METRICS, with schema.PROVENANCE if asked for), in parts: stage, metric, granularity
    #: and dataloader are the same all over a part, and the rows of a run stand together in it.
    parts: tuple[pl.DataFrame, ...]
    #: What was skipped, repaired or guessed.
    notices: tuple[Notice, ...]


@dataclass(kw_only=True)
class _Group:
    """Plain files of one header."""

    runs: list[int] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def read_batches(runs: Sequence[Run], *, siblings: Sequence[Run] = (), provenance: bool = False) -> Iterator[Batch]:
    """Read the observations of runs, a batch at a time; each run lies wholly in one batch.

    `siblings` are the runs of the same tree, whose headers tell which names are forked.
    """
    categories = pl.Series([run.id for run in runs], dtype=pl.Categorical())
    evidence = _Evidence(siblings or runs)
    for chosen in _batches(runs):
        yield _read(runs, chosen, categories, evidence, provenance=provenance)


class _Evidence:
    """Which names sibling runs prove to be forked; their headers are read only once somebody asks."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._forks: frozenset[str] | None = None

    def forks(self, header: tuple[str, ...]) -> frozenset[str]:
        if not any(column.lone for column in read_header(header).columns.values()):
            return frozenset()
        if self._forks is None:
            self._forks = known_forks(self._runs)
        return self._forks


def known_forks(runs: Iterable[Run]) -> frozenset[str]:
    """Return the names that the headers of these runs prove to be forked."""
    headers: set[tuple[str, ...]] = set()
    for run in runs:
        try:
            with (run.path / METRICS_FILE).open("rb") as file:
                headers.add(inspect(file.read(_HEAD)).header)
        except OSError:
            continue
    return frozenset[str]().union(*(read_header(header).forks for header in headers))


def _batches(runs: Sequence[Run]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for i, run in enumerate(runs):
        if batch and size + (run.size or 0) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += run.size or 0
    if batch:
        yield batch


def _read(
    runs: Sequence[Run], chosen: Sequence[int], categories: pl.Series, evidence: _Evidence, *, provenance: bool
) -> Batch:
    groups: dict[tuple[str, ...], _Group] = {}
    tables: list[tuple[list[int], Table]] = []
    notices: list[Notice] = []
    for i in chosen:
        source = _open(runs[i], notices)
        if source is None:
            continue
        if source.plain:
            group = groups.setdefault(source.header, _Group())
            group.runs.append(i)
            group.sources.append(source)
        else:
            tables.append(([i], read_carefully(source)))
    for group in groups.values():
        tables.extend(_parse(group))
    parts: list[pl.DataFrame] = []
    for members, table in tables:
        observed = observe(table, forks=evidence.forks(table.header))
        for _, pieces in groupby(observed.pieces, key=attrgetter("labels.series")):
            frames = [_tidy(piece, members, categories, provenance=provenance) for piece in pieces]
            parts.append(frames[0] if len(frames) == 1 else pl.concat(frames))
        notices.extend(_notices(runs, members, table, observed))
    return Batch(parts=tuple(parts), notices=tuple(notices))


def _open(run: Run, notices: list[Notice]) -> Source | None:
    """Read the bytes of a run once: everything said of it is said of this one state of a file that may be growing."""
    if run.size is None:
        return None
    try:
        data = (run.path / METRICS_FILE).read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        notices.append(Notice(run=run.id, kind="unreadable", count=1, message=message))
        return None
    source = inspect(data)
    if run.beside:
        message = f"has {', '.join(run.beside)} beside {METRICS_FILE}: not read"
        notices.append(Notice(run=run.id, kind="beside", count=len(run.beside), message=message))
    notices.extend(_notice(run, defect) for defect in source.defects)
    return source


def _parse(group: _Group) -> Iterator[tuple[list[int], Table]]:
    """Parse plain files together; where one of them is not plain after all, halve until it is found."""
    table = read_plain(group.sources)
    if table is not None:
        yield group.runs, table
    elif len(group.sources) == 1:
        yield group.runs, read_carefully(group.sources[0])
    else:
        middle = len(group.sources) // 2
        for half in (slice(None, middle), slice(middle, None)):
            yield from _parse(_Group(runs=group.runs[half], sources=group.sources[half]))


def _tidy(piece: Piece, members: list[int], categories: pl.Series, *, provenance: bool) -> pl.DataFrame:
    labels, frame = piece.labels, piece.frame
    flagged = "flag" in frame.columns
    if flagged and not provenance:
        frame = frame.filter(pl.col("flag").is_null())
    run = categories.gather(members).gather(frame.get_column("source"))
    value = (
        pl.when((pl.col("flag") == "text").fill_null(value=False)).then(None).otherwise("value")
        if flagged
        else pl.col("value")
    )
    columns = [
        run.alias("run"),
        pl.col("segment"),
        pl.lit(labels.stage, dtype=schema.STAGE).alias("stage"),
        pl.lit(labels.metric, dtype=pl.Categorical()).alias("metric"),
        pl.lit(labels.quantity, dtype=pl.Categorical()).alias("quantity"),
        pl.lit(labels.granularity, dtype=schema.GRANULARITY).alias("granularity"),
        pl.lit(labels.dataloader, dtype=pl.Int16).alias("dataloader"),
        pl.col("epoch"),
        pl.col("step"),
        value.alias("value"),
    ]
    if provenance:
        columns += [
            pl.lit(labels.column, dtype=pl.Categorical()).alias("column"),
            pl.col("row"),
            (pl.col("flag") if flagged else pl.lit(None, dtype=schema.FLAG)).alias("flag"),
        ]
    return frame.select(columns)


def _notices(runs: Sequence[Run], members: list[int], table: Table, observed: Observations) -> Iterator[Notice]:
    for defect in table.defects:
        yield _notice(runs[members[0]], defect)
    for guess in observed.guesses:
        for source in guess.sources:
            yield _notice(runs[members[source]], guess.defect)
    flags = [piece.frame.lazy().select("source", "flag") for piece in observed.pieces if "flag" in piece.frame.columns]
    if flags:
        counted = pl.concat(flags).drop_nulls().group_by("source", "flag").len().sort("source", "flag").collect()
        for source, flag, count in counted.iter_rows():
            message = _KEPT_ASIDE[flag].format(n=count)
            yield Notice(run=runs[members[source]].id, kind=flag, count=count, message=message)


def _notice(run: Run, defect: Defect) -> Notice:
    return Notice(run=run.id, kind=defect.kind, count=defect.count, message=defect.message)


def read_hyperparameters(runs: Sequence[Run]) -> tuple[list[dict[str, Value]], list[Notice]]:
    """Read the hyper-parameters of each run: `hparams.yaml`, or LightningCLI's `config.yaml` where that is empty."""
    from logtools.formats.hparams import read_hparams

    found: list[dict[str, Value]] = []
    notices: list[Notice] = []
    for run in runs:
        values: dict[str, Value] = {}
        for name in ("hparams.yaml", "config.yaml"):
            try:
                data = (run.path / name).read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                message = f"has a {name} that cannot be read: {error.strerror or error}"
                notices.append(Notice(run=run.id, kind="hparams", count=1, message=message))
                continue
            values, defects = read_hparams(data)
            values.pop("_instantiator", None)
            notices.extend(_notice(run, defect) for defect in defects)
            if values:
                break
        found.append(values)
    return found, notices
