"""One panel on one pair of axes: its curves, its marks, its two x-axes."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from logtools.figures.elements import Curve, FigureSpec, Mark, Panel
from logtools.figures.text import plain, shorten
from logtools.figures.theme import GREY, MANY_POINTS, LineStyle, MarkStyle, colours, line_style, mark_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_panels"]

#: With more runs than this, only the best of them is marked in a panel.
_BEST_EACH = 7
#: How far a test result stands from its step, in inches.
_BESIDE = 0.12
_EPOCH_LABELS = 9
#: Characters of a caption's line.
_CAPTION = 60


def draw_panels(spec: FigureSpec, axes: Sequence[Axes]) -> None:
    """Draw each panel on its axes."""
    for ax, panel in zip(axes, spec.panels, strict=True):
        _draw_panel(ax, panel, spec)
    _align([ax for ax, panel in zip(axes, spec.panels, strict=True) if panel.x_label == "step"])
    for ax, panel in zip(axes, spec.panels, strict=True):
        _label_axes(ax, panel)


def _draw_panel(ax: Axes, panel: Panel, spec: FigureSpec) -> None:
    palette, runs = colours(spec.hues), len(spec.hues)

    def layer(curve: Curve) -> tuple[bool, ...]:
        hue = spec.hues[curve.hue]
        return (not curve.role.faint, hue.named, hue.winner)

    for order, curve in enumerate(sorted(panel.curves, key=layer)):
        style = line_style(curve.role, palette[curve.hue], runs=runs, quiet=not spec.hues[curve.hue].named)
        _draw_curve(ax, curve, style, zorder=2 + order / (len(panel.curves) + 1))
    for mark in panel.marks:
        if mark.kind != "best" or mark.leads or runs <= _BEST_EACH:
            look = mark_style(mark, runs=runs, quiet=not spec.hues[mark.hue].named)
            _draw_mark(ax, mark, look, palette[mark.hue], beside=bool(panel.curves))


def _draw_curve(ax: Axes, curve: Curve, style: LineStyle, *, zorder: float) -> None:
    alone = _alone(curve.y)
    every: Any = max(1, math.ceil(len(curve.y) / MANY_POINTS)) if style.marker else alone
    ax.plot(
        curve.x,
        curve.y,
        color=style.colour,
        linestyle=style.dashes,
        linewidth=style.width,
        alpha=style.alpha,
        marker=style.marker or ("." if alone else ""),
        markersize=style.marker_size,
        markevery=every,
        zorder=zorder,
    )


def _alone(values: Sequence[float]) -> list[int]:
    """Return the positions of the numbers without a neighbour: a line has nothing to draw there, a marker has."""
    good = [False, *map(math.isfinite, values), False]
    return [i for i in range(len(values)) if good[i + 1] and not good[i] and not good[i + 2]]


def _draw_mark(ax: Axes, mark: Mark, style: MarkStyle, colour: str, *, beside: bool) -> None:
    """Draw a mark; a test result stands a little to the right of where it would hide the last point of a curve."""
    from matplotlib.transforms import ScaledTranslation

    at_edge = mark.kind in {"nan", "inf", "-inf"}
    height = 0.975 if mark.kind == "inf" else 0.025
    place = ax.get_xaxis_transform() if at_edge else ax.transData
    if mark.kind == "test" and beside:
        place = place + ScaledTranslation(_BESIDE, 0, ax.figure.dpi_scale_trans)
    ax.plot(
        mark.x,
        [height] * len(mark.x) if at_edge else mark.y,
        linestyle="none",
        marker=style.marker,
        markersize=style.size,
        markerfacecolor=colour if style.filled else "none",
        markeredgecolor=style.edge or colour,
        markeredgewidth=1.5 if mark.leads else 0.9,
        transform=place,
        zorder=5,
    )


def _align(axes: Sequence[Axes]) -> None:
    """Give the panels that count train steps one range, so that the eye can go from one to the next."""
    ends = [float(x) for ax in axes for line in ax.get_lines() for x in _ends(line.get_xdata())]
    if ends:
        low, high = min(ends), max(ends)
        span = high - low
        for ax in axes:
            ax.set_xlim(low - (0.02 * span or 1), high + (0.06 * span or 1))


def _ends(data: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever matplotlib holds: an array or a sequence
    return (min(data), max(data)) if len(data) else ()


def _label_axes(ax: Axes, panel: Panel) -> None:
    from matplotlib.ticker import EngFormatter, MaxNLocator, StrMethodFormatter

    ax.set_xlabel(panel.x_label)
    ax.set_ylabel(shorten(plain(panel.y_label), width=30))
    caption = textwrap.wrap(plain(panel.caption), width=_CAPTION, max_lines=2, placeholder=" …")
    ax.set_title("\n".join(caption), fontsize="small", color=GREY, loc="left")
    ax.margins(y=0.08)
    ax.grid(visible=True, color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=True, min_n_ticks=1))
    if max(map(abs, ax.get_xlim())) >= 10_000:
        ax.xaxis.set_major_formatter(EngFormatter(sep=""))
    if not 1e-4 <= max(map(abs, ax.get_ylim())) < 1e6:
        # a power of ten written once above the axis would stand in the way of the epochs
        ax.yaxis.set_major_formatter(StrMethodFormatter("{x:.10g}"))
    drawn = [*(curve.y for curve in panel.curves), *(mark.y for mark in panel.marks)]
    if not any(math.isfinite(value) for values in drawn for value in values):
        ax.set_yticks([])
        ax.text(0.5, 0.5, "no finite value", transform=ax.transAxes, color=GREY, ha="center", va="center")
    ax.spines["right"].set_visible(False)
    ax.spines["top"].set_visible(bool(panel.epochs))
    if panel.epochs:
        chosen = _sparse(panel.epochs)
        top = ax.secondary_xaxis("top")
        top.set_ticks([step for step, _ in chosen], [str(epoch) for _, epoch in chosen])
        top.set_xlabel("epoch", labelpad=3)


def _sparse(epochs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return few enough epochs to label, at round numbers."""
    for power in range(12):
        for factor in (1, 2, 5):
            chosen = [(step, epoch) for step, epoch in epochs if epoch % (factor * 10**power) == 0]
            if len(chosen) <= _EPOCH_LABELS:
                return chosen or [epochs[-1]]
    return [epochs[-1]]
