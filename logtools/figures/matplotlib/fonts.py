"""Which characters of a figure's names no installed font can draw: they would be boxes, and a notice says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from logtools.figures.elements import FigureSpec
from logtools.figures.matplotlib.settings import settings
from logtools.figures.text import plain

__all__ = ["names_of", "unwritable"]


def names_of(spec: FigureSpec) -> str:
    """Return all text that a figure writes."""
    labels = [spec.title or "", *spec.notes, *(hue.label for hue in spec.hues), spec.scale.name if spec.scale else ""]
    for panel in spec.panels:
        ticks = [name for _, name in panel.ticks] + [name for rule in panel.rules for _, name in rule.ticks]
        cells = [*panel.cells.x, *panel.cells.y] if panel.cells else []
        rules = [rule.label for rule in panel.rules]
        labels += [panel.x_label, panel.y_label, panel.caption, panel.facet, *ticks, *rules, *cells]
    return "".join(labels)


def unwritable(spec: FigureSpec) -> str:
    """Return the characters that no font has, each once, in order; empty where all can be drawn."""
    from matplotlib.font_manager import get_font

    wanted = {c: None for c in plain(names_of(spec)) if not c.isascii()}
    if not wanted:
        return ""
    with settings(text=names_of(spec)):
        fonts = [get_font(path) for path in _paths()]
    return "".join(c for c in wanted if not any(font.get_char_index(ord(c)) for font in fonts))


def _paths() -> Iterator[str]:
    """Yield the files of the fonts that the settings name."""
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties, findfont

    chosen: dict[str, Any] = {str(name): value for name, value in mpl.rcParams.items()}
    for family in chosen["font.family"]:
        for name in chosen.get(f"font.{family}", [family]):
            try:
                yield str(findfont(FontProperties(family=name), fallback_to_default=False))
            except ValueError:  # not installed
                continue
