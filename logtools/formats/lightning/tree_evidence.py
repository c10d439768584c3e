"""Evidence gathered from the files of a tree, on first need.

All headers are looked at once. Rows are looked at only for headers whose names leave the kind of a single row open, and
only those of a few files of each header, from the largest to the smallest: which ones is decided by the tree, never by
what is being read.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Final

from logtools.formats.base import Samples
from logtools.formats.csv.head_tail import column_names
from logtools.formats.csv.tables import read_tables
from logtools.formats.lightning.column_names import read_header
from logtools.formats.lightning.evidence import Kinds, KnownEvidence, RowKey, header_key
from logtools.formats.lightning.observe import placed_files
from logtools.formats.lightning.row_decisions import firm_kinds
from logtools.formats.lightning.row_kinds import RowKind

__all__ = ["TreeEvidence"]

_HEADS: Final = (4_096, 65_536)  # bytes in which a header line is looked for: most are short
_SAMPLED: Final = 8  # files of a header whose rows are looked at: the largest, the smallest, and between them
_SAMPLE: Final = 262_144  # bytes of each


class TreeEvidence:
    """What the files of a tree tell about each other; they are read once somebody asks."""

    def __init__(self, files: Samples) -> None:
        """Hold the files of the tree."""
        self._files = files
        self._kinds: dict[tuple[str, ...], Kinds] = {}

    @cached_property
    def forks(self) -> frozenset[str]:
        """Names that some header proves to be forked."""
        return frozenset[str]().union(*(read_header(names).forks for names in set(self._headers)))

    def kinds_of(self, names: tuple[str, ...]) -> Kinds:
        """Return the kinds of rows that most files with these columns prove, of those that prove any."""
        key = header_key(names)
        if key not in self._kinds:
            self._kinds[key] = self._proven(self._by_header.get(key, []))
        return self._kinds[key]

    def collect(self) -> KnownEvidence:
        """Return all evidence as plain data."""
        return KnownEvidence(forks=self.forks, kinds={key: self.kinds_of(key) for key in self._by_header})

    @cached_property
    def digest(self) -> str:
        """A text that is equal for equal evidence, in every process."""
        return self.collect().digest

    @cached_property
    def _headers(self) -> tuple[tuple[str, ...], ...]:
        return tuple(self._header(file) for file in range(len(self._files.sizes)))

    def _header(self, file: int) -> tuple[str, ...]:
        head = b""
        for limit in _HEADS:
            head = self._files.read(file, limit)
            if len(head) < limit or b"\n" in head:
                break
        return column_names(head)

    @cached_property
    def _by_header(self) -> dict[tuple[str, ...], list[int]]:
        """The files of each header, the largest first."""
        sizes = self._files.sizes
        found: dict[tuple[str, ...], list[int]] = {}
        for file in sorted(range(len(sizes)), key=lambda file: (-sizes[file], file)):
            if self._headers[file]:
                found.setdefault(header_key(self._headers[file]), []).append(file)
        return found

    def _proven(self, files: list[int]) -> Kinds:
        if len(files) < 2:  # no sibling
            return {}
        known = KnownEvidence(forks=self.forks)
        votes: dict[RowKey, Counter[RowKind]] = {}
        for file in _spread(files, _SAMPLED):
            for _, table in read_tables([self._sample(file)]):
                for placed, header in placed_files(table, {}):
                    for key, kind in firm_kinds(placed, header, known):
                        votes.setdefault(key, Counter())[kind] += 1
        commonest = {key: (*counted.most_common(1)[0], counted.total()) for key, counted in votes.items()}
        return {key: kind for key, (kind, count, total) in commonest.items() if 2 * count > total}

    def _sample(self, file: int) -> bytes:
        """Return the first complete lines of a file."""
        data = self._files.read(file, _SAMPLE)
        return data if len(data) < _SAMPLE else data[: data.rfind(b"\n") + 1]


def _spread(files: list[int], most: int) -> list[int]:
    """Return up to `most` of the files, evenly spaced, the first and the last among them."""
    if len(files) <= most:
        return files
    return [files[i * (len(files) - 1) // (most - 1)] for i in range(most)]
