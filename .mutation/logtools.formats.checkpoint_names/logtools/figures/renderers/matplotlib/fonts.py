"""Find the characters in a figure's text that no installed font has. A note names them."""

from __future__ import annotations

from logtools.figures.renderers.matplotlib.font_fallback import lacking
from logtools.figures.renderers.matplotlib.theme import read_theme
from logtools.figures.spec import CurvePanel, FigureSpec, HeatmapPanel, IntervalPanel, Panel, ParallelPanel
from logtools.text.printable import printable

__all__ = ["names_of", "unwritable"]


def names_of(spec: FigureSpec) -> str:
    """Return all names in a figure as one string."""
    labels = [spec.title or "", *spec.notes, *(one.label for one in spec.run_colours)]
    labels += [spec.scale.name] if spec.scale else []
    for panel in spec.panels:
        labels += [panel.caption, *_names_of_panel(panel)]
    return "".join(labels)


def _names_of_panel(panel: Panel) -> list[str]:
    match panel:
        case ParallelPanel():
            return [name for axis in panel.axes for name in (axis.label, *(text for _, text in axis.ticks))]
        case IntervalPanel():
            return [panel.x_label, *panel.row_labels]
        case HeatmapPanel():
            return [panel.x_label, panel.y_label, *panel.columns, *panel.rows]
        case CurvePanel():
            return [panel.x_label, panel.y_label, panel.facet]
        case _:
            return [panel.x_label, panel.y_label]


def unwritable(spec: FigureSpec) -> str:
    """Return the distinct characters that no font has, in order; empty if all can be drawn."""
    text = printable(names_of(spec))
    if text.isascii():
        return ""
    theme = read_theme(text=text)
    return lacking(text, theme.families, theme.settings)
