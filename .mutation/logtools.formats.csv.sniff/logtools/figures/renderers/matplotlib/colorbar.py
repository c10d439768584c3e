"""Draw the colour bar, which shows the colour of each value of a hyperparameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from logtools.figures.renderers.matplotlib.axes_theme import apply_to_axis
from logtools.figures.renderers.matplotlib.theme import Theme
from logtools.figures.spec import ColourScale
from logtools.figures.style.palette import along
from logtools.text.truncation import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_scale"]

#: Number of colours in the bar.
_STEPS = 256
#: Only powers of ten are labelled if the ratio of the bar's ends is at least this.
_DECADES = 100


def draw_scale(figure: Figure, axes: Sequence[Axes], scale: ColourScale, theme: Theme) -> None:
    """Draw a colour bar on the right of the axes."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import ListedColormap, LogNorm, Normalize

    from logtools.figures.renderers.matplotlib.ticks import Between, Powers, Values

    low, high = (scale.low, scale.high) if scale.high > scale.low else (scale.low - 0.5, scale.low + 0.5)
    ratio, span = (high / low if scale.log else 1.0), high - low
    places = [i / (_STEPS - 1) for i in range(_STEPS)]
    values = [low * ratio**place if scale.log else low + span * place for place in places]
    map_ = ListedColormap([theme.visible(along(scale, min(max(value, scale.low), scale.high))) for value in values])
    norm = LogNorm(low, high) if scale.log else Normalize(low, high)
    bar = figure.colorbar(ScalarMappable(norm, map_), ax=list(axes), aspect=35, pad=0.015, fraction=0.03)
    apply_to_axis(bar.ax.yaxis, "y", theme)
    bar.set_label(legible(scale.name, width=40), loc=theme["yaxis.labellocation"])
    bar.ax.yaxis.set_major_formatter(Powers() if scale.log else Values())
    if scale.log:
        bar.ax.yaxis.set_minor_formatter(Between())
    if ratio >= _DECADES:
        bar.minorticks_off()  # measuring many of them takes longer than drawing
    if not scale.log:
        (bar.minorticks_on if theme["ytick.minor.visible"] else bar.minorticks_off)()
    bar.outline.set_visible(False)
