"""Draw a `FigureSpec` as text for a terminal: curves in braille, axes, a legend and the notes.

A terminal cell has one colour and no dashes. The values of a single run therefore have a colour per kind. Several runs
have a colour each: validation values are lines, epoch means of training are dots, and single steps, which would hide
everything else, are left out. Without colours, letters distinguish the runs. Bands are not drawn, only the means.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from logtools.errors import InvalidValueError, require_type
from logtools.figures.spec import Curve, CurvePanel, FigureSpec, ScatterPanel
from logtools.figures.style.colour import channels, lightened
from logtools.figures.style.legend import scale_entries
from logtools.figures.style.lines import in_layers
from logtools.figures.style.palette import colours
from logtools.text.numbers import distinct_labels
from logtools.text.printable import printable
from logtools.text.truncation import legible, shorten

__all__ = ["draw"]

#: Least columns of a panel, and its columns if there are too few rows; least rows of a panel.
_NARROW, _NARROWEST, _LOWEST = 50, 36, 10
_LEGEND_WIDTH = 40
_DOTS, _DOT = "⠶", "•"
_ESCAPE = re.compile("\x1b\\[[0-9;]*m")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Colours for the kinds of value of a single run: visible on dark and on light backgrounds.
_KINDS = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#0072b2")
#: Least contrast with a black terminal that the Web Content Accessibility Guidelines (1.4.11) require of graphics.
_CONTRAST = 3.0
_MARKS = {
    "best": "◉",
    "test": "★",
    "nan": "x",
    "inf": "▲",
    "-inf": "▼",
    "above": "↑",
    "below": "↓",
    "run": "●",
    "mean": "▬",
}
_PLACED = {"best", "test", "run", "mean"}
_Panel = CurvePanel | ScatterPanel
#: The x and y of points that a line joins.
_Piece = tuple[list[float], list[float]]
_MEANINGS = {"nan": "NaN", "inf": "inf", "-inf": "-inf", "above": "above the panel", "below": "below the panel"}


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A curve to draw, with its colour and, for output without colours, its letter."""

    curve: Curve
    colour: str
    letter: str
    label: str
    #: Whether it is drawn as points without a line: training means of several runs.
    dotted: bool


