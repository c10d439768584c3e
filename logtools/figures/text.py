"""Names from logs as text that is safe to draw and short enough to fit."""

from __future__ import annotations

__all__ = ["plain", "shorten"]


def plain(text: str) -> str:
    r"""Write what cannot be printed (control and direction characters, line breaks) as an escape.

    >>> plain("loss\n\x1b[31m")
    'loss\\n\\x1b[31m'
    """
    return "".join(c if c.isprintable() else " " if c != "\n" and c.isspace() else _escape(c) for c in text)


def shorten(text: str, *, width: int) -> str:
    """Cut the middle out of a text of more than `width` characters: the end of a name tells most, then its start.

    >>> shorten("experiments/vision/version_3", width=16)
    'exper…/version_3'
    """
    if len(text) <= width:
        return text
    tail = width * 2 // 3
    return f"{text[: width - tail - 1]}…{text[len(text) - tail :]}"


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
