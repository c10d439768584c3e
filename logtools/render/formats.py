"""Tables for programs and papers: JSON and CSV with exact values, Markdown, LaTeX and HTML as people see them.

JSON has no word for NaN and infinities, and strict readers refuse them: they are written as the strings "NaN",
"Infinity" and "-Infinity"; null means that there is no value. In CSV they are `nan`, `inf` and `-inf`, and an empty
cell means that there is no value. A text that a spreadsheet would run as a formula gets a `'` in front there.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from logtools.render.table import Column, Table
from logtools.text.escaping import printable

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FORMULA", "INNER", "NUMBER", "csv_text", "defused", "exact", "json_text", "latex", "markdown", "written"]

#: What begins a formula in a spreadsheet (as OWASP lists it), unless all of it is a number.
FORMULA = r"^[=+\-@\t\r]"
_FORMULA = re.compile(FORMULA)
#: Where one would begin for a spreadsheet that separates cells otherwise.
INNER = r"([;\t])([=+\-@])"
_INNER = re.compile(INNER)
#: What looks like the beginning of a formula and is none, whatever the case of its letters.
NUMBER = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?|[-+]?inf"
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': "''", "…": r"\dots{}",
    "±": r"$\pm$",
    "*": "{*}", "[": "{[}",  # bare, at the start of a row, they would be an argument of the \\ before
}  # fmt: skip
_MARKDOWN = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")


def exact(value: object) -> object:
    """Return a value as JSON can hold it.

    >>> exact({"a": [1.5, math.inf], "b": None})
    {'a': [1.5, 'Infinity'], 'b': None}
    """
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, Mapping):
        return {str(key): exact(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [exact(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def json_text(value: object) -> str:
    """Write JSON with full precision, in ASCII, so that it is safe to print and the same in every encoding."""
    return json.dumps(exact(value), allow_nan=False, indent=2)


def defused(text: str) -> str:
    """Return a text such that no spreadsheet runs it.

    >>> defused("=1+1"), defused("-0.5"), defused("-x"), defused("a;=1+1")
    ("'=1+1", '-0.5', "'-x", "a;'=1+1")
    """
    text = _INNER.sub(r"\1'\2", text)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def csv_text(frame: pl.DataFrame) -> str:
    """Write a frame as CSV with full precision."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([defused(printable(name)) for name in frame.columns])
    for row in frame.iter_rows():
        writer.writerow([defused(printable(v)) if isinstance(v, str) else exact_cell(v) for v in row])
    return out.getvalue().removesuffix("\n")


def exact_cell(value: object) -> object:
    """Return a value as a cell of CSV holds it: all digits of a number, a time in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def written(tables: Table | Sequence[Table], form: str, *, below: Sequence[str] = ()) -> str:
    """Write tables as json (their rows, as mappings), csv, markdown, latex or html; CSV and JSON take one.

    `below` are sentences that stand under the tables in Markdown and HTML.
    """
    shown = [tables] if isinstance(tables, Table) else list(tables)
    if form == "json":
        return json_text(shown[0].frame.to_dicts())
    if form == "csv":
        return csv_text(shown[0].frame)
    if form == "html":
        from logtools.render.html import page, paragraph, table_html

        return page([*map(table_html, shown), *map(paragraph, below)])
    if form == "latex":
        return "\n\n".join(map(latex, shown))
    return "\n\n".join([*map(markdown, shown), *map(_markdown, below)])


def markdown(table: Table) -> str:
    """Write a table in GitHub's Markdown, the rows that win in bold, the caption above it."""
    rows = [
        [_heading(c) for c in table.columns],
        ["---:" if c.right else "---" for c in table.columns],
    ]
    lines = [[_markdown(cell) for cell in rows[0]], rows[1]]
    for i in range(table.frame.height):
        cells = [_markdown(c.cells[i].strip()) for c in table.columns]
        lines.append([f"**{cell}**" if cell and i in table.winners else cell for cell in cells])
    above = [f"**{_markdown(table.caption)}**", ""] if table.caption else []
    return "\n".join([*above, *(f"| {' | '.join(cells)} |" for cells in lines)])


def latex(table: Table) -> str:
    """Write a table for LaTeX with the package booktabs, the rows that win in bold, the caption as a comment."""
    shape = "".join("r" if c.right else "l" for c in table.columns)
    lines = [rf"\begin{{tabular}}{{{shape}}}", r"\toprule", _latex_row([_latex(_heading(c)) for c in table.columns])]
    lines.append(r"\midrule")
    for i in range(table.frame.height):
        cells = [_latex(c.cells[i].strip()) for c in table.columns]
        bold = [rf"\textbf{{{cell}}}" if cell and i in table.winners else cell for cell in cells]
        lines.append(_latex_row(bold))
    above = [f"% {printable(table.caption)}"] if table.caption else []
    return "\n".join([*above, *lines, r"\bottomrule", r"\end{tabular}"])


def _heading(column: Column) -> str:
    return f"{column.title} ({column.subtitle})" if column.subtitle else column.title


def _markdown(text: str) -> str:
    plain = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", plain)


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in printable(text))


def _latex_row(cells: Sequence[str]) -> str:
    return f"{' & '.join(cells)} \\\\"
