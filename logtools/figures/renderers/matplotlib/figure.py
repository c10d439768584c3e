"""The whole figure: a grid of panels, and what surrounds them (title, notes, legends)."""

from __future__ import annotations

import math
import os
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib.colorbar import draw_scale
from logtools.figures.renderers.matplotlib.contrast import seen, seen_around
from logtools.figures.renderers.matplotlib.fonts import names_of
from logtools.figures.renderers.matplotlib.panel import Space, draw_panels
from logtools.figures.renderers.matplotlib.results import row_label
from logtools.figures.renderers.matplotlib.settings import settings
from logtools.figures.spec import FigureSpec
from logtools.figures.style.legend import Entry, hue_entries, role_entries, scale_entries
from logtools.figures.style.theme import CROWD, GREY, LineStyle
from logtools.text.escaping import printable
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

__all__ = ["draw"]

_Place = Literal["outside right center", "outside lower center"]

#: Inches: width and height of a panel, width of the list of runs, heights of a line of notes and of what stands around.
_PANEL, _HUE_LEGEND, _NOTE_LINE, _AROUND = (4.4, 3.1), 2.4, 0.17, 0.7
_COLOUR_BAR = 0.9
#: The height of a row and what a line of its name adds, the width that a parallel axis takes.
_ROW, _ROW_LINE, _RULE = 0.12, 0.17, 0.85
#: Around the curves of a panel: the room for labels, in inches.
_MARGINS = 0.9
#: Letters are made smaller with the figure, but not smaller than this; a figure that is narrower than this part of what
#: it would be has the list of its runs at the foot.
_SMALLEST, _WIDE = 0.75, 0.75
#: Characters of a line of notes in an inch, and of the shortest; of a line of a legend.
_NOTE_LETTERS, _NOTE = 16, 20
_ENTRY = 40
#: A single panel is drawn larger, by these factors.
_SINGLE = (1.4, 1.2)
#: Panels with many runs are drawn higher, by this factor.
_CROWDED = 1.25


def draw(  # noqa: PLR0913 - what is drawn, and how
    spec: FigureSpec,
    *,
    ax: Axes | Iterable[Axes] | None = None,
    size: tuple[float, float] | None = None,
    dpi: float = 150,
    style: str | os.PathLike[str] | None = None,
    notes: bool = True,
) -> Figure:
    """Draw a figure.

    Args:
        spec: what to draw.
        ax: axes to draw on (one, or what `subplots` returns), as many as there are panels; if None, a new figure with
            its legends outside the panels.
        size: width and height of the new figure in inches; by the number of panels if None.
        dpi: dots per inch of the new figure.
        style: a matplotlib style sheet: the name of one that matplotlib knows, or a file.
        notes: whether to write the notes into the new figure.

    Returns:
        The figure that was drawn on.

    Raises:
        InvalidValueError: the number of axes is not the number of panels, a size is not positive, or the style sheet
            cannot be read.
    """
    spec = spec if notes else replace(spec, notes=())
    natural = _size(spec)
    _check(size or natural, dpi)
    shrunk = 1.0 if size is None else min(1.0, max(_SMALLEST, min(size[0] / natural[0], size[1] / natural[1])))
    with settings(text=printable(names_of(spec)), style=style, shrunk=shrunk):
        if ax is not None:
            return _draw_on(spec, _axes(ax))
        figure, axes = _new_figure(spec, size or natural, dpi)
        beside = _beside(spec) if figure.get_figwidth() > _WIDE * natural[0] else 0.0
        width = (figure.get_figwidth() - beside * shrunk) / _grid(spec)[1] - _MARGINS * shrunk
        draw_panels(spec, axes, Space(width=width, shrunk=shrunk))
        if spec.scale is not None:
            draw_scale(figure, axes, spec.scale)
        _surround(spec, figure, shrunk=shrunk, beside=beside > 0)
        if shrunk < 1:
            _shrink(figure, shrunk)
        return figure


