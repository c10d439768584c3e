"""Choose the format of `logtools export` by the suffix of the file.

Programs that use logtools can add formats with `register`.
"""

from __future__ import annotations

from pathlib import Path

from logtools.errors import InvalidValueError
from logtools.render.writers.base import FrameWriter
from logtools.render.writers.csv import write_csv
from logtools.render.writers.json import write_json
from logtools.render.writers.parquet_and_arrow import write_arrow, write_parquet
from logtools.text.lists import listing

__all__ = ["frame_writer", "register", "suffixes"]

_WRITERS: dict[str, FrameWriter] = {
    ".parquet": write_parquet,
    ".csv": write_csv,
    ".json": write_json,
    ".arrow": write_arrow,
}


def register(suffix: str, writer: FrameWriter) -> None:
    """Add a format for a suffix such as `.xlsx`, or replace the existing one."""
    _WRITERS[suffix] = writer


def suffixes() -> list[str]:
    """Return the suffixes of all formats, with the dot."""
    return list(_WRITERS)


def frame_writer(path: Path) -> FrameWriter:
    """Return the writer for a file of this name.

    Raises:
        InvalidValueError: if no format has its suffix.
    """
    found = _WRITERS.get(path.suffix.lower())
    if found is None:
        known = listing(suffixes(), None)
        raise InvalidValueError(f"cannot write {str(path)!r}: the name must end in one of {known}")
    return found
