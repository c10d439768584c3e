"""Write frames as Parquet and Arrow files, which keep every type and value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["write_arrow", "write_parquet"]


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as a Parquet file."""
    frame.write_parquet(path)


def write_arrow(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as an Arrow IPC file, uncompressed so that it can be mapped into memory."""
    frame.write_ipc(path, compression="uncompressed")