def _check(size: object, dpi: float) -> None:
    if not (
        isinstance(size, tuple | list) and len(size) == 2 and all(isinstance(n, int | float) for n in (*size, dpi))
    ):
        raise InvalidValueError(f"a size is a width and a height in inches, such as (8, 5), not {size!r}")
    if not all(math.isfinite(length) and length > 0 for length in (*size, dpi)):
        raise InvalidValueError(f"a figure cannot be {size[0]:g} by {size[1]:g} inches at {dpi:g} dots per inch")


def _axes(given: Axes | Iterable[Axes]) -> list[Axes]:
    import numpy as np
    from matplotlib.axes import Axes

    axes = list(np.ravel(np.asarray(given, dtype=object)))
    if not all(isinstance(one, Axes) for one in axes):
        raise InvalidValueError(f"ax must be axes of matplotlib, or several of them, not {given!r}")
    return axes


def _shrink(figure: Figure, by: float) -> None:
    """Make lines and markers as small as the letters."""
    import numpy as np
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D

    for line in figure.findobj(Line2D):
        line.set(linewidth=line.get_linewidth() * by, markersize=line.get_markersize() * by)
    for lines in figure.findobj(LineCollection):
        lines.set_linewidth([width * by for width in np.atleast_1d(lines.get_linewidth())])


def _draw_on(spec: FigureSpec, axes: list[Axes]) -> Figure:
    if len(axes) != len(spec.panels):
        names = ", ".join(panel.quantity for panel in spec.panels)
        raise InvalidValueError(f"{len(spec.panels)} axes are needed, one a panel ({names}), not {len(axes)}")
    figure = axes[0].get_figure(root=True)
    if figure is None:
        raise InvalidValueError("the axes belong to no figure any more")
    extent = axes[0].get_position().width * figure.get_figwidth()
    draw_panels(spec, axes, Space(width=extent))
    if entries := [*hue_entries(spec), *scale_entries(spec), *role_entries(spec)]:
        handles, names_ = _samples(entries, seen), _stand_ins(entries)
        _label(axes[0].legend(handles, names_, fontsize="small", framealpha=0.8), entries)
    return figure


def _grid(spec: FigureSpec) -> tuple[int, int]:
    """Return the rows and columns that the panels stand in."""
    if spec.grid is not None:
        return spec.grid
    count = len(spec.panels)
    columns = min(count, 2 if count in {2, 4} else 3)
    return math.ceil(count / columns), columns


def _size(spec: FigureSpec) -> tuple[float, float]:
    rows, columns = _grid(spec)
    wider, higher = _SINGLE if len(spec.panels) == 1 else (1.0, 1.0)
    if len(spec.hues) > CROWD:
        higher *= _CROWDED
    wide, high = _PANEL[0] * wider, _PANEL[1] * higher
    for panel in spec.panels:
        wide = max(wide, len(panel.rules) * _RULE)
        high = max(high, sum(_ROW + _ROW_LINE * len(row_label(name)) for name in panel.rows))
    width = columns * wide + _beside(spec)
    return width, rows * high + _AROUND + len(_note_lines(spec, width)) * _NOTE_LINE


def _note_lines(spec: FigureSpec, width: float) -> list[str]:
    """Return the lines that the notes take in a figure that is so many inches wide."""
    letters = max(_NOTE, int(width * _NOTE_LETTERS))
    return [
        line for note in spec.notes for line in textwrap.wrap(printable(note), letters, max_lines=3, placeholder=" …")
    ]


def _beside(spec: FigureSpec) -> float:
    """Return how wide the list of runs, or the colour bar, on the right is."""
    return 0.0 if len(spec.hues) == 1 else _HUE_LEGEND if spec.scale is None else _COLOUR_BAR


