"""Many runs to one frame, in bulk.

Files are taken in batches of bounded size; within a batch the plain ones are grouped by header, and each group is one
parse and one labelling (see `formats`). A file that turns out not to be plain is parsed alone. Whoever wants all
observations concatenates the batches; whoever wants a summary never holds more than those being worked on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from logtools import schema
from logtools.formats.base import FileIssue, Observations, SeriesLabels, formats
from logtools.storage.discovery import Run
from logtools.storage.evidence import Evidence, collect_evidence
from logtools.storage.filesystem import LOCAL, join

if TYPE_CHECKING:
    from logtools.formats.hparams_yaml import Value

__all__ = ["Batch", "Notice", "read_batches", "read_hyperparameters"]

_BATCH = 6_000_000  # bytes of files read together: more take memory, less take time
_SMALL_BATCH = 5_000_000  # what to read together if little is kept of it: all the memory is that of batches
_WORKERS = 2  # batches worked on at a time: each holds its files and what is made of them
Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What reading had to skip, repair or guess in one run."""

    run: str
    kind: str
    count: int
    message: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some runs, read.

    What an observation has in common with thousands of others stands once, in `labels`: whoever sums up needs it on the
    sums alone, and whoever wants the tidy frame gets it from `tidy`.
    """

    #: Columns run, segment, epoch, step and value as in schema.METRICS, label (UInt32: a row of `labels`); and row and
    #: flag as in schema.PROVENANCE, if that was asked for. A series is contiguous and in file order.
    frame: pl.DataFrame
    #: Columns stage, metric, quantity, granularity, dataloader and column as in schema.METRICS and schema.PROVENANCE.
    labels: pl.DataFrame
    #: What was skipped, repaired or guessed.
    notices: tuple[Notice, ...]

    def tidy(self) -> pl.DataFrame:
        """Return the observations as schema.METRICS, with schema.PROVENANCE if that was asked for."""
        provenance = "flag" in self.frame.columns
        wanted = schema.METRICS | schema.PROVENANCE if provenance else schema.METRICS
        own = self.labels.columns if provenance else [name for name in self.labels.columns if name != "column"]
        told = self.labels.select_seq(pl.col(own).gather(self.frame.get_column("label")))
        return self.frame.hstack(told).select(list(wanted))


def read_batches(
    runs: Sequence[Run],
    make: Callable[[Batch], Made],
    *,
    siblings: Sequence[Run] = (),
    provenance: bool = False,
    small: bool = False,
) -> Iterator[tuple[Made, tuple[Notice, ...]]]:
    """Read the observations of runs, batch by batch; each run lies wholly in one batch.

    Yields what `make` makes of each batch, and what was noticed in it. Several batches are worked on at a time: `make`
    has to bear that. `siblings` are the runs of the same tree, whose headers tell which names are forked; `small` asks
    for smaller batches, for a `make` that keeps little.
    """
    categories = pl.Series([run.id for run in runs], dtype=pl.Categorical())
    evidence = collect_evidence(siblings or runs, LOCAL)
    batches = list(_batches(runs, _SMALL_BATCH if small else _BATCH))

    def read(chosen: Sequence[int]) -> tuple[Made, tuple[Notice, ...]]:
        batch = _read(runs, chosen, categories, evidence, provenance=provenance)
        return make(batch), batch.notices

    workers = min(len(batches), _WORKERS, os.cpu_count() or 1)
    if workers < 2:
        yield from map(read, batches)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(read, batches)


def _batches(runs: Sequence[Run], most: int) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for i, run in enumerate(runs):
        if batch and size + run.size > most:
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += run.size
    if batch or not runs:
        yield batch


def _read(
    runs: Sequence[Run], chosen: Sequence[int], categories: pl.Series, evidence: Evidence, *, provenance: bool
) -> Batch:
    notices: list[Notice] = []
    frames: list[pl.DataFrame] = []
    labels: list[SeriesLabels] = []
    (run_format,) = formats()
    opened: list[int] = []
    files = _opened(runs, chosen, opened, notices)
    for observed in run_format.observe(files, evidence.of(run_format)):
        members = [opened[file] for file in observed.files]
        frames.append(_observations(observed, categories.gather(members), len(labels), provenance=provenance))
        labels.extend(observed.labels)
        notices.extend(_notices([runs[i] for i in members], observed.issues))
    if not frames:
        frames.append(_observations(Observations(), categories, 0, provenance=provenance))
    return Batch(frame=pl.concat(frames), labels=_labels(labels), notices=tuple(notices))


def _opened(runs: Sequence[Run], chosen: Sequence[int], opened: list[int], notices: list[Notice]) -> Iterator[bytes]:
    """Yield the bytes of the files that can be read; their runs are added to `opened`."""
    for i in chosen:
        data = _open(runs[i], notices)
        if data is not None:
            opened.append(i)
            yield data


def _observations(observed: Observations, runs: pl.Series, offset: int, *, provenance: bool) -> pl.DataFrame:
    """Name the runs of a table's observations, and number its labels from `offset` on."""
    frame = observed.frame
    if not provenance and frame.get_column("flag").count():
        frame = frame.filter(pl.col("flag").is_null())
    more = [pl.col("row"), pl.col("flag")] if provenance else []
    label = (pl.col("label") + offset).cast(pl.UInt32)
    run = runs.gather(frame.get_column("source")).alias("run")
    return frame.select_seq(run, "segment", "epoch", "step", "value", label.alias("label"), *more)


