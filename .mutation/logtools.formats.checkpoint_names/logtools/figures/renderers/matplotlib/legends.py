"""Draw legends of runs (by colour) and series kinds (by line style), outside the panels or on the caller's axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from logtools.figures.renderers.matplotlib.markers import marker_code
from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.style.legend import Entry
from logtools.figures.style.lines import LineStyle
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

__all__ = ["Location", "columns_for", "draw_on_axes", "draw_outside"]

Location = Literal["outside right center", "outside lower center"]

#: Most characters per line of a legend.
_ENTRY = 40
#: Width in inches of a character, and of the rest of an entry.
_CHARACTER, _SAMPLE = 0.07, 0.55
_SPACES = (
    "numpoints", "markerscale", "borderpad", "labelspacing", "handlelength", "handleheight", "handletextpad",
    "borderaxespad", "columnspacing",
)  # fmt: skip


def draw_outside(figure: Figure, entries: Sequence[Entry], theme: Theme, *, loc: Location, columns: int) -> None:
    """Draw a legend beside or below the panels of a figure."""
    if entries:
        handles = _samples(entries, theme, theme.visible_around)
        properties = _properties(theme)
        _write(
            figure.legend(handles, _stand_ins(entries), loc=loc, ncols=columns, frameon=False, **properties), entries
        )


def draw_on_axes(ax: Axes, entries: Sequence[Entry], theme: Theme) -> None:
    """Draw a legend on axes, where matplotlib finds the most space."""
    if entries:
        frame = {
            "frameon": theme["legend.frameon"],
            "framealpha": 0.8,
            "facecolor": _inherited(theme, "facecolor"),
            "edgecolor": _inherited(theme, "edgecolor"),
            "fancybox": theme["legend.fancybox"],
            "shadow": theme["legend.shadow"],
        }
        handles = _samples(entries, theme, theme.visible)
        _write(ax.legend(handles, _stand_ins(entries), **frame, **_properties(theme)), entries)


def columns_for(entries: Sequence[Entry], width: float) -> int:
    """Return how many entries fit side by side into a width in inches, estimated from the lengths of their labels."""
    lengths = [_CHARACTER * len(entry.label) + _SAMPLE for entry in entries]
    if sum(lengths) <= width:
        return max(1, len(lengths))
    return max(1, int(width / max(lengths)))


def _properties(theme: Theme) -> dict[str, Any]:
    return {
        "prop": theme.font("small"),
        "labelcolor": theme["text.color"]
        if theme["legend.labelcolor"] in {None, "None"}
        else theme["legend.labelcolor"],
        **{name: theme[f"legend.{name}"] for name in _SPACES},
    }


def _inherited(theme: Theme, name: str) -> Any:  # noqa: ANN401 - a colour of any notation
    colour = theme[f"legend.{name}"]
    return theme[f"axes.{name}"] if colour == "inherit" else colour


def _samples(entries: Sequence[Entry], theme: Theme, see: Callable[[str], str]) -> list[Line2D]:
    """Return the line samples of a legend, in colours that are visible on its background."""
    from matplotlib.lines import Line2D

    samples: list[Line2D] = []
    for entry in entries:
        style, colour = entry.style, see(entry.colour)
        if isinstance(style, LineStyle):
            properties = theme.line(style.dashes)
            line = Line2D([], [], **{**properties, "color": see(style.colour), "linewidth": style.width})
            line.set(marker=marker_code(style.marker), markersize=style.marker_size, alpha=style.alpha)
        else:
            line = Line2D([], [], **{**theme.line("none"), "color": colour, "marker": marker_code(style.marker)})
            line.set(
                markersize=style.size * 0.8,
                markerfacecolor=colour if style.filled else "none",
                markeredgecolor=see(style.edge or colour),
            )
        samples.append(line)
    return samples


def _stand_ins(entries: Sequence[Entry]) -> list[str]:
    """Return placeholder labels: matplotlib leaves out entries whose label starts with an underscore."""
    return [str(i) for i in range(len(entries))]


def _write(legend: Legend, entries: Sequence[Entry]) -> None:
    """Replace the placeholders with the labels."""
    for text, entry in zip(legend.get_texts(), entries, strict=True):
        text.set(parse_math=False, usetex=False)
        text.set_text(_label(entry))
        text.set_fontweight("bold" if entry.strong else "normal")


def _label(entry: Entry) -> str:
    """Return a label with its aside on the same line, or on the next line if both do not fit."""
    label, aside = (legible(part, width=_ENTRY) for part in (entry.label, entry.aside))
    return f"{label}{' ' if len(label) + len(aside) < _ENTRY else chr(10)}{aside}" if aside else label