def _new_figure(spec: FigureSpec, size: tuple[float, float], dpi: float) -> tuple[Figure, list[Axes]]:
    from logtools.figures.renderers.matplotlib.notebook_figure import NotebookFigure

    figure = NotebookFigure(figsize=size, dpi=dpi, layout="constrained")
    axes = list(figure.subplots(*_grid(spec), squeeze=False).flat)
    count = len(spec.panels)
    for unused in axes[count:]:
        unused.remove()
    return figure, axes[:count]


def _surround(spec: FigureSpec, figure: Figure, *, shrunk: float, beside: bool) -> None:
    """Write what belongs to the whole figure: title and notes above, kinds of value below, runs there or beside."""
    width, height = (length / shrunk for length in figure.get_size_inches())
    if spec.title:
        figure.suptitle(legible(spec.title, width=int(width * 9)), x=0.01, ha="left", fontsize="large")
    if spec.notes:
        below = 0.36 if spec.title else 0.06
        lines = _note_lines(spec, width)
        figure.text(0.01, 1 - below / height, "\n".join(lines), fontsize="small", color=seen_around(GREY), va="top")
        # matplotlib leaves room for a title, not for what stands below it
        room = len(lines) * _NOTE_LINE + 0.12
        figure.set_layout_engine("constrained", rect=(0, 0, 1, 1 - room / height))
    runs, kinds = hue_entries(spec), role_entries(spec)
    if beside:
        _outside(figure, runs, loc="outside right center", columns=1)
    at_foot = kinds if beside else [*runs, *kinds]
    _outside(figure, at_foot, loc="outside lower center", columns=_columns(at_foot, width))


def _columns(entries: Sequence[Entry], width: float) -> int:
    """Return how many entries fit side by side into a width in inches, going by the length of their labels."""
    lengths = [0.07 * len(entry.label) + 0.55 for entry in entries]
    if sum(lengths) <= width:
        return max(1, len(lengths))
    return max(1, int(width / max(lengths)))


def _outside(figure: Figure, entries: Sequence[Entry], *, loc: _Place, columns: int) -> None:
    if entries:
        handles, names = _samples(entries, seen_around), _stand_ins(entries)
        legend = figure.legend(handles, names, loc=loc, ncols=columns, fontsize="small", frameon=False)
        _label(legend, entries)


def _samples(entries: Sequence[Entry], see: Callable[[str], str]) -> list[Line2D]:
    """Return what stands beside the names of a legend, in colours that can be seen where it is."""
    from matplotlib.lines import Line2D

    samples: list[Line2D] = []
    for entry in entries:
        style, colour = entry.style, see(entry.colour)
        if isinstance(style, LineStyle):
            line = Line2D(
                [],
                [],
                color=see(style.colour),
                linestyle=style.dashes,
                marker=style.marker,
                markersize=style.marker_size,
            )
            line.set(linewidth=style.width, alpha=style.alpha)
        else:
            line = Line2D([], [], color=colour, linestyle="none", marker=style.marker, markersize=style.size * 0.8)
            line.set(markerfacecolor=colour if style.filled else "none", markeredgecolor=see(style.edge or colour))
        samples.append(line)
    return samples


def _stand_ins(entries: Sequence[Entry]) -> list[str]:
    """Return numbers to make a legend with, which leaves out what starts with an underscore; `_label` writes names."""
    return [str(i) for i in range(len(entries))]


def _label(legend: Legend, entries: Sequence[Entry]) -> None:
    for text, entry in zip(legend.get_texts(), entries, strict=True):
        text.set_text(_written(entry))
        text.set_fontweight("bold" if entry.strong else "normal")


def _written(entry: Entry) -> str:
    """Write an entry in one line, or its aside below it where there is no room for both."""
    label, aside = (legible(part, width=_ENTRY) for part in (entry.label, entry.aside))
    return f"{label}{' ' if len(label) + len(aside) < _ENTRY else chr(10)}{aside}" if aside else label
