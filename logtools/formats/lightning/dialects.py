"""The dialects of `metrics.csv`: who wrote a file, and what its rows are therefore.

Most files are Lightning's. A bare logger, Keras and test-tube write tables that look alike and follow other rules:
`logtools.formats` registers their dialects.
"""

from __future__ import annotations

from typing import Protocol

from logtools.formats.base import FileIssue
from logtools.formats.lightning.column_names import Column, Header
from logtools.formats.lightning.row_kinds import RowKind, row_kinds
from logtools.formats.lightning.row_signatures import RowSignature

__all__ = ["Dialect", "LightningCsv", "dialect_of", "register_dialect"]

Columns = dict[int, Column]
Rows = tuple[RowSignature, ...]


class Dialect(Protocol):
    """The rules of one writer."""

    @property
    def issue(self) -> FileIssue | None:
        """What to report for each of its files, or None."""

    def matches(self, header: Header, rows: Rows, columns: Columns) -> bool:
        """Return whether a file with these rows is of this dialect."""

    def kinds(self, header: Header, rows: Rows, columns: Columns) -> dict[int, RowKind]:
        """Return the kind of each row, by the code of its signature."""

    def fills_epochs(self, header: Header, rows: Rows, columns: Columns) -> bool:
        """Return whether a row without an epoch belongs to one with it, as where a trainer wrote both."""


class LightningCsv:
    """What a Lightning trainer writes."""

    issue: FileIssue | None = None

    def matches(self, header: Header, rows: Rows, columns: Columns) -> bool:  # noqa: ARG002 - the protocol's
        """Match every file."""
        return True

    def kinds(self, header: Header, rows: Rows, columns: Columns) -> dict[int, RowKind]:  # noqa: ARG002
        """Return the kind of each row."""
        return row_kinds(rows, columns)

    def fills_epochs(self, header: Header, rows: Rows, columns: Columns) -> bool:  # noqa: ARG002
        """Return that blank epochs are filled in."""
        return True


_dialects: list[Dialect] = [LightningCsv()]


def register_dialect(dialect: Dialect) -> None:
    """Add a dialect. It takes precedence over those that were registered before: register the most specific last."""
    _dialects.insert(0, dialect)


def dialect_of(header: Header, rows: Rows, columns: Columns) -> Dialect:
    """Return the dialect of a file: the first that matches."""
    return next(dialect for dialect in _dialects if dialect.matches(header, rows, columns))
