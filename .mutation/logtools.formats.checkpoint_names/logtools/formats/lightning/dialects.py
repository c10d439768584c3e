"""The dialects of `metrics.csv`: the program that wrote a file determines the meaning of its rows.

Most files are Lightning's. A logger without a trainer, Keras and test-tube write similar tables with other rules:
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
    """The rules of one program that writes `metrics.csv`."""

    @property
    def issue(self) -> FileIssue | None:
        """The issue to report for each file of this dialect, or None."""

    def matches(self, header: Header, rows: Rows, columns: Columns) -> bool:
        """Return whether a file with these rows has this dialect."""

    def kinds(self, header: Header, rows: Rows, columns: Columns) -> dict[int, RowKind]:
        """Return the kind of each row, by the code of its signature."""

    def fills_epochs(self, header: Header, rows: Rows, columns: Columns) -> bool:
        """Return whether rows without an epoch get that of another row, as in files of a trainer."""


class LightningCsv:
    """The dialect of a Lightning trainer."""

    issue: FileIssue | None = None

    def matches(self, header: Header, rows: Rows, columns: Columns) -> bool:  # noqa: ARG002 - the protocol's
        """Match every file."""
        return True

    def kinds(self, header: Header, rows: Rows, columns: Columns) -> dict[int, RowKind]:  # noqa: ARG002
        """Return the kind of each row."""
        return row_kinds(rows, columns)

    def fills_epochs(self, header: Header, rows: Rows, columns: Columns) -> bool:  # noqa: ARG002
        """Return True: blank epochs are filled in."""
        return True


_dialects: list[Dialect] = [LightningCsv()]


def register_dialect(dialect: Dialect) -> None:
    """Add a dialect. It takes precedence over earlier ones, so register the most specific dialect last."""
    _dialects.insert(0, dialect)


def dialect_of(header: Header, rows: Rows, columns: Columns) -> Dialect:
    """Return the first dialect that matches a file."""
    return next(dialect for dialect in _dialects if dialect.matches(header, rows, columns))
