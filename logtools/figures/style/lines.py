"""Line styles: dashes and markers show the stage; training is lighter than the run's colour, validation darker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from logtools.figures.spec import Curve, RunColour, SeriesKind
from logtools.figures.style.colour import mixed

__all__ = ["CROWD", "MANY_POINTS", "Dashes", "LineStyle", "MarkerShape", "in_layers", "line_style"]

Dashes = Literal["solid", "dashed", "dashdot", "dotted"]
#: Marker shapes; each renderer translates them into its own codes.
MarkerShape = Literal[
    "circle", "square", "diamond", "plus", "thick cross", "triangle up", "triangle down", "triangle left",
    "star", "cross", "dash", "arrow up", "arrow down", "dot",
]  # fmt: skip

#: With more runs than this, lines are thinner and markers smaller.
CROWD = 4
#: With more points than this, some markers are left out or smaller.
MANY_POINTS = 30
_DASHES: tuple[Dashes, ...] = ("solid", "dashed", "dashdot", "dotted")
#: Markers of the first, second, ... validation series of a panel, and of other epoch values.
_VALIDATION: tuple[MarkerShape, ...] = ("square", "diamond", "plus", "thick cross")
_OTHER: tuple[MarkerShape, ...] = ("circle", "triangle up", "triangle down", "triangle left")


@dataclass(frozen=True, kw_only=True)
class LineStyle:
    """The style of a curve."""

    #: Colour as `#rrggbb`.
    colour: str
    dashes: Dashes
    #: Shape of the markers; None for a line without markers.
    marker: MarkerShape | None
    #: Size of the markers in points, like `width`.
    marker_size: float
    width: float
    #: Opacity, from 0 (invisible) to 1.
    alpha: float


@lru_cache(maxsize=4096)  # a run that restarts all the time has a curve per segment, in the same style
def line_style(series_kind: SeriesKind, colour: str, *, runs: int, quiet: bool = False) -> LineStyle:
    """Return the style of a kind of series in a run's colour.

    Args:
        series_kind: the kind of series.
        colour: the run's colour, as `#rrggbb`.
        runs: number of runs in the figure.
        quiet: whether the run is one of many without their own legend entry.
    """
    if series_kind.faint:
        alpha = 0.4 if runs == 1 else max(0.06, 0.3 / runs**0.5)
        return LineStyle(colour=colour, dashes="solid", marker=None, marker_size=4, width=1.0, alpha=alpha)
    crowded = runs > CROWD
    width, alpha, size = (0.8, 0.5, 3.0) if quiet else (1.1 if crowded else 1.6, 1.0, 3.2 if crowded else 4.5)
    variant = series_kind.variant % len(_DASHES)
    if series_kind.granularity == "step":
        if series_kind.smoothed:
            colour = mixed(colour, "#000000", 0.3)  # darker than the unsmoothed values behind it
        else:
            width *= 0.75
        dashes = _DASHES[variant]
        return LineStyle(colour=colour, dashes=dashes, marker=None, marker_size=size, width=width, alpha=alpha)
    if series_kind.stage == "val":
        colour, first, markers = mixed(colour, "#000000", 0.2), 1, _VALIDATION
    else:
        colour, first, markers = mixed(colour, "#ffffff", 0.25), 0, _OTHER
    marker = None if quiet else markers[variant]
    dashes = _DASHES[(first + series_kind.variant) % len(_DASHES)]
    return LineStyle(colour=colour, dashes=dashes, marker=marker, marker_size=size, width=width, alpha=alpha)


def in_layers(curves: Iterable[Curve], run_colours: Sequence[RunColour]) -> list[Curve]:
    """Return curves in drawing order: faint ones first, the best run last, on top of the others."""

    def layer(curve: Curve) -> tuple[bool, bool, bool]:
        run = run_colours[curve.colour_index]
        return not curve.series_kind.faint, run.named, run.winner

    return sorted(curves, key=layer)
