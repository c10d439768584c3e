"""Figures in notebooks."""

from __future__ import annotations

from collections.abc import Callable

from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import FigureSpec

SpecOf = Callable[..., FigureSpec]


def test_a_figure_is_a_picture_in_a_notebook(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), dpi=40)
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]
