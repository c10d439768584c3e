"""The formats that there are: of `--format` by name, of `logtools export` by the suffix of the file.

A new format is one module in this package and one entry here; a program that uses logtools adds its own with `register`
and `register_file`.
"""

from __future__ import annotations

from pathlib import Path

from logtools.errors import InvalidValueError, unknown
from logtools.render.writers import csv, html, json, latex, markdown, parquet_and_arrow
from logtools.render.writers.base import FrameWriter, TableWriter
from logtools.text.lists import listing

__all__ = ["FRAME_WRITERS", "WRITERS", "frame_writer", "register", "register_file", "table_writer"]

#: Writers of tables as text, by the name that `--format` takes.
WRITERS: dict[str, TableWriter] = {
    "json": json.WRITER,
    "csv": csv.WRITER,
    "markdown": markdown.WRITER,
    "latex": latex.WRITER,
    "html": html.WRITER,
}
#: Writers of frames as files, by suffix.
FRAME_WRITERS: dict[str, FrameWriter] = {
    ".parquet": parquet_and_arrow.write_parquet,
    ".csv": csv.write_csv,
    ".json": json.write_json,
    ".arrow": parquet_and_arrow.write_arrow,
}


def register(name: str, writer: TableWriter) -> None:
    """Add a format of tables, or replace the one of this name."""
    WRITERS[name] = writer


def register_file(suffix: str, writer: FrameWriter) -> None:
    """Add a format of files, or replace the one of this suffix, such as `.xlsx`."""
    FRAME_WRITERS[suffix] = writer


def table_writer(name: str) -> TableWriter:
    """Return the writer of a format.

    Raises:
        InvalidValueError: if there is no such format.
    """
    if name not in WRITERS:
        raise unknown("format", name, WRITERS)
    return WRITERS[name]


def frame_writer(path: Path) -> FrameWriter:
    """Return the writer for a file of this name.

    Raises:
        InvalidValueError: if there is none for its suffix.
    """
    found = FRAME_WRITERS.get(path.suffix.lower())
    if found is None:
        suffixes = listing(list(FRAME_WRITERS), None)
        raise InvalidValueError(f"cannot write a table as {str(path)!r}: the name must end in one of {suffixes}")
    return found
