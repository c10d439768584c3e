"""Translate marker shapes into matplotlib's codes."""

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
    """Return matplotlib's code for a shape; empty for None."""
    return _CODES[shape] if shape else ""
