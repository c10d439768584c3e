"""Draw the curves and bands of a panel.

With few runs, each curve is a separate line, which a caller can find and change. Many curves of the same style (the
grey ones of a large sweep, all runs on a colour scale, or the segments of a run that restarts all the time) are one
collection, which is much faster to draw.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from logtools.figures.renderers.matplotlib.markers import marker_code
from logtools.figures.renderers.matplotlib.marks import draw_marks
from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.spec import Band, Curve, CurvePanel, FigureSpec
from logtools.figures.style.lines import MANY_POINTS, LineStyle, in_layers, line_style
from logtools.figures.style.palette import colours

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["draw_curves"]

#: With more runs than this on a colour scale, curves are drawn as collections.
_ALIKE = 12
#: With more segments than this, the curves of a series are drawn as a collection; so many of them share a path.
_SEGMENTS, _SHARING = 100, 20
#: Factor of the line width of a mean where not all runs of the group have values.
_THINNER = 0.4


def draw_curves(ax: Axes, panel: CurvePanel, spec: FigureSpec, theme: Theme) -> None:
    """Draw the bands, curves and marks of a panel on its axes."""
    palette, runs = colours(spec.run_colours, spec.scale), len(spec.run_colours)
    quiet = [not one.named or (spec.scale is not None and runs > _ALIKE) for one in spec.run_colours]

    for band in panel.bands:
        _draw_band(ax, band, theme.visible(palette[band.colour_index]))
    segments = Counter(map(_series, panel.curves))
    alike: dict[LineStyle, tuple[float, list[Curve], list[str]]] = {}
    for order, curve in enumerate(in_layers(panel.curves, spec.run_colours)):
        i = curve.colour_index
        style = line_style(curve.series_kind, palette[i], runs=runs, quiet=quiet[i])
        zorder = 2 + order / (len(panel.curves) + 1)
        many = segments[_series(curve)] > _SEGMENTS or quiet[i] or (curve.series_kind.faint and runs > _ALIKE)
        if many and not curve.n:
            _, members, shades = alike.setdefault(_without_colour(style), (zorder, [], []))
            members.append(curve)
            shades.append(theme.visible(style.colour))
        else:
            _draw_curve(ax, curve, style, theme, zorder=zorder)
    for style, (zorder, members, shades) in alike.items():
        _draw_alike(ax, members, shades, style, theme, zorder=zorder)
    draw_marks(ax, panel, palette, quiet, theme)


@lru_cache(maxsize=64)
def _without_colour(style: LineStyle) -> LineStyle:
    """Return the style that lines of a collection share."""
    return replace(style, colour="", marker=None)


def _series(curve: Curve) -> Hashable:
    """Return what the segments of a series have in common."""
    return curve.colour_index, curve.series_kind, curve.metric


def _draw_curve(ax: Axes, curve: Curve, style: LineStyle, theme: Theme, *, zorder: float) -> None:
    alone = _alone(curve.y)
    every: Any = max(1, math.ceil(len(curve.y) / MANY_POINTS)) if style.marker else alone
    most = max(curve.n, default=0)
    fewer = [n < most for n in curve.n]
    properties = {
        **theme.line(style.dashes),
        "color": theme.visible(style.colour),
        "alpha": style.alpha,
        "zorder": zorder,
    }
    full = list(curve.y)
    if any(fewer):
        # pieces of a line share the point where they meet
        thin = [
            y if few or _beside(fewer, i) else math.nan for i, (y, few) in enumerate(zip(curve.y, fewer, strict=True))
        ]
        ax.plot(curve.x, thin, linewidth=style.width * _THINNER, **properties)
        full = [math.nan if few else y for y, few in zip(curve.y, fewer, strict=True)]
    ax.plot(
        curve.x,
        full,
        linewidth=style.width,
        marker=marker_code(style.marker or ("dot" if alone else None)),
        markersize=style.marker_size,
        markevery=every,
        **properties,
    )


def _beside(fewer: Sequence[bool], i: int) -> bool:
    return (i > 0 and fewer[i - 1]) or (i + 1 < len(fewer) and fewer[i + 1])


def _alone(values: Sequence[float]) -> list[int]:
    """Return the positions of isolated values (neighbours missing): only a marker can show them, not a line."""
    if len(values) > 1 and all(map(math.isfinite, values)):
        return []
    good = [False, *map(math.isfinite, values), False]
    return [i for i in range(len(values)) if good[i + 1] and not good[i] and not good[i + 2]]


def _draw_alike(  # noqa: PLR0913 - axes, data and style
    ax: Axes, curves: Sequence[Curve], shades: Sequence[str], style: LineStyle, theme: Theme, *, zorder: float
) -> None:
    """Draw curves that differ only in colour as one collection; isolated values are dots of a second artist."""
    import numpy as np
    from matplotlib.collections import LineCollection

    paths, path_shades = zip(*_paths(curves, shades), strict=True)
    properties = theme.line(style.dashes)
    collection = LineCollection(
        paths,
        colors=path_shades,
        linestyles=[properties["linestyle"]],
        linewidths=style.width,
        antialiaseds=properties["antialiased"],
        alpha=style.alpha,
        zorder=zorder,
    )
    # clipped by its axes, so the layout need not measure it, which would take as long as drawing it
    collection.set_in_layout(False)
    ax.add_collection(collection, autolim=False)
    points = np.concatenate(paths)
    ax.update_datalim(points[np.isfinite(points).all(axis=1)])
    dots = [
        (curve.x[i], curve.y[i], shade) for curve, shade in zip(curves, shades, strict=True) for i in _alone(curve.y)
    ]
    if dots:
        x, y, colour = zip(*dots, strict=True)
        size = style.marker_size**2
        ax.scatter(
            x, y, c=colour, s=size, alpha=style.alpha, linewidths=0, zorder=zorder, marker="o", edgecolors="face"
        )


def _paths(curves: Sequence[Curve], shades: Sequence[str]) -> Iterator[tuple[NDArray[np.float64], str]]:
    """Yield paths (points by 2) with their colours; segments of a series share a path, with gaps between them."""
    import numpy as np

    for _, together in groupby(zip(curves, shades, strict=True), key=lambda member: _series(member[0])):
        members = list(together)
        for i in range(0, len(members), _SHARING):
            some = members[i : i + _SHARING]
            x = [value for curve, _ in some for value in (*curve.x, math.nan)]
            y = [value for curve, _ in some for value in (*curve.y, math.nan)]
            yield np.array([x[:-1], y[:-1]], dtype=np.float64).T, some[0][1]


def _draw_band(ax: Axes, band: Band, colour: str) -> None:
    ax.fill_between(band.x, band.low, band.high, color=colour, alpha=0.18, linewidth=0, zorder=1.5)
