"""Write tables as HTML for notebooks and pages: plain markup and a small style sheet, no scripts, no links.

All text from a log is escaped, and its control characters are made visible. All information in colours is also in a
mark or a word.
"""

from __future__ import annotations

import html

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result, TableWriter
from logtools.text.printable import printable

__all__ = ["WRITER", "fragment", "html_table", "write"]

_STYLE = """<style>
.logtools { overflow: auto; max-height: 60em }
.logtools table { border-collapse: collapse; margin: 0 0 1em; font-size: 90% }
.logtools caption { text-align: left; font-weight: bold; padding: .3em .6em }
.logtools th, .logtools td { text-align: left; padding: .15em .6em; white-space: nowrap; border: 0 }
.logtools thead th { border-bottom: 1px solid; vertical-align: bottom }
.logtools small { font-weight: normal; opacity: .7 }
.logtools .number { text-align: right; white-space: pre; font-family: ui-monospace, monospace }
.logtools .best > * { font-weight: bold; color: #1a7f37 }
.logtools .worse > * { color: #b62324 }
@media (prefers-color-scheme: dark) { .logtools .best > * { color: #4ac26b } .logtools .worse > * { color: #ff8182 } }
</style>"""


def html_table(table: Table) -> str:
    """Return a table as a `<table>` element; winning rows have the class `best`, losing ones `worse`."""
    heads = "".join(_head(column) for column in table.columns)
    rows = []
    for i in range(table.frame.height):
        kind = "best" if i in table.winners else "worse" if i in table.losers else ""
        marked = f' class="{kind}"' if kind else ""
        rows.append(f"<tr{marked}>{''.join(_cell(column, column.cells[i]) for column in table.columns)}</tr>")
    title = f"<caption>{_escape(table.caption)}</caption>" if table.caption else ""
    return f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def fragment(result: Result) -> str:
    """Return the tables, and the sentences below them, as a `<div>` with its own style, for a notebook or page."""
    parts = [*map(html_table, result.tables()), *(f"<p>{_escape(sentence)}</p>" for sentence in result.sentences)]
    return f'<div class="logtools">{_STYLE}\n' + "\n".join(parts) + "\n</div>"


def write(result: Result) -> str:
    """Return a complete page that loads no other files."""
    head = '<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>logtools</title>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{fragment(result)}\n</body></html>'


def _head(column: Column) -> str:
    below = f"<br><small>{_escape(column.subtitle)}</small>" if column.subtitle else ""
    return f'<th scope="col"{_class(column)}>{_escape(column.title)}{below}</th>'


def _cell(column: Column, text: str) -> str:
    return f"<td{_class(column)}>{_escape(text)}</td>"


def _class(column: Column) -> str:
    return ' class="number"' if column.right else ""


def _escape(text: str) -> str:
    return html.escape(printable(text))


WRITER = TableWriter(write=write, includes_sentences=True)
