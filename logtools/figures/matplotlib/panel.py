"""The panels on their axes: the ranges they share, their labels, the epochs above them."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from logtools.figures.elements import FigureSpec, Panel
from logtools.figures.matplotlib.curves import draw_contents
from logtools.figures.matplotlib.results import draw_results, is_result
from logtools.figures.text import plain, shorten
from logtools.figures.theme import GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = ["draw_panels"]

_EPOCH_LABELS = 9
#: X-axes that have whole numbers only.
_COUNTED = {"step", "evaluation step", "epoch", "samples"}
#: Characters of a caption's line.
_CAPTION = 60


def draw_panels(spec: FigureSpec, axes: Sequence[Axes]) -> None:
    """Draw each panel on its axes."""
    drawn = list(zip(axes, spec.panels, strict=True))
    for ax, panel in drawn:
        # the scale first: what is drawn on it is measured by it
        ax.set_xscale("log" if panel.log_x else "linear")
        ax.set_yscale("log" if panel.log_y else "linear")
        (draw_results if is_result(panel) else draw_contents)(ax, panel, spec)
    _align([(ax, panel) for ax, panel in drawn if not is_result(panel) and panel.x_label != "evaluation step"])
    for ax, panel in drawn:
        _label_axes(ax, panel)
    _level(drawn)


def _align(drawn: Sequence[tuple[Axes, Panel]]) -> None:
    """Give the panels that show the same on their x-axis one range, so that the eye can go from one to the next."""
    for label in {panel.x_label for _, panel in drawn}:
        together = [(ax, panel) for ax, panel in drawn if panel.x_label == label]
        ends = [x for _, panel in together for x in _ends(panel)]
        if not ends:
            continue
        low, high = min(ends), max(ends)
        span = high - low
        for ax, panel in together:
            if not panel.log_x:
                ax.set_xlim(low - (0.02 * span or 1), high + (0.06 * span or 1))


def _ends(panel: Panel) -> Iterator[float]:
    for x in (*(curve.x for curve in panel.curves), *(mark.x for mark in panel.marks)):
        yield from (min(x), max(x)) if x else ()


def _level(drawn: Sequence[tuple[Axes, Panel]]) -> None:
    """Give the facets of a quantity one range of values, so that they can be compared."""
    for quantity in dict.fromkeys(panel.quantity for _, panel in drawn if panel.facet):
        together = [ax for ax, panel in drawn if panel.quantity == quantity and (panel.curves or panel.marks)]
        limits = [ax.get_ylim() for ax in together]
        low, high = min(low for low, _ in limits), max(high for _, high in limits)
        room = 0.0 if any(ax.get_yscale() == "log" for ax in together) else 0.04 * (high - low)
        for ax in together:
            ax.set_ylim(low - room, high + room)


def _label_axes(ax: Axes, panel: Panel) -> None:
    from matplotlib.ticker import EngFormatter, MaxNLocator, StrMethodFormatter

    for axis in (*([ax.xaxis] if panel.log_x else []), *([ax.yaxis] if panel.log_y else [])):
        _write_powers(axis)
    ax.set_xlabel(panel.x_label)
    ax.set_ylabel(shorten(plain(panel.y_label), width=30))
    caption = textwrap.wrap(plain(panel.caption), width=_CAPTION, max_lines=2, placeholder=" …")
    if panel.facet:
        caption.insert(0, shorten(plain(panel.facet), width=_CAPTION))
    ax.set_title("\n".join(caption), fontsize="small", color=GREY, loc="left")
    ax.spines["right"].set_visible(False)
    ax.spines["top"].set_visible(bool(panel.epochs))
    if panel.cells or panel.rules:
        ax.spines[:].set_visible(False)
        return
    ax.margins(y=0.08)
    if panel.view is not None:
        low, high = panel.view
        room = 0.08 * (high - low)
        ax.set_ylim(*((low / 1.2, high * 1.2) if panel.log_y else (low - room, high + room)))
    ax.grid(visible=True, color="#e6e6e6", linewidth=0.6)
    ax.set_axisbelow(True)
    if not panel.log_x and not panel.ticks:
        whole = panel.x_label in _COUNTED
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=1))
    if not panel.log_x and max(map(abs, ax.get_xlim())) >= 10_000:
        ax.xaxis.set_major_formatter(EngFormatter(sep=""))
    if not panel.log_y and not 1e-4 <= max(map(abs, ax.get_ylim())) < 1e6:
        # a power of ten written once above the axis would stand in the way of the epochs
        ax.yaxis.set_major_formatter(StrMethodFormatter("{x:.10g}"))
    drawn = [*(curve.y for curve in panel.curves), *(mark.y for mark in panel.marks)]
    if not any(math.isfinite(value) for values in drawn for value in values):
        ax.set_yticks([])
        ax.text(0.5, 0.5, "no finite value", transform=ax.transAxes, color=GREY, ha="center", va="center")
    if panel.epochs:
        chosen = _sparse(panel.epochs)
        top = ax.secondary_xaxis("top")
        top.set_ticks([step for step, _ in chosen], [str(epoch) for _, epoch in chosen])
        top.set_xlabel("epoch", labelpad=3)


def _write_powers(axis: Axis) -> None:
    """Write the numbers of a logarithmic axis as they are; where it spans little, those between powers of ten too."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    low, high = axis.get_view_interval()
    shown = {2, 5} if high > 3 * low else {2, 3, 4, 5, 6, 7, 8}

    def between(value: float, _: object) -> str:
        digit = round(value / 10 ** math.floor(math.log10(value) + 1e-9))
        return f"{value:g}" if digit in shown else ""

    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(FuncFormatter(between) if high < 30 * low else NullFormatter())


def _sparse(epochs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return few enough epochs to label, at round numbers."""
    for power in range(12):
        for factor in (1, 2, 5):
            chosen = [(step, epoch) for step, epoch in epochs if epoch % (factor * 10**power) == 0]
            if len(chosen) <= _EPOCH_LABELS:
                return chosen or [epochs[-1]]
    return [epochs[-1]]
