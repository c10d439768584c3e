"""Tables as HTML, for notebooks and pages: plain markup, a little style of its own, no scripts, no links.

Everything that comes from a log is escaped, after what cannot be printed has been made visible, so that a name is text
whatever is in it. What a colour says a mark or a word says too.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from logtools.render.comparison import sentences, table
from logtools.render.table import Column, Table
from logtools.render.text import aligned, number, printable

if TYPE_CHECKING:
    from logtools.analysis.comparison import Comparison

__all__ = ["comparison_html", "table_html"]

_STYLE = """<style>
.logtools { overflow: auto; max-height: 60em }
.logtools table { border-collapse: collapse; margin: 0 0 1em; font-size: 90% }
.logtools caption { text-align: left; font-weight: bold; padding: .3em .6em }
.logtools th, .logtools td { text-align: left; padding: .15em .6em; white-space: nowrap; border: 0 }
.logtools thead th { border-bottom: 1px solid; vertical-align: bottom }
.logtools small { font-weight: normal; opacity: .7 }
.logtools .number { text-align: right; white-space: pre; font-family: ui-monospace, monospace }
.logtools .best > * { font-weight: bold; color: #1a7f37 }
@media (prefers-color-scheme: dark) { .logtools .best > * { color: #4ac26b } }
</style>"""


def table_html(shown: Table, *, caption: str = "") -> str:
    """Return a table as a `<table>` element; rows that win have the class `best`."""
    heads = "".join(_head(column) for column in shown.columns)
    rows = []
    for i in range(shown.frame.height):
        best = ' class="best"' if i in shown.winners else ""
        rows.append(f"<tr{best}>{''.join(_cell(column, column.cells[i]) for column in shown.columns)}</tr>")
    title = f"<caption>{_text(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def comparison_html(comparison: Comparison) -> str:
    """Return a comparison as a `<div>`: settings, their differences, runs, and what can be concluded."""
    parts = []
    if _is_grouped(comparison):
        parts.append(table_html(_groups(comparison), caption="Settings"))
    if comparison.differences["p"].is_not_null().any():
        against = f"Differences to {comparison.baseline}"
        parts.append(table_html(_differences(comparison.differences), caption=against))
    parts.append(table_html(table(comparison), caption="Runs"))
    said = dict.fromkeys([*sentences(comparison), *map(printable, comparison.notes)])
    parts += [f"<p>{html.escape(sentence)}</p>" for sentence in said]
    return f'<div class="logtools">{_STYLE}\n' + "\n".join(parts) + "\n</div>"


def _is_grouped(comparison: Comparison) -> bool:
    return comparison.groups.height < comparison.runs.height and not comparison.groups.is_empty()


def _groups(comparison: Comparison) -> Table:
    groups = comparison.groups
    ranks = groups["rank"].to_list()
    of_runs = [str(n) if n == runs else f"{n} of {runs}" for n, runs in groups.select("n", "runs").iter_rows()]
    columns = [
        Column(title="#", cells=["-" if rank is None else f"*{rank}" if rank == 1 else str(rank) for rank in ranks]),
        Column(title="setting", cells=groups["group"].to_list()),
        Column(title="n", cells=of_runs, right=True),
        Column(title="mean", cells=aligned(_certain(groups, "mean", "sd")), right=True),
        Column(title="± sd", cells=[_rounded(value, value) for value in groups["sd"]], right=True),
        Column(title=f"{100 * comparison.confidence:.4g} % interval", cells=_ranges(groups), right=True),
    ]
    if groups["diverged"].sum():
        columns.append(Column(title="diverged", cells=[str(count) for count in groups["diverged"]], right=True))
    return Table(frame=groups, columns=columns, winners=frozenset(i for i, rank in enumerate(ranks) if rank == 1))


def _differences(rows: pl.DataFrame) -> Table:
    columns = [
        Column(title="setting", cells=rows["group"].to_list()),
        Column(title="difference", cells=aligned(_certain(rows, "difference", None)), right=True),
        Column(title="interval", cells=_ranges(rows), right=True),
        Column(title="better runs", subtitle="probability", cells=_shares(rows["improvement"].to_list()), right=True),
        Column(title="p", subtitle="corrected", cells=[_p(p) for p in rows["p_adjusted"]], right=True),
        Column(title="test", cells=[str(name or "-") for name in rows["method"]]),
        Column(title="conclusion", cells=[str(word) for word in rows["conclusion"]]),
    ]
    return Table(frame=rows, columns=columns)


def _certain(rows: pl.DataFrame, name: str, error: str | None) -> list[str]:
    """Write values with the digits their spread, or half their interval, earns."""
    spread = rows[error] if error else (rows["high"] - rows["low"]) / 2
    return [_rounded(value, by) for value, by in zip(rows[name], spread, strict=True)]


def _ranges(rows: pl.DataFrame) -> list[str]:
    low, high = (aligned(_certain(rows, name, None)) for name in ("low", "high"))
    return ["-" if a.strip() == "-" else f"{a.rstrip()} to {b}" for a, b in zip(low, high, strict=True)]


def _rounded(value: float | None, uncertainty: float | None) -> str:
    """Write a value with two digits of its uncertainty, as it is where there is none."""
    if value is None or not uncertainty or not math.isfinite(uncertainty):
        return number(value)
    digits = 1 - math.floor(math.log10(uncertainty))
    return f"{value:.{max(digits, 0)}f}" if digits <= 9 and abs(value) < 1e12 else number(value)


def _shares(values: Sequence[float | None]) -> list[str]:
    return ["-" if value is None or math.isnan(value) else f"{value:.2f}" for value in values]


def _p(value: float | None) -> str:
    return "-" if value is None else "< 0.001" if value < 0.001 else f"{value:.2g}"


def _head(column: Column) -> str:
    below = f"<br><small>{_text(column.subtitle)}</small>" if column.subtitle else ""
    return f'<th scope="col"{_class(column)}>{_text(column.title)}{below}</th>'


def _cell(column: Column, text: str) -> str:
    return f"<td{_class(column)}>{_text(text)}</td>"


def _class(column: Column) -> str:
    return ' class="number"' if column.right else ""


def _text(text: str) -> str:
    return html.escape(printable(text))
