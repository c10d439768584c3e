"""Colours that can be seen on the ground that a style sheet chose.

On a dark one, greys are turned over, black to white, and other colours are lightened as far as they have to be.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.typing import ColorType

__all__ = ["is_dark", "seen"]

#: A ground of less luminance is dark.
_DARK = 0.18
#: What stands on it has at least this contrast to it: what the Web Content Accessibility Guidelines (1.4.3) ask for.
_CONTRAST = 4.5
_STEPS = 20


def seen(colour: str) -> str:
    """Return a colour, `#rrggbb`, as it is drawn on axes."""
    return _seen(colour, _ground())


def is_dark() -> bool:
    """Tell whether axes have a dark ground."""
    return _luminance(_channels(_ground())) < _DARK


def _ground() -> str:
    """Return the colour that is seen behind axes: theirs, what shines through of the figure's, and of white paper."""
    from matplotlib import rcParams

    return _over(rcParams["axes.facecolor"], _over(rcParams["figure.facecolor"], "#ffffff"))


@lru_cache(maxsize=64)
def _over(colour: ColorType, below: str) -> str:
    from matplotlib.colors import to_rgb, to_rgba

    red, green, blue, alpha = to_rgba(colour)
    channels = zip((red, green, blue), to_rgb(below), strict=True)
    return _written(tuple(round(255 * (alpha * own + (1 - alpha) * behind)) for own, behind in channels))


@lru_cache(maxsize=4096)
def _seen(colour: str, ground: str) -> str:
    below = _luminance(_channels(ground))
    if below >= _DARK:
        return colour
    own = _channels(colour)
    if len(set(own)) == 1:
        return _written(tuple(255 - channel for channel in own))
    for step in range(_STEPS + 1):
        lighter = tuple(round(channel + (255 - channel) * step / _STEPS) for channel in own)
        if (_luminance(lighter) + 0.05) / (below + 0.05) >= _CONTRAST:
            break
    return _written(lighter)


def _written(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(channels: tuple[int, ...]) -> float:
    """Return the relative luminance of a colour in sRGB, from 0 to 1."""
    shares = (channel / 255 for channel in channels)
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
