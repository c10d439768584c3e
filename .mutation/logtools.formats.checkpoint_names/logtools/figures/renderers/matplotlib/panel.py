"""Draw the panels: contents, shared ranges, labels and epoch axes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from logtools.figures.renderers.matplotlib.axes_theme import apply_to_axes, grid_properties
from logtools.figures.renderers.matplotlib.curves import draw_curves
from logtools.figures.renderers.matplotlib.panel_labels import Space, write_labels
from logtools.figures.renderers.matplotlib.results import (
    draw_heatmap,
    draw_intervals,
    draw_parallel,
    draw_scatter,
)
from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.spec import (
    CurvePanel,
    FigureSpec,
    HeatmapPanel,
    IntervalPanel,
    Panel,
    ParallelPanel,
    ScatterPanel,
)
from logtools.figures.style.palette import GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_panels"]

#: Most labels of an x-axis, in total and per inch.
_STEP_LABELS = (6, 1.8)
#: X-axes with integer values.
_COUNTED = {"step", "evaluation step", "epoch", "samples"}


def draw_panels(spec: FigureSpec, axes: Sequence[Axes], space: Space, theme: Theme, *, own: bool) -> None:
    """Draw each panel on its axes.

    Args:
        spec: the figure.
        axes: one per panel.
        space: the space of each panel.
        theme: the theme.
        own: whether logtools created the axes; the caller's axes keep their fonts, ticks and colours.
    """
    drawn = list(zip(axes, spec.panels, strict=True))
    for ax, panel in drawn:
        # set the scale first: it determines the limits of what is drawn
        ax.set_xscale("log" if isinstance(panel, CurvePanel | ScatterPanel) and panel.log_x else "linear")
        ax.set_yscale("log" if isinstance(panel, CurvePanel) and panel.log_y else "linear")
        if own:
            apply_to_axes(ax, theme)
        _draw_contents(ax, panel, spec, theme)
    curves = [(ax, panel) for ax, panel in drawn if isinstance(panel, CurvePanel)]
    _share_x(curves)
    for ax, panel in drawn:
        write_labels(ax, panel, space, theme)
        _frame(ax, panel, space, theme, own=own)
    _share_y(curves)


def _draw_contents(ax: Axes, panel: Panel, spec: FigureSpec, theme: Theme) -> None:
    match panel:
        case CurvePanel():
            draw_curves(ax, panel, spec, theme)
        case ScatterPanel():
            draw_scatter(ax, panel, theme)
        case IntervalPanel():
            draw_intervals(ax, panel, theme)
        case ParallelPanel():
            draw_parallel(ax, panel, spec, theme)
        case HeatmapPanel():
            if spec.scale is not None:
                draw_heatmap(ax, panel, spec.scale, theme)


def _share_x(drawn: Sequence[tuple[Axes, CurvePanel]]) -> None:
    """Give all panels with the same x-axis the same range, so that they can be compared."""
    for label in {panel.x_label for _, panel in drawn} - {"evaluation step"}:
        together = [(ax, panel) for ax, panel in drawn if panel.x_label == label]
        ends = [x for _, panel in together for x in _ends(panel)]
        if not ends:
            continue
        low, high = min(ends), max(ends)
        span = high - low
        for ax, panel in together:
            if not panel.log_x:
                ax.set_xlim(low - (0.02 * span or 1), high + (0.06 * span or 1))


def _ends(panel: CurvePanel) -> Iterator[float]:
    for x in (*(curve.x for curve in panel.curves), *(mark.x for mark in panel.marks)):
        yield from (min(x), max(x)) if x else ()


def _share_y(drawn: Sequence[tuple[Axes, CurvePanel]]) -> None:
    """Give all facets of a quantity the same range of values, so that they can be compared."""
    for quantity in dict.fromkeys(panel.quantity for _, panel in drawn if panel.facet):
        together = [ax for ax, panel in drawn if panel.quantity == quantity and (panel.curves or panel.marks)]
        limits = [ax.get_ylim() for ax in together]
        low, high = min(low for low, _ in limits), max(high for _, high in limits)
        cut = any(panel.y_limits for _, panel in drawn if panel.quantity == quantity)
        room = 0.0 if cut or any(ax.get_yscale() == "log" for ax in together) else 0.04 * (high - low)
        for ax in together:
            ax.set_ylim(low - room, high + room)


def _frame(ax: Axes, panel: Panel, space: Space, theme: Theme, *, own: bool) -> None:
    """Draw the frame of a panel: spines, grid, ticks and limits."""
    ax.spines["right"].set_visible(False)
    ax.spines["top"].set_visible(isinstance(panel, CurvePanel) and bool(panel.epochs))
    ax.spines[:].set_in_layout(False)  # tick labels extend farther; measuring spines takes longer than drawing them
    if isinstance(panel, HeatmapPanel | ParallelPanel):
        ax.spines[:].set_visible(False)
        return
    grid = grid_properties(theme) if own else {}
    if theme.is_dark:
        grid["alpha"] = 0.3  # a grid in the colour of text would hide the curves
    ax.grid(visible=True, **grid)
    ax.set_axisbelow(True)
    if isinstance(panel, IntervalPanel):
        ax.grid(visible=False, axis="y")
        _number_x(ax, panel.x_label, space)
        return
    ax.margins(y=0.08)
    _number_axes(ax, panel, space)
    if isinstance(panel, CurvePanel):
        _limit_y(ax, panel, theme)


def _number_axes(ax: Axes, panel: CurvePanel | ScatterPanel, space: Space) -> None:
    """Choose the ticks of both axes and label them."""
    from logtools.figures.renderers.matplotlib.ticks import Between, Powers, Values

    log_y = isinstance(panel, CurvePanel) and panel.log_y
    for axis, log in ((ax.xaxis, panel.log_x), (ax.yaxis, log_y)):
        if log:
            axis.set_major_formatter(Powers())
            axis.set_minor_formatter(Between())
    if not panel.log_x:
        _number_x(ax, panel.x_label, space)
    if not log_y:
        ax.yaxis.set_major_formatter(Values())


def _number_x(ax: Axes, label: str, space: Space) -> None:
    from matplotlib.ticker import MaxNLocator

    from logtools.figures.renderers.matplotlib.ticks import Counts, Values

    integer = label in _COUNTED
    ax.xaxis.set_major_locator(
        MaxNLocator(nbins=space.labels(*_STEP_LABELS), steps=[1, 2, 2.5, 5, 10], integer=integer, min_n_ticks=1)
    )
    ax.xaxis.set_major_formatter(Counts() if integer else Values())


def _limit_y(ax: Axes, panel: CurvePanel, theme: Theme) -> None:
    """Set the chosen range of values; write a message if there is no value to draw."""
    if panel.y_limits is not None:
        low, high = panel.y_limits
        room = 0.08 * (high - low)
        ax.set_ylim(*((low / 1.2, high * 1.2) if panel.log_y else (low - room, high + room)))
    cut = {mark.kind for mark in panel.marks} & {"above", "below"}
    drawn = [*(curve.y for curve in panel.curves), *(mark.y for mark in panel.marks if mark.kind not in cut)]
    if not any(math.isfinite(value) for values in drawn for value in values):
        ax.set_yticks([])
        text = "all values too large to draw" if cut else "no finite value"
        colour = theme.visible(GREY)
        ax.text(0.5, 0.5, text, transform=ax.transAxes, color=colour, ha="center", va="center", **theme.text())
