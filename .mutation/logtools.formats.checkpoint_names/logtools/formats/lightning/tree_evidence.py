"""Collect evidence from the files of a tree, when it is first needed.

Headers are read if a suffix is ambiguous. Rows are read if the kind of a single row is ambiguous, and only those of a
few large and small files with the same columns. The choice of files depends only on the tree, not on what is read.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final

from logtools.formats.base import Samples
from logtools.formats.lightning.column_names import axes_of, read_header
from logtools.formats.lightning.evidence import Kinds, KnownEvidence, RowKey, header_key
from logtools.formats.lightning.head_tail import column_names

if TYPE_CHECKING:
    from logtools.formats.lightning.row_kinds import RowKind

__all__ = ["TreeEvidence"]

_HEADS: Final = (4_096, 65_536)  # bytes read to find a header line: most are short
_SAMPLED: Final = 8  # files per header whose rows are read
_SAMPLE: Final = 262_144  # bytes read of each of these files


class TreeEvidence:
    """The evidence from the files of a tree; the files are read when the evidence is first needed."""

    def __init__(self, files: Samples) -> None:
        """Create evidence from the files of a tree, which are not read yet."""
        self._files = files
        self._lock = Lock()  # several threads may ask at the same time
        self._headers: set[tuple[str, ...]] = set()
        self._by_header: dict[tuple[str, ...], list[int]] = {}
        self._looked_at = 0
        self._kinds: dict[tuple[str, ...], Kinds] = {}

    def __reduce__(self) -> tuple[type[TreeEvidence], tuple[Samples]]:
        """Pickle only the files, which give the same evidence in any process."""
        return type(self), (self._files,)

    @cached_property
    def forks(self) -> frozenset[str]:
        """Names that a header proves to be forked."""
        with self._lock:
            while self._look():
                pass
        return frozenset[str]().union(*(read_header(names).forks for names in self._headers))

    def kinds_of(self, names: tuple[str, ...]) -> Kinds:
        """Return the kinds of rows that most of the files with these columns (and with proofs) prove."""
        key = header_key(names)
        if key not in self._kinds:
            self._kinds[key] = self._proven(names, self._siblings(key))
        return self._kinds[key]

    def collect(self) -> KnownEvidence:
        """Return all evidence as plain data."""
        forks = self.forks  # reads all headers
        return KnownEvidence(forks=forks, kinds={key: self.kinds_of(key) for key in self._by_header if key})

    @cached_property
    def digest(self) -> str:
        """A string that is equal for equal evidence, in every process."""
        return self.collect().digest

    @cached_property
    def _probes(self) -> tuple[int, ...]:
        """All files in the order in which they are read: a few of all sizes first, then the largest."""
        sizes = self._files.sizes
        by_size = sorted(range(len(sizes)), key=lambda file: (-sizes[file], file))
        return tuple(dict.fromkeys([*by_size[:: max(1, len(by_size) // _SAMPLED)], *by_size]))

    def _siblings(self, key: tuple[str, ...]) -> list[int]:
        """Return the first few files with these columns."""
        with self._lock:
            while len(self._by_header.get(key, ())) < _SAMPLED and self._look():
                pass
            return self._by_header.get(key, [])[:_SAMPLED]

    def _look(self) -> bool:
        """Read the header of the next file; return False if there is no next file."""
        if self._looked_at == len(self._probes):
            return False
        file = self._probes[self._looked_at]
        head = b""
        for limit in _HEADS:
            head = self._files.read(file, limit)
            if len(head) < limit or b"\n" in head:
                break
        names = column_names(head)
        self._headers.add(names)
        self._by_header.setdefault(header_key(names), []).append(file)
        self._looked_at += 1
        return True

    def _proven(self, names: tuple[str, ...], files: list[int]) -> Kinds:
        if len(files) < 2:  # no sibling
            return {}
        from logtools.formats.csv.tables import read_tables
        from logtools.formats.lightning.observe import placed_files
        from logtools.formats.lightning.row_decisions import firm_kinds

        lone = any(column.lone for column in read_header(names).columns.values())
        known = KnownEvidence(forks=self.forks if lone else frozenset())
        votes: dict[RowKey, Counter[RowKind]] = {}
        for _, table in read_tables((self._sample(file) for file in files), axes_of=axes_of):
            for placed, header in placed_files(table, {}):
                for key, kind, count in firm_kinds(placed, header, known):
                    votes.setdefault(key, Counter())[kind] += count
        commonest = {key: (*counted.most_common(1)[0], counted.total()) for key, counted in votes.items()}
        return {key: kind for key, (kind, count, total) in commonest.items() if 2 * count > total}

    def _sample(self, file: int) -> bytes:
        """Return the first complete lines of a file."""
        data = self._files.read(file, _SAMPLE)
        return data if len(data) < _SAMPLE else data[: data.rfind(b"\n") + 1]
