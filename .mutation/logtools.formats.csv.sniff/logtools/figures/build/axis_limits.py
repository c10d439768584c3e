"""Choose the limits and the scale of a panel's axes.

The y-axis is logarithmic if the caller asks for it and all values are positive. A note suggests a log scale where it
would show more. A logarithmic x-axis cannot show step or epoch 0, so points at 0 are left out. Outliers that flatten
the rest of the curve are clipped: they are marked at the edge of the panel, with the value of the farthest one. By
default, curves are clipped only if the outliers hide everything else. Best values and test results are always shown.
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

#: Least fractions of the values that are shown; a smaller one is used only if a larger one does not help. Then the
#: margin above and below, as a fraction of the height that they cover.
_PARTS, _MARGIN = (0.98, 0.95, 0.9), 0.25
#: Larger values cannot be drawn to scale: the margin around them would overflow a float.
LARGEST = 1e300
#: A logarithmic axis treats smaller values as 0: the margin around them would underflow.
_SMALLEST = 1e-300
#: Outliers hide the rest if the full range is at least `_HIDDEN` times the range of the middle `_MOST` of the values.
#: They are clipped if that makes the rest at least `_GAIN` times higher.
_HIDDEN, _MOST, _GAIN = 20, 0.9, 4
#: With fewer values than this, none counts as an outlier.
_FEW = 10
#: A log scale is suggested if the values span at least this many orders of magnitude.
_DECADES = 3
_NAME_WIDTH = 32
_Line = TypeVar("_Line", Curve, Band, Mark)


@dataclass(frozen=True, kw_only=True)
class AxisOptions:
    """Options for the y-axes of a figure."""

    #: Whether the y-axes are logarithmic.
    log: bool = False
    #: Whether outliers are clipped; None clips them only if they hide everything else.
    clip: bool | None = None


def choose_axes(panels: Sequence[CurvePanel], options: AxisOptions) -> tuple[list[CurvePanel], list[str]]:
    """Choose the axes of panels that share a y-axis: one panel, or the facets of a quantity.

    Returns:
        The panels, with a mark for each value outside their axes; and notes.
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
    """Leave out points that a logarithmic x-axis cannot show; make the axis linear if no point is left."""
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
    """Mark values that are too large to draw at the edge of the panel."""
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
    """Return bottom and top of the visible range; None to show everything."""
    if clip is False or len(values) < _FEW:
        return None
    limits = _limits(values, held, _PARTS[0], log=log) if clip else None if log else _helpful_view(values, held)
    if limits is None or (values[0] >= limits[0] and values[-1] <= limits[1]):
        return None
    return limits


def _clipped(panel: CurvePanel, limits: tuple[float, float]) -> CurvePanel:
    edge = [mark for curve in panel.curves for mark in _outside(curve, *limits)]
    return replace(panel, y_limits=limits, marks=(*panel.marks, *_leading(edge)))


def _helpful_view(values: list[float], held: list[float]) -> tuple[float, float] | None:
    """Return bottom and top of a view without the outliers that flatten the rest; None if there are none."""
    rest = (1 - _MOST) / 2
    full, most = values[-1] - values[0], _quantile(values, 1 - rest) - _quantile(values, rest)
    if full < _HIDDEN * most:
        return None
    views = (_limits(values, held, part, log=False) for part in _PARTS)
    return next(((bottom, top) for bottom, top in views if full >= _GAIN * (top - bottom)), None)


def _limits(values: list[float], held: list[float], part: float, *, log: bool) -> tuple[float, float]:
    """Return bottom and top of the view, within the range of the values."""
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
    """Set `leads` on the farthest outlier above and below: its value is written beside it."""
    above = max((mark for mark in marks if mark.kind == "above"), key=lambda mark: max(mark.y), default=None)
    below = min((mark for mark in marks if mark.kind == "below"), key=lambda mark: min(mark.y), default=None)
    return [replace(mark, leads=mark is above or mark is below) for mark in marks]
