"""Write JSON with exact values.

JSON has no NaN and no infinities, so they are written as the strings "NaN", "Infinity" and "-Infinity". null is a
missing value.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from logtools.render.writers.base import Result, TableWriter

if TYPE_CHECKING:
    import polars as pl

__all__ = ["WRITER", "exact", "json_text", "write", "write_json"]

_ROWS = 50_000  # rows that are converted at a time


def exact(value: object) -> object:
    """Convert a value to types that JSON has.

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
    """Write JSON with full precision in ASCII, which is safe to print and the same in every encoding."""
    return json.dumps(exact(value), allow_nan=False, indent=2)


def write(result: Result) -> str:
    """Write the document of a result, or the rows of its first table if it has none."""
    return json_text(result.document() if result.document else result.tables()[0].frame.to_dicts())


def write_json(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as a JSON file: a list of rows, one per line."""
    with path.open("w", encoding="ascii") as file:
        file.write("[")
        lead = "\n"
        for piece in frame.iter_slices(_ROWS):
            for row in piece.iter_rows(named=True):
                file.write(lead + json.dumps(exact(row), allow_nan=False))
                lead = ",\n"
        file.write("\n]\n")


WRITER = TableWriter(write=write, includes_sentences=True)
