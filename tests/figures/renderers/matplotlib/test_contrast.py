"""Colours on dark backgrounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.text import Text

import logtools as lt
from logtools.figures.renderers.matplotlib import draw
from tests.figures.renderers.matplotlib.drawing import LOGS


def _luminance(colour: Any) -> float:  # noqa: ANN401 - any matplotlib colour
    red, green, blue = mpl.colors.to_rgb(colour)
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


@pytest.mark.parametrize("options", [{}, {"by": "lr"}, {"color_by": "run"}, {"kind": "box", "by": "lr"}])
def test_all_elements_are_visible_on_a_dark_background(options: dict[str, Any]) -> None:
    figure = draw(lt.read(LOGS / "sweep").figure("val_loss", **options), style="dark_background")
    drawn = [line for ax in figure.axes for line in ax.get_lines()]
    colours = [line.get_color() for line in drawn if line.get_linestyle() != "None"]
    colours += [line.get_markeredgecolor() for line in drawn if line.get_marker() not in {"None", "*"}]
    colours += [text.get_color() for text in figure.findobj(Text) if text.get_text()]
    assert len(colours) > 3
    assert min(map(_luminance, colours)) > 0.12


@pytest.mark.parametrize(
    ("axes", "figure", "as_on"), [("none", "white", "white"), ("none", "none", "white"), ("none", "black", "black")]
)
def test_transparent_axes_have_the_background_of_the_figure(axes: str, figure: str, as_on: str, tmp_path: Path) -> None:
    def colours(axes: str, figure: str) -> list[Any]:
        sheet = tmp_path / "own.mplstyle"
        sheet.write_text(f"axes.facecolor: {axes}\nfigure.facecolor: {figure}\n")
        drawn = draw(lt.read(LOGS / "sweep").figure("val_loss"), style=sheet)
        return [line.get_color() for ax in drawn.axes for line in ax.get_lines()]

    assert colours(axes, figure) == colours(as_on, as_on)


@pytest.mark.parametrize(("axes", "paper"), [("black", "white"), ("white", "black")])
def test_elements_outside_the_axes_are_visible_on_the_figure(axes: str, paper: str, tmp_path: Path) -> None:
    sheet = tmp_path / "own.mplstyle"
    sheet.write_text(f"axes.facecolor: {axes}\nfigure.facecolor: {paper}\n")
    figure = draw(lt.read(LOGS / "sweep").figure("val_loss", smooth=0.6), style=sheet)
    captions = [text for text in figure.findobj(Text) if text.get_text().startswith("best val_loss")]
    samples = [line for legend in figure.legends for line in legend.get_lines()]
    colours = [text.get_color() for text in (*captions, *figure.texts)]
    colours += [line.get_color() for line in samples] + [line.get_markeredgecolor() for line in samples]
    assert len(colours) > 5
    assert all(abs(_luminance(colour) - _luminance(paper)) > 0.1 for colour in colours)
