"""The words that options accept, each list in one place, for the library and the command line alike."""

from __future__ import annotations

from typing import Final

__all__ = ["FRAME_LIBRARIES"]

#: The libraries whose frames `read` returns.
FRAME_LIBRARIES: Final = ("polars", "pandas")
