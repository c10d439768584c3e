"""The codes that matplotlib has for the shapes of markers."""

from __future__ import annotations

from logtools.figures.style.lines import MarkerShape

__all__ = ["marker_code"]

_CODES: dict[MarkerShape, str] = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "plus": "P",
    "thick cross": "X",
    "triangle up": "^",
    "triangle down": "v",
    "triangle left": "<",
    "star": "*",
    "cross": "x",
    "dash": "_",
    "arrow up": "2",
    "arrow down": "1",
    "dot": ".",
}


def marker_code(shape: MarkerShape | None) -> str:
    """Return matplotlib's code of a shape; empty for none."""
    return _CODES[shape] if shape else ""
