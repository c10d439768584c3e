"""The parts of a figure as frozen plain data: what it says, apart from who draws it.

A figure is a grid of **panels**, one per quantity. A panel holds **curves** (a line through the values of one series)
and **marks** (single points that mean something: the best value, a test result, a value that is no number). Two things
tell curves apart: the **hue**, which stands for a run, and the **role**, which stands for what was measured (training
steps, epoch means, validation). Nothing here knows of pixels, colours or matplotlib; names stand as they were logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Curve", "FigureSpec", "Hue", "Mark", "MarkKind", "Panel", "Role"]

#: `best` is a series' best value, `test` a test result; the others stand where a value that was logged is no number.
MarkKind = Literal["best", "test", "nan", "inf", "-inf"]


@dataclass(frozen=True, kw_only=True)
class Hue:
    """What one colour stands for: a run."""

    #: The run's id.
    run: str
    #: How the legend names it.
    label: str
    #: Whether it has a colour and a line in the legend of its own; the others share a quiet grey.
    named: bool = True
    #: Whether it holds the best value of the figure's first panel (among several runs).
    winner: bool = False


@dataclass(frozen=True, kw_only=True)
class Role:
    """What one line style stands for: the kind of value."""

    #: train, val, test, predict, or None where the log does not tell.
    stage: str | None
    #: step or epoch.
    granularity: str
    #: 0 for the first series of its kind in a panel, 1 for the next (a second dataloader, a second spelling), ...
    variant: int = 0
    #: How the legend names it.
    label: str = ""
    #: Whether it stands behind the others: single training steps where epoch values of the quantity exist.
    faint: bool = False


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The values of one series, in the order they were logged."""

    #: Position in `FigureSpec.hues`.
    hue: int
    role: Role
    #: The metric as logged, undecorated.
    metric: str
    #: Where: train steps, or evaluation steps (the panel says which).
    x: tuple[int, ...]
    #: What: as many values as `x`. NaN and infinities are kept: they interrupt the line.
    y: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Points with a meaning of their own."""

    kind: MarkKind
    #: Position in `FigureSpec.hues`.
    hue: int
    role: Role
    #: The metric as logged, undecorated.
    metric: str
    x: tuple[int, ...]
    #: The values; for `nan`, `inf` and `-inf` there is no place on the axis, and the mark stands at its edge.
    y: tuple[float, ...]
    #: Whether it is the best of all runs in its panel: what the caption speaks of.
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One quantity over one x-axis."""

    quantity: str
    #: The x-axis: `step` (train steps), or `evaluation step` (the batch counter of validation or test).
    x_label: Literal["step", "evaluation step"]
    y_label: str
    #: What the best mark says, as a sentence; empty where no value can be called best.
    caption: str = ""
    #: The epoch axis: (step, epoch) of the last step of each epoch; empty where the runs do not agree on one.
    epochs: tuple[tuple[int, int], ...] = ()
    curves: tuple[Curve, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FigureSpec:
    """A whole figure."""

    title: str | None
    #: The runs, in the order of the legend.
    hues: tuple[Hue, ...]
    panels: tuple[Panel, ...]
    #: Quantities that are not drawn, the most important first.
    left_out: tuple[str, ...] = ()
    #: What was left out, guessed or condensed, as sentences.
    notes: tuple[str, ...] = ()
