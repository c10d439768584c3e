"""Represent a table as plain data, and draw it as text that fits a terminal.

A table has two representations: `frame` has the exact values for programs, and `columns` has the texts for people. If
the terminal is too narrow for all columns, their `order` decides which are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from logtools.record import Record
from logtools.text.printable import printable
from logtools.text.truncation import shorten
from logtools.text.width import display_width

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ALWAYS", "GAP", "Column", "Table", "add_notice_marks", "draw", "fit_width", "take_rows", "total_width"]

#: The space between two columns.
GAP: Final = "  "
# Widths if a table is too wide for the terminal:
_SHARE, _NARROWEST = 35, 12  # columns that are always shown: percentage of the terminal, and minimum width
_WIDEST = 32  # maximum width of other columns
_TITLE = 24  # maximum width of headings
# Escape sequences of the colours.
_HEADING, _WINNER, _LOSER, _END = "\x1b[1m", "\x1b[1;32m", "\x1b[31m", "\x1b[0m"

#: The `order` of a column that is always shown.
ALWAYS: Final = 0


class Column(Record):
    """One column of texts."""

    #: The heading, such as `val_loss`.
    title: str
    #: The second line of the heading, such as `min @ epoch`; may be empty.
    subtitle: str = ""
    #: One text per row; numbers are padded so that their decimal points line up.
    cells: Sequence[str]
    #: Whether the column is right-aligned, as columns of numbers are.
    right: bool = False
    #: The priority of the column if not all fit: `ALWAYS`, then smaller numbers first.
    order: int = ALWAYS


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """A table for people and for programs."""

    #: The exact values, one row per row of the table.
    frame: pl.DataFrame
    #: The columns of texts, from left to right.
    columns: Sequence[Column]
    #: Positions of the winning rows, drawn in green. A mark in a cell must show the same.
    winners: frozenset[int] = frozenset()
    #: Positions of worse rows, drawn in red. A word in a cell must show the same.
    losers: frozenset[int] = frozenset()
    #: A line above the table; may be empty.
    caption: str = ""


def take_rows(table: Table, rows: Sequence[int]) -> Table:
    """Return the table with only these rows, in this order."""
    new = {old: i for i, old in enumerate(rows)}
    return replace(
        table,
        frame=table.frame[list(rows)],
        columns=[replace(column, cells=[column.cells[i] for i in rows]) for column in table.columns],
        winners=frozenset(new[i] for i in table.winners if i in new),
        losers=frozenset(new[i] for i in table.losers if i in new),
    )


def add_notice_marks(table: Table, rows: Collection[int]) -> Table:
    """Return the table with a last column in which `!` marks these rows; the same table if there are none."""
    if not rows:
        return table
    marks = ["!" if i in rows else "" for i in range(table.frame.height)]
    return replace(table, columns=[*table.columns, Column(title="", cells=marks)])


def fit_width(table: Table, width: int | None) -> tuple[Table, list[str]]:
    """Return the columns that fit, and the titles of the hidden ones.

    Names are shortened first, then columns are hidden by their `order`. Texts are escaped, so they are safe to print.

    Args:
        table: the table with all columns.
        width: width of the terminal; None keeps all columns.
    """
    columns = [_escaped(column) for column in table.columns]
    if width is None or total_width(columns) <= width:
        return replace(table, columns=columns), []
    names = max(_NARROWEST, width * _SHARE // 100)
    natural = columns = [_without_shared_folders(column) for column in columns]
    columns = _distinct([_cut(column, _WIDEST if column.order else names) for column in columns], natural)
    kept = [i for i, column in enumerate(columns) if column.order == ALWAYS]
    hidden = []
    for i in sorted(set(range(len(columns))) - set(kept), key=lambda i: (columns[i].order, i)):
        if total_width([columns[k] for k in [*kept, i]]) <= width:
            kept.append(i)
        else:
            hidden.append(columns[i].title)
    spare = max(width - total_width([columns[i] for i in kept]), 0)
    shown = [columns[i] if columns[i].order else _cut(natural[i], names + spare) for i in sorted(kept)]
    return replace(table, columns=shown), hidden


def _distinct(columns: Sequence[Column], natural: Sequence[Column]) -> list[Column]:
    """Restore the full titles of columns whose shortened titles are equal."""
    count = Counter((column.title, column.subtitle) for column in columns)
    return [
        replace(column, title=whole.title) if count[column.title, column.subtitle] > 1 else column
        for column, whole in zip(columns, natural, strict=True)
    ]


def draw(table: Table, *, color: bool = False) -> str:
    """Return a table from `fit_width` as lines: caption, headings, then one line per row."""
    drawn = [_padded(column) for column in table.columns]
    lines = [GAP.join(cells).rstrip() for cells in zip(*drawn, strict=True)]
    first = 2 if any(column.subtitle for column in table.columns) else 1
    if first == 1:
        del lines[1]
    if color:
        styles = dict.fromkeys(range(first), _HEADING)
        styles |= {first + i: _LOSER for i in table.losers} | {first + i: _WINNER for i in table.winners}
        lines = [f"{styles[i]}{line}{_END}" if i in styles else line for i, line in enumerate(lines)]
    return "\n".join([printable(table.caption), *lines] if table.caption else lines)


def _escaped(column: Column) -> Column:
    return replace(column, title=printable(column.title), cells=[printable(cell) for cell in column.cells])


def _width(column: Column) -> int:
    return max(map(display_width, (column.title, column.subtitle, *column.cells)))


def total_width(columns: Sequence[Column]) -> int:
    """Return the width of a table with these columns."""
    return sum(map(_width, columns)) + len(GAP) * (len(columns) - 1)


def _without_shared_folders(column: Column) -> Column:
    """Replace the folders that all names of a column share by `…`, if the column is always shown."""
    if column.order != ALWAYS or column.right or len(column.cells) < 2:
        return column
    parts = [cell.split("/")[:-1] for cell in column.cells]
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, zip(*parts, strict=False)))
    if not shared:
        return column
    return replace(column, cells=["…/" + "/".join(cell.split("/")[shared:]) for cell in column.cells])


def _cut(column: Column, width: int) -> Column:
    """Shorten the title, and texts to at most `width` columns; numbers are never cut."""
    title = shorten(column.title, _TITLE)
    if column.right:
        return replace(column, title=title)
    return replace(column, title=title, cells=[shorten(cell, width) for cell in column.cells])


def _padded(column: Column) -> list[str]:
    """Return both lines of the heading and the cells, padded to the same width."""
    width = _width(column)
    texts = (column.title, column.subtitle, *column.cells)
    spaces = (" " * (width - display_width(text)) for text in texts)
    return [space + text if column.right else text + space for space, text in zip(spaces, texts, strict=True)]
