"""The options of a gate, validated."""

from __future__ import annotations

import math
from types import NoneType

from logtools.analysis.comparison.margin import Margin
from logtools.choices import FAIL_ON, Direction, FailOn
from logtools.errors import InvalidValueError, require_type, unknown
from logtools.record import Record

__all__ = ["GateOptions"]


class GateOptions(Record):
    """What passes a gate, and how it is tested.

    Raises:
        InvalidValueError: if an option has a wrong type or value, or nothing says what passes.
    """

    #: The non-inferiority margin: how much worse still passes, in units of the metric.
    tolerance: float | None = None
    #: The margin as a fraction of the baseline mean (0.01 for 1%).
    relative: float | None = None
    #: Instead of a baseline: the number that the mean has to reach (`at_least`), or must not exceed (`at_most`).
    at_least: float | None = None
    at_most: float | None = None
    #: Confidence level of the one-sided bounds, greater than 0.5 and less than 1.
    confidence: float = 0.95
    #: Standard deviation between runs, in units of the metric; None to estimate it from the runs.
    noise: float | None = None
    #: Whether single runs are compared directly, without a test.
    single: bool = False
    #: Which answers do not pass: `worse` only, or `inconclusive`, too.
    fail_on: FailOn = "inconclusive"

    def __post_init__(self) -> None:
        """Check types and values."""
        for name in ("at_least", "at_most", "noise"):
            require_type(name, getattr(self, name), (int, float, NoneType), "a number or None")
        require_type("confidence", self.confidence, (int, float), "a number")
        require_type("single", self.single, bool, "True or False")
        if self.fail_on not in FAIL_ON:
            raise unknown("fail_on", self.fail_on, FAIL_ON)
        if self.noise is not None and not 0 < self.noise < math.inf:
            raise InvalidValueError(f"the noise must be a number greater than 0, not {self.noise:g}")
        if not 0.5 < self.confidence < 1:
            raise InvalidValueError(f"the confidence must be greater than 0.5 and less than 1, not {self.confidence:g}")
        if self.single and self.noise is not None:
            raise InvalidValueError("give the noise, or compare single runs without a test, not both")
        self._check_what_passes()

    def _check_what_passes(self) -> None:
        """Check that something says what passes, and nothing says it twice."""
        if self.at_least is not None and self.at_most is not None:
            raise InvalidValueError("give at_least (--at-least) or at_most (--at-most), not both")
        has_margin = self.margin.is_given
        if self.limit is not None:
            if not math.isfinite(self.limit):
                raise InvalidValueError(f"the limit must be a finite number, not {self.limit:g}")
            if has_margin:
                raise InvalidValueError("a tolerance is relative to a baseline, not to a number: change the number")
        elif not has_margin and self.fail_on != "worse":
            raise InvalidValueError(
                "say what passes: tolerance (how much worse, in units of the metric), relative (as a fraction of the "
                "baseline mean), or fail_on='worse' (all that is not significantly worse)"
            )

    @property
    def margin(self) -> Margin:
        """The non-inferiority margin."""
        return Margin(tolerance=self.tolerance, relative=self.relative)

    @property
    def limit(self) -> float | None:
        """The number that the candidate is compared with; None for a baseline."""
        return self.at_most if self.at_least is None else self.at_least

    @property
    def limit_direction(self) -> Direction | None:
        """Whether lower or higher is better by the kind of limit; None without one."""
        return None if self.limit is None else "min" if self.at_least is None else "max"
