"""The pictures of results on their axes: points with intervals, parallel coordinates, heat maps."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from logtools.figures.renderers.matplotlib.contrast import seen
from logtools.figures.renderers.matplotlib.settings import as_written
from logtools.figures.spec import FigureSpec, Heatmap, Panel, Scale
from logtools.figures.style.colour import luminance
from logtools.figures.style.theme import GREY, along, colours
from logtools.text.escaping import printable
from logtools.text.numbers import number
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_results", "is_result", "row_label"]

#: Characters of the name of a tick, and of a line of the name of a row.
_TICK_WIDTH, _ROW_WIDTH = 28, 44
#: How far below its runs the interval of a group stands, in rows.
_BELOW = 0.22
#: More names of parallel axes than this stand aslant.
_LEVEL = 6
_POINT, _MEAN = "#0072b2", "#000000"


def is_result(panel: Panel) -> bool:
    """Tell whether a panel shows results rather than curves."""
    return bool(panel.cells or panel.rules or panel.intervals or any(mark.kind == "run" for mark in panel.marks))


def draw_results(ax: Axes, panel: Panel, spec: FigureSpec) -> None:
    """Draw what a panel of results holds on its axes, whose scales are set."""
    if panel.cells is not None and spec.scale is not None:
        _draw_cells(ax, panel.cells, spec.scale)
    elif panel.rules:
        _draw_parallel(ax, panel, spec)
    else:
        _draw_points(ax, panel)


def _draw_points(ax: Axes, panel: Panel) -> None:
    for curve in panel.curves:
        ax.plot(curve.x, curve.y, color=seen(GREY), linewidth=1.0, zorder=2)
    for mark in panel.marks:
        mean = mark.kind == "mean"
        ax.plot(
            mark.x,
            mark.y,
            linestyle="none",
            marker="_" if mean else "o",
            markersize=16 if mean else 6,
            color=seen(_MEAN if mean else _POINT),
            alpha=1.0 if mean else 0.6,
            markeredgewidth=2 if mean else 0,
            zorder=4 if mean else 3,
        )
    for interval in panel.intervals:
        row = interval.row + _BELOW
        ax.plot([interval.mean], [row], marker="D", markersize=6, color=seen(_MEAN), zorder=4)
        if interval.low is not None and interval.high is not None:
            ax.plot([interval.low, interval.high], [row, row], color=seen(_MEAN), linewidth=1.6, zorder=3)
    if panel.rows:
        ax.set_yticks(range(len(panel.rows)), ["\n".join(row_label(name)) for name in panel.rows])
        as_written(*ax.get_yticklabels())
        ax.set_ylim(len(panel.rows) - 0.4, -0.6)


def row_label(name: str) -> list[str]:
    """Return the lines that the name of a row is written in."""
    return textwrap.wrap(printable(name), width=_ROW_WIDTH, max_lines=3, placeholder=" …", break_long_words=True)


def _draw_parallel(ax: Axes, panel: Panel, spec: FigureSpec) -> None:
    palette = colours(spec.hues, spec.scale)
    for curve in panel.curves:
        ax.plot(curve.x, curve.y, color=seen(palette[curve.hue]), linewidth=1.4, alpha=0.8, zorder=2)
    for i, rule in enumerate(panel.rules):
        ax.axvline(i, color=seen(GREY), linewidth=1.0, zorder=1)
        for height, text in rule.ticks:
            ax.annotate(
                legible(text, width=16),
                (i, height),
                xytext=(4, 0),
                textcoords="offset points",
                fontsize="small",
                va="center",
                zorder=5,
                bbox={"facecolor": ax.get_facecolor(), "alpha": 0.75, "linewidth": 0, "pad": 0.8},
            )
    names = [legible(rule.label, width=_TICK_WIDTH) for rule in panel.rules]
    aslant: dict[str, Any] = {"rotation": 30, "ha": "right", "rotation_mode": "anchor"} if len(names) > _LEVEL else {}
    ax.set_xticks(range(len(names)), names, **aslant)
    as_written(*ax.get_xticklabels())
    ax.set_yticks([])
    ax.set_xlim(-0.1, len(panel.rules) - 0.7)
    ax.set_ylim(-0.06, 1.06)


def _draw_cells(ax: Axes, cells: Heatmap, scale: Scale) -> None:
    for row, values in enumerate(cells.values):
        for column, value in enumerate(values):
            if not math.isfinite(value):
                ax.text(column, row, "no run", color=seen(GREY), fontsize="small", ha="center", va="center")
                continue
            colour = seen(along(scale, value))
            ax.fill_between([column - 0.5, column + 0.5], row - 0.5, row + 0.5, color=colour, linewidth=0)
            text = f"{number(value)}\nn={cells.counts[row][column]}" if cells.counts else number(value)
            ax.text(column, row, text, color=_readable(colour), ha="center", va="center")
    ax.set_xticks(range(len(cells.x)), [legible(name, width=_TICK_WIDTH) for name in cells.x])
    ax.set_yticks(range(len(cells.y)), [legible(name, width=_TICK_WIDTH) for name in cells.y])
    as_written(*ax.get_xticklabels(), *ax.get_yticklabels())
    ax.set_xlim(-0.5, len(cells.x) - 0.5)
    ax.set_ylim(-0.5, len(cells.y) - 0.5)


def _readable(colour: str) -> str:
    """Return black or white, whichever can be read on a colour: at this luminance both have the same contrast."""
    return "#000000" if luminance(colour) > 0.179 else "#ffffff"
