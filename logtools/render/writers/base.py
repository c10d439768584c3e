"""What a format has to provide: a writer of tables as text, or a writer of frames as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from logtools.render.table import Column, Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FrameWriter", "Result", "TableWriter", "heading"]

#: Writes a whole frame into the file of this path, replacing it.
FrameWriter: TypeAlias = "Callable[[pl.DataFrame, Path], None]"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a command prints, whatever the format: the writer of the format builds the parts that it needs."""

    #: Builds the tables, the most important first; at least one.
    tables: Callable[[], Sequence[Table]]
    #: What the tables support, in words.
    sentences: Sequence[str] = ()
    #: Builds the result as plain data with exact values; None where it is no more than the rows of the first table.
    document: Callable[[], object] | None = None


@dataclass(frozen=True, kw_only=True)
class TableWriter:
    """A format of `--format`."""

    #: Returns the result as text, without a line break at its end.
    write: Callable[[Result], str]
    #: Whether the text includes the sentences; if not, they are printed on standard error.
    includes_sentences: bool


def heading(column: Column) -> str:
    """Return both lines of a column's heading as one, for formats whose headings have one line."""
    return f"{column.title} ({column.subtitle})" if column.subtitle else column.title
