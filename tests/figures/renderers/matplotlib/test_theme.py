"""The matplotlib settings that a figure is drawn with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import matplotlib as mpl
import pytest

import logtools as lt
from logtools.choices import IMAGE_FORMATS, ImageFormat
from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw, encode
from logtools.figures.renderers.matplotlib.theme import read_theme
from tests.figures.renderers.matplotlib.drawing import LOGS, SpecOf, group


def test_a_style_sheet_is_applied_but_names_stay_literal(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.mplstyle"
    sheet.write_text("axes.facecolor: 112233\ntext.parse_math: True\nfont.size: 20\n")
    before = dict(mpl.rcParams)
    figure = draw(group(y_label="$x$"), style=sheet)
    [ax] = figure.axes
    assert mpl.colors.to_hex(ax.get_facecolor()) == "#112233"
    assert ax.xaxis.label.get_fontsize() == 20
    assert not ax.yaxis.label.get_parse_math()
    assert dict(mpl.rcParams) == before
    with pytest.raises(InvalidValueError, match="as a style sheet"):
        draw(group(), style=tmp_path / "none.mplstyle")


def test_the_callers_settings_are_not_changed(spec_of: SpecOf, ordinary: str) -> None:
    with mpl.rc_context({"text.usetex": False, "font.size": 17, "svg.hashsalt": "mine"}):
        before = dict(mpl.rcParams)
        encode(draw(spec_of(ordinary), dpi=50), "png")
        assert dict(mpl.rcParams) == before


def test_a_style_sheet_changes_only_the_look(tmp_path: Path) -> None:
    sheet = tmp_path / "own.mplstyle"
    sheet.write_text("backend: svg\nsavefig.bbox: tight\nsavefig.facecolor: red\ntimezone: UTC\n")
    before = mpl.rcParams["backend"]
    plain, styled = (draw(lt.read(LOGS / "sweep").figure("val_loss"), style=style) for style in (None, sheet))
    assert encode(styled, "svg") == encode(plain, "svg")
    assert mpl.rcParams["backend"] == before


STYLES = (None, "dark_background")


def test_figures_drawn_in_threads_equal_those_drawn_alone_and_change_no_setting() -> None:
    spec = lt.read(LOGS / "sweep").figure("val_loss")

    def content(style: str | None) -> bytes:
        return encode(draw(spec, style=style, size=(5, 3.5), dpi=40), "png")

    alone = {style: content(style) for style in STYLES}
    assert len(set(alone.values())) == len(STYLES)
    before = mpl.rcParams.copy()
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(content, STYLES * 30))
    assert [picture == alone[style] for picture, style in zip(drawn, STYLES * 30, strict=True)] == [True] * 60
    assert mpl.rcParams == before


@pytest.mark.parametrize("form", IMAGE_FORMATS)
def test_neither_drawing_nor_an_error_changes_a_setting(form: ImageFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    changed: list[str] = []
    set_item = mpl.RcParams.__setitem__

    def remember(self: mpl.RcParams, key: Any, value: object) -> None:  # noqa: ANN401 - as in matplotlib
        if self is mpl.rcParams:
            changed.append(key)
        set_item(self, key, value)

    before = mpl.rcParams.copy()
    monkeypatch.setattr(mpl.RcParams, "__setitem__", remember)
    encode(draw(group(), style="ggplot"), form)
    with pytest.raises(InvalidValueError):
        encode(draw(group(), style="ggplot", size=(1, 1)), form)
    assert set(changed) == ({"pdf.fonttype"} if form == "pdf" else set())
    assert mpl.rcParams == before


@pytest.mark.parametrize(
    "options", [{}, {"by": "lr"}, {"kind": "scatter"}, {"kind": "box"}, {"kind": "parallel", "by": "lr,seed"}]
)
def test_a_figure_depends_on_the_settings_at_the_time_its_theme_is_read(options: dict[str, Any]) -> None:
    """Settings that change after the theme is read have no effect: each artist has its own."""
    spec = lt.read(LOGS / "sweep").figure("val_loss", **options)
    expected = encode(draw(spec, dpi=50), "png")
    theme = read_theme()
    other: Any = {
        "font.size": 21, "axes.facecolor": "red", "figure.facecolor": "blue", "axes.edgecolor": "green",
        "axes.labelsize": 30, "axes.labelcolor": "red", "axes.titlesize": 30, "axes.linewidth": 5, "axes.grid": True,
        "axes.spines.left": False, "axes.xmargin": 0.4, "xtick.color": "red", "xtick.labelsize": 20,
        "xtick.direction": "in", "xtick.major.size": 12, "xtick.top": True, "ytick.labelcolor": "green",
        "grid.color": "red", "grid.linewidth": 4, "grid.linestyle": ":", "legend.labelcolor": "red",
        "legend.handlelength": 6, "legend.frameon": False, "lines.linewidth": 7, "lines.markeredgewidth": 4,
        "lines.solid_capstyle": "butt", "text.color": "red", "figure.constrained_layout.w_pad": 1,
        "xaxis.labellocation": "right", "markers.fillstyle": "none", "text.usetex": True, "text.parse_math": True,
        "font.weight": "bold", "axes.labelweight": "bold", "figure.titleweight": "bold", "ytick.minor.visible": True,
    }  # fmt: skip
    with mpl.rc_context(other), patch("logtools.figures.renderers.matplotlib.figure.read_theme", lambda **_: theme):
        assert encode(draw(spec, dpi=50), "png") == expected
