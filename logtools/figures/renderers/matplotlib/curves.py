"""The curves, bands and marks of a panel on its axes, in as few artists as there are ways to look.

A few runs are lines of their own, which a caller can find and change. Where many look alike (the grey ones of a large
sweep, or all of them on a colour scale) they are one collection: two hundred lines cost what one costs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from logtools.figures.renderers.matplotlib.contrast import seen
from logtools.figures.spec import Band, Curve, FigureSpec, Mark, Panel
from logtools.figures.style.theme import GREY, MANY_POINTS, LineStyle, MarkStyle, colours, line_style, mark_style
from logtools.text.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_contents"]

#: With more runs than this, only the best of them is marked in a panel.
_BEST_EACH = 7
#: With more runs than this on a colour scale, they are drawn as collections.
_ALIKE = 12
#: How far a test result stands from its step, in inches.
_BESIDE = 0.12
#: How much thinner a mean is drawn where fewer runs go into it.
_THINNER = 0.4
#: Where what has no place on the y-axis stands, as a part of the axis' height.
_EDGES = {"nan": 0.025, "-inf": 0.025, "below": 0.02, "inf": 0.975, "above": 0.98}


def draw_contents(ax: Axes, panel: Panel, spec: FigureSpec) -> None:
    """Draw what a panel holds on its axes."""
    palette, runs = colours(spec.hues, spec.scale), len(spec.hues)

    def layer(curve: Curve) -> tuple[bool, ...]:
        hue = spec.hues[curve.hue]
        return (not curve.role.faint, hue.named, hue.winner)

    def quiet(hue: int) -> bool:
        return not spec.hues[hue].named or (spec.scale is not None and runs > _ALIKE)

    for band in panel.bands:
        _draw_band(ax, band, palette[band.hue])
    alike: dict[LineStyle, tuple[float, list[Curve], list[str]]] = {}
    for order, curve in enumerate(sorted(panel.curves, key=layer)):
        style = line_style(curve.role, palette[curve.hue], runs=runs, quiet=quiet(curve.hue))
        zorder = 2 + order / (len(panel.curves) + 1)
        if not curve.n and (quiet(curve.hue) or (curve.role.faint and runs > _ALIKE)):
            _, members, shades = alike.setdefault(_without_colour(style), (zorder, [], []))
            members.append(curve)
            shades.append(seen(style.colour))
        else:
            _draw_curve(ax, curve, style, zorder=zorder)
    for style, (zorder, members, shades) in alike.items():
        _draw_alike(ax, members, shades, style, zorder=zorder)
    _draw_marks(ax, panel, palette, [quiet(i) for i in range(runs)])


def _without_colour(style: LineStyle) -> LineStyle:
    from dataclasses import replace

    return replace(style, colour="", marker="")


def _draw_curve(ax: Axes, curve: Curve, style: LineStyle, *, zorder: float) -> None:
    alone = _alone(curve.y)
    every: Any = max(1, math.ceil(len(curve.y) / MANY_POINTS)) if style.marker else alone
    most = max(curve.n, default=0)
    fewer = [n < most for n in curve.n]
    if any(fewer):
        # a line ends where its neighbour begins: the point between belongs to both
        thin = [
            y if few or _beside(fewer, i) else math.nan for i, (y, few) in enumerate(zip(curve.y, fewer, strict=True))
        ]
        width = style.width * _THINNER
        ax.plot(
            curve.x,
            thin,
            color=seen(style.colour),
            linestyle=style.dashes,
            linewidth=width,
            alpha=style.alpha,
            zorder=zorder,
        )
    ax.plot(
        curve.x,
        [math.nan if few else y for y, few in zip(curve.y, fewer, strict=True)] if any(fewer) else curve.y,
        color=seen(style.colour),
        linestyle=style.dashes,
        linewidth=style.width,
        alpha=style.alpha,
        marker=style.marker or ("." if alone else ""),
        markersize=style.marker_size,
        markevery=every,
        zorder=zorder,
    )


def _beside(fewer: Sequence[bool], i: int) -> bool:
    return (i > 0 and fewer[i - 1]) or (i + 1 < len(fewer) and fewer[i + 1])


def _alone(values: Sequence[float]) -> list[int]:
    """Return the positions of the numbers without a neighbour: a line has nothing to draw there, a marker has."""
    if len(values) > 1 and all(map(math.isfinite, values)):
        return []
    good = [False, *map(math.isfinite, values), False]
    return [i for i in range(len(values)) if good[i + 1] and not good[i] and not good[i + 2]]


def _draw_alike(ax: Axes, curves: Sequence[Curve], shades: Sequence[str], style: LineStyle, *, zorder: float) -> None:
    """Draw curves that differ in nothing but colour; their numbers without neighbours are dots of one more artist."""
    import numpy as np
    from matplotlib.collections import LineCollection

    lines = [np.array([curve.x, curve.y], dtype=np.float64).T for curve in curves]
    collection = LineCollection(
        lines, colors=list(shades), linestyles=style.dashes, linewidths=style.width, alpha=style.alpha, zorder=zorder
    )
    # clipped by its axes, it cannot stick out: measuring it would cost as much as drawing it
    collection.set_in_layout(False)
    ax.add_collection(collection, autolim=False)
    points = np.concatenate(lines)
    ax.update_datalim(points[np.isfinite(points).all(axis=1)])
    dots = [
        (curve.x[i], curve.y[i], shade) for curve, shade in zip(curves, shades, strict=True) for i in _alone(curve.y)
    ]
    if dots:
        x, y, colour = zip(*dots, strict=True)
        ax.scatter(x, y, c=colour, s=style.marker_size**2, alpha=style.alpha, linewidths=0, zorder=zorder)


def _draw_band(ax: Axes, band: Band, colour: str) -> None:
    ax.fill_between(band.x, band.low, band.high, color=seen(colour), alpha=0.18, linewidth=0, zorder=1.5)


def _draw_marks(ax: Axes, panel: Panel, palette: Sequence[str], quiet: Sequence[bool]) -> None:
    """Draw the marks of a panel; those that look alike together."""
    runs = len(palette)
    alike: dict[tuple[MarkStyle, str, str, bool], list[Mark]] = {}
    for mark in panel.marks:
        if mark.kind != "best" or mark.leads or runs <= _BEST_EACH:
            style = mark_style(mark, runs=runs, quiet=quiet[mark.hue])
            alike.setdefault((style, palette[mark.hue], mark.kind, mark.leads), []).append(mark)
    for (style, colour, kind, leads), marks in alike.items():
        x = [x for mark in marks for x in mark.x]
        y = [y for mark in marks for y in mark.y]
        _draw_mark(ax, (x, y), style, colour, kind=kind, leads=leads and kind == "best", beside=bool(panel.curves))
    for mark in panel.marks:
        if mark.leads and mark.kind in {"above", "below"}:
            _name_outlier(ax, mark)


def _draw_mark(  # noqa: PLR0913 - what, where and how
    ax: Axes,
    points: tuple[Iterable[float], Iterable[float]],
    style: MarkStyle,
    colour: str,
    *,
    kind: str,
    leads: bool,
    beside: bool,
) -> None:
    """Draw marks; a test result stands a little to the right of where it would hide the last point of a curve."""
    from matplotlib.transforms import ScaledTranslation

    x, y = map(list, points)
    place = ax.get_xaxis_transform() if kind in _EDGES else ax.transData
    if kind == "test" and beside:
        place = place + ScaledTranslation(_BESIDE, 0, ax.figure.dpi_scale_trans)
        # moved aside, they would not count for the range of the axis
        ax.update_datalim([point for point in zip(x, y, strict=True) if all(map(math.isfinite, point))])
    ax.plot(
        x,
        [_EDGES[kind]] * len(x) if kind in _EDGES else y,
        linestyle="none",
        marker=style.marker,
        markersize=style.size,
        markerfacecolor=seen(colour) if style.filled else "none",
        markeredgecolor=seen(style.edge or colour),
        markeredgewidth=1.5 if leads else 0.9,
        transform=place,
        clip_on=kind != "test",
        zorder=5,
    )


def _name_outlier(ax: Axes, mark: Mark) -> None:
    """Write the value of the farthest outlier beside it."""
    above = mark.kind == "above"
    value = max(mark.y) if above else min(mark.y)
    x = mark.x[mark.y.index(value)]
    ax.annotate(
        number(value),
        (x, _EDGES[mark.kind]),
        xycoords=ax.get_xaxis_transform(),
        xytext=(5, -5 if above else 5),  # clear of the marks beside it
        textcoords="offset points",
        color=seen(GREY),
        fontsize="small",
        ha="left",
        va="top" if above else "bottom",
        zorder=6,
    )
