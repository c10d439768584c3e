"""A `FigureSpec` as a matplotlib figure, and a figure as the bytes of a file.

Drawing knows no path and no window: it returns a `Figure`, made without pyplot, so nothing has to be closed and the
caller's settings stay as they are. Names come from logs and are written as they are: never as a formula, never as a
control character.
"""

from __future__ import annotations

from logtools.figures.renderers.matplotlib.encode import encode
from logtools.figures.renderers.matplotlib.figure import draw
from logtools.figures.renderers.matplotlib.fonts import unwritable

__all__ = ["draw", "encode", "unwritable"]
