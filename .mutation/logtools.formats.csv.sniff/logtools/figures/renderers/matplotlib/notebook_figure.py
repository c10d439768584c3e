"""A figure that a notebook shows exactly once: pyplot does not know it and cannot show it a second time."""

from __future__ import annotations

from matplotlib.figure import Figure

from logtools.figures.renderers.matplotlib.encode import encode

__all__ = ["NotebookFigure"]


class NotebookFigure(Figure):
    """A matplotlib figure that a notebook shows as an image, without pyplot."""

    def _repr_png_(self) -> bytes:
        return encode(self, "png")
