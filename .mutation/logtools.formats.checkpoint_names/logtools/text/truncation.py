"""Shorten text to a number of terminal columns."""

from __future__ import annotations

from logtools.text.printable import printable
from logtools.text.width import display_width

__all__ = ["legible", "shorten"]


def shorten(text: str, width: int) -> str:
    """Cut the middle out of a text that is wider than `width` columns; the kept end is twice as long as the start.

    >>> shorten("experiments/vision/version_3", 16)
    'exper…/version_3'
    """
    if display_width(text) <= width:
        return text
    tail = _fitting(text[::-1], width * 2 // 3)[::-1]
    head = _fitting(text, max(width - 1 - display_width(tail), 0))
    return f"{head}…{tail}"


def legible(text: str, width: int) -> str:
    r"""Escape a name from a log, and shorten it to `width` columns.

    >>> legible("loss\x1b[31m", 40)
    'loss\\x1b[31m'
    """
    return shorten(printable(text), width)


def _fitting(text: str, width: int) -> str:
    """Return the longest beginning of a text that fits in `width` columns."""
    text = text[: max(width, 0)]
    while text and display_width(text) > width:
        text = text[:-1]
    return text
