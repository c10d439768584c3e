"""The first pass over a tree: what its runs tell about each other.

Evidence is a function of the runs of the whole tree, whichever of them are read later, and is looked up on first need:
most files leave nothing open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from logtools.formats.base import formats
from logtools.storage.filesystem import FileState
from logtools.storage.snapshot import Run
from logtools.storage.stable_files import StableFiles

__all__ = ["Evidence", "collect_evidence"]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the runs of a tree tell about each other, by format. It can be pickled."""

    #: For each format, by name, its own evidence.
    by_format: dict[str, Any]

    def of(self, name: str) -> Any:  # noqa: ANN401 - only the format knows the type
        """Return the evidence of the format of this name."""
        return self.by_format[name]

    @cached_property
    def digest(self) -> str:
        """A text that is equal for equal evidence, in every process. It looks up whatever was not needed so far."""
        parts = sorted((name, evidence.digest) for name, evidence in self.by_format.items())
        return sha256(repr(parts).encode()).hexdigest()


def collect_evidence(runs: Sequence[Run], files: StableFiles) -> Evidence:
    """Return what the runs of a tree tell about each other."""
    by_format = {}
    for run_format in formats():
        states = tuple(file for run in runs if run.format == run_format.name for file in run.files)
        by_format[run_format.name] = run_format.collect_evidence(_Samples(states=states, files=files))
    return Evidence(by_format=by_format)


@dataclass(frozen=True, kw_only=True)
class _Samples:
    """The log files of one format, in natural order of the runs."""

    states: tuple[FileState, ...]
    files: StableFiles

    @property
    def sizes(self) -> Sequence[int]:
        """Size of each file in bytes."""
        return [file.size for file in self.states]

    def read(self, file: int, limit: int) -> bytes:
        """Return the first bytes of a file; none if it cannot be read."""
        try:
            return self.files.read_head(self.states[file], limit)
        except OSError:
            return b""
