"""Tables as HTML, for notebooks and pages: plain markup, a little style of its own, no scripts, no links.

Everything that comes from a log is escaped, after what cannot be printed has been made visible, so that a name is text
whatever is in it. What a colour says a mark or a word says too.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from logtools.render.comparison import sentences, tables
from logtools.render.table import Column, Table
from logtools.text.escaping import printable

if TYPE_CHECKING:
    from logtools.analysis.comparison.comparison import Comparison

__all__ = ["comparison_html", "div", "page", "paragraph", "table_html"]

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


def table_html(shown: Table) -> str:
    """Return a table as a `<table>` element; rows that win have the class `best`, those that are worse `worse`."""
    heads = "".join(_head(column) for column in shown.columns)
    rows = []
    for i in range(shown.frame.height):
        kind = "best" if i in shown.winners else "worse" if i in shown.losers else ""
        marked = f' class="{kind}"' if kind else ""
        rows.append(f"<tr{marked}>{''.join(_cell(column, column.cells[i]) for column in shown.columns)}</tr>")
    title = f"<caption>{_text(shown.caption)}</caption>" if shown.caption else ""
    return f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def comparison_html(comparison: Comparison) -> str:
    """Return a comparison as a `<div>`: its tables, and what can be concluded."""
    return div([*map(table_html, tables(comparison).values()), *map(paragraph, sentences(comparison))])


def div(parts: Sequence[str]) -> str:
    """Return elements together, with the style that tables have."""
    return f'<div class="logtools">{_STYLE}\n' + "\n".join(parts) + "\n</div>"


def page(parts: Sequence[str]) -> str:
    """Return a whole page that holds these elements, and needs nothing else."""
    head = '<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>logtools</title>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{div(parts)}\n</body></html>'


def paragraph(text: str) -> str:
    """Return a sentence as an element."""
    return f"<p>{_text(text)}</p>"


def _head(column: Column) -> str:
    below = f"<br><small>{_text(column.subtitle)}</small>" if column.subtitle else ""
    return f'<th scope="col"{_class(column)}>{_text(column.title)}{below}</th>'


def _cell(column: Column, text: str) -> str:
    return f"<td{_class(column)}>{_text(text)}</td>"


def _class(column: Column) -> str:
    return ' class="number"' if column.right else ""


def _text(text: str) -> str:
    return html.escape(printable(text))
