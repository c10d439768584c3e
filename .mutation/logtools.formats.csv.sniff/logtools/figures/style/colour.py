"""Colours as `#rrggbb`: their channels, mixtures and contrast."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["channels", "lightened", "luminance", "mixed", "written"]

_STEPS = 20


@lru_cache(maxsize=4096)
def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(red: int, green: int, blue: int) -> str:
    """Return the colour with these channels, each from 0 to 255."""
    return f"#{red:02x}{green:02x}{blue:02x}"


@lru_cache(maxsize=4096)
def mixed(colour: str, other: str, part: float) -> str:
    """Return a mixture of two colours; `part` is the fraction of the second one, from 0 to 1."""
    red, green, blue = (
        round(a * (1 - part) + b * part) for a, b in zip(channels(colour), channels(other), strict=True)
    )
    return written(red, green, blue)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Return the relative luminance in sRGB, from 0 to 1."""
    shares = (channel / 255 for channel in channels(colour))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@lru_cache(maxsize=4096)
def lightened(colour: str, ground: str, *, contrast: float) -> str:
    """Return a colour, lightened until it has enough contrast with a dark background.

    Args:
        colour: the foreground colour.
        ground: the background colour.
        contrast: least contrast ratio, as defined by the Web Content Accessibility Guidelines (1.4.3).
    """
    needed = contrast * (luminance(ground) + 0.05) - 0.05
    lighter = (mixed(colour, "#ffffff", step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in lighter if luminance(shade) >= needed), "#ffffff")
