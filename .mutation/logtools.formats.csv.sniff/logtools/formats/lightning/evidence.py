"""Evidence from the files of a tree, as reading one file needs it.

One file may be ambiguous where its siblings are not: whether a lone suffix is Lightning's, or the kind of a single row.
This evidence is collected once for the whole tree (see `tree_evidence`), so the result for a file does not depend on
which files are read with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol, TypeAlias

from logtools.record import Record

if TYPE_CHECKING:
    from logtools.formats.lightning.row_kinds import RowKind

__all__ = ["Kinds", "KnownEvidence", "LightningEvidence", "RowKey", "header_key", "row_key"]

#: Identifies rows that fill the same cells: the sorted names of their columns, and whether the epoch is blank.
RowKey = tuple[tuple[str, ...], bool]
#: Kinds of rows that other files with several such rows prove.
Kinds: TypeAlias = "Mapping[RowKey, RowKind]"


class LightningEvidence(Protocol):
    """Evidence from the files of a tree."""

    @property
    def forks(self) -> frozenset[str]:
        """Names that a header proves to be forked (`loss` by `loss_step` and `loss_epoch`)."""

    def kinds_of(self, names: tuple[str, ...]) -> Kinds:
        """Return the proven kinds of rows in files with these columns (in any order)."""


class KnownEvidence(Record):
    """Evidence as plain data; the default is that of a file without siblings."""

    #: Names that a header proves to be forked.
    forks: frozenset[str] = frozenset()
    #: The proven kinds of rows, by `header_key`.
    kinds: Mapping[tuple[str, ...], Kinds] = field(default_factory=dict)

    def kinds_of(self, names: tuple[str, ...]) -> Kinds:
        """Return the proven kinds of rows in files with these columns (in any order)."""
        return self.kinds.get(header_key(names), {})

    @cached_property
    def digest(self) -> str:
        """A string that is equal for equal evidence, in every process."""
        kinds = sorted((key, sorted(kinds.items(), key=repr)) for key, kinds in self.kinds.items() if kinds)
        return sha256(repr((sorted(self.forks), kinds)).encode("utf-8", "surrogatepass")).hexdigest()


def header_key(names: Iterable[str]) -> tuple[str, ...]:
    """Return a key that is equal for headers that differ only in the order of their columns."""
    return tuple(sorted(names))


def row_key(names: tuple[str, ...], columns: Iterable[int], *, blank: bool) -> RowKey:
    """Return the key for rows that fill these columns of a header."""
    return tuple(sorted(names[i] for i in columns)), blank
