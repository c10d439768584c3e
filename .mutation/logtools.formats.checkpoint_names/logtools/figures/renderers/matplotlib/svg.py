"""Write a figure as SVG: text stays text, and the bytes are reproducible whatever matplotlib's settings are."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["write_svg"]

_POINTS_PER_INCH = 72


class _Renderer(RendererSVG):
    """matplotlib's renderer with two changes: text stays text, and ids are not random."""

    def _make_id(self, type: str, content: object) -> str:  # noqa: A002 - as matplotlib calls it
        digest = hashlib.sha256(f"logtools{content}".encode()).hexdigest()
        return f"{type}{digest[:10]}"

    def _draw_text_as_path(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as matplotlib calls it
        self._draw_text_as_text(*arguments, **options)  # type: ignore[no-untyped-call] # as it is


def write_svg(figure: Figure, buffer: io.BytesIO, *, dpi: float, metadata: Mapping[str, Any]) -> None:
    """Write a figure; this changes its canvas and resolution."""
    FigureCanvasSVG(figure)
    width, height = figure.get_size_inches()
    figure.dpi = _POINTS_PER_INCH
    text = io.TextIOWrapper(buffer, encoding="utf-8", newline="")
    vector = _Renderer(
        width * _POINTS_PER_INCH, height * _POINTS_PER_INCH, text, image_dpi=dpi, metadata=dict(metadata)
    )  # type: ignore[no-untyped-call] # as it is
    renderer: Any = MixedModeRenderer(figure, width, height, dpi, vector)  # type: ignore[no-untyped-call] # as it is
    figure.draw(renderer)
    renderer.finalize()
    text.flush()
    text.detach()
