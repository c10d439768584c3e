"""Write tables in GitHub's Markdown, with the texts that people see."""

from __future__ import annotations

import re

from logtools.render.table import Table
from logtools.render.writers.base import Result, TableWriter, heading
from logtools.text.printable import printable

__all__ = ["WRITER", "markdown_table", "write"]

# An underscore inside a word is not emphasis, so `val_loss` needs no escape.
_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")


def markdown_table(table: Table) -> str:
    """Write a table, with winning rows in bold and the caption above it."""
    headings = [_escape(heading(column)) for column in table.columns]
    rules = ["---:" if column.right else "---" for column in table.columns]
    lines = [headings, rules]
    for i in range(table.frame.height):
        cells = [_escape(column.cells[i].strip()) for column in table.columns]
        lines.append([f"**{cell}**" if cell and i in table.winners else cell for cell in cells])
    above = [f"**{_escape(table.caption)}**", ""] if table.caption else []
    return "\n".join([*above, *(f"| {' | '.join(cells)} |" for cells in lines)])


def write(result: Result) -> str:
    """Write the tables, and the sentences below them as paragraphs."""
    return "\n\n".join([*map(markdown_table, result.tables()), *map(_escape, result.sentences)])


def _escape(text: str) -> str:
    plain = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", plain)


WRITER = TableWriter(write=write, includes_sentences=True)
