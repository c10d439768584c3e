"""The formats of `logtools export`: writers of frames, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from logtools.errors import InvalidValueError
from logtools.render.writers.base import FrameWriter
from logtools.render.writers.csv import write_csv
from logtools.render.writers.json import write_json
from logtools.render.writers.parquet_and_arrow import write_arrow, write_parquet
from logtools.text.lists import listing

__all__ = ["FRAME_WRITERS", "frame_writer"]

#: Writers of frames by suffix. A program that uses logtools may add its own.
FRAME_WRITERS: Final[dict[str, FrameWriter]] = {
    ".parquet": write_parquet,
    ".csv": write_csv,
    ".json": write_json,
    ".arrow": write_arrow,
}


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
