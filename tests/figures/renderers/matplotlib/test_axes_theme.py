"""The theme of axes: each part follows the style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import AutoMinorLocator

from logtools.figures.renderers.matplotlib.axes_theme import apply_to_axes
from logtools.figures.renderers.matplotlib.theme import read_theme

SHEET = """
axes.facecolor: 112233
axes.edgecolor: 445566
axes.linewidth: 3
axes.spines.left: False
axes.labelsize: large
axes.labelweight: bold
axes.xmargin: 0.2
axes.grid: True
axes.grid.axis: y
font.size: 10
font.family: monospace
font.weight: bold
grid.color: 778899
grid.linestyle: --
xtick.color: aabbcc
xtick.labelcolor: ddeeff
xtick.labelsize: 7
xtick.direction: in
xtick.major.size: 9
xtick.top: True
xtick.minor.visible: True
ytick.labelsize: small
"""


@pytest.fixture
def figure(tmp_path: Path) -> Figure:
    """Return a figure with one axes, with the theme of the style sheet."""
    sheet = tmp_path / "own.mplstyle"
    sheet.write_text(SHEET)
    figure = Figure()
    ax = figure.subplots()
    apply_to_axes(ax, read_theme(style=sheet))
    ax.plot([0, 1], [0, 1])
    figure.draw_without_rendering()
    return figure


def test_axes_have_the_settings_of_a_style_sheet(figure: Figure) -> None:
    [ax] = figure.axes
    assert to_hex(ax.get_facecolor()) == "#112233"
    assert {to_hex(spine.get_edgecolor()) for spine in ax.spines.values()} == {"#445566"}
    assert {spine.get_linewidth() for spine in ax.spines.values()} == {3}
    assert [side for side, spine in ax.spines.items() if not spine.get_visible()] == ["left"]
    assert ax.get_xmargin() == 0.2
    assert (ax.xaxis.label.get_fontsize(), ax.xaxis.label.get_fontweight()) == (12, "bold")


def test_all_ticks_have_the_settings_of_a_style_sheet(figure: Figure) -> None:
    [ax] = figure.axes
    ticks = ax.xaxis.get_major_ticks()
    assert len(ticks) > 2
    for tick in ticks:
        assert (tick.label1.get_fontsize(), to_hex(tick.label1.get_color())) == (7, "#ddeeff")
        assert (tick.label1.get_fontfamily(), tick.label1.get_fontweight()) == (["monospace"], "bold")
        assert to_hex(tick.tick1line.get_color()) == "#aabbcc"
        assert (tick.tick1line.get_markersize(), tick.tick2line.get_visible()) == (9, True)
        assert not tick.label1.get_usetex()
    assert ax.yaxis.get_major_ticks()[-1].label1.get_fontsize() == pytest.approx(8.33)
    assert isinstance(ax.xaxis.get_minor_locator(), AutoMinorLocator)
    assert not isinstance(ax.yaxis.get_minor_locator(), AutoMinorLocator)


def test_grid_lines_have_the_settings_of_a_style_sheet(figure: Figure) -> None:
    [ax] = figure.axes
    assert {line.get_visible() for line in ax.get_xgridlines()} == {False}
    assert {(line.get_visible(), to_hex(line.get_color()), line.get_linestyle()) for line in ax.get_ygridlines()} == {
        (True, "#778899", "--")
    }
