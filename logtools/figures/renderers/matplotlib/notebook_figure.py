"""A figure that a notebook shows, once: it stands in no list of open figures, so nothing else shows it again."""

from __future__ import annotations

from matplotlib.figure import Figure

from logtools.figures.renderers.matplotlib.encode import encode

__all__ = ["NotebookFigure"]


class NotebookFigure(Figure):
    """A matplotlib figure like any other, which is a picture in a notebook without pyplot."""

    def _repr_png_(self) -> bytes:
        return encode(self, "png")
