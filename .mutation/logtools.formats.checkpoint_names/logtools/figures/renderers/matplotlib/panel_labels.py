"""Write the labels of a panel: axis labels, epoch axis and caption."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from logtools.figures.renderers.matplotlib.axes_theme import apply_to_axis
from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.spec import CurvePanel, IntervalPanel, Panel, ParallelPanel
from logtools.figures.style.palette import GREY
from logtools.text.printable import printable
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Space", "write_labels"]

#: Most labels of an epoch axis, in total and per inch.
_EPOCH_LABELS = (9, 2.6)
#: Least distance of epoch labels if epochs differ in length, as a fraction of their average distance.
_APART = 0.75
#: Line height as a factor of the font size; points between a label and its ticks.
_LINE, _LABEL_PAD = 1.2, 3.0
#: Most characters of an axis label.
_AXIS_NAME = 30
#: Characters of a caption per inch, and least number of characters per line.
_CAPTION = (17, 20)


@dataclass(frozen=True, kw_only=True)
class Space:
    """The space in which a panel is drawn."""

    #: Width in inches.
    width: float
    #: Factor of the text size.
    shrunk: float = 1.0

    def labels(self, most: int, per_inch: float) -> int:
        """Return how many labels fit along the axis."""
        return max(2, min(most, int(self.width * per_inch / self.shrunk)))

    @property
    def letters(self) -> int:
        """Number of characters that fit into a line of a caption."""
        return max(_CAPTION[1], int(self.width * _CAPTION[0] / self.shrunk))


def write_labels(ax: Axes, panel: Panel, space: Space, theme: Theme) -> None:
    """Write the labels of a panel; the range of its x-axis must be set."""
    x = "" if isinstance(panel, ParallelPanel) else panel.x_label
    y = "" if isinstance(panel, ParallelPanel | IntervalPanel) else panel.y_label
    for label in (
        ax.set_xlabel(legible(x, width=_AXIS_NAME), loc=theme["xaxis.labellocation"]),
        ax.set_ylabel(legible(y, width=_AXIS_NAME), loc=theme["yaxis.labellocation"]),
    ):
        label.set(parse_math=False, usetex=False)
    above = _draw_epochs(ax, panel.epochs, space, theme) if isinstance(panel, CurvePanel) and panel.epochs else 0.0
    _write_caption(ax, panel, space, theme, above=above)


def _draw_epochs(ax: Axes, epochs: Sequence[tuple[int, int]], space: Space, theme: Theme) -> float:
    """Draw the epoch axis above a panel; return its height in points."""
    from matplotlib.transforms import offset_copy

    low, high = ax.get_xlim()
    most = space.labels(*_EPOCH_LABELS)
    chosen = _sparse(epochs, most, apart=_APART * (high - low) / most)
    top = ax.secondary_xaxis("top")
    apply_to_axis(top.xaxis, "x", theme)
    for spine in top.spines.values():
        spine.set(edgecolor=theme["axes.edgecolor"], linewidth=theme["axes.linewidth"])
    top.set_ticks([step for step, _ in chosen], [str(epoch) for _, epoch in chosen])
    below = _height_of_ticks(theme) + _LABEL_PAD
    label = top.set_xlabel("epoch", loc=theme["xaxis.labellocation"])
    # at a fixed position: measuring where a label should be takes as long as drawing it
    position = offset_copy(ax.transAxes, ax.figure.figure, y=below, units="points")
    top.xaxis.set_label_coords(0.5, 1.0, transform=position)
    top.spines[:].set_in_layout(False)
    top.yaxis.set_in_layout(False)
    return below + _LINE * float(label.get_fontsize())


def _height_of_ticks(theme: Theme) -> float:
    """Return the height in points of the ticks of an x-axis with their labels."""
    size = theme.size(theme["xtick.labelsize"])
    return float(theme["xtick.major.size"] + theme["xtick.major.pad"] + _LINE * size)


def _write_caption(ax: Axes, panel: Panel, space: Space, theme: Theme, *, above: float) -> None:
    """Write the facet and the caption, `above` points over a panel."""
    letters = space.letters
    caption = textwrap.wrap(printable(panel.caption), width=letters, max_lines=2, placeholder=" …")
    if isinstance(panel, CurvePanel) and panel.facet:
        caption.insert(0, legible(panel.facet, width=letters))
    if caption:
        pad = above + theme["axes.titlepad"]
        text = theme.text("small", weight=theme["axes.titleweight"])
        ax.set_title("\n".join(caption), color=theme.visible_around(GREY), loc="left", y=1.0, pad=pad, **text)


def _sparse(epochs: Sequence[tuple[int, int]], most: int, *, apart: float) -> list[tuple[int, int]]:
    """Return at most `most` epochs to label, at round numbers and at least `apart` steps from each other."""
    for power in range(12):
        for factor in (1, 2, 5):
            chosen = [(step, epoch) for step, epoch in epochs if epoch % (factor * 10**power) == 0]
            gaps = (after - before for (before, _), (after, _) in pairwise(chosen))
            if len(chosen) <= most and all(gap >= apart for gap in gaps):
                return chosen or [epochs[-1]]
    return [epochs[-1]]
