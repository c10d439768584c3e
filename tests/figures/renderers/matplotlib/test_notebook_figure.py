"""Figures in notebooks."""

from __future__ import annotations

from collections.abc import Callable

from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import FigureSpec

SpecOf = Callable[..., FigureSpec]


def test_a_notebook_shows_a_figure_as_an_image(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), dpi=40)
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]
