"""Draw a series as a sparkline: a line of bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["sparkline"]

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], width: int = 20) -> str:
    """Draw a series as a line of at most `width` bars, each the mean of its part; `x` if no value in it is finite.

    >>> sparkline([3.0, 2.0, 1.0, math.nan])
    '█▅▁x'
    """
    pieces = _pieces(values, width)
    finite = [piece for piece in pieces if piece is not None]
    if not finite:
        return "x" * len(pieces)
    low, high = min(finite), max(finite)
    # Values are halved so that the difference of the largest and the smallest float does not overflow.
    span = high / 2 - low / 2
    top = len(_BARS) - 1

    def bar(piece: float | None) -> str:
        if piece is None:
            return "x"
        return _BARS[round((piece / 2 - low / 2) / span * top)] if span > 0 else _BARS[top // 2]

    return "".join(map(bar, pieces))


def _pieces(values: Sequence[float], width: int) -> list[float | None]:
    """Return the means of at most `width` equal parts of a series; None for a part without a finite value."""
    count = min(width, len(values))
    pieces: list[float | None] = []
    for i in range(count):
        part = values[i * len(values) // count : (i + 1) * len(values) // count]
        finite = [value for value in part if math.isfinite(value)]
        pieces.append(sum(value / len(finite) for value in finite) if finite else None)
    return pieces
