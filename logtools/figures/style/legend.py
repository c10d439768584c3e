"""What the legends of a figure list: the runs by colour, and the kinds of value by line style.

A single run needs no list of runs: its own colour shows the styles. Among many runs, those without a colour of their
own are one entry, `+30 more`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from logtools.figures.spec import FigureSpec, Mark, Panel, SeriesKind
from logtools.figures.style.theme import GREY, MARKS, LineStyle, MarkStyle, along, colours, line_style
from logtools.text.numbers import number

__all__ = ["Entry", "hue_entries", "role_entries", "scale_entries"]

#: As many values of a scale are listed one by one.
_LEVELS = 6
_INTERVAL = MarkStyle(marker="D", size=6, filled=True, edge="#000000", label="")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a legend."""

    label: str
    #: How its sample is drawn.
    style: LineStyle | MarkStyle
    colour: str
    #: Whether it stands out: the best run; and what at.
    strong: bool = False
    aside: str = ""


def hue_entries(spec: FigureSpec) -> list[Entry]:
    """List the runs, in the order of the hues; nothing where a scale, or the panels' own names, stand for them."""
    if len(spec.hues) == 1 or spec.scale is not None or _named_by_panels(spec):
        return []
    palette = colours(spec.hues)
    named = [
        Entry(
            label=hue.label,
            style=_solid(c),
            colour=c,
            strong=hue.winner,
            aside=f"(best {hue.best_of})" if hue.winner else "",  # another metric may see that otherwise
        )
        for hue, c in zip(spec.hues, palette, strict=True)
        if hue.named
    ]
    rest = [c for hue, c in zip(spec.hues, palette, strict=True) if not hue.named]
    return [*named, *(Entry(label=f"+{len(rest)} more", style=_solid(c), colour=c) for c in rest[:1])]


def scale_entries(spec: FigureSpec) -> list[Entry]:
    """List values along the scale of a figure, where there is no room for a colour bar; nothing without a scale."""
    scale = spec.scale
    if scale is None:
        return []
    known = sorted({hue.value for hue in spec.hues if hue.value is not None})
    middle = math.sqrt(scale.low * scale.high) if scale.log else (scale.low + scale.high) / 2
    shown = known if len(known) <= _LEVELS else [scale.low, middle, scale.high]
    shades = [along(scale, value) for value in shown]
    named = [
        Entry(label=f"{scale.name}={number(value)}", style=_solid(shade), colour=shade)
        for value, shade in zip(shown, shades, strict=True)
    ]
    rest = [hue for hue in spec.hues if hue.value is None]
    shade = colours(rest, scale)[0] if rest else ""
    return [*named, *([Entry(label=f"{scale.name} not set", style=_solid(shade), colour=shade)] if rest else [])]


def role_entries(spec: FigureSpec) -> list[Entry]:
    """List the kinds of value that occur: lines first, then marks."""
    colour = GREY if len(spec.hues) > 1 else colours(spec.hues, spec.scale)[0]
    curves = [curve for panel in spec.panels for curve in panel.curves if curve.role.label]
    lines: dict[str, Entry] = {}
    for role in sorted((curve.role for curve in curves), key=_order):
        style = line_style(role, colour, runs=1)
        lines.setdefault(role.label, Entry(label=role.label, style=style, colour=colour))
    kinds = {mark.kind for mark in _marks(spec.panels)}
    marks = [Entry(label=style.label, style=style, colour=colour) for kind, style in MARKS.items() if kind in kinds]
    intervals = any(panel.intervals for panel in spec.panels)
    look, shade = (_INTERVAL, "#000000") if intervals else (_band(colour), colour)
    band = [Entry(label=spec.band, style=look, colour=shade)] if spec.band else []
    return [*lines.values(), *band, *marks]


def _named_by_panels(spec: FigureSpec) -> bool:
    labels = [hue.label for hue in spec.hues]
    return all(panel.facet and {labels[curve.hue] for curve in panel.curves} <= {panel.facet} for panel in spec.panels)


def _order(role: SeriesKind) -> tuple[object, ...]:
    stages = ("train", "val", "test", "predict", None)
    return (stages.index(role.stage), role.granularity != "step", not role.faint, role.variant)


def _marks(panels: tuple[Panel, ...]) -> list[Mark]:
    return [mark for panel in panels for mark in panel.marks]


def _solid(colour: str) -> LineStyle:
    return LineStyle(colour=colour, dashes="solid", marker="", marker_size=4.5, width=2.4, alpha=1.0)


def _band(colour: str) -> LineStyle:
    return LineStyle(colour=colour, dashes="solid", marker="", marker_size=4.5, width=8, alpha=0.25)
