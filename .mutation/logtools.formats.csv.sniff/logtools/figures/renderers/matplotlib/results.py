"""Draw plots of results on their axes: scatter, intervals of groups, parallel coordinates, heat map."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.spec import (
    ColourScale,
    FigureSpec,
    HeatmapPanel,
    IntervalPanel,
    Mark,
    ParallelPanel,
    ScatterPanel,
)
from logtools.figures.style.colour import luminance
from logtools.figures.style.palette import GREY, along, colours
from logtools.text.numbers import number
from logtools.text.printable import printable
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_heatmap", "draw_intervals", "draw_parallel", "draw_scatter", "row_label"]

#: Most characters of a tick label, and of a line of a row label.
_TICK_WIDTH, _ROW_WIDTH = 28, 44
#: Distance of a group's interval below its runs, in rows.
_BELOW = 0.22
#: With more parallel axes than this, their names are slanted.
_LEVEL = 6
_POINT, _MEAN = "#0072b2", "#000000"


def draw_scatter(ax: Axes, panel: ScatterPanel, theme: Theme) -> None:
    """Draw the line through the means, and the marks."""
    for curve in panel.curves:
        ax.plot(curve.x, curve.y, **{**theme.line(), "color": theme.visible(GREY), "linewidth": 1.0, "zorder": 2})
    _draw_points(ax, panel.marks, theme)


def draw_intervals(ax: Axes, panel: IntervalPanel, theme: Theme) -> None:
    """Draw a row per group: its runs, and below them the mean with its interval."""
    _draw_points(ax, panel.marks, theme)
    line = {**theme.line(), "color": theme.visible(_MEAN)}
    for interval in panel.intervals:
        row = interval.row + _BELOW
        ax.plot([interval.mean], [row], marker="D", markersize=6, zorder=4, **line)
        if interval.low is not None and interval.high is not None:
            ax.plot([interval.low, interval.high], [row, row], linewidth=1.6, zorder=3, **line)
    labels = ["\n".join(row_label(name)) for name in panel.row_labels]
    ax.set_yticks(range(len(labels)), labels, **theme.text(theme["ytick.labelsize"]))
    ax.set_ylim(len(labels) - 0.4, -0.6)


def _draw_points(ax: Axes, marks: tuple[Mark, ...], theme: Theme) -> None:
    for mark in marks:
        mean = mark.kind == "mean"
        ax.plot(
            mark.x,
            mark.y,
            **{
                **theme.line("none"),
                "marker": "_" if mean else "o",
                "markersize": 16 if mean else 6,
                "color": theme.visible(_MEAN if mean else _POINT),
                "alpha": 1.0 if mean else 0.6,
                "markeredgewidth": 2 if mean else 0,
                "zorder": 4 if mean else 3,
            },
        )


def row_label(name: str) -> list[str]:
    """Return the lines of a row label."""
    return textwrap.wrap(printable(name), width=_ROW_WIDTH, max_lines=3, placeholder=" …", break_long_words=True)


def draw_parallel(ax: Axes, panel: ParallelPanel, spec: FigureSpec, theme: Theme) -> None:
    """Draw a line per run across the axes, and the ticks beside each axis."""
    palette = colours(spec.run_colours, spec.scale)
    line = theme.line()
    for curve in panel.curves:
        colour = theme.visible(palette[curve.colour_index])
        ax.plot(curve.x, curve.y, **{**line, "color": colour, "linewidth": 1.4, "alpha": 0.8, "zorder": 2})
    for i, axis in enumerate(panel.axes):
        ax.axvline(i, **{**line, "color": theme.visible(GREY), "linewidth": 1.0, "zorder": 1})
        for height, text in axis.ticks:
            ax.annotate(
                legible(text, width=16),
                (i, height),
                xytext=(4, 0),
                textcoords="offset points",
                color=theme["text.color"],
                va="center",
                zorder=5,
                bbox={"facecolor": ax.get_facecolor(), "alpha": 0.75, "linewidth": 0, "pad": 0.8},
                **theme.text("small"),
            )
    names = [legible(axis.label, width=_TICK_WIDTH) for axis in panel.axes]
    slanted: dict[str, Any] = {"rotation": 30, "ha": "right", "rotation_mode": "anchor"} if len(names) > _LEVEL else {}
    ax.set_xticks(range(len(names)), names, **theme.text(theme["xtick.labelsize"]), **slanted)
    ax.set_yticks([])
    ax.set_xlim(-0.1, len(panel.axes) - 0.7)
    ax.set_ylim(-0.06, 1.06)


def draw_heatmap(ax: Axes, panel: HeatmapPanel, scale: ColourScale, theme: Theme) -> None:
    """Draw a cell for each combination, with its value."""
    for row, values in enumerate(panel.values):
        for column, value in enumerate(values):
            if not math.isfinite(value):
                colour, text = theme.visible(GREY), {**theme.text("small"), "ha": "center", "va": "center"}
                ax.text(column, row, "no run", color=colour, **text)
                continue
            colour = theme.visible(along(scale, value))
            ax.fill_between([column - 0.5, column + 0.5], row - 0.5, row + 0.5, color=colour, linewidth=0)
            label = f"{number(value)}\nn={panel.counts[row][column]}" if panel.counts else number(value)
            ax.text(column, row, label, color=_readable(colour), ha="center", va="center", **theme.text())
    for name, axis, labels in (("xtick", ax.xaxis, panel.columns), ("ytick", ax.yaxis, panel.rows)):
        written = [legible(label, width=_TICK_WIDTH) for label in labels]
        axis.set_ticks(range(len(labels)), written, **theme.text(theme[f"{name}.labelsize"]))
    ax.set_xlim(-0.5, len(panel.columns) - 0.5)
    ax.set_ylim(-0.5, len(panel.rows) - 0.5)


def _readable(colour: str) -> str:
    """Return black or white, whichever has more contrast with a colour (equal at luminance 0.179)."""
    return "#000000" if luminance(colour) > 0.179 else "#ffffff"
