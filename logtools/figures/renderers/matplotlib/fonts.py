"""Which characters of a figure's names no installed font can draw: they would be boxes, and a notice says so."""

from __future__ import annotations

from logtools.figures.renderers.matplotlib.settings import lacking, settings
from logtools.figures.spec import FigureSpec
from logtools.text.escaping import printable

__all__ = ["names_of", "unwritable"]


def names_of(spec: FigureSpec) -> str:
    """Return all text that a figure writes."""
    labels = [spec.title or "", *spec.notes, *(hue.label for hue in spec.hues), spec.scale.name if spec.scale else ""]
    for panel in spec.panels:
        ticks = [name for rule in panel.rules for _, name in rule.ticks]
        cells = [*panel.cells.x, *panel.cells.y] if panel.cells else []
        rules = [rule.label for rule in panel.rules]
        labels += [panel.x_label, panel.y_label, panel.caption, panel.facet, *panel.rows, *ticks, *rules, *cells]
    return "".join(labels)


def unwritable(spec: FigureSpec) -> str:
    """Return the characters that no font has, each once, in order; empty where all can be drawn."""
    text = printable(names_of(spec))
    if text.isascii():
        return ""
    with settings(text=text):
        return lacking(text)
