"""Names and numbers from logs as text that is safe to draw and short enough to fit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

__all__ = ["distinct_labels", "legible", "number", "plain", "shorten"]

#: So many digits tell all numbers apart.
_ALL = 17
#: Numbers up to here and from there on are written with a power of ten.
_TINY, _HUGE = 1e-4, 1e7


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


def legible(text: str, *, width: int) -> str:
    r"""Write a name from a log into a picture: what cannot be printed as an escape, at most `width` characters.

    >>> legible("loss\x1b[31m", width=40)
    'loss\\x1b[31m'
    """
    return shorten(plain(text), width=width)


def number(value: float) -> str:
    """Write a number with four significant digits; with more, where else it would look like a whole one.

    >>> number(0.23124), number(0.99999), number(-647.93), number(12345.6), number(3.0)
    ('0.2312', '0.99999', '-647.9', '12346', '3')
    """
    if 1000 <= abs(value) < _HUGE:
        return f"{value:.0f}"
    for digits in range(4, _ALL):
        text = f"{value:.{digits}g}"
        if abs(value) >= _HUGE or not float(text).is_integer() or float(text) == value:
            return text
    return repr(value)


def distinct_labels(values: Sequence[float]) -> list[str]:
    """Write numbers, all in one way, with as many digits as show how far apart they are.

    >>> told_apart([0.0, 0.5, 1.0]), told_apart([1000000.0001, 1000000.0002]), told_apart([0.0, 5e-9])
    (['0.0', '0.5', '1.0'], ['1000000.0001', '1000000.0002'], ['0', '5e-09'])
    """
    known = sorted({value for value in values if math.isfinite(value)})
    most = max(map(abs, known), default=0.0)
    near = 0.01 * min((high - low for low, high in itertools.pairwise(known)), default=most)
    form = "f" if most == 0 or _TINY <= most < _HUGE else "g"
    for digits in range(_ALL + 1):
        texts = [f"{value:.{digits}{form}}" for value in known]
        if all(abs(float(text) - value) <= near for text, value in zip(texts, known, strict=True)):
            break
    return [f"{value:.{digits}{form}}" for value in values]


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
