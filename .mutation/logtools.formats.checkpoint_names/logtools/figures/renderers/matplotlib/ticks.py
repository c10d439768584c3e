"""Format the numbers at the ticks of an axis: as short as possible, but distinct.

No power of ten is written beside the axis: matplotlib would put it where the epoch axis is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.ticker import Formatter

from logtools.text.numbers import distinct_labels

__all__ = ["Between", "Counts", "Powers", "Values"]

#: From this number on, steps are written in thousands, millions, ...
_MANY = 10_000
_PREFIXES = ("", "k", "M", "G", "T", "P", "E")
#: Most digits of a number with such a prefix; a number with more digits is written in full.
_SHORT = 6
#: Between powers of ten, all numbers are labelled if the ratio of the axis' ends is less than the first value, and 2
#: and 5 if it is less than the second.
_LITTLE, _SOME = 3, 100


class Values(Formatter):
    """Numbers with as many digits as are needed to distinguish them."""

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - as matplotlib calls it
        """Format one number, such as the one under the mouse pointer."""
        return f"{x:.10g}"

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Format the numbers of all ticks."""
        return distinct_labels(values)


class Counts(Values):
    """Numbers of steps: `20k` instead of `20000` if that is shorter."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Format the numbers of all ticks."""
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
    """Numbers of a logarithmic axis, each formatted on its own."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Format the numbers of all ticks."""
        return [f"{value:g}" for value in values]


class Between(Formatter):
    """Numbers between the powers of ten of a logarithmic axis that has few of them."""

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - as matplotlib calls it
        """Format a number; return an empty string if it should not be labelled."""
        low, high = self.axis.get_view_interval() if self.axis is not None else (x, x)
        digit = round(x / 10 ** math.floor(math.log10(x) + 1e-9))
        written = high < _LITTLE * low or (high < _SOME * low and digit in {2, 5})
        return f"{x:g}" if written else ""
