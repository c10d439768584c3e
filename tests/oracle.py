"""The cells of a metrics.csv, read with the csv module alone and no part of logtools.

The oracle knows nothing of stages, steps or names. It says which cells of which columns are filled and with what, so
that a test can prove that reading neither lost nor invented a value.
"""

from __future__ import annotations

import csv
import io
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

__all__ = ["Cell", "cells", "cells_of", "observed"]


@dataclass(frozen=True, order=True, kw_only=True)
class Cell:
    """One filled metric cell."""

    #: 0-based data row; blank lines do not count.
    row: int
    #: The header as written.
    column: str
    #: The number as exact text ('nan', '0.1'), or 'text' where the cell has none.
    value: str


def cells(file: Path, *, encoding: str = "utf-8", delimiter: str = ",") -> list[Cell]:
    """Return the filled metric cells of a file, sorted."""
    return cells_of(file.read_bytes().decode(encoding), delimiter=delimiter)


def cells_of(text: str, *, delimiter: str = ",") -> list[Cell]:
    """Return the filled metric cells of a file's text, sorted.

    The last line of a file with CRLF counts only with its line end, since its last value may be cut; that of a file
    with LF counts if it has all its fields.
    """
    csv.field_size_limit(sys.maxsize)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    while rows and not rows[0]:
        del rows[0]
    ends = "\n" if "\r\n" in text else ("\n", "\r")
    if len(rows) > 1 and not text.endswith(ends) and ("\r\n" in text or len(rows[-1]) < len(rows[0])):
        rows.pop()
    lines = [row for row in rows[1:] if row]
    axes = _axes(rows[0]) if rows else set()
    return sorted(
        Cell(row=number, column=rows[0][i], value=_value(cell))
        for number, line in enumerate(lines)
        for i, cell in enumerate(line[: len(rows[0])])
        if cell.strip() and i not in axes
    )


def _axes(header: list[str]) -> set[int]:
    """Return where step and epoch stand: the first of each name (or padded), or what a logger's prefix made."""
    padded = [name.strip() for name in header]
    names = {name: header if name in header else padded for name in ("epoch", "step")}
    found = {spelled.index(name) for name, spelled in names.items() if name in spelled}
    if "epoch" in padded:
        return found
    metrics = [name for name in header if name != "step"]
    for i, name in enumerate(header):
        prefix = name.removesuffix("epoch")
        is_prefix = prefix != name and prefix.endswith("-") and len(prefix) > 1
        if is_prefix and all(other.startswith(prefix) for other in metrics):
            return {*found, i}
    return found


def _value(cell: str) -> str:
    if cell in {"True", "False"}:
        return repr(float(cell == "True"))
    try:
        return "text" if "_" in cell else _exact(float(cell))
    except ValueError:
        return "text"


def _exact(number: float) -> str:
    return "nan" if math.isnan(number) else repr(number)


def observed(frame: pl.DataFrame) -> list[Cell]:
    """Return the observations of one run (`metrics(provenance=True)`) as the cells they claim to come from, sorted."""
    told: Iterable[tuple[int, str, float | None, str | None]] = frame.select(
        "row", pl.col("column").cast(pl.String), "value", pl.col("flag").cast(pl.String)
    ).iter_rows()
    return sorted(
        Cell(
            row=row,
            column=column,
            value="text" if flag == "text" and value is None else _exact(math.nan if value is None else value),
        )
        for row, column, value, flag in told
    )
