"""The interface of a log format, and the registry of formats.

A format is pure: it gets file names and bytes, and returns plain data. Reading takes two passes. `collect_evidence`
inspects the files of a whole tree and returns evidence that helps to read each of them. `observe` then reads the files,
given that evidence. The result of `observe` for a file depends only on the bytes of the file and on the evidence, not
on the other files of the call or their order. Reading many files in one call is only faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import polars as pl

from logtools import errors, schema
from logtools.record import Record

__all__ = [
    "OBSERVED",
    "Evidence",
    "FileIssue",
    "HeadTail",
    "NoEvidence",
    "Observations",
    "RunFormat",
    "Samples",
    "SeriesLabels",
    "format_named",
    "formats",
    "register",
    "unregister",
]

#: The columns of `Observations.frame`.
OBSERVED: schema.Schema = {
    "source": pl.UInt32,
    "segment": pl.Int16,
    "epoch": pl.Int64,
    "step": pl.Int64,
    "row": pl.Int64,
    "value": pl.Float64,
    "label": pl.UInt32,
    "flag": schema.FLAG,
}


class FileIssue(Record):
    """A problem in one file: something that was skipped, repaired or guessed."""

    #: A short, stable code for programs.
    kind: str
    #: Number of affected cells, rows or bytes.
    count: int
    #: The message; it is printed after the run's name.
    message: str


class SeriesLabels(Record):
    """The labels that all observations of one column and one kind of row share."""

    #: The header as written.
    column: str
    #: The metric's name without decoration.
    metric: str
    #: The metric without its stage word.
    quantity: str
    #: A value of schema.STAGE, or None.
    stage: str | None
    #: A value of schema.GRANULARITY.
    granularity: str
    #: The index of the dataloader, or None.
    dataloader: int | None

    @property
    def series(self) -> tuple[str | None, str, str, int | None]:
        """The labels that separate the series of one run."""
        return self.stage, self.metric, self.granularity, self.dataloader


@dataclass(frozen=True, kw_only=True, eq=False)
class Observations:
    """All observations of one or more files.

    `frame` has the columns of `OBSERVED`: `source` is a position in `files`, `label` a position in `labels`, `value` is
    null for text. A series is contiguous and in file order.
    """

    #: The files, as positions in the sequence that was given to `observe`.
    files: tuple[int, ...] = ()
    #: One row per observation.
    frame: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=OBSERVED))
    #: The labels, which `label` in `frame` refers to.
    labels: tuple[SeriesLabels, ...] = ()
    #: Problems, by the position of the file in `files`.
    issues: Mapping[int, Sequence[FileIssue]] = field(default_factory=dict)


class HeadTail(Record):
    """The facts about a file that its first and last bytes show."""

    #: Epoch and step of the last training row.
    epoch: int | None = None
    step: int | None = None
    #: Number of metrics.
    metrics: int = 0
    #: Whether there is any row.
    filled: bool = False
    #: A problem that the first and last bytes show, or None.
    issue: FileIssue | None = None


class Samples(Protocol):
    """The log files of all runs of a tree, in natural order of the runs, as the first pass sees them."""

    @property
    def sizes(self) -> Sequence[int]:
        """Size of each file in bytes."""

    def read(self, file: int, limit: int) -> bytes:
        """Return the first `limit` bytes of a file; empty if it cannot be read."""


class Evidence(Protocol):
    """Evidence from the files of a tree. It must be picklable, and may be collected when it is first needed."""

    @property
    def digest(self) -> str:
        """A string that is equal for equal evidence, in every process."""


class NoEvidence(Record):
    """The evidence of a format that needs none."""

    #: The same for all trees.
    digest: str = ""


E = TypeVar("E", bound=Evidence)


class RunFormat(Protocol[E]):
    """A log format: the files of a log, and how to read them."""

    #: The name of the format, which is the default name of its files.
    name: str

    def find(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the files of the log among the names in a folder; empty if there is no log of this format."""

    def find_similar(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the sorted names of files that look like a log but are not read, such as copies."""

    def preview(self, head: bytes, tail: bytes) -> HeadTail:
        """Return what the first and the last bytes of a file show; for a small file, both are the whole file."""

    def collect_evidence(self, files: Samples) -> E:
        """Return evidence from the files of a tree. It depends only on these files."""

    def observe(self, files: Iterable[bytes], evidence: E) -> Iterator[Observations]:
        """Read files; each is in exactly one result. Files are taken one at a time, in order."""


_formats: dict[str, RunFormat[Any]] = {}


def register(run_format: RunFormat[Any]) -> None:
    """Add a format: folders with its files become runs. If a folder has several formats, the earlier one is used."""
    _formats[run_format.name] = run_format


def unregister(name: str) -> None:
    """Remove a format."""
    _formats.pop(name, None)


def formats() -> tuple[RunFormat[Any], ...]:
    """Return all formats in the order in which they were registered."""
    return tuple(_formats.values())


def format_named(name: str) -> RunFormat[Any]:
    """Return the format of this name.

    Raises:
        LogtoolsError: if there is none.
    """
    if name not in _formats:
        raise errors.unknown("format", name, list(_formats))
    return _formats[name]
