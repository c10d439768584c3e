"""The parts of a figure as frozen plain data: what it says, apart from who draws it.

A figure is a grid of **panels**, one per quantity. A panel holds **curves** (a line through the values of one series),
**bands** (how far the runs of a group spread around their mean) and **marks** (single points that mean something: the
best value, a test result, a value that is no number). Two things tell curves apart: the **hue**, which stands for a run
or a group of runs, and the **role**, which stands for what was measured (training steps, epoch means, validation).
Nothing here knows of pixels, colours or matplotlib; names stand as they were logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Band",
    "Curve",
    "FigureSpec",
    "Heatmap",
    "Interval",
    "Mark",
    "MarkKind",
    "Panel",
    "ParallelAxis",
    "RunColour",
    "Scale",
    "SeriesKind",
]

#: `best` is a series' best value, `test` a test result; `nan` and the infinities stand where a value that was logged is
#: no number, `above` and `below` where one lies outside of what the panel shows; `run` is what came of a run, `mean` of
#: several.
MarkKind = Literal["best", "test", "nan", "inf", "-inf", "above", "below", "run", "mean"]


@dataclass(frozen=True, kw_only=True)
class RunColour:
    """What one colour stands for: a run, or a group of runs."""

    #: The run's id, or the group's name.
    run: str
    #: How the legend names it.
    label: str
    #: Whether it has a colour and a line in the legend of its own; the others share a quiet grey.
    named: bool = True
    #: Whether it holds the best value of the figure's first panel (among several runs).
    winner: bool = False
    #: The metric that it has the best value of; empty if it is not the winner.
    best_of: str = ""
    #: Its place on `FigureSpec.scale`; None where there is none.
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A number that colours stand for, in place of names."""

    #: The hyper-parameter.
    name: str
    low: float
    high: float
    #: Whether equal ratios, rather than equal differences, are equally far apart.
    log: bool = False


@dataclass(frozen=True, kw_only=True)
class SeriesKind:
    """What one line style stands for: the kind of value."""

    #: train, val, test, predict, or None where the log does not tell.
    stage: str | None
    #: step or epoch.
    granularity: str
    #: 0 for the first series of its kind in a panel, 1 for the next (a second dataloader, a second spelling), ...
    variant: int = 0
    #: How the legend names it.
    label: str = ""
    #: Whether its values are smoothed.
    smoothed: bool = False
    #: Whether it stands behind the others: single training steps where epoch values of the quantity exist, and what was
    #: logged where a smoothed curve is drawn over it.
    faint: bool = False


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The values of one series, in the order they were logged."""

    #: Position in `FigureSpec.hues`.
    hue: int
    role: SeriesKind
    #: The metric as logged, undecorated.
    metric: str
    #: Where on the panel's x-axis.
    x: tuple[float, ...]
    #: What: as many values as `x`. NaN and infinities are kept: they interrupt the line.
    y: tuple[float, ...]
    #: Of how many runs each value is the mean; empty for the curve of a single run.
    n: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Band:
    """How far the runs of a group spread around their mean."""

    #: Position in `FigureSpec.hues`.
    hue: int
    role: SeriesKind
    x: tuple[float, ...]
    #: As many values as `x`; NaN where there is no spread to tell of.
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Points with a meaning of their own."""

    kind: MarkKind
    #: Position in `FigureSpec.hues`.
    hue: int
    role: SeriesKind
    #: The metric as logged, undecorated.
    metric: str
    x: tuple[float, ...]
    #: The values; for all but `best` and `test` there is no place on the axis, and the mark stands at its edge.
    y: tuple[float, ...]
    #: Whether it is the best of all runs in its panel: what the caption speaks of.
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class Interval:
    """What a group of runs comes to, in one of the rows that `Panel.rows` names."""

    row: float
    mean: float
    #: The interval of the mean; None where one run is all there is.
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class ParallelAxis:
    """One of several parallel axes, from 0 to 1."""

    label: str
    #: What is written beside it, and at which height.
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Heatmap:
    """A table of values, each a colour on the figure's scale."""

    #: The names of columns, and of rows from the bottom up.
    x: tuple[str, ...]
    y: tuple[str, ...]
    #: A tuple for each row; NaN where there is no value.
    values: tuple[tuple[float, ...], ...]
    #: Of how many runs each value is the mean; empty where all are of equally many.
    counts: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One quantity over one x-axis."""

    quantity: str
    #: The x-axis: `step` (train steps), `evaluation step` (the batch counter of validation or test), or another one.
    x_label: str
    y_label: str
    #: What the best mark says, as a sentence; empty where no value can be called best.
    caption: str = ""
    #: The epoch axis: (step, epoch) of the last step of each epoch; empty where the runs do not agree on one.
    epochs: tuple[tuple[int, int], ...] = ()
    curves: tuple[Curve, ...] = ()
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()
    #: Which of the runs it shows, such as `lr=0.01`; empty where it shows all.
    facet: str = ""
    #: Whether equal ratios, rather than equal differences, are equally far apart.
    log_x: bool = False
    log_y: bool = False
    #: Bottom and top of what it shows; None to show everything.
    view: tuple[float, float] | None = None
    #: Of groups of runs: their intervals, and the name of each row (0, 1, ... from the top, the values of `y`).
    intervals: tuple[Interval, ...] = ()
    rows: tuple[str, ...] = ()
    #: Parallel axes, which stand at 0, 1, 2, ...
    rules: tuple[ParallelAxis, ...] = ()
    #: A heat map.
    cells: Heatmap | None = None


@dataclass(frozen=True, kw_only=True)
class FigureSpec:
    """A whole figure."""

    title: str | None
    #: The runs, in the order of the legend.
    hues: tuple[RunColour, ...]
    panels: tuple[Panel, ...]
    #: Quantities that are not drawn, the most important first.
    left_out: tuple[str, ...] = ()
    #: What was left out, guessed or condensed, as sentences.
    notes: tuple[str, ...] = ()
    #: What colours stand for where it is a number; None where they stand for names.
    scale: Scale | None = None
    #: What the bands show, such as `mean ± standard deviation`; empty where there are none.
    band: str = ""
    #: How curves are smoothed, such as `moving average, weight 0.6`; empty where they are not.
    smoothing: str = ""
    #: Rows and columns of panels; None leaves that to who draws it.
    grid: tuple[int, int] | None = None
