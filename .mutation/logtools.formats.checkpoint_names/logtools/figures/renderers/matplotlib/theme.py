"""The theme of a figure: matplotlib settings as plain values, read once and passed to every artist.

Drawing does not change `rcParams` and reads them only through a `Theme`. Figures can therefore be drawn in several
threads, and the caller's settings are not changed. A theme consists of the caller's settings, overridden by those of
logtools and by a style sheet. Settings that matplotlib reads while it rasterises (`path.simplify`, `text.hinting`, ...)
are always the caller's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from logtools.figures.renderers.matplotlib.contrast import is_dark, over, visible
from logtools.figures.renderers.matplotlib.font_fallback import families_for
from logtools.figures.renderers.matplotlib.style_sheet import read_style_sheet

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

__all__ = ["Theme", "read_theme"]

#: The settings of logtools; a style sheet overrides them.
_SETTINGS: dict[str, Any] = {
    "font.size": 9.5,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.6,
    "figure.constrained_layout.w_pad": 0.12,
    "figure.constrained_layout.h_pad": 0.06,
}
#: Settings that do not affect the look of a figure.
_NO_STYLE = re.compile(
    r"backend|interactive|toolbar|timezone|docstring|webagg|tk\.|keymap|savefig|svg|pdf|figure\.max|date\.epoch"
)
_LINE_PROPERTIES = ("antialiased", "dash_capstyle", "dash_joinstyle", "solid_capstyle", "solid_joinstyle")


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The look of figures: colours, fonts, sizes."""

    #: The value of each matplotlib setting.
    settings: Mapping[str, Any]
    #: Font families of all text, in order of preference.
    families: tuple[str, ...]
    #: Background colour of the axes, as `#rrggbb`.
    background: str
    #: Background colour of the rest of the figure, as `#rrggbb`.
    surround: str
    #: Dash patterns that differ from the caller's settings, by name.
    dashes: Mapping[str, tuple[float, ...]]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - settings have many types
        """Return the value of a matplotlib setting."""
        return self.settings[name]

    @property
    def is_dark(self) -> bool:
        """Whether the axes have a dark background."""
        return is_dark(self.background)

    def visible(self, colour: str) -> str:
        """Return a colour, `#rrggbb`, adapted to the background of the axes."""
        return visible(colour, self.background)

    def visible_around(self, colour: str) -> str:
        """Return a colour, `#rrggbb`, adapted to the background of the figure outside its axes."""
        return visible(colour, self.surround)

    def size(self, size: float | str | None) -> float:
        """Return a font size in points, from a number or a relative size such as `small`."""
        from matplotlib.font_manager import font_scalings

        base = float(self.settings["font.size"])
        return base * font_scalings[size] if isinstance(size, str) or size is None else float(size)

    def font(self, size: float | str | None = None, *, weight: str | None = None) -> FontProperties:
        """Return the font of a text."""
        from matplotlib.font_manager import FontProperties

        return FontProperties(
            family=list(self.families),
            size=self.size(size),
            weight=weight or self.settings["font.weight"],
            style=self.settings["font.style"],
            variant=self.settings["font.variant"],
            stretch=self.settings["font.stretch"],
        )

    def text(self, size: float | str | None = None, *, weight: str | None = None) -> dict[str, Any]:
        """Return the properties of text that is written literally, never parsed as a formula."""
        return {"fontproperties": self.font(size, weight=weight), "parse_math": False, "usetex": False}

    def line(self, dashes: str = "solid") -> dict[str, Any]:
        """Return the properties of a line, except its colour and widths."""
        pattern = self.dashes.get(dashes)
        edge = {f"marker{name}": self.settings[f"lines.marker{name}"] for name in ("facecolor", "edgecolor")}
        return {
            **{name: self.settings[f"lines.{name}"] for name in _LINE_PROPERTIES},
            **edge,
            "linestyle": dashes if pattern is None else (0, pattern),
            "markeredgewidth": self.settings["lines.markeredgewidth"],
            "fillstyle": self.settings["markers.fillstyle"],
        }


def read_theme(*, text: str = "", style: str | os.PathLike[str] | None = None, shrunk: float = 1.0) -> Theme:
    """Read the theme of a figure from the caller's settings and a style sheet.

    Args:
        text: all text of the figure; fonts are added for characters that the chosen ones lack.
        style: a matplotlib style sheet: a file, or the name of one that comes with matplotlib.
        shrunk: factor of the text size.

    Raises:
        InvalidValueError: the style sheet cannot be read.
    """
    import matplotlib as mpl

    own: dict[str, Any] = mpl.rcParams.copy()  # type: ignore[assignment] # a dict with keys of its own type
    given = dict(read_style_sheet(style)) if style is not None else {}
    chosen = {**_SETTINGS, **{key: value for key, value in given.items() if not _NO_STYLE.match(key)}}
    chosen["font.size"] *= shrunk
    settings: dict[str, Any] = {**own, **chosen}
    patterns = {name: f"lines.{name}_pattern" for name in ("dashed", "dashdot", "dotted")}
    surround = over(settings["figure.facecolor"], "#ffffff")
    return Theme(
        settings=settings,
        families=families_for(text, settings, own),
        background=over(settings["axes.facecolor"], surround),
        surround=surround,
        dashes={name: tuple(settings[key]) for name, key in patterns.items() if settings[key] != own[key]},
    )
