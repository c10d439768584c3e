"""Colours that can be seen on the ground that a style sheet chose.

On a dark one, greys are turned over, black to white, and other colours are lightened as far as they have to be.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from logtools.figures.style.colour import channels, lightened, luminance, mixed, written

if TYPE_CHECKING:
    from matplotlib.typing import ColorType

__all__ = ["is_dark", "seen", "seen_around"]

#: A ground of less luminance is dark.
_DARK = 0.18
#: What stands on it has at least this contrast to it: what the Web Content Accessibility Guidelines (1.4.3) want.
_CONTRAST = 4.5


def seen(colour: str) -> str:
    """Return a colour, `#rrggbb`, as it is drawn on axes."""
    return _seen(colour, _ground())


def seen_around(colour: str) -> str:
    """Return a colour, `#rrggbb`, as it is drawn on the figure beside its axes."""
    return _seen(colour, _paper())


def is_dark() -> bool:
    """Tell whether axes have a dark ground."""
    return luminance(_ground()) < _DARK


def _ground() -> str:
    """Return the colour that is seen behind axes: theirs, what shines through of the figure's, and of white paper."""
    from matplotlib import rcParams

    return _over(rcParams["axes.facecolor"], _paper())


def _paper() -> str:
    from matplotlib import rcParams

    return _over(rcParams["figure.facecolor"], "#ffffff")


@lru_cache(maxsize=64)
def _over(colour: ColorType, below: str) -> str:
    from matplotlib.colors import to_hex, to_rgba

    *_, alpha = to_rgba(colour)
    return mixed(below, to_hex(colour), alpha)


@lru_cache(maxsize=4096)
def _seen(colour: str, ground: str) -> str:
    if luminance(ground) >= _DARK:
        return colour
    red, green, blue = channels(colour)
    if red == green == blue:
        return written(255 - red, 255 - green, 255 - blue)
    return lightened(colour, ground, contrast=_CONTRAST)
