"""Evidence gathered from the files of a tree, on first need."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from logtools.formats.base import Samples
from logtools.formats.csv.head_tail import column_names
from logtools.formats.lightning.column_names import read_header

__all__ = ["TreeEvidence"]

_HEADS = (4_096, 65_536)  # bytes in which a header line is looked for: most are short


class TreeEvidence:
    """What the headers of a tree tell. They are read once somebody asks."""

    def __init__(self, files: Samples) -> None:
        """Hold the files of the tree."""
        self._files = files

    @cached_property
    def forks(self) -> frozenset[str]:
        """Names that some header proves to be forked."""
        return frozenset[str]().union(*(read_header(header).forks for header in set(self._headers)))

    @cached_property
    def digest(self) -> str:
        """A text that is equal for equal evidence."""
        return sha256(repr(sorted(self.forks)).encode()).hexdigest()

    @cached_property
    def _headers(self) -> tuple[tuple[str, ...], ...]:
        return tuple(self._header(i) for i in range(len(self._files.sizes)))

    def _header(self, file: int) -> tuple[str, ...]:
        for limit in _HEADS:
            head = self._files.read(file, limit)
            if len(head) < limit or b"\n" in head:
                break
        return column_names(head)
