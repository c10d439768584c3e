"""Write CSV with exact values: the first table of a result, or a frame as a file.

An empty cell is a missing value. A text that a spreadsheet would run as a formula gets a `'` in front. NaN and
infinities are `nan`, `inf` and `-inf` in a table and `NaN`, `inf` and `-inf` in a file.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from logtools.render.writers.base import Result, TableWriter
from logtools.text.printable import printable

if TYPE_CHECKING:
    import polars as pl

__all__ = ["WRITER", "csv_text", "escape_formula", "write", "write_csv"]

# The start of a formula in a spreadsheet (the list of OWASP), unless the text is a number.
_START = r"^[=+\-@\t\r]"
# The start of a formula for a spreadsheet that uses another cell separator.
_INNER = r"([;\t])([=+\-@])"
# Texts that look like the start of a formula but are numbers, in upper or lower case.
_NUMBER = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?|[-+]?inf"
_ROWS = 50_000  # rows that are converted at a time


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula.

    >>> escape_formula("=1+1"), escape_formula("-0.5"), escape_formula("-x"), escape_formula("a;=1+1")
    ("'=1+1", '-0.5', "'-x", "a;'=1+1")
    """
    text = re.sub(_INNER, r"\1'\2", text)
    runs = re.match(_START, text) and not re.fullmatch(_NUMBER, text, re.IGNORECASE)
    return f"'{text}" if runs else text


def csv_text(frame: pl.DataFrame) -> str:
    """Write a frame as CSV with full precision and times in ISO 8601."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([escape_formula(printable(name)) for name in frame.columns])
    writer.writerows([_cell(value) for value in row] for row in frame.iter_rows())
    return out.getvalue().removesuffix("\n")


def _cell(value: object) -> object:
    if isinstance(value, str):
        return escape_formula(printable(value))
    return value.isoformat() if isinstance(value, date) else value


def write(result: Result) -> str:
    """Write the first table of a result."""
    return csv_text(result.tables()[0].frame)


def write_csv(frame: pl.DataFrame, target: Path | IO[bytes]) -> None:
    """Write a frame as CSV to a file or an open stream."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            write_csv(frame, file)
        return
    import polars as pl

    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow([escape_formula(name) for name in frame.columns])
    target.write(header.getvalue().encode("utf-8", errors="replace"))
    texts = [name for name, dtype in frame.schema.items() if dtype in (pl.String, pl.Categorical, pl.Enum)]
    safe = frame.with_columns(_escaped(pl.col(name).cast(pl.String)).alias(name) for name in texts)
    for piece in safe.iter_slices(_ROWS):
        target.write(piece.write_csv(include_header=False).encode())


def _escaped(text: pl.Expr) -> pl.Expr:
    """Apply `escape_formula` to a column."""
    import polars as pl

    text = text.str.replace_all(_INNER, "${1}'${2}")
    runs = text.str.contains(_START) & ~text.str.contains(f"(?i)^(?:{_NUMBER})$")
    return pl.when(runs).then(pl.lit("'") + text).otherwise(text)


WRITER = TableWriter(write=write, includes_sentences=False)
