"""Styles of marks: best values, test results, non-finite values, values outside the panel, runs and their means."""

from __future__ import annotations

from dataclasses import dataclass, replace

from logtools.figures.spec import Mark, MarkKind
from logtools.figures.style.lines import CROWD, MANY_POINTS, MarkerShape

__all__ = ["MARKS", "MarkStyle", "mark_style"]


@dataclass(frozen=True, kw_only=True)
class MarkStyle:
    """The style of a mark."""

    marker: MarkerShape
    #: Size in points.
    size: float
    filled: bool
    #: Colour of its outline; None uses the run's colour.
    edge: str | None = None
    #: Its name in the legend.
    label: str


#: The marks, in the order of the legend.
MARKS: dict[MarkKind, MarkStyle] = {
    "test": MarkStyle(marker="star", size=13, filled=True, edge="#ffffff", label="test"),
    "best": MarkStyle(marker="circle", size=11, filled=False, edge="#000000", label="best"),
    "nan": MarkStyle(marker="cross", size=6, filled=False, label="NaN"),
    "inf": MarkStyle(marker="triangle up", size=6, filled=True, label="inf"),
    "-inf": MarkStyle(marker="triangle down", size=6, filled=True, label="-inf"),
    "above": MarkStyle(marker="arrow up", size=8, filled=False, label="above the panel"),
    "run": MarkStyle(marker="circle", size=6, filled=True, label="run"),
    "mean": MarkStyle(marker="dash", size=14, filled=False, edge="#000000", label="mean"),
    "below": MarkStyle(marker="arrow down", size=8, filled=False, label="below the panel"),
}


def mark_style(mark: Mark, *, runs: int, quiet: bool = False) -> MarkStyle:
    """Return the style of a mark.

    Args:
        mark: the mark.
        runs: number of runs in the figure.
        quiet: whether its run is one of many without their own legend entry.
    """
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
