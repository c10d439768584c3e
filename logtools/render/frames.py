"""Whole frames as files for other programs: Parquet, Arrow, CSV and JSON, by the suffix of the file's name.

Parquet and Arrow keep every type and value. JSON is a list of rows; NaN and infinities are the strings "NaN",
"Infinity" and "-Infinity" there, null means that there is no value. In CSV they are `NaN`, `inf` and `-inf`, and an
empty cell means that there is no value; a text that a spreadsheet would run as a formula gets a `'` in front.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import IO

import polars as pl

from logtools.errors import InvalidValueError
from logtools.render.formats import FORMULA, INNER, NUMBER, defused, exact

__all__ = ["SUFFIXES", "write_csv", "writer"]

_PIECE = 50_000  # rows made into text at a time


def write_csv(frame: pl.DataFrame, target: Path | IO[bytes]) -> None:
    """Write a frame as CSV."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            write_csv(frame, file)
        return
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow([defused(name) for name in frame.columns])
    target.write(header.getvalue().encode("utf-8", errors="replace"))
    texts = [name for name in frame.columns if frame.schema[name] in (pl.String, pl.Categorical, pl.Enum)]
    safe = frame.with_columns(_defused(pl.col(name).cast(pl.String)).alias(name) for name in texts)
    for piece in safe.iter_slices(_PIECE):
        target.write(piece.write_csv(include_header=False).encode())


def _defused(text: pl.Expr) -> pl.Expr:
    text = text.str.replace_all(INNER, "${1}'${2}")
    runs = text.str.contains(FORMULA) & ~text.str.contains(f"(?i)^(?:{NUMBER})$")
    return pl.when(runs).then(pl.lit("'") + text).otherwise(text)


def write_json(frame: pl.DataFrame, target: Path) -> None:
    """Write a frame as JSON: a list of rows, one a line."""
    with target.open("w", encoding="ascii") as file:
        file.write("[")
        lead = "\n"
        for piece in frame.iter_slices(_PIECE):
            for row in piece.iter_rows(named=True):
                file.write(lead + json.dumps(exact(row), allow_nan=False))
                lead = ",\n"
        file.write("\n]\n")


_WRITERS: dict[str, Callable[[pl.DataFrame, Path], None]] = {
    ".parquet": lambda frame, path: frame.write_parquet(path),
    ".csv": write_csv,
    ".json": write_json,
    ".arrow": lambda frame, path: frame.write_ipc(path, compression="uncompressed"),
}
#: The endings of names that are understood.
SUFFIXES = tuple(_WRITERS)


def writer(path: Path) -> Callable[[pl.DataFrame, Path], None]:
    """Return what writes a frame in the format that a file's name asks for.

    Raises:
        InvalidValueError: if the suffix is not one of `SUFFIXES`.
    """
    found = _WRITERS.get(path.suffix.lower())
    if found is None:
        raise InvalidValueError(
            f"a table cannot be written as {str(path)!r}: the name must end in one of {', '.join(SUFFIXES)}"
        )
    return found
