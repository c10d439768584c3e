"""The largest difference that does not matter: the tolerance of tests of equivalence and non-inferiority."""

from __future__ import annotations

import math
from types import NoneType
from typing import TYPE_CHECKING

from logtools.analysis.comparison.statistics import mean
from logtools.errors import InvalidValueError, require_type
from logtools.record import Record

if TYPE_CHECKING:
    from logtools.analysis.comparison.group_differences import Side

__all__ = ["Margin"]


class Margin(Record):
    """The largest difference that does not matter; 0 if neither is given.

    Raises:
        InvalidValueError: if a number is negative or not finite, or both are given.
    """

    #: In units of the metric.
    tolerance: float | None = None
    #: As a fraction of the baseline mean (0.01 for 1%).
    relative: float | None = None

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name, value in (("tolerance", self.tolerance), ("relative tolerance", self.relative)):
            require_type(name, value, (int, float, NoneType), "a number or None")
            if value is not None and not 0 <= value < math.inf:
                raise InvalidValueError(f"the {name} must be a number of at least 0, not {value:g}")
        if self.tolerance is not None and self.relative is not None:
            raise InvalidValueError("give the tolerance in units of the metric or relative to the baseline, not both")

    @property
    def is_given(self) -> bool:
        """Whether one of the two is given."""
        return self.tolerance is not None or self.relative is not None

    def amount(self, baseline_mean: float | None) -> float:
        """Return the tolerance in units of the metric."""
        return self.tolerance or (self.relative or 0.0) * abs(baseline_mean or 0.0)

    def limits(self, baseline: Side) -> tuple[Side, Side]:
        """Return the values of the baseline at the lower and at the upper limit."""
        part, amount = self.relative or 0.0, self.tolerance or 0.0
        less, more = (
            [(block, value * (1 + sign * part) + sign * amount) for block, value in baseline] for sign in (-1, 1)
        )
        is_below = part and mean([value for _, value in baseline]) < 0
        return (more, less) if is_below else (less, more)
