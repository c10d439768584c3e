"""The interfaces of formats: a writer of tables as text, and a writer of frames as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from logtools.record import Record
from logtools.render.table import Column, Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FrameWriter", "Result", "TableWriter", "heading"]

#: A function that writes a frame to the file at this path, replacing an existing file.
FrameWriter: TypeAlias = "Callable[[pl.DataFrame, Path], None]"


@dataclass(frozen=True, kw_only=True, eq=False)
class Result:
    """The result of a command in any format; a writer builds only the parts that it needs."""

    #: Builds the tables, the most important first; at least one.
    tables: Callable[[], Sequence[Table]]
    #: The conclusions from the tables.
    sentences: Sequence[str] = ()
    #: Builds the result as plain data with exact values; None if that is just the rows of the first table.
    document: Callable[[], object] | None = None


class TableWriter(Record):
    """A format of `--format`."""

    #: Returns the result as text, without a line break at its end.
    write: Callable[[Result], str]
    #: Whether the text includes the sentences; if not, they are printed on standard error.
    includes_sentences: bool


def heading(column: Column) -> str:
    """Return both lines of a column's heading as one line."""
    return f"{column.title} ({column.subtitle})" if column.subtitle else column.title