def _labels(labels: Sequence[SeriesLabels]) -> pl.DataFrame:
    wanted = schema.METRICS | schema.PROVENANCE
    names = ("stage", "metric", "quantity", "granularity", "dataloader", "column")
    return pl.DataFrame(
        {name: pl.Series([getattr(each, name) for each in labels], dtype=wanted[name]) for name in names}
    )


def _open(run: Run, notices: list[Notice]) -> bytes | None:
    """Read the bytes of a run once: everything said of it is said of this one state of a file that may be growing."""
    if run.locked:
        notices.append(Notice(run=run.id, kind="unreadable", count=1, message=f"cannot be read: {run.locked}"))
    if not run.files:
        return None
    try:
        data, _ = LOCAL.read(run.files[-1].path)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        notices.append(Notice(run=run.id, kind="unreadable", count=1, message=message))
        return None
    if run.beside:
        message = f"has {', '.join(run.beside)} beside {run.format}: not read"
        notices.append(Notice(run=run.id, kind="beside", count=len(run.beside), message=message))
    return data


def _notices(runs: Sequence[Run], issues: Mapping[int, Sequence[FileIssue]]) -> Iterator[Notice]:
    for source, some in issues.items():
        yield from (_notice(runs[source], issue) for issue in some)


def _notice(run: Run, issue: FileIssue) -> Notice:
    return Notice(run=run.id, kind=issue.kind, count=issue.count, message=issue.message)


def read_hyperparameters(runs: Sequence[Run]) -> tuple[list[dict[str, Value]], list[Notice]]:
    """Read the hyper-parameters of each run: `hparams.yaml`, or LightningCLI's `config.yaml` where that is empty."""
    from logtools.formats.hparams_yaml import read_hparams

    found: list[dict[str, Value]] = []
    notices: list[Notice] = []
    for run in runs:
        values: dict[str, Value] = {}
        for name in () if run.locked else ("hparams.yaml", "config.yaml"):
            try:
                data, _ = LOCAL.read(join(run.path, name))
            except FileNotFoundError:
                continue
            except OSError as error:
                message = f"has a {name} that cannot be read: {error.strerror or error}"
                notices.append(Notice(run=run.id, kind="hparams", count=1, message=message))
                continue
            values, issues = read_hparams(data)
            values.pop("_instantiator", None)
            notices.extend(_notice(run, issue) for issue in issues)
            if values:
                break
        found.append(values)
    return found, notices
