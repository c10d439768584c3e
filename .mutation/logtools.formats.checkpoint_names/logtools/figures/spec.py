"""A figure as frozen plain data, independent of the renderer that draws it.

A `FigureSpec` is a grid of **panels**, each of the type of its plot (`CurvePanel`, `ScatterPanel`, `IntervalPanel`,
`ParallelPanel`, `HeatmapPanel`). A panel holds **curves** (one series each), **bands** (spread of the runs of a group
around their mean) and **marks** (single points: a best value, a test result, a non-finite value). Each run or group of
runs has a colour (`RunColour`). The line style shows what was measured (`SeriesKind`): training steps, epoch means or
validation. The spec contains no pixels and does not depend on a plotting library. Names are as logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Band",
    "ColourScale",
    "Curve",
    "CurvePanel",
    "FigureSpec",
    "HeatmapPanel",
    "Interval",
    "IntervalPanel",
    "Mark",
    "MarkKind",
    "Panel",
    "ParallelAxis",
    "ParallelPanel",
    "RunColour",
    "ScatterPanel",
    "SeriesId",
    "SeriesKind",
]

#: `best` is the best value of a series, `test` a test result; `nan`, `inf` and `-inf` are logged values that are not
#: finite; `above` and `below` are values outside the y-limits of the panel; `run` is the value of one run, `mean` the
#: mean of several.
MarkKind = Literal["best", "test", "nan", "inf", "-inf", "above", "below", "run", "mean"]


@dataclass(frozen=True, kw_only=True)
class RunColour:
    """The meaning of one colour: a run, or a group of runs."""

    #: The run's id, or the group's name.
    run: str
    #: Its name in the legend.
    label: str
    #: Whether it has its own colour and legend entry; the others share a light grey.
    named: bool = True
    #: Whether it has the best value in the figure's first panel; False if there is only one run.
    winner: bool = False
    #: The metric of which it has the best value; empty if it is not the winner.
    best_of: str = ""
    #: Its value on `FigureSpec.scale`; None if it has none.
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class ColourScale:
    """A numeric colour scale, used instead of one colour per run."""

    #: The hyperparameter or metric.
    name: str
    low: float
    high: float
    #: Whether the scale is logarithmic.
    log: bool = False


@dataclass(frozen=True, kw_only=True)
class SeriesKind:
    """The meaning of one line style: a stage and a granularity."""

    #: `train`, `val`, `test` or `predict`; None if unknown.
    stage: str | None
    #: `step` or `epoch`.
    granularity: str
    #: 0 for the first series of its kind in a panel, 1 for the next (a second dataloader or spelling), and so on.
    variant: int = 0
    #: Its name in the legend.
    label: str = ""
    #: Whether the values are smoothed.
    smoothed: bool = False
    #: Whether it is drawn faintly behind the others: training steps if the quantity also has epoch values, and the raw
    #: values behind a smoothed curve.
    faint: bool = False


@dataclass(frozen=True, kw_only=True)
class SeriesId:
    """The key of a logged series (`schema.SERIES`), which links a curve to its observations."""

    run: str
    segment: int | None
    stage: str | None
    metric: str
    granularity: str
    dataloader: int | None


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The values of one series, in the order they were logged."""

    #: Position in `FigureSpec.run_colours`.
    colour_index: int
    series_kind: SeriesKind
    #: The metric as logged, undecorated.
    metric: str
    x: tuple[float, ...]
    #: The values, one per `x`. NaN and infinities are kept and interrupt the line.
    y: tuple[float, ...]
    #: Number of runs in each mean; empty for a single run.
    n: tuple[int, ...] = ()
    #: The logged series that is drawn (for a mean over runs, `run` is the group); None if derived from several series.
    series: SeriesId | None = None


