"""A table as plain data, and as lines of text that fit a terminal.

A table knows twice what it says: `frame` holds the exact values, for programs; `columns` what people see of them. How
telling a column is decides which ones are left out where the width does not suffice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from logtools.text.escaping import printable
from logtools.text.truncation import shorten
from logtools.text.width import display_width

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ALWAYS", "GAP", "Column", "Table", "add_notice_marks", "draw", "fit_width", "take_rows", "total"]

#: What stands between two columns.
GAP: Final = "  "
# Where the width does not suffice:
_SHARE, _NARROWEST = 35, 12  # names in columns that are always shown get this percentage of it, and no less than that
_WIDEST = 32  # other texts are cut to this
_TITLE = 24  # and headings to this
_HEAD, _BEST, _WORSE, _END = "\x1b[1m", "\x1b[1;32m", "\x1b[31m", "\x1b[0m"

#: The rank of a column that is always shown.
ALWAYS: Final = 0


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column as people see it."""

    #: What is in it, such as `val_loss`.
    title: str
    #: A second line of the heading, such as `min @ epoch`; may be empty.
    subtitle: str = ""
    #: A text for each row; numbers padded so that they line up.
    cells: Sequence[str]
    #: Whether headings stand to the right, as numbers do.
    right: bool = False
    #: How telling it is: 0 is always shown, then the smallest first.
    order: int = ALWAYS


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows and columns."""

    #: The exact values, one row a row.
    frame: pl.DataFrame
    #: What people see, from left to right.
    columns: Sequence[Column]
    #: Positions of the rows that win, drawn in green; a mark in a cell has to say so as well.
    winners: frozenset[int] = frozenset()
    #: Positions of rows that are worse, drawn in red; a word in a cell has to say so as well.
    losers: frozenset[int] = frozenset()
    #: What stands above the table; may be empty.
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
    """Return the table with `!` behind these rows, if there are any."""
    if not rows:
        return table
    marks = ["!" if i in rows else "" for i in range(table.frame.height)]
    return replace(table, columns=[*table.columns, Column(title="", cells=marks)])


def fit_width(table: Table, width: int | None) -> tuple[Table, list[str]]:
    """Return what fits `width` (None: everything), and the titles that were left out, most telling first."""
    columns = [_safe(column) for column in table.columns]
    if width is None or total(columns) <= width:
        return replace(table, columns=columns), []
    names = max(_NARROWEST, width * _SHARE // 100)
    natural = columns = [_below_shared_folders(column) for column in columns]
    columns = _apart([_cut(column, _WIDEST if column.order else names) for column in columns], natural)
    kept = [i for i, column in enumerate(columns) if column.order == ALWAYS]
    left_out = []
    for i in sorted(set(range(len(columns))) - set(kept), key=lambda i: (columns[i].order, i)):
        if total([columns[k] for k in [*kept, i]]) <= width:
            kept.append(i)
        else:
            left_out.append(columns[i].title)
    spare = max(width - total([columns[i] for i in kept]), 0)
    shown = [columns[i] if columns[i].order else _cut(natural[i], names + spare) for i in sorted(kept)]
    return replace(table, columns=shown), left_out


def _apart(columns: Sequence[Column], natural: Sequence[Column]) -> list[Column]:
    """Give headings that cutting made the same their whole titles back."""
    often = Counter((column.title, column.subtitle) for column in columns)
    return [
        replace(column, title=whole.title) if often[column.title, column.subtitle] > 1 else column
        for column, whole in zip(columns, natural, strict=True)
    ]


def draw(table: Table, *, color: bool = False) -> str:
    """Draw a table as lines: caption, headings, then a line a row. What is in cells is made safe by `fitted`."""
    drawn = [_drawn(column) for column in table.columns]
    lines = [GAP.join(cells).rstrip() for cells in zip(*drawn, strict=True)]
    first = 2 if any(column.subtitle for column in table.columns) else 1
    if first == 1:
        del lines[1]
    if color:
        styles = dict.fromkeys(range(first), _HEAD)
        styles |= {first + i: _WORSE for i in table.losers} | {first + i: _BEST for i in table.winners}
        lines = [f"{styles[i]}{line}{_END}" if i in styles else line for i, line in enumerate(lines)]
    return "\n".join([printable(table.caption), *lines] if table.caption else lines)


def _safe(column: Column) -> Column:
    return replace(column, title=printable(column.title), cells=[printable(cell) for cell in column.cells])


def _width(column: Column) -> int:
    return max(map(display_width, (column.title, column.subtitle, *column.cells)))


def total(columns: Sequence[Column]) -> int:
    """Return the width of a table of these columns."""
    return sum(map(_width, columns)) + len(GAP) * (len(columns) - 1)


def _below_shared_folders(column: Column) -> Column:
    """Take the folders that all names of an always shown column share off them: what is left names a run as well."""
    if column.order != ALWAYS or column.right or len(column.cells) < 2:
        return column
    parts = [cell.split("/")[:-1] for cell in column.cells]
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, zip(*parts, strict=False)))
    if not shared:
        return column
    return replace(column, cells=["…/" + "/".join(cell.split("/")[shared:]) for cell in column.cells])


def _cut(column: Column, width: int) -> Column:
    """Shorten names, never numbers, to at most `width`."""
    title = shorten(column.title, _TITLE)
    if column.right:
        return replace(column, title=title)
    return replace(column, title=title, cells=[shorten(cell, width) for cell in column.cells])


def _drawn(column: Column) -> list[str]:
    """Return both headings and the cells, padded to one width."""
    width = _width(column)
    texts = (column.title, column.subtitle, *column.cells)
    spaces = (" " * (width - display_width(text)) for text in texts)
    return [space + text if column.right else text + space for space, text in zip(spaces, texts, strict=True)]
