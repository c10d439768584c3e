"""The runs of a tree, and the states of their files, at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from logtools.storage.filesystem import FileState, Store

__all__ = ["Run", "Snapshot"]

_ACTIVE = 300.0  # seconds since the last write for which a run counts as active


@dataclass(frozen=True, kw_only=True)
class Run:
    """The folder of one run, as it was found."""

    #: The path below the root that was searched, with `/`.
    id: str
    #: The folder.
    path: str
    #: The name of the format of its log; empty where nothing was logged yet.
    format: str
    #: The files of the log, each in the state in which it was found; empty where nothing was logged yet.
    files: tuple[FileState, ...]
    #: When the log (or else the folder) was last written, in seconds since the epoch.
    changed: float
    #: Names of other files that look like logs: copies, rotated files.
    beside: tuple[str, ...] = ()
    #: The names of the files beside the log that record hyperparameters.
    settings: tuple[str, ...] = ()
    #: Why the folder cannot be listed; None if it can. Such a folder counts as a run where it lies among runs.
    locked: str | None = None

    @property
    def size(self) -> int:
        """The size of the log in bytes."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The runs below some folders at one moment."""

    #: The folders that were searched.
    roots: tuple[str, ...]
    #: All runs below them, in natural order of their ids.
    runs: tuple[Run, ...]
    #: When the search began, in seconds since the epoch.
    taken: float
    #: Where the files are.
    store: Store

    def is_active(self, run: Run) -> bool:
        """Tell whether a run was written to shortly before the snapshot."""
        return self.taken - run.changed <= _ACTIVE
