"""A snapshot: the runs of a tree and the states of their files at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from logtools.storage.filesystem import FileState, Store

__all__ = ["Run", "Snapshot"]

_ACTIVE = 300.0  # a run is active for this many seconds after its last write


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run as it was found: its folder and files."""

    #: The path relative to the searched root, with `/`.
    id: str
    #: The path of its folder.
    path: str
    #: The name of the log format; empty if nothing was logged yet.
    format: str
    #: The files of the log, with their states; empty if nothing was logged yet.
    files: tuple[FileState, ...]
    #: Time of the last change of the log (without a log, of the folder), in seconds since the Unix epoch.
    changed: float
    #: Names of other files that look like logs, such as copies and rotated files.
    beside: tuple[str, ...] = ()
    #: Names of the files beside the log that record hyperparameters.
    settings: tuple[str, ...] = ()
    #: Whether it has event files of TensorBoard, but no log.
    has_events: bool = False
    #: Why the folder cannot be listed; None if it can. Such a folder counts as a run if it is beside other runs.
    locked: str | None = None

    @property
    def missing(self) -> str:
        """Why nothing was logged, if it has no log."""
        return "only event files of TensorBoard, which are not read" if self.has_events else "nothing logged yet"

    @property
    def size(self) -> int:
        """The size of the log in bytes."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The runs in some folders at one moment."""

    #: The folders that were searched.
    roots: tuple[str, ...]
    #: All runs in these folders, in natural order of their ids.
    runs: tuple[Run, ...]
    #: Start time of the search, in seconds since the Unix epoch.
    taken: float
    #: The store that contains the files.
    store: Store

    def is_active(self, run: Run) -> bool:
        """Return whether a run was changed shortly before the snapshot."""
        return self.taken - run.changed <= _ACTIVE
