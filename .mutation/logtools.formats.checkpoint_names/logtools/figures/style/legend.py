"""The entries of a figure's legends: runs by colour, and kinds of series by line style.

With a single run there is no run legend: the series legend shows its colour. With many runs, those without their own
colour share one entry, `+30 more`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from logtools.figures.spec import (
    Curve,
    CurvePanel,
    FigureSpec,
    IntervalPanel,
    Mark,
    Panel,
    ParallelPanel,
    ScatterPanel,
    SeriesKind,
)
from logtools.figures.style.lines import LineStyle, line_style
from logtools.figures.style.marks import MARKS, MarkStyle
from logtools.figures.style.palette import GREY, along, colours
from logtools.text.numbers import number

__all__ = ["Entry", "run_entries", "scale_entries", "series_entries"]

#: Most values of a scale that the legend lists one by one.
_LEVELS = 6
_INTERVAL = MarkStyle(marker="diamond", size=6, filled=True, edge="#000000", label="")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a legend."""

    label: str
    #: The style of its sample.
    style: LineStyle | MarkStyle
    colour: str
    #: Whether it is emphasised as the best run; and the metric of which it has the best value.
    strong: bool = False
    aside: str = ""


def run_entries(spec: FigureSpec) -> list[Entry]:
    """Return an entry per run in the order of the colours; empty if a colour scale or the panels name the runs."""
    if len(spec.run_colours) == 1 or spec.scale is not None or _named_by_panels(spec):
        return []
    palette = colours(spec.run_colours)
    named = [
        Entry(
            label=run_colour.label,
            style=_solid(c),
            colour=c,
            strong=run_colour.winner,
            aside=f"(best {run_colour.best_of})"
            if run_colour.winner
            else "",  # other metrics may have another best run
        )
        for run_colour, c in zip(spec.run_colours, palette, strict=True)
        if run_colour.named
    ]
    rest = [c for run_colour, c in zip(spec.run_colours, palette, strict=True) if not run_colour.named]
    return [*named, *(Entry(label=f"+{len(rest)} more", style=_solid(c), colour=c) for c in rest[:1])]


def scale_entries(spec: FigureSpec) -> list[Entry]:
    """Return entries for values along the colour scale, for renderers without a colour bar; empty without a scale."""
    scale = spec.scale
    if scale is None:
        return []
    known = sorted({run_colour.value for run_colour in spec.run_colours if run_colour.value is not None})
    middle = math.sqrt(scale.low * scale.high) if scale.log else (scale.low + scale.high) / 2
    shown = known if len(known) <= _LEVELS else [scale.low, middle, scale.high]
    shades = [along(scale, value) for value in shown]
    named = [
        Entry(label=f"{scale.name}={number(value)}", style=_solid(shade), colour=shade)
        for value, shade in zip(shown, shades, strict=True)
    ]
    rest = [run_colour for run_colour in spec.run_colours if run_colour.value is None]
    shade = colours(rest, scale)[0] if rest else ""
    return [*named, *([Entry(label=f"{scale.name} not set", style=_solid(shade), colour=shade)] if rest else [])]


def series_entries(spec: FigureSpec) -> list[Entry]:
    """Return an entry for each kind of series and mark in the figure: lines first, then marks."""
    colour = GREY if len(spec.run_colours) > 1 else colours(spec.run_colours, spec.scale)[0]
    curves = [curve for panel in spec.panels for curve in _curves(panel) if curve.series_kind.label]
    lines: dict[str, Entry] = {}
    for series_kind in sorted((curve.series_kind for curve in curves), key=_order):
        style = line_style(series_kind, colour, runs=1)
        lines.setdefault(series_kind.label, Entry(label=series_kind.label, style=style, colour=colour))
    kinds = {mark.kind for panel in spec.panels for mark in _marks(panel)}
    marks = [Entry(label=style.label, style=style, colour=colour) for kind, style in MARKS.items() if kind in kinds]
    intervals = any(isinstance(panel, IntervalPanel) and panel.intervals for panel in spec.panels)
    look, shade = (_INTERVAL, "#000000") if intervals else (_band(colour), colour)
    band = [Entry(label=spec.band, style=look, colour=shade)] if spec.band else []
    return [*lines.values(), *band, *marks]


def _named_by_panels(spec: FigureSpec) -> bool:
    labels = [run_colour.label for run_colour in spec.run_colours]
    return all(
        isinstance(panel, CurvePanel)
        and panel.facet
        and {labels[curve.colour_index] for curve in panel.curves} <= {panel.facet}
        for panel in spec.panels
    )


def _order(series_kind: SeriesKind) -> tuple[object, ...]:
    stages = ("train", "val", "test", "predict", None)
    return (
        stages.index(series_kind.stage),
        series_kind.granularity != "step",
        not series_kind.faint,
        series_kind.variant,
    )


def _curves(panel: Panel) -> tuple[Curve, ...]:
    return panel.curves if isinstance(panel, CurvePanel | ScatterPanel | ParallelPanel) else ()


def _marks(panel: Panel) -> tuple[Mark, ...]:
    return panel.marks if isinstance(panel, CurvePanel | ScatterPanel | IntervalPanel) else ()


def _solid(colour: str) -> LineStyle:
    return LineStyle(colour=colour, dashes="solid", marker=None, marker_size=4.5, width=2.4, alpha=1.0)


def _band(colour: str) -> LineStyle:
    return LineStyle(colour=colour, dashes="solid", marker=None, marker_size=4.5, width=8, alpha=0.25)
