"""Draw a whole figure: a grid of panels, and the title, notes and legends around them."""

from __future__ import annotations

import math
import os
import textwrap
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from logtools.errors import InvalidValueError, require_type
from logtools.figures.renderers.matplotlib.colorbar import draw_scale
from logtools.figures.renderers.matplotlib.fonts import names_of
from logtools.figures.renderers.matplotlib.legends import columns_for, draw_on_axes, draw_outside
from logtools.figures.renderers.matplotlib.panel import draw_panels
from logtools.figures.renderers.matplotlib.panel_labels import Space
from logtools.figures.renderers.matplotlib.results import row_label
from logtools.figures.renderers.matplotlib.theme import Theme, read_theme
from logtools.figures.spec import FigureSpec, IntervalPanel, ParallelPanel
from logtools.figures.style.legend import run_entries, scale_entries, series_entries
from logtools.figures.style.lines import CROWD
from logtools.figures.style.palette import GREY
from logtools.text.printable import printable
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw"]

#: Inches: size of a panel, width of the run legend, height of a line of notes and of everything around the panels.
_PANEL, _RUN_LEGEND, _NOTE_LINE, _AROUND = (4.4, 3.1), 2.4, 0.17, 0.7
_COLOUR_BAR = 0.9
#: Inches: height of a row, extra height per line of its label, width of a parallel axis.
_ROW, _ROW_LINE, _PARALLEL_AXIS = 0.12, 0.17, 0.85
#: Inches around the curves of a panel, for labels.
_MARGINS = 0.9
#: Least factor by which text shrinks with the figure; a figure narrower than this fraction of its default width has the
#: run legend below the panels.
_SMALLEST, _WIDE = 0.75, 0.75
#: Characters of notes per inch, and least number of characters per line.
_NOTE_LETTERS, _NOTE = 16, 20
#: A single panel is larger by these factors.
_SINGLE = (1.4, 1.2)
#: Panels with many runs are higher by this factor.
_CROWDED = 1.25


