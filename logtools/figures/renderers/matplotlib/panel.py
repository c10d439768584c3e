"""The panels on their axes: the ranges they share, their labels, the epochs above them."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from logtools.figures.renderers.matplotlib.contrast import is_dark, seen, seen_around
from logtools.figures.renderers.matplotlib.curves import draw_contents
from logtools.figures.renderers.matplotlib.results import draw_results, is_result
from logtools.figures.renderers.matplotlib.settings import as_written
from logtools.figures.spec import FigureSpec, Panel
from logtools.figures.style.theme import GREY
from logtools.text.escaping import printable
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Space", "draw_panels"]

#: How many labels stand along an x-axis, and one of epochs: so many at most, and in an inch.
_STEP_LABELS, _EPOCH_LABELS = (6, 1.8), (9, 2.6)
#: Labels of epochs are at least this part of their share of the axis apart, where epochs are of different length.
_APART = 0.75
#: X-axes that have whole numbers only.
_COUNTED = {"step", "evaluation step", "epoch", "samples"}
#: The height of a line of text, as a part of the size of its font, and what parts a label from ticks, in points.
_LINE, _LABEL_PAD = 1.2, 3.0
#: Characters of the name of an axis.
_AXIS_NAME = 30
#: Characters of a caption in an inch, and of its shortest line.
_CAPTION = (17, 20)


@dataclass(frozen=True, kw_only=True)
class Space:
    """What a panel has to be drawn in."""

    #: Inches.
    width: float
    #: How large letters are, beside those of a figure of the usual size.
    shrunk: float = 1.0

    def labels(self, most: int, an_inch: float) -> int:
        """Return how many labels stand side by side."""
        return max(2, min(most, int(self.width * an_inch / self.shrunk)))

    @property
    def letters(self) -> int:
        """How many letters fit into a line of a caption."""
        return max(_CAPTION[1], int(self.width * _CAPTION[0] / self.shrunk))


def draw_panels(spec: FigureSpec, axes: Sequence[Axes], room: Space) -> None:
    """Draw each panel on its axes, which have that much room each."""
    drawn = list(zip(axes, spec.panels, strict=True))
    for ax, panel in drawn:
        # the scale first: what is drawn on it is measured by it
        ax.set_xscale("log" if panel.log_x else "linear")
        ax.set_yscale("log" if panel.log_y else "linear")
        (draw_results if is_result(panel) else draw_contents)(ax, panel, spec)
    _align([(ax, panel) for ax, panel in drawn if not is_result(panel) and panel.x_label != "evaluation step"])
    for ax, panel in drawn:
        _label_axes(ax, panel, room)
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
        cut = any(panel.view for _, panel in drawn if panel.quantity == quantity)
        room = 0.0 if cut or any(ax.get_yscale() == "log" for ax in together) else 0.04 * (high - low)
        for ax in together:
            ax.set_ylim(low - room, high + room)


def _label_axes(ax: Axes, panel: Panel, space: Space) -> None:
    from matplotlib.ticker import MaxNLocator

    from logtools.figures.renderers.matplotlib.ticks import Between, Counts, Powers, Values

    for axis in (*([ax.xaxis] if panel.log_x else []), *([ax.yaxis] if panel.log_y else [])):
        axis.set_major_formatter(Powers())
        axis.set_minor_formatter(Between())
    as_written(ax.set_xlabel(legible(panel.x_label, width=_AXIS_NAME)))
    as_written(ax.set_ylabel(legible(panel.y_label, width=_AXIS_NAME)))
    above = _draw_epochs(ax, panel.epochs, space) if panel.epochs else 0.0
    _write_caption(ax, panel, above=above, letters=space.letters)
    ax.spines["right"].set_visible(False)
    ax.spines["top"].set_visible(bool(panel.epochs))
    ax.spines[:].set_in_layout(False)  # the ticks reach farther; measuring lines takes longer than drawing them
    if panel.cells or panel.rules:
        ax.spines[:].set_visible(False)
        return
    if not panel.rows:
        ax.margins(y=0.08)
    if panel.view is not None:
        low, high = panel.view
        room = 0.08 * (high - low)
        ax.set_ylim(*((low / 1.2, high * 1.2) if panel.log_y else (low - room, high + room)))
    ax.grid(visible=True, alpha=0.3 if is_dark() else None)  # a grid as light as letters would hide the curves
    ax.set_axisbelow(True)
    if panel.rows:
        ax.grid(visible=False, axis="y")
    if not panel.log_x:
        whole = panel.x_label in _COUNTED
        ax.xaxis.set_major_locator(
            MaxNLocator(nbins=space.labels(*_STEP_LABELS), steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=1)
        )
        ax.xaxis.set_major_formatter(Counts() if whole else Values())
    if not panel.log_y and not panel.rows:
        ax.yaxis.set_major_formatter(Values())
    cut = {mark.kind for mark in panel.marks} & {"above", "below"}
    drawn = [*(curve.y for curve in panel.curves), *(mark.y for mark in panel.marks if mark.kind not in cut)]
    if not any(math.isfinite(value) for values in drawn for value in values):
        ax.set_yticks([])
        text = "no value that can be drawn to scale" if cut else "no finite value"
        ax.text(0.5, 0.5, text, transform=ax.transAxes, color=seen(GREY), ha="center", va="center")


def _draw_epochs(ax: Axes, epochs: Sequence[tuple[int, int]], room: Space) -> float:
    """Draw the axis of epochs above a panel; return its height in points."""
    from matplotlib.transforms import offset_copy

    low, high = ax.get_xlim()
    most = room.labels(*_EPOCH_LABELS)
    chosen = _sparse(epochs, most, apart=_APART * (high - low) / most)
    top = ax.secondary_xaxis("top")
    top.set_ticks([step for step, _ in chosen], [str(epoch) for _, epoch in chosen])
    below = _height_of_ticks() + _LABEL_PAD
    label = top.set_xlabel("epoch")
    # where nothing has to be measured: finding the place of a label takes as long as drawing it
    place = offset_copy(ax.transAxes, ax.get_figure(root=True), y=below, units="points")
    top.xaxis.set_label_coords(0.5, 1.0, transform=place)
    top.spines[:].set_in_layout(False)
    top.yaxis.set_in_layout(False)
    return below + _LINE * float(label.get_fontsize())


def _height_of_ticks() -> float:
    """Return how far the ticks of an x-axis and what is written at them reach, in points."""
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    size = FontProperties(size=rcParams["xtick.labelsize"]).get_size_in_points()
    return float(rcParams["xtick.major.size"] + rcParams["xtick.major.pad"] + _LINE * size)


def _write_caption(ax: Axes, panel: Panel, *, above: float, letters: int) -> None:
    """Write what a panel says so many points above it."""
    from matplotlib import rcParams

    caption = textwrap.wrap(printable(panel.caption), width=letters, max_lines=2, placeholder=" …")
    if panel.facet:
        caption.insert(0, legible(panel.facet, width=letters))
    if caption:
        pad = above + rcParams["axes.titlepad"]
        as_written(
            ax.set_title("\n".join(caption), fontsize="small", color=seen_around(GREY), loc="left", y=1.0, pad=pad)
        )


def _sparse(epochs: Sequence[tuple[int, int]], most: int, *, apart: float) -> list[tuple[int, int]]:
    """Return few enough epochs to label, at round numbers and at steps that far apart."""
    for power in range(12):
        for factor in (1, 2, 5):
            chosen = [(step, epoch) for step, epoch in epochs if epoch % (factor * 10**power) == 0]
            gaps = (after - before for (before, _), (after, _) in pairwise(chosen))
            if len(chosen) <= most and all(gap >= apart for gap in gaps):
                return chosen or [epochs[-1]]
    return [epochs[-1]]
