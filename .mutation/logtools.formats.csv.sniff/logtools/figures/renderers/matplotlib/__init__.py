"""Draw a `FigureSpec` as a matplotlib figure, and encode figures as image files.

Drawing returns a `Figure` created without pyplot: there is no window to close, and the caller's settings do not change.
Names come from logs and are drawn literally: they are never parsed as formulas, and control characters are escaped.
"""

from __future__ import annotations

from logtools.figures.renderers.matplotlib.encode import encode
from logtools.figures.renderers.matplotlib.figure import draw
from logtools.figures.renderers.matplotlib.fonts import unwritable

__all__ = ["draw", "encode", "unwritable"]
