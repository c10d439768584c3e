"""Apply a theme to axes: everything that matplotlib would otherwise read from its global settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from logtools.figures.renderers.matplotlib.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = ["apply_to_axes", "apply_to_axis", "grid_properties"]

_SIDES = {"x": ("bottom", "top"), "y": ("left", "right")}


def apply_to_axes(ax: Axes, theme: Theme) -> None:
    """Apply a theme to new, empty axes whose scales are set."""
    from matplotlib.ticker import AutoMinorLocator, NullLocator

    ax.set_facecolor(theme["axes.facecolor"])
    ax.set_axisbelow(theme["axes.axisbelow"])
    ax.margins(x=theme["axes.xmargin"], y=theme["axes.ymargin"])
    for side, spine in ax.spines.items():
        spine.set(
            edgecolor=theme["axes.edgecolor"], linewidth=theme["axes.linewidth"], visible=theme[f"axes.spines.{side}"]
        )
    axes: tuple[tuple[str, Axis], ...] = (("x", ax.xaxis), ("y", ax.yaxis))
    for name, axis in axes:
        apply_to_axis(axis, name, theme)
        for which in ("major", "minor"):
            axis.set_tick_params(which=which, **_sides(name, which, theme))
        if axis.get_scale() == "linear":
            minor = theme[f"{name}tick.minor.visible"]
            axis.set_minor_locator(AutoMinorLocator() if minor else NullLocator())
    ax.grid(visible=False, which="both")
    if theme["axes.grid"]:
        ax.grid(visible=True, which=theme["axes.grid.which"], axis=theme["axes.grid.axis"])


def apply_to_axis(axis: Axis, name: str, theme: Theme) -> None:
    """Apply a theme to an axis: its label, its ticks and their grid lines.

    Args:
        axis: the axis.
        name: `x` or `y`.
        theme: the theme.
    """
    label = theme.text(theme["axes.labelsize"], weight=theme["axes.labelweight"])
    axis.label.set(color=theme["axes.labelcolor"], **label)
    axis.labelpad = theme["axes.labelpad"]
    tick = f"{name}tick"
    colour = theme[f"{tick}.color"]
    written = theme[f"{tick}.labelcolor"]
    size = theme[f"{tick}.labelsize"]
    for which in ("major", "minor"):
        axis.set_tick_params(
            which=which,
            direction=theme[f"{tick}.direction"],
            length=theme[f"{tick}.{which}.size"],
            width=theme[f"{tick}.{which}.width"],
            pad=theme[f"{tick}.{which}.pad"],
            color=colour,
            labelcolor=colour if written == "inherit" else written,
            labelsize=theme.size(size),
            labelfontfamily=list(theme.families),
            **{f"grid_{key}": value for key, value in grid_properties(theme).items()},
        )
    # new ticks copy the label properties of the first one
    for first in (*axis.get_major_ticks(1), *axis.get_minor_ticks(1)):
        for text in (first.label1, first.label2):
            text.set(**theme.text(size))


def grid_properties(theme: Theme) -> dict[str, Any]:
    """Return the properties of grid lines."""
    linestyle = theme["grid.linestyle"]
    name = {"--": "dashed", "-.": "dashdot", ":": "dotted"}.get(linestyle, linestyle)
    pattern = theme.dashes.get(name)
    return {
        "color": theme["grid.color"],
        "linestyle": linestyle if pattern is None else (0, pattern),
        "linewidth": theme["grid.linewidth"],
        "alpha": theme["grid.alpha"],
        "solid_capstyle": theme["lines.solid_capstyle"],
        "dash_capstyle": theme["lines.dash_capstyle"],
        "antialiased": theme["lines.antialiased"],
    }


def _sides(name: str, which: str, theme: Theme) -> dict[str, bool]:
    tick = f"{name}tick"
    shown = {}
    for side in _SIDES[name]:
        here = theme[f"{tick}.{which}.{side}"]
        shown[side] = theme[f"{tick}.{side}"] and here
        shown[f"label{side}"] = theme[f"{tick}.label{side}"] and here
    return shown