def draw(spec: FigureSpec, *, width: int = 80, height: int = 24, color: bool = True) -> str:
    """Draw a figure as text.

    Args:
        spec: what to draw.
        width: columns of the terminal.
        height: rows of the terminal; the text is longer if the panels do not fit.
        color: whether to write colours (ANSI escape codes).

    Returns:
        Lines of at most `width` columns, without a newline at the end.

    Raises:
        InvalidValueError: an argument is invalid, or the figure has panels other than curves and scatters.
    """
    require_type("spec", spec, FigureSpec, "a FigureSpec, as `Logs.figure` returns")
    for name, value in (("width", width), ("height", height)):
        require_type(name, value, int, "an integer")
        if value < 1:
            raise InvalidValueError(f"{name} must be at least 1, not {value}")
    require_type("color", color, bool, "True or False")
    panels = [panel for panel in spec.panels if isinstance(panel, CurvePanel | ScatterPanel)]
    if len(panels) < len(spec.panels):
        raise InvalidValueError("a terminal can show only curves and scatter plots")
    shown = [_lines(panel, panels, spec) for panel in panels]
    legend = list(_wrapped(_legend(spec, panels, shown, color=color), width))
    room = height - len(legend) - bool(spec.title) - 1
    rows, columns = _grid(spec, width, room)
    high = max(_LOWEST, room // rows)
    text: list[str] = [legible(spec.title, width=width)] if spec.title else []
    for row in range(rows):
        here = range(row * columns, min(len(panels), (row + 1) * columns))
        drawn = [
            _draw_panel(panels[i], shown[i], (width // columns, high), _range(_alike(panels[i], panels)), color=color)
            for i in here
        ]
        text += [" ".join(parts).rstrip() for parts in zip(*drawn, strict=True)]
    return "\n".join([*text, *legend])


def _grid(spec: FigureSpec, width: int, height: int) -> tuple[int, int]:
    """Return the rows and columns of panels: wide panels, or narrower ones side by side if only those fit."""
    count = len(spec.panels)
    columns = max(1, min(count, width // _NARROW, spec.grid[1] if spec.grid else 2))
    while columns < min(count, width // _NARROWEST) and math.ceil(count / columns) * _LOWEST > height:
        columns += 1
    return math.ceil(count / columns), columns


def _lines(panel: _Panel, panels: Sequence[_Panel], spec: FigureSpec) -> list[_Line]:
    """Choose the curves to draw; the most important come last, so that they are on top."""
    several = len(spec.run_colours) > 1
    solid = [curve for curve in panel.curves if not (several and curve.series_kind.faint)]
    palette = [_visible(colour) for colour in colours(spec.run_colours, spec.scale)]
    validated = any(curve.series_kind.stage == "val" for curve in solid)
    kinds = list(dict.fromkeys(curve.series_kind.label for one in panels for curve in one.curves))
    lines: list[_Line] = []

    for curve in in_layers(solid, spec.run_colours):
        place = curve.colour_index if several else kinds.index(curve.series_kind.label)
        colour = palette[curve.colour_index] if several else _KINDS[place % len(_KINDS)]
        letter = _DOTS if curve.series_kind.faint else _LETTERS[place % len(_LETTERS)]
        label = spec.run_colours[curve.colour_index].label if several else curve.series_kind.label
        dotted = several and validated and curve.series_kind.stage != "val" and curve.series_kind.granularity == "epoch"
        lines.append(_Line(curve=curve, colour=colour, letter=letter, label=label, dotted=dotted))
    return lines


def _alike(panel: _Panel, panels: Sequence[_Panel]) -> list[_Panel]:
    """Return the panels that share a y-axis with this one: the panel itself, or the facets of its quantity."""
    return [one for one in panels if _facet(panel) and one.quantity == panel.quantity] or [panel]


def _facet(panel: _Panel) -> str:
    return panel.facet if isinstance(panel, CurvePanel) else ""


def _is_log(panel: _Panel) -> bool:
    """Return whether the y-axis is logarithmic."""
    return isinstance(panel, CurvePanel) and panel.log_y


def _y_limits(panel: _Panel) -> tuple[float, float] | None:
    return panel.y_limits if isinstance(panel, CurvePanel) else None


def _draw_panel(
    panel: _Panel, lines: Sequence[_Line], size: tuple[int, int], heights: tuple[float, float], *, color: bool
) -> list[str]:
    """Return the lines of a panel, each as wide as the panel; the y-axis goes from `bottom` to `top`."""
    import plotext

    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(size[0] - 1, size[1])
    figure.title(_heading(panel, size[0] - 8))
    figure.label(legible(panel.x_label, width=size[0] // 2))
    figure.legend(active=False)
    alone = len({line.colour for line in lines}) <= 1
    bottom, top = heights
    low, high = _width(panel)
    dots = _Dots(corner=(low, bottom), dot=((high - low) / (2 * size[0]) or 1.0, (top - bottom) / (4 * size[1]) or 1.0))
    for line in lines:
        for x, y in dots.new(line.colour, _pieces(line.curve, panel)):
            symbol = "braille" if color or alone or line.letter == _DOTS else line.letter
            symbol = _DOT if line.dotted and color else symbol
            pixel = channels(line.colour) if color else None
            signal = figure.signal(x, y, marker=plotext.marker(symbol, plotext.pixel(pixel)) if pixel else symbol)
            signal.lines(active=len(x) > 1 and not line.dotted)
            figure.draw(signal)
    for mark in panel.marks:
        if mark.kind == "best" and not mark.leads:
            continue
        edge = top if mark.kind in {"inf", "above"} else bottom
        y = [_scaled(value, panel) if mark.kind in _PLACED else edge for value in mark.y]
        figure.draw(figure.signal([_across(x, panel) for x in mark.x], y, marker=_MARKS[mark.kind]))
    figure.ruler("y").lim(bottom, top)
    _write_ticks(figure.ruler("y"), bottom, top, log=_is_log(panel), count=max(3, size[1] // 5))
    _write_ticks(figure.ruler("x"), low, high, log=panel.log_x, count=max(3, size[0] // 16))
    built = figure.build()
    text = str(built) if color else str(plotext.uncolorize(built))
    figure.clear()
    return text.rstrip("\n").split("\n")


class _Dots:
    """The dots of a panel. Pieces of a colour that cover the same dots, such as restarts, are drawn once."""

    def __init__(self, *, corner: tuple[float, float], dot: tuple[float, float]) -> None:
        """Create a panel without pieces; `corner` is its lower left one, and `dot` the width and height of a dot."""
        self._corner, self._dot = corner, dot
        self._drawn: set[object] = set()

    def new(self, colour: str, pieces: Iterable[_Piece]) -> Iterator[_Piece]:
        """Yield the pieces that are not drawn yet."""
        (left, bottom), (width, height) = self._corner, self._dot
        for x, y in pieces:
            across = [int((value - left) / width) for value in x]
            place = colour, *across, *(int((value - bottom) / height) for value in y)
            if place not in self._drawn:
                self._drawn.add(place)
                yield x, y


def _heading(panel: _Panel, width: int) -> str:
    """Return the heading of a panel; leave out its name if the caption contains it and both do not fit."""
    named = [_facet(panel), panel.y_label, panel.caption]
    heading = " · ".join(printable(part) for part in named if part)
    if panel.caption and (len(heading) > width or panel.caption.startswith(panel.y_label)):
        heading = " · ".join(printable(part) for part in (_facet(panel), panel.caption) if part)
    return shorten(heading, width=width)


def _scaled(value: float, panel: _Panel) -> float:
    return math.log10(value) if _is_log(panel) else value


def _across(value: float, panel: _Panel) -> float:
    return math.log10(value) if panel.log_x else value


def _pieces(curve: Curve, panel: _Panel) -> Iterator[_Piece]:
    """Split a curve at values that cannot be drawn."""
    x: list[float] = []
    y: list[float] = []
    limits = _y_limits(panel) or (-math.inf, math.inf)
    for here, value in zip(curve.x, curve.y, strict=True):
        fits = limits[0] <= value <= limits[1]
        if math.isfinite(value) and fits:
            x.append(_across(here, panel))
            y.append(_scaled(value, panel))
        elif x:
            yield x, y
            x, y = [], []
    if x:
        yield x, y


def _range(panels: Sequence[_Panel]) -> tuple[float, float]:
    """Return bottom and top of the y-axis of panels that share it."""
    first = panels[0]
    if limits := _y_limits(first):
        return _scaled(limits[0], first), _scaled(limits[1], first)
    marks = [y for panel in panels for mark in panel.marks if mark.kind in _PLACED for y in mark.y]
    curves = [y for panel in panels for curve in panel.curves for y in curve.y]
    values = [y for y in (*curves, *marks) if math.isfinite(y)]
    low, high = (_scaled(min(values), first), _scaled(max(values), first)) if values else (0.0, 1.0)
    room = 0.05 * (high - low) or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _width(panel: _Panel) -> tuple[float, float]:
    every = (*(curve.x for curve in panel.curves), *(mark.x for mark in panel.marks))
    places = [x for part in every for x in part]
    ends = (min(places), max(places)) if places else (0.0, 1.0)
    return _across(ends[0], panel), _across(ends[1], panel)


def _write_ticks(ruler: Any, low: float, high: float, *, log: bool, count: int) -> None:  # noqa: ANN401 - plotext has no types
    """Write a few round numbers along an axis."""
    wanted = (high - low) / (count + 1) or 1.0
    if log and high - low < count:
        powers = range(math.floor(low), math.ceil(high) + 1)
        factors = (1, 2, 5) if high - low < 2 else (1,)
        places = [p for power in powers for f in factors if low <= (p := power + math.log10(f)) <= high] or [low]
    else:
        power = 10 ** math.floor(math.log10(wanted))
        step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= wanted * 0.999)
        places = [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)] or [low]
    ruler.ticks(places, [f"{10**place:g}" for place in places] if log else distinct_labels(places))


def _wrapped(entries: Iterable[str], width: int) -> Iterator[str]:
    """Put as many legend entries side by side as fit into a line."""
    line = ""
    for entry in entries:
        longer = f"{line}   {entry}" if line else entry
        if line and len(_ESCAPE.sub("", longer)) > width:
            yield line
            longer = entry
        line = longer
    if line:
        yield line


def _legend(
    spec: FigureSpec, panels: Sequence[_Panel], shown: Sequence[Sequence[_Line]], *, color: bool
) -> Iterator[str]:
    """Yield the legend below the panels: what colours and marks mean."""
    entries: dict[str, tuple[str, str]] = {}
    named = (
        {run_colour.label for run_colour in spec.run_colours if run_colour.named} if len(spec.run_colours) > 1 else None
    )
    for line in (line for lines in shown for line in lines):
        if named is None or line.label in named:
            entries.setdefault(line.label, (line.colour, line.letter))
    if spec.scale is not None and color:
        entries = {entry.label: (_visible(entry.colour), "") for entry in scale_entries(spec)}
    bar = "━━" if color or len(entries) <= 1 else ""
    order = [run_colour.label for run_colour in spec.run_colours if run_colour.label in entries]
    ordered = {**{label: entries[label] for label in order}, **entries}
    yield from (
        f"{_coloured(bar or letter * 2, colour, color=color)} {legible(label, width=_LEGEND_WIDTH)}"
        for label, (colour, letter) in ordered.items()
        if label
    )
    if left := len(spec.run_colours) - len(named) if named is not None and spec.scale is None else 0:
        yield f"+{left} more"
    if any(line.dotted for lines in shown for line in lines):
        series_kinds = {(line.dotted, line.curve.series_kind.label) for lines in shown for line in lines}
        lettered = not color and len(entries) > 1
        for sign, dotted in (("joined:" if lettered else "━━", False), ("single:" if lettered else _DOT * 2, True)):
            yield f"{sign} {', '.join(sorted(label for is_dotted, label in series_kinds if is_dotted == dotted))}"
    kinds = {mark.kind for panel in panels for mark in panel.marks}
    if kinds:
        yield from (f"{sign} {_MEANINGS.get(kind, kind)}" for kind, sign in _MARKS.items() if kind in kinds)


def _visible(colour: str) -> str:
    """Return a colour that is visible on a dark background too, since the terminal's background is unknown."""
    return lightened(colour, "#000000", contrast=_CONTRAST)


def _coloured(text: str, colour: str, *, color: bool) -> str:
    red, green, blue = channels(colour)
    return f"\x1b[38;2;{red};{green};{blue}m{text}\x1b[0m" if color else text