def draw(  # noqa: PLR0913 - figure and options
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
        ax: axes to draw on, one per panel (a single `Axes`, or what `subplots` returns); None draws a new figure with
            its legends outside the panels.
        size: width and height of the new figure in inches; None chooses by the number of panels.
        dpi: dots per inch of the new figure.
        style: a matplotlib style sheet: its name, or a file.
        notes: whether the new figure shows its notes.

    Returns:
        The figure that was drawn on.

    Raises:
        InvalidValueError: an argument has the wrong type, the number of axes differs from the number of panels, a size
            is not positive, or the style sheet cannot be read.
    """
    require_type("spec", spec, FigureSpec, "a FigureSpec, as `Logs.figure` returns")
    require_type("style", style, (str, os.PathLike, type(None)), "the name or the path of a matplotlib style sheet")
    require_type("notes", notes, bool, "True or False")
    spec = spec if notes else replace(spec, notes=())
    natural = _size(spec)
    inches = natural if size is None else size
    _check(inches, dpi)
    shrunk = 1.0 if size is None else min(1.0, max(_SMALLEST, min(size[0] / natural[0], size[1] / natural[1])))
    theme = read_theme(text=printable(names_of(spec)), style=style, shrunk=shrunk)
    if ax is not None:
        return _draw_on(spec, _axes(ax), theme)
    figure, axes = _new_figure(spec, inches, dpi, theme)
    beside = _beside(spec) if figure.get_figwidth() > _WIDE * natural[0] else 0.0
    width = (figure.get_figwidth() - beside * shrunk) / _grid(spec)[1] - _MARGINS * shrunk
    draw_panels(spec, axes, Space(width=width, shrunk=shrunk), theme, own=True)
    if spec.scale is not None:
        draw_scale(figure, axes, spec.scale, theme)
    _surround(spec, figure, theme, shrunk=shrunk, beside=beside > 0)
    _sketch(figure, theme)
    if shrunk < 1:
        _shrink(figure, shrunk)
    return figure


def _check(size: object, dpi: float) -> None:
    if not (
        isinstance(size, tuple | list) and len(size) == 2 and all(isinstance(n, int | float) for n in (*size, dpi))
    ):
        raise InvalidValueError(f"size must be a width and a height in inches, such as (8, 5), not {size!r}")
    if not all(math.isfinite(length) and length > 0 for length in (*size, dpi)):
        raise InvalidValueError(f"invalid figure size: {size[0]:g} x {size[1]:g} inches at {dpi:g} dpi")


def _axes(given: Axes | Iterable[Axes]) -> list[Axes]:
    import numpy as np
    from matplotlib.axes import Axes

    axes = list(np.ravel(np.asarray(given, dtype=object)))
    if not all(isinstance(one, Axes) for one in axes):
        raise InvalidValueError(f"ax must be matplotlib axes, or a sequence of them, not {given!r}")
    return axes


def _draw_on(spec: FigureSpec, axes: list[Axes], theme: Theme) -> Figure:
    """Draw on the caller's axes, and keep their fonts, ticks and colours."""
    if len(axes) != len(spec.panels):
        names = ", ".join(panel.quantity for panel in spec.panels)
        raise InvalidValueError(f"need {len(spec.panels)} axes, one per panel ({names}), not {len(axes)}")
    if axes[0].figure is None:
        raise InvalidValueError("the axes do not belong to a figure (removed?)")
    figure = axes[0].figure.figure  # the root of a subfigure; `get_figure(root=True)` needs matplotlib 3.10
    extent = axes[0].get_position().width * figure.get_figwidth()
    draw_panels(spec, axes, Space(width=extent), theme, own=False)
    draw_on_axes(axes[0], [*run_entries(spec), *scale_entries(spec), *series_entries(spec)], theme)
    return figure


def _grid(spec: FigureSpec) -> tuple[int, int]:
    """Return the rows and columns of panels."""
    if spec.grid is not None:
        return spec.grid
    count = len(spec.panels)
    columns = min(count, 2 if count in {2, 4} else 3)
    return math.ceil(count / columns), columns


def _size(spec: FigureSpec) -> tuple[float, float]:
    """Return the default width and height of a figure, in inches."""
    rows, columns = _grid(spec)
    wider, higher = _SINGLE if len(spec.panels) == 1 else (1.0, 1.0)
    if len(spec.run_colours) > CROWD:
        higher *= _CROWDED
    wide, high = _PANEL[0] * wider, _PANEL[1] * higher
    for panel in spec.panels:
        if isinstance(panel, ParallelPanel):
            wide = max(wide, len(panel.axes) * _PARALLEL_AXIS)
        if isinstance(panel, IntervalPanel):
            high = max(high, sum(_ROW + _ROW_LINE * len(row_label(name)) for name in panel.row_labels))
    width = columns * wide + _beside(spec)
    return width, rows * high + _AROUND + len(_note_lines(spec, width)) * _NOTE_LINE


def _note_lines(spec: FigureSpec, width: float) -> list[str]:
    """Return the lines of the notes in a figure of this width (inches)."""
    letters = max(_NOTE, int(width * _NOTE_LETTERS))
    return [
        line for note in spec.notes for line in textwrap.wrap(printable(note), letters, max_lines=3, placeholder=" …")
    ]


def _beside(spec: FigureSpec) -> float:
    """Return the width of the run legend or the colour bar on the right, in inches."""
    return 0.0 if len(spec.run_colours) == 1 else _RUN_LEGEND if spec.scale is None else _COLOUR_BAR


def _new_figure(spec: FigureSpec, size: tuple[float, float], dpi: float, theme: Theme) -> tuple[Figure, list[Axes]]:
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    from logtools.figures.renderers.matplotlib.notebook_figure import NotebookFigure

    pads = {name: theme[f"figure.constrained_layout.{name}"] for name in ("w_pad", "h_pad", "wspace", "hspace")}
    figure = NotebookFigure(
        figsize=size,
        dpi=dpi,
        facecolor=theme["figure.facecolor"],
        edgecolor=theme["figure.edgecolor"],
        frameon=theme["figure.frameon"],
        layout=ConstrainedLayoutEngine(**pads),
    )
    axes = list(figure.subplots(*_grid(spec), squeeze=False).flat)
    count = len(spec.panels)
    for unused in axes[count:]:
        unused.remove()
    return figure, axes[:count]


def _surround(spec: FigureSpec, figure: Figure, theme: Theme, *, shrunk: float, beside: bool) -> None:
    """Write title and notes above the panels, the series legend below, and the run legend beside or below them."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    width, height = (length / shrunk for length in figure.get_size_inches())
    if spec.title:
        title = legible(spec.title, width=int(width * 9))
        text = theme.text("large", weight=theme["figure.titleweight"])
        figure.suptitle(title, x=0.01, ha="left", color=theme["text.color"], **text)
    if spec.notes:
        below = 0.36 if spec.title else 0.06
        lines = _note_lines(spec, width)
        colour = theme.visible_around(GREY)
        figure.text(0.01, 1 - below / height, "\n".join(lines), color=colour, va="top", **theme.text("small"))
        # matplotlib reserves space for a title, but not for the notes below it
        room = len(lines) * _NOTE_LINE + 0.12
        engine = figure.get_layout_engine()
        if isinstance(engine, ConstrainedLayoutEngine):
            engine.set(rect=(0, 0, 1, 1 - room / height))
    runs, kinds = run_entries(spec), series_entries(spec)
    if beside:
        draw_outside(figure, runs, theme, loc="outside right center", columns=1)
    below_panels = kinds if beside else [*runs, *kinds]
    columns = columns_for(below_panels, width)
    draw_outside(figure, below_panels, theme, loc="outside lower center", columns=columns)


def _sketch(figure: Figure, theme: Theme) -> None:
    """Apply the style sheet's sketch effect (hand-drawn lines), if any."""
    if theme["path.sketch"] is not None or theme["path.effects"]:
        for artist in figure.findobj():
            artist.set_sketch_params(*(theme["path.sketch"] or ()))
            artist.set_path_effects(theme["path.effects"])


def _shrink(figure: Figure, by: float) -> None:
    """Scale lines and markers by the same factor as text."""
    import numpy as np
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D

    for line in figure.findobj(Line2D):
        line.set(linewidth=line.get_linewidth() * by, markersize=line.get_markersize() * by)
    for lines in figure.findobj(LineCollection):
        lines.set_linewidth([width * by for width in np.atleast_1d(lines.get_linewidth())])
