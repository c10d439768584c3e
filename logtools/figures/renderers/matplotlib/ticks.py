"""How numbers are written at the ticks of an axis: as short as tells them apart, with no power of ten beside the axis.

Where matplotlib would write one, the epochs stand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.ticker import Formatter

from logtools.text.numbers import distinct_labels

__all__ = ["Between", "Counts", "Powers", "Values"]

#: From this many on, steps are counted in thousands, millions, ...
_MANY = 10_000
_PREFIXES = ("", "k", "M", "G", "T", "P", "E")
#: Digits at most of a number that is counted so; with more, it is written in full.
_SHORT = 6
#: Between powers of ten, all numbers are written on an axis whose ends are less than this many times apart, and two and
#: five on one whose ends are less than that many times apart.
_LITTLE, _SOME = 3, 100


class Values(Formatter):
    """Numbers with as many digits as tell them apart."""

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - as matplotlib calls it
        """Write one number, such as the one below a mouse."""
        return f"{x:.10g}"

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write the numbers of all ticks."""
        return distinct_labels(values)


class Counts(Values):
    """Numbers of steps: `20k` rather than `20000`, as long as that is shorter."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write the numbers of all ticks."""
        most = max(map(abs, values), default=0.0)
        if not _MANY <= most < math.inf:
            return distinct_labels(values)
        power = min(int(math.log10(most)) // 3, len(_PREFIXES) - 1)
        short = distinct_labels([value / 1000.0**power for value in values])
        if max(len(text.strip("-").replace(".", "")) for text in short) > _SHORT:
            return distinct_labels(values)
        return [
            f"{float(text):g}{_PREFIXES[power] if value else ''}" for text, value in zip(short, values, strict=True)
        ]


class Powers(Values):
    """Numbers of a logarithmic axis as they are, each by itself."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write the numbers of all ticks."""
        return [f"{value:g}" for value in values]


class Between(Formatter):
    """Numbers between the powers of ten of a logarithmic axis, where there are few of those."""

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - as matplotlib calls it
        """Write a number, or nothing where it is better left out."""
        low, high = self.axis.get_view_interval() if self.axis is not None else (x, x)
        digit = round(x / 10 ** math.floor(math.log10(x) + 1e-9))
        written = high < _LITTLE * low or (high < _SOME * low and digit in {2, 5})
        return f"{x:g}" if written else ""
