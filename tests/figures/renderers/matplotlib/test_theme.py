"""The settings of matplotlib that a figure is drawn with."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw, encode
from tests.figures.renderers.matplotlib.drawing import LOGS, SpecOf, group


def test_a_style_sheet_is_followed_but_names_stay_as_they_are(tmp_path: Path) -> None:
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


def test_the_callers_settings_stay_as_they_are(spec_of: SpecOf, ordinary: str) -> None:
    with mpl.rc_context({"text.usetex": False, "font.size": 17, "svg.hashsalt": "mine"}):
        before = dict(mpl.rcParams)
        encode(draw(spec_of(ordinary), dpi=50), "png")
        assert dict(mpl.rcParams) == before


def test_a_style_sheet_changes_nothing_but_the_look(tmp_path: Path) -> None:
    sheet = tmp_path / "own.mplstyle"
    sheet.write_text("backend: svg\nsavefig.bbox: tight\nsavefig.facecolor: red\ntimezone: UTC\n")
    before = mpl.rcParams["backend"]
    plain, styled = (draw(lt.read(LOGS / "sweep").figure("val_loss"), style=style) for style in (None, sheet))
    assert encode(styled, "svg") == encode(plain, "svg")
    assert mpl.rcParams["backend"] == before
