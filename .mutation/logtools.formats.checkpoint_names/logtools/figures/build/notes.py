"""Write the notes on what a figure of curves leaves out or downsamples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from logtools.figures.build.curves import CurveData
from logtools.figures.build.metric_selection import MOST_PANELS, MetricSelection
from logtools.text.lists import listing
from logtools.text.truncation import shorten

__all__ = ["Omissions", "curve_notes"]

#: Number of metrics that a note names, and the most characters of a name.
_NAMED_METRICS, _NAME_WIDTH = 6, 32


@dataclass(frozen=True, kw_only=True)
class Omissions:
    """The facts that the notes report."""

    selection: MetricSelection
    #: The series of each panel, as drawn.
    series: Mapping[int, list[CurveData]]
    #: Whether metrics were selected by name or pattern.
    selected: bool
    #: Rows and columns of panels that the caller asked for, if any.
    grid: tuple[int, int] | None
    #: Whether the epoch axis is missing because the runs end their epochs at different steps.
    epochs_differ: bool
    #: Number of bins that the x-axis was divided into for downsampling; None if curves are complete.
    columns: int | None


def curve_notes(omissions: Omissions) -> Iterator[str]:
    """Yield a note for each omission."""
    selection = omissions.selection
    if selection.left_out:
        yield f"{_reason(omissions)}: {_names(selection.left_out)}"
    if selection.evaluation_steps:
        names = _names(selection.evaluation_steps)
        yield f"per-batch evaluation values of {names} not drawn (their steps count evaluation batches)"
    if omissions.epochs_differ:
        yield "no epoch axis: runs have different epoch lengths"
    drawn = sum(len(one.x) for members in omissions.series.values() for one in members)
    logged = int(selection.rows["count"].sum())
    if drawn < logged and omissions.columns:
        yield f"downsampled to {drawn:,} of {logged:,} points (min and max kept)"


def _reason(omissions: Omissions) -> str:
    if omissions.grid:
        return f"not drawn (the grid has {omissions.grid[0]} x {omissions.grid[1]} panels)"
    if omissions.selected:
        return f"not drawn (a figure has at most {MOST_PANELS} panels)"
    return "not drawn (select metrics by name or pattern)"


def _names(names: Sequence[str]) -> str:
    return listing([shorten(name, _NAME_WIDTH) for name in names], _NAMED_METRICS)
