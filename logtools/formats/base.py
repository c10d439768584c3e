"""The interface of a log format, and the registry of formats.

A format is pure: it gets file names and bytes and returns plain data. Reading takes two passes. `collect_evidence`
looks at the files of a whole tree and returns what they tell about each other; `observe` then reads each file given
that evidence. What `observe` returns for a file depends on the bytes of that file and on the evidence only: not on the
other files of the call, nor on their order. Reading many files in one call is only a matter of speed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import polars as pl

from logtools import errors, schema

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


@dataclass(frozen=True, kw_only=True)
class FileIssue:
    """Something in one file that reading skipped, repaired or guessed."""

    #: A short stable word, for programs.
    kind: str
    #: Number of cells, rows or bytes that are affected.
    count: int
    #: What happened, to be printed after the run's name.
    message: str


@dataclass(frozen=True, kw_only=True)
class SeriesLabels:
    """The labels that all observations of one column and kind share."""

    #: The header as written.
    column: str
    #: The metric's name without decoration.
    metric: str
    #: The metric without its stage word.
    quantity: str
    #: One of schema.STAGE, or None.
    stage: str | None
    #: One of schema.GRANULARITY.
    granularity: str
    #: The number of the dataloader, or None.
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
    #: One row an observation.
    frame: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=OBSERVED))
    #: What the observations of a label have in common.
    labels: tuple[SeriesLabels, ...] = ()
    #: What was skipped, repaired or guessed, by the file's position in `files`.
    issues: Mapping[int, Sequence[FileIssue]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class HeadTail:
    """What the first and last bytes of a file show."""

    #: Epoch and step of the last row of the training.
    epoch: int | None = None
    step: int | None = None
    #: Number of metrics.
    metrics: int = 0
    #: Whether there is any row.
    filled: bool = False
    #: What is wrong with the file, as far as its ends show.
    issue: FileIssue | None = None


class Samples(Protocol):
    """The log files of all runs of a tree, in natural order of the runs, for the first pass."""

    @property
    def sizes(self) -> Sequence[int]:
        """Size of each file in bytes."""

    def read(self, file: int, limit: int) -> bytes:
        """Return the first `limit` bytes of a file; none if it cannot be read."""


class Evidence(Protocol):
    """What the files of a tree tell about each other. It must be picklable, and may be looked up on first need."""

    @property
    def digest(self) -> str:
        """A text that is equal for equal evidence, in every process."""


@dataclass(frozen=True, kw_only=True)
class NoEvidence:
    """The evidence of a format whose files are read one by one."""

    #: Always the same.
    digest: str = ""


E = TypeVar("E", bound=Evidence)


class RunFormat(Protocol[E]):
    """A kind of log: which files it consists of, and how to read them."""

    #: The name of the format: that of its usual file.
    name: str

    def find(self, names: Collection[str]) -> tuple[str, ...]:
        """Return which of the file names of a folder are its log; none if the folder is no run of this format."""

    def find_similar(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the file names that look like a log but are not read, such as copies, sorted."""

    def preview(self, head: bytes, tail: bytes) -> HeadTail:
        """Look at the first and the last bytes of a file; both are the whole file where it is small."""

    def collect_evidence(self, files: Samples) -> E:
        """Return what the files of a tree tell about each other. It is a function of these files alone."""

    def observe(self, files: Iterable[bytes], evidence: E) -> Iterator[Observations]:
        """Read files; each is in exactly one of the results. Bytes are taken one file at a time, in order."""


_formats: dict[str, RunFormat[Any]] = {}


def register(run_format: RunFormat[Any]) -> None:
    """Add a format: from now on, folders with its files are runs. Earlier formats take precedence in a folder."""
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