@dataclass(frozen=True, kw_only=True)
class Band:
    """The spread of the runs of a group around their mean."""

    #: Position in `FigureSpec.run_colours`.
    colour_index: int
    series_kind: SeriesKind
    x: tuple[float, ...]
    #: Bottom and top of the band, one value per `x`; NaN if there is no spread.
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Single points with a special meaning."""

    kind: MarkKind
    #: Position in `FigureSpec.run_colours`.
    colour_index: int
    series_kind: SeriesKind
    #: The metric as logged, undecorated.
    metric: str
    x: tuple[float, ...]
    #: The values. Marks other than `best`, `test`, `run` and `mean` are drawn at the edge of the panel.
    y: tuple[float, ...]
    #: Whether it is the best of all runs in its panel (named in the caption), or the farthest outlier.
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The mean of a group of runs, in one row of an `IntervalPanel`."""

    #: Position in `IntervalPanel.row_labels`.
    row: float
    mean: float
    #: The interval of the mean; None if the group has one run only.
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class ParallelAxis:
    """One of several parallel axes, each from 0 to 1."""

    label: str
    #: Height (0 to 1) and label of each tick.
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class _Panel:
    """The fields that all panels have."""

    #: The quantity that the panel shows: a metric without its stage.
    quantity: str
    #: A phrase with the best value; empty if the direction is unknown.
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class _XYPanel(_Panel):
    """A panel with two numeric axes."""

    #: Label of the x-axis, such as `step` (training steps) or `evaluation step` (batches of validation or test).
    x_label: str
    y_label: str
    curves: tuple[Curve, ...] = ()
    marks: tuple[Mark, ...] = ()
    #: Whether the x-axis is logarithmic.
    log_x: bool = False


@dataclass(frozen=True, kw_only=True)
class CurvePanel(_XYPanel):
    """One quantity over training: curves, bands and marks."""

    bands: tuple[Band, ...] = ()
    #: The epoch axis: (step, epoch) of the last step of each epoch; empty if the runs have different epoch lengths.
    epochs: tuple[tuple[int, int], ...] = ()
    #: The runs that it shows, such as `lr=0.01`; empty if it shows all.
    facet: str = ""
    #: Whether the y-axis is logarithmic.
    log_y: bool = False
    #: Bottom and top of the y-axis; None to show everything.
    y_limits: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class ScatterPanel(_XYPanel):
    """One value per run against a numeric hyperparameter: `run` and `mean` marks, and a line through the means."""


@dataclass(frozen=True, kw_only=True)
class IntervalPanel(_Panel):
    """One value per run, one row per group: the runs as points, and their mean with its interval."""

    #: Label of the value axis.
    x_label: str
    #: Name of each row, from top to bottom; `y` of the marks and `Interval.row` are positions in it.
    row_labels: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    intervals: tuple[Interval, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParallelPanel(_Panel):
    """A line per run across parallel axes, one per hyperparameter."""

    #: The axes, at x = 0, 1, 2, and so on.
    axes: tuple[ParallelAxis, ...]
    curves: tuple[Curve, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HeatmapPanel(_Panel):
    """A table of means for each combination of two hyperparameters; the figure's scale gives the colour of a cell."""

    x_label: str
    y_label: str
    #: Names of the columns, and of the rows from bottom to top.
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    #: One tuple per row; NaN if there is no value.
    values: tuple[tuple[float, ...], ...]
    #: Number of runs in each mean; empty if it is the same for all.
    counts: tuple[tuple[int, ...], ...] = ()


Panel = CurvePanel | ScatterPanel | IntervalPanel | ParallelPanel | HeatmapPanel


@dataclass(frozen=True, kw_only=True)
class FigureSpec:
    """A whole figure."""

    title: str | None
    #: The runs or groups, in the order of the legend.
    run_colours: tuple[RunColour, ...]
    panels: tuple[Panel, ...]
    #: Quantities that are not drawn, the most important first.
    left_out: tuple[str, ...] = ()
    #: Notes on what was left out, inferred or downsampled.
    notes: tuple[str, ...] = ()
    #: The numeric scale of the colours; None if each run has its own colour.
    scale: ColourScale | None = None
    #: What the bands show, such as `mean ± std`; empty if there are none.
    band: str = ""
    #: How curves are smoothed, such as `moving average, weight 0.6`; empty if they are not.
    smoothing: str = ""
    #: Rows and columns of panels; None lets the renderer choose.
    grid: tuple[int, int] | None = None
