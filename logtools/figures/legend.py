"""What the legends of a figure list: the runs by colour, and the kinds of value by line style.

A single run needs no list of runs: its own colour shows the styles. Among many runs, those without a colour of their
own are one entry, `+30 more`.
"""

from __future__ import annotations

from dataclasses import dataclass

from logtools.figures.elements import FigureSpec, Mark, Panel, Role
from logtools.figures.theme import GREY, MARKS, LineStyle, MarkStyle, colours, line_style

__all__ = ["Entry", "hue_entries", "role_entries"]

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


def _order(role: Role) -> tuple[object, ...]:
    stages = ("train", "val", "test", "predict", None)
    return (stages.index(role.stage), role.granularity != "step", not role.faint, role.variant)


def _marks(panels: tuple[Panel, ...]) -> list[Mark]:
    return [mark for panel in panels for mark in panel.marks]


def _solid(colour: str) -> LineStyle:
    return LineStyle(colour=colour, dashes="solid", marker="", marker_size=4.5, width=2.4, alpha=1.0)


def _band(colour: str) -> LineStyle:
    return LineStyle(colour=colour, dashes="solid", marker="", marker_size=4.5, width=8, alpha=0.25)
