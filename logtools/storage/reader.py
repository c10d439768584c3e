"""Read many runs in batches.

Files are read in batches of bounded size, and the format of the files parses each batch (see `formats`). To get all
observations, concatenate the batches. To get a summary, reduce each batch: then only a few batches are in memory at
once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

import polars as pl

from logtools import schema
from logtools.configuration import NO_CONFIGURATION, Configuration
from logtools.formats.base import FileIssue, Observations, SeriesLabels, format_named
from logtools.storage.batch import Batch, Notice
from logtools.storage.evidence import Evidence, collect_evidence
from logtools.storage.snapshot import Run, Snapshot
from logtools.storage.stable_files import FileChangedError, SeenFile, StableFiles

__all__ = ["Part", "Source", "read_batches"]

_BATCH = 5_000_000  # bytes per batch: larger batches need more memory, smaller ones more time
_WORKERS = 2  # batches processed at a time: each keeps its files and results in memory
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, eq=False)
class Part(Generic[T]):
    """The result of one batch."""

    #: The value that the reduction returned.
    made: T
    #: Notices of what was skipped, repaired or guessed.
    notices: tuple[Notice, ...]
    #: The states in which its files were read, and the paths of files that changed.
    seen: tuple[SeenFile, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """A snapshot with everything that is needed to read it. It can be pickled."""

    snapshot: Snapshot
    #: The files of the snapshot.
    files: StableFiles
    #: The evidence of its runs.
    evidence: Evidence
    #: The user's directions, stages and names of seeds.
    configuration: Configuration

    @classmethod
    def of(cls, snapshot: Snapshot, configuration: Configuration = NO_CONFIGURATION) -> Source:
        """Prepare to read a snapshot with the configuration of a user. No log is read yet."""
        active = (file.path for run in snapshot.runs if snapshot.is_active(run) for file in run.files)
        files = StableFiles.of([f for run in snapshot.runs for f in run.files], snapshot.store, active=active)
        evidence = collect_evidence(snapshot.runs, files, configuration.stages)
        return cls(snapshot=snapshot, files=files, evidence=evidence, configuration=configuration)

    def unchanged_since(self, earlier: Source) -> frozenset[str]:
        """Return the ids of runs that did not change since `earlier`; their files keep the state they had there."""
        if self.configuration.stages != earlier.configuration.stages:
            return frozenset()
        if earlier.files.sampled and self.evidence.digest != earlier.evidence.digest:
            return frozenset()
        read = {run.id: earlier.state(run) for run in earlier.snapshot.runs}
        unchanged = [run for run in self.snapshot.runs if run == read.get(run.id)]
        self.files.take_over(earlier.files, (file.path for run in unchanged for file in run.files))
        return frozenset(run.id for run in unchanged)

    def state(self, run: Run) -> Run:
        """Return a run with the states in which its files are read."""
        files = tuple(self.files.state(file) for file in run.files)
        if files == run.files:
            return run
        return replace(run, files=files, changed=max(file.modified for file in files))


def read_batches(
    source: Source, runs: Sequence[Run], reduce: Callable[[Batch], T], *, executor: Executor | None = None
) -> Iterator[Part[T]]:
    """Read runs batch by batch, and reduce each batch. A run is never split between batches.

    `reduce` is called from several threads, or on `executor`. For an executor with processes, it must be a function
    that can be pickled.
    """
    pl.Series([run.id for run in runs], dtype=pl.Categorical())  # fixes the order of categories for all workers
    batches = list(_batches(runs))
    read = partial(_read_part, source, reduce)
    workers = min(len(batches), _WORKERS, os.cpu_count() or 1)
    if executor is not None:
        parts = executor.map(read, batches)
    elif workers < 2:
        parts = map(read, batches)
    else:
        parts = _in_threads(read, batches, workers)
    for part in parts:
        source.files.remember(part.seen, part.changed)
        yield part


def _in_threads(read: Callable[[list[Run]], Part[T]], batches: list[list[Run]], workers: int) -> Iterator[Part[T]]:
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(read, batches)


def _batches(runs: Sequence[Run]) -> Iterator[list[Run]]:
    batch: list[Run] = []
    size = 0
    for run in runs:
        if batch and size + run.size > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(run)
        size += run.size
    if batch or not runs:
        yield batch


def _read_part(source: Source, reduce: Callable[[Batch], T], runs: Sequence[Run]) -> Part[T]:
    """Read some runs as one batch and reduce it."""
    notices = [
        Notice(run=run.id, kind="unreadable", count=1, message=f"cannot be read: {run.locked}")
        for run in runs
        if run.locked
    ]
    notices += [
        Notice(run=run.id, kind="no-log", count=1, message=f"no log: {run.missing}") for run in runs if run.has_events
    ]
    frames = [_observations(Observations(), pl.Series(dtype=pl.Categorical()), 0)]
    labels: list[SeriesLabels] = []
    for name in dict.fromkeys(run.format for run in runs if run.files):
        opened: list[Run] = []
        contents = _contents(source.files, [run for run in runs if run.format == name], opened, notices)
        for observed in format_named(name).observe(contents, source.evidence.of(name)):
            members = [opened[file] for file in observed.files]
            ids = pl.Series([run.id for run in members], dtype=pl.Categorical())
            frames.append(_observations(observed, ids, len(labels)))
            labels.extend(observed.labels)
            notices.extend(_notices(members, observed.issues))
    batch = Batch(frame=pl.concat(frames[1:] or frames), labels=_labels(labels))
    paths = [file.path for run in runs for file in run.files]
    return Part(
        made=reduce(batch),
        notices=tuple(notices),
        seen=tuple(source.files.seen[path] for path in paths if path in source.files.seen),
        changed=tuple(path for path in paths if path in source.files.changed),
    )


def _contents(files: StableFiles, runs: Sequence[Run], opened: list[Run], notices: list[Notice]) -> Iterator[bytes]:
    """Yield the bytes of each file that can be read, and append its run to `opened`."""
    for run in runs:
        for file in run.files:
            try:
                content = files.read(file)
            except FileChangedError:
                continue  # recorded in `StableFiles.changed`
            except OSError as error:
                message = f"cannot be read: {error.strerror or error}"
                notices.append(Notice(run=run.id, kind="unreadable", count=1, message=message))
                continue
            if run.beside and file is run.files[0]:
                message = f"has {', '.join(run.beside)} beside {run.format}: not read"
                notices.append(Notice(run=run.id, kind="beside", count=len(run.beside), message=message))
            opened.append(run)
            yield content


def _observations(observed: Observations, runs: pl.Series, offset: int) -> pl.DataFrame:
    """Add the run ids to observations, and number their labels from `offset` on."""
    frame = observed.frame
    label = (pl.col("label") + offset).cast(pl.UInt32)
    run = runs.gather(frame.get_column("source")).alias("run")
    return frame.select_seq(run, "segment", "epoch", "step", "value", label.alias("label"), "row", "flag")


def _labels(labels: Sequence[SeriesLabels]) -> pl.DataFrame:
    wanted = schema.METRICS | schema.PROVENANCE
    names = ("stage", "metric", "quantity", "granularity", "dataloader", "column")
    return pl.DataFrame(
        {name: pl.Series([getattr(each, name) for each in labels], dtype=wanted[name]) for name in names}
    )


def _notices(runs: Sequence[Run], issues: Mapping[int, Sequence[FileIssue]]) -> Iterator[Notice]:
    for source, some in issues.items():
        yield from (_notice(runs[source], issue) for issue in some)


def _notice(run: Run, issue: FileIssue) -> Notice:
    return Notice(run=run.id, kind=issue.kind, count=issue.count, message=issue.message)
