"""The first pass over a tree: collect evidence from all runs that helps to read each of them.

Evidence depends on all runs of the tree, not on which of them are read later. It is collected when it is first needed:
most files can be read without it.
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """The evidence of all runs of a tree, by format. It can be pickled."""

    #: The evidence of each format, by name.
    by_format: dict[str, Any]

    def of(self, name: str) -> Any:  # noqa: ANN401 - only the format knows the type
        """Return the evidence of a format."""
        return self.by_format[name]

    @cached_property
    def digest(self) -> str:
        """A string that is equal for equal evidence, in every process. It collects the evidence if not yet done."""
        parts = sorted((name, evidence.digest) for name, evidence in self.by_format.items())
        return sha256(repr(parts).encode()).hexdigest()


def collect_evidence(runs: Sequence[Run], files: StableFiles) -> Evidence:
    """Collect the evidence of the runs of a tree."""
    by_format = {}
    for run_format in formats():
        states = tuple(file for run in runs if run.format == run_format.name for file in run.files)
        by_format[run_format.name] = run_format.collect_evidence(_Samples(states=states, files=files))
    return Evidence(by_format=by_format)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Samples:
    """The log files of one format, in natural order of the runs."""

    states: tuple[FileState, ...]
    files: StableFiles

    @property
    def sizes(self) -> Sequence[int]:
        """Size of each file in bytes."""
        return [file.size for file in self.states]

    def read(self, file: int, limit: int) -> bytes:
        """Return the first bytes of a file; empty if it cannot be read."""
        try:
            return self.files.read_head(self.states[file], limit)
        except OSError:
            return b""
