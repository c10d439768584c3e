"""What part of a panel's values its axes show, and on which scale.

A logarithmic y-axis is drawn where it is asked for and no value forbids it; where it would show more, a note says so.
On a logarithmic x-axis, which has no place for step or epoch 0, what stands there is left out. A spike that squeezes
everything else into a line is cut off: what lies outside is marked at the edge, with its value. Unless clipping is
asked for, that happens only where the spike hides everything. Best values and test results stay in view.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeVar

from logtools.figures.spec import Band, Curve, CurvePanel, Mark, MarkKind
from logtools.text.truncation import shorten

__all__ = ["LARGEST", "AxisOptions", "choose_axes"]

#: The part of the values that is in view at least: the first, or the next if only that brings the others out of hiding;
#: and how much of its height is added above and below.
_PARTS, _MARGIN = (0.98, 0.95, 0.9), 0.25
#: What is larger cannot be drawn to scale: the room around it would be more than a number can be.
LARGEST = 1e300
#: What is smaller is as 0 to a logarithmic axis: what is around it would be.
_SMALLEST = 1e-300
#: Spikes hide everything where the whole range is so many times the one that most of the values, this part of them, lie
#: in; they are cut off where that makes the rest so many times higher.
_HIDDEN, _MOST, _GAIN = 20, 0.9, 4
#: Of fewer values than this none is an outlier.
_FEW = 10
#: A logarithmic axis is suggested where values span so many powers of ten.
_DECADES = 3
_NAME_WIDTH = 32
_Line = TypeVar("_Line", Curve, Band, Mark)


@dataclass(frozen=True, kw_only=True)
class AxisOptions:
    """How the y-axes of a figure are chosen."""

    #: Whether they are logarithmic.
    log: bool = False
    #: Whether outliers are cut off; None to do so only where they hide everything else.
    clip: bool | None = None


def choose_axes(panels: Sequence[CurvePanel], options: AxisOptions) -> tuple[list[CurvePanel], list[str]]:
    """Choose the axes of panels that share a y-axis: one panel, or the facets of a quantity.

    Returns:
        The panels, with what lies outside of their axes marked; and what there is to say about that.
    """
    ready, notes = [], []
    for panel in panels:
        placed, unplaced = _placeable(panel)
        drawable, undrawable = _drawable(placed)
        ready.append(drawable)
        notes += undrawable + unplaced
    values = sorted(filter(math.isfinite, chain.from_iterable(curve.y for panel in ready for curve in panel.curves)))
    if not values:
        return ready, notes
    marks = (mark for panel in ready for mark in panel.marks if mark.kind in {"best", "test"})
    held = [y for mark in marks for y in mark.y if math.isfinite(y)]
    name = shorten(panels[0].y_label, width=_NAME_WIDTH)
    positive = min([values[0], *held]) > _SMALLEST
    log = options.log and positive
    if options.log and not positive:
        least = "0 or less" if min([values[0], *held]) <= 0 else f"{_SMALLEST:g} or less"
        notes.append(f"{name}: linear axis, since it has values of {least}")
    if not options.log and positive and _spans(values) >= _DECADES:
        notes.append(f"{name} spans {_spans(values):.0f} orders of magnitude; try a log scale")
    ready = [replace(panel, log_y=log) for panel in ready]
    limits = _view(values, held, options.clip, log=log)
    if limits is None:
        return ready, notes
    if options.clip is None:
        notes.append(f"{name}: outliers that hide the rest are clipped and marked at the edge")
    return [_clipped(panel, limits) for panel in ready], notes


def _placeable(panel: CurvePanel) -> tuple[CurvePanel, list[str]]:
    """Leave out what has no place on a logarithmic x-axis; make it linear if that is everything."""
    lines: list[Curve | Band | Mark] = [*panel.curves, *panel.bands, *panel.marks]
    first = min((min(line.x) for line in lines), default=1)
    if not panel.log_x or first > _SMALLEST:
        return panel, []
    if max(max(line.x) for line in lines) <= _SMALLEST:
        name = shorten(panel.y_label, width=_NAME_WIDTH)
        return replace(panel, log_x=False), [f"{name}: linear x-axis, since no {panel.x_label} is above 0"]
    note = f"values at {panel.x_label} 0 or below not drawn (log scale)"
    curves, bands, marks = _beyond_zero(panel.curves), _beyond_zero(panel.bands), _beyond_zero(panel.marks)
    return replace(panel, curves=tuple(curves), bands=tuple(bands), marks=tuple(marks)), [note]


def _beyond_zero(lines: Sequence[_Line]) -> Iterator[_Line]:
    for line in lines:
        kept = [i for i, x in enumerate(line.x) if x > _SMALLEST]
        along = {name: getattr(line, name, ()) for name in ("x", "y", "n", "low", "high")}
        shorter: dict[str, Any] = {name: tuple(values[i] for i in kept) for name, values in along.items() if values}
        if kept:
            yield replace(line, **shorter)


def _drawable(panel: CurvePanel) -> tuple[CurvePanel, list[str]]:
    """Put values that are too large to be drawn at the edge."""
    tests = [mark for mark in panel.marks if mark.kind == "test"]
    lines: list[Curve | Mark] = [*panel.curves, *tests]
    values = list(filter(math.isfinite, chain.from_iterable(line.y for line in lines)))
    if not values or (min(values) >= -LARGEST and max(values) <= LARGEST):
        return panel, []
    edge = [mark for line in lines for mark in _outside(line, -LARGEST, LARGEST)]
    curves = tuple(replace(curve, y=tuple(map(_limited, curve.y))) for curve in panel.curves)
    kept = tuple(mark for mark in panel.marks if not any(LARGEST < abs(y) < math.inf for y in mark.y))
    name = shorten(panel.y_label, width=_NAME_WIDTH)
    note = f"{name}: values beyond {LARGEST:g} are too large for an axis and marked at the edge"
    return replace(panel, curves=curves, marks=(*kept, *_leading(edge))), [note]


def _limited(value: float) -> float:
    return value if abs(value) <= LARGEST else math.copysign(math.inf, value)


def _spans(values: Sequence[float]) -> float:
    return math.log10(_quantile(values, 0.99) / _quantile(values, 0.01))


def _quantile(values: Sequence[float], part: float) -> float:
    return values[round(part * (len(values) - 1))]


def _view(values: list[float], held: list[float], clip: bool | None, *, log: bool) -> tuple[float, float] | None:  # noqa: FBT001 - three states
    """Return bottom and top of what is shown; None to show everything."""
    if clip is False or len(values) < _FEW:
        return None
    limits = _limits(values, held, _PARTS[0], log=log) if clip else None if log else _helping(values, held)
    if limits is None or (values[0] >= limits[0] and values[-1] <= limits[1]):
        return None
    return limits


def _clipped(panel: CurvePanel, limits: tuple[float, float]) -> CurvePanel:
    edge = [mark for curve in panel.curves for mark in _outside(curve, *limits)]
    return replace(panel, y_limits=limits, marks=(*panel.marks, *_leading(edge)))


def _helping(values: list[float], held: list[float]) -> tuple[float, float] | None:
    """Return bottom and top of a view without the spikes that make a line of all the rest, if there are such."""
    rest = (1 - _MOST) / 2
    whole, most = values[-1] - values[0], _quantile(values, 1 - rest) - _quantile(values, rest)
    if whole < _HIDDEN * most:
        return None
    views = (_limits(values, held, part, log=False) for part in _PARTS)
    return next(((bottom, top) for bottom, top in views if whole >= _GAIN * (top - bottom)), None)


def _limits(values: list[float], held: list[float], part: float, *, log: bool) -> tuple[float, float]:
    """Return bottom and top of the view, inside the range of the values."""
    rest = (1 - part) / 2
    low, high = min(_quantile(values, rest), *held, math.inf), max(_quantile(values, 1 - rest), *held, -math.inf)
    if log:
        room = (high / low) ** _MARGIN if high > low else 2.0
        return max(low / room, values[0]), min(high * room, values[-1])
    room = (high - low) * _MARGIN or abs(high) * _MARGIN or 1.0
    return max(low - room, values[0]), min(high + room, values[-1])


def _outside(curve: Curve | Mark, bottom: float, top: float) -> Iterator[Mark]:
    sides: tuple[tuple[MarkKind, list[int]], ...] = (
        ("above", [i for i, y in enumerate(curve.y) if math.isfinite(y) and y > top]),
        ("below", [i for i, y in enumerate(curve.y) if math.isfinite(y) and y < bottom]),
    )
    for kind, where in sides:
        if where:
            x, y = tuple(curve.x[i] for i in where), tuple(curve.y[i] for i in where)
            yield Mark(
                kind=kind, colour_index=curve.colour_index, series_kind=curve.series_kind, metric=curve.metric, x=x, y=y
            )


def _leading(marks: list[Mark]) -> list[Mark]:
    """Let the farthest outlier above, and the one below, lead: its value is written beside it."""
    above = max((mark for mark in marks if mark.kind == "above"), key=lambda mark: max(mark.y), default=None)
    below = min((mark for mark in marks if mark.kind == "below"), key=lambda mark: min(mark.y), default=None)
    return [replace(mark, leads=mark is above or mark is below) for mark in marks]
