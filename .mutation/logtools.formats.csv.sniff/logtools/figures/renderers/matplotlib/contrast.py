"""Adapt colours to the background of the style sheet, so that they stay visible.

On a dark background, greys are inverted, and other colours are lightened until their contrast is sufficient.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from logtools.figures.style.colour import channels, lightened, luminance, mixed, written

if TYPE_CHECKING:
    from matplotlib.typing import ColorType

__all__ = ["is_dark", "over", "visible"]

#: A background with a lower luminance is dark.
_DARK = 0.18
#: Least contrast with a dark background, as defined by the Web Content Accessibility Guidelines (1.4.3).
_CONTRAST = 4.5


def is_dark(background: str) -> bool:
    """Return whether a background, `#rrggbb`, is dark."""
    return luminance(background) < _DARK


@lru_cache(maxsize=4096)
def visible(colour: str, background: str) -> str:
    """Return a colour, `#rrggbb`, as it is drawn on a background.

    >>> visible("#0072b2", "#ffffff"), visible("#000000", "#000000")
    ('#0072b2', '#ffffff')
    """
    if not is_dark(background):
        return colour
    red, green, blue = channels(colour)
    if red == green == blue:
        return written(255 - red, 255 - green, 255 - blue)
    return lightened(colour, background, contrast=_CONTRAST)


def over(colour: ColorType, below: str) -> str:
    """Return the visible colour, `#rrggbb`, if a possibly transparent matplotlib colour is drawn over another one."""
    from matplotlib.colors import to_hex, to_rgba

    *_, alpha = to_rgba(colour)
    return mixed(below, to_hex(colour), alpha)
