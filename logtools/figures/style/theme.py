"""How hues, roles and marks look, as plain data: colours, dashes, markers.

Colour tells runs apart, dashes and markers tell stages apart. Up to three runs take those colours of Okabe and Ito that
differ in lightness too. More take colours that were searched for this: they go from dark to light in the order of the
labels, for those who print in grey, and neighbours differ in hue, also to the colour-blind. A hyper-parameter that is a
number takes its place on viridis. A role stays in the colour family of its run: training lighter, validation darker.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Literal

from logtools.figures.spec import Mark, MarkKind, RunColour, Scale, SeriesKind
from logtools.figures.style.colour import mixed

__all__ = [
    "CROWD",
    "GREY",
    "MANY_POINTS",
    "MARKS",
    "LineStyle",
    "MarkStyle",
    "along",
    "colours",
    "line_style",
    "mark_style",
]

Dashes = Literal["solid", "dashed", "dashdot", "dotted"]

#: With more runs than this, lines and markers are drawn smaller.
CROWD = 4
#: With more points than this, not each has a full-sized marker.
MANY_POINTS = 30
#: For whatever stands for no run of its own.
GREY = "#4d4d4d"
_QUIET = "#b8b8b8"

#: Colours for so many names, from dark to light but for the first three. To any eye (normal, or without red, green or
#: blue cones) any two differ in OKLab by at least 0.13, 0.13, 0.12, 0.11 and 0.10.
_PALETTES: tuple[tuple[str, ...], ...] = (
    ("#0072b2", "#e69f00", "#d55e00"),
    ("#650010", "#005396", "#008e80", "#cb9906", "#e5b7f1"),
    ("#610a1d", "#313898", "#626200", "#c44b73", "#4a97ed", "#fa942e", "#79daf7"),
    (
        "#510163", "#7a2700", "#4b40a4", "#b3305b", "#237db8",
        "#af7a00", "#0fb19d", "#b192f9", "#f5a739", "#85d8f6",
    ),
    (
        "#62002c", "#462381", "#155c13", "#884270", "#2c8814", "#8a64d0",
        "#cd5c87", "#7ba735", "#58a8f7", "#eb9199", "#c0c94a", "#6bddf2",
    ),
)  # fmt: skip
_VIRIDIS = (
    "#440154", "#482173", "#433e85", "#38588c", "#2d708e", "#25858e",
    "#1e9b8a", "#2ab07f", "#52c569", "#86d549", "#c2df23", "#f0d800",
)  # fmt: skip
_DASHES: tuple[Dashes, ...] = ("solid", "dashed", "dashdot", "dotted")


@dataclass(frozen=True, kw_only=True)
class LineStyle:
    """How a curve is drawn."""

    colour: str
    dashes: Dashes
    marker: str
    #: In points, as `width`.
    marker_size: float
    width: float
    #: From 0 (not seen) to 1.
    alpha: float


@dataclass(frozen=True, kw_only=True)
class MarkStyle:
    """How a mark is drawn."""

    marker: str
    #: In points.
    size: float
    filled: bool
    #: The colour of its outline; its hue's if None.
    edge: str | None = None
    #: How the legend names it.
    label: str


#: The marks; `nan` and the infinities stand at the edge of the panel.
MARKS: dict[MarkKind, MarkStyle] = {
    "test": MarkStyle(marker="*", size=13, filled=True, edge="#ffffff", label="test"),
    "best": MarkStyle(marker="o", size=11, filled=False, edge="#000000", label="best"),
    "nan": MarkStyle(marker="x", size=6, filled=False, label="NaN"),
    "inf": MarkStyle(marker="^", size=6, filled=True, label="inf"),
    "-inf": MarkStyle(marker="v", size=6, filled=True, label="-inf"),
    "above": MarkStyle(marker="2", size=8, filled=False, label="above the panel"),
    "run": MarkStyle(marker="o", size=6, filled=True, label="run"),
    "mean": MarkStyle(marker="_", size=14, filled=False, edge="#000000", label="mean"),
    "below": MarkStyle(marker="1", size=8, filled=False, label="below the panel"),
}


def colours(hues: Sequence[RunColour], scale: Scale | None = None) -> list[str]:
    """Return the colour of each hue, as `#rrggbb`: its place on a scale, or its own; the rest share a quiet grey."""
    if scale is not None:
        return [_QUIET if hue.value is None else along(scale, hue.value) for hue in hues]
    named = sum(hue.named for hue in hues)
    palette = cycle(_palette(named))
    return [next(palette) if hue.named else _QUIET for hue in hues]


def along(scale: Scale, value: float) -> str:
    """Return the colour of a place on a scale."""
    low, high, here = (math.log(v) if scale.log else v for v in (scale.low, scale.high, value))
    place = (here - low) / (high - low) * (len(_VIRIDIS) - 1) if high > low else 0.0
    left = min(int(place), len(_VIRIDIS) - 2)
    return mixed(_VIRIDIS[left], _VIRIDIS[left + 1], place - left)


def line_style(role: SeriesKind, colour: str, *, runs: int, quiet: bool = False) -> LineStyle:
    """Return how a role is drawn in a hue's colour, in a figure of so many runs."""
    if role.faint:
        alpha = 0.4 if runs == 1 else max(0.06, 0.3 / runs**0.5)
        return LineStyle(colour=colour, dashes="solid", marker="", marker_size=4, width=1.0, alpha=alpha)
    crowded = runs > CROWD
    width, alpha, size = (0.8, 0.5, 3.0) if quiet else (1.1 if crowded else 1.6, 1.0, 3.2 if crowded else 4.5)
    if role.smoothed and role.granularity == "step":
        # what was logged stands behind it in the same colour
        colour, dashes = mixed(colour, "#000000", 0.3), _DASHES[role.variant % 4]
        return LineStyle(colour=colour, dashes=dashes, marker="", marker_size=size, width=width, alpha=alpha)
    if role.granularity == "step":
        dashes = _DASHES[role.variant % 4]
        return LineStyle(colour=colour, dashes=dashes, marker="", marker_size=size, width=width * 0.75, alpha=alpha)
    if role.stage == "val":
        colour, first, markers = mixed(colour, "#000000", 0.2), 1, "sDPX"
    else:
        colour, first, markers = mixed(colour, "#ffffff", 0.25), 0, "o^v<"
    marker = "" if quiet else markers[role.variant % 4]
    dashes = _DASHES[(first + role.variant) % 4]
    return LineStyle(colour=colour, dashes=dashes, marker=marker, marker_size=size, width=width, alpha=alpha)


def mark_style(mark: Mark, *, runs: int, quiet: bool = False) -> MarkStyle:
    """Return how a mark is drawn in a figure of so many runs."""
    style = MARKS[mark.kind]
    size = style.size * (0.75 if runs > CROWD else 1.0)
    if mark.kind == "best" and not mark.leads:
        return replace(style, size=size * 0.8, edge=None)
    if quiet and mark.kind == "test":
        return replace(style, size=size / 2, edge=None)
    if mark.kind == "test" and runs > CROWD:
        return replace(style, size=size * 0.75, edge=None)
    if len(mark.x) > MANY_POINTS:
        return replace(style, size=size / 2)
    return replace(style, size=size)


def _palette(number: int) -> Sequence[str]:
    """Return so many colours; fewer, to be used again, if there are not so many."""
    if number <= len(_PALETTES[0]):
        return _PALETTES[0]
    palette = next((p for p in _PALETTES if number <= len(p)), _PALETTES[-1])
    wanted = min(number, len(palette))
    return [palette[round(i * (len(palette) - 1) / (wanted - 1))] for i in range(wanted)]
