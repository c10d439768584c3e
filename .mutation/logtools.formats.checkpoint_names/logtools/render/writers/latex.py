"""Write tables for LaTeX (package booktabs), with the texts that people see."""

from __future__ import annotations

from collections.abc import Sequence

from logtools.render.table import Table
from logtools.render.writers.base import Result, TableWriter, heading
from logtools.text.printable import printable

__all__ = ["WRITER", "latex_table", "write"]

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': "''", "…": r"\dots{}",
    "±": r"$\pm$",
    "*": "{*}", "[": "{[}",  # at the start of a row, plain ones would be an argument of the previous \\
}  # fmt: skip


def latex_table(table: Table) -> str:
    """Write a table, with winning rows in bold and the caption as a comment."""
    shape = "".join("r" if column.right else "l" for column in table.columns)
    headings = [_escape(heading(column)) for column in table.columns]
    lines = [rf"\begin{{tabular}}{{{shape}}}", r"\toprule", _row(headings), r"\midrule"]
    for i in range(table.frame.height):
        cells = [_escape(column.cells[i].strip()) for column in table.columns]
        lines.append(_row([rf"\textbf{{{cell}}}" if cell and i in table.winners else cell for cell in cells]))
    above = [f"% {printable(table.caption)}"] if table.caption else []
    return "\n".join([*above, *lines, r"\bottomrule", r"\end{tabular}"])


def write(result: Result) -> str:
    """Write the tables, one below the other."""
    return "\n\n".join(map(latex_table, result.tables()))


def _row(cells: Sequence[str]) -> str:
    return f"{' & '.join(cells)} \\\\"


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in printable(text))


WRITER = TableWriter(write=write, includes_sentences=False)
