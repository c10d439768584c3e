"""Draw the marks of a panel: best values, test results, and values that are not finite or outside the panel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from logtools.figures.renderers.matplotlib.markers import marker_code
from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.spec import CurvePanel, Mark
from logtools.figures.style.marks import MarkStyle, mark_style
from logtools.figures.style.palette import GREY
from logtools.text.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_marks"]

#: With more runs than this, a panel marks only the best run.
_BEST_EACH = 7
#: Distance in inches between a test result and its step.
_BESIDE = 0.12
#: Height of the marks that have no position on the y-axis, as a fraction of the axis.
_EDGES = {"nan": 0.025, "-inf": 0.025, "below": 0.02, "inf": 0.975, "above": 0.98}


def draw_marks(ax: Axes, panel: CurvePanel, palette: Sequence[str], quiet: Sequence[bool], theme: Theme) -> None:
    """Draw the marks of a panel; marks of the same style are one artist.

    Args:
        ax: the panel's axes.
        panel: the panel.
        palette: the colour of each run, as `#rrggbb`.
        quiet: whether each run is one of many without a legend entry of its own.
        theme: the theme.
    """
    runs = len(palette)
    alike: dict[tuple[MarkStyle, str, str, bool], list[Mark]] = {}
    for mark in panel.marks:
        if mark.kind != "best" or mark.leads or runs <= _BEST_EACH:
            style = mark_style(mark, runs=runs, quiet=quiet[mark.colour_index])
            alike.setdefault((style, palette[mark.colour_index], mark.kind, mark.leads), []).append(mark)
    for (style, colour, _, _), marks in alike.items():
        _draw_alike(ax, marks, style, colour, theme, beside=bool(panel.curves))
    for mark in panel.marks:
        if mark.leads and mark.kind in {"above", "below"}:
            _write_outlier(ax, mark, theme)


def _draw_alike(  # noqa: PLR0913 - axes, data and style
    ax: Axes, marks: Sequence[Mark], style: MarkStyle, colour: str, theme: Theme, *, beside: bool
) -> None:
    """Draw marks of one kind; test results are shifted to the right, so that they hide no point of a curve."""
    from matplotlib.transforms import ScaledTranslation

    kind, leads = marks[0].kind, marks[0].leads
    x = [x for mark in marks for x in mark.x]
    y = [y for mark in marks for y in mark.y]
    position = ax.get_xaxis_transform() if kind in _EDGES else ax.transData
    if kind == "test" and beside:
        position = position + ScaledTranslation(_BESIDE, 0, ax.figure.dpi_scale_trans)
        # a shifted artist does not extend the range of the axis, so add its points
        ax.update_datalim([point for point in zip(x, y, strict=True) if all(map(math.isfinite, point))])
    ax.plot(
        x,
        [_EDGES[kind]] * len(x) if kind in _EDGES else y,
        **{
            **theme.line("none"),
            "marker": marker_code(style.marker),
            "markersize": style.size,
            "markerfacecolor": theme.visible(colour) if style.filled else "none",
            "markeredgecolor": theme.visible(style.edge or colour),
            "markeredgewidth": 1.5 if leads and kind == "best" else 0.9,
            "transform": position,
            "clip_on": kind != "test",
            "zorder": 5,
        },
    )


def _write_outlier(ax: Axes, mark: Mark, theme: Theme) -> None:
    """Write the value of the farthest outlier beside it."""
    above = mark.kind == "above"
    value = max(mark.y) if above else min(mark.y)
    x = mark.x[mark.y.index(value)]
    ax.annotate(
        number(value),
        (x, _EDGES[mark.kind]),
        xycoords=ax.get_xaxis_transform(),
        xytext=(5, -5 if above else 5),  # so that it does not overlap its mark
        textcoords="offset points",
        color=theme.visible(GREY),
        ha="left",
        va="top" if above else "bottom",
        zorder=6,
        **theme.text("small"),
    )
