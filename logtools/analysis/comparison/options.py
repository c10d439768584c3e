"""The options of a comparison, validated."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType

from logtools.analysis.comparison.margin import Margin
from logtools.analysis.curves.smoothing import Smoothing, parse
from logtools.analysis.values.value_at import ValueAt, parse_value_at
from logtools.choices import DIRECTIONS, Direction
from logtools.errors import InvalidValueError, require_type, unknown
from logtools.record import Record

__all__ = ["ComparisonOptions"]


class ComparisonOptions(Record):
    """How runs are compared.

    Raises:
        InvalidValueError: if an option has a wrong type or value.
    """

    #: Label, name or quantity of the metric to rank by; None to infer it, see `default_metric`.
    metric: str | None = None
    #: Whether lower or higher is better; None to infer it from the metric's name.
    direction: Direction | None = None
    #: Hyperparameters to group by, see `groups.group`; None for all that differ, except seeds.
    by: Sequence[str] | None = None
    #: Which value represents a run, see `value_at.parse_value_at`; None for the default, see `default_statistic`.
    at: str | None = None
    #: How to smooth curves first, see `smoothing.parse`; None or 0 for no smoothing.
    smooth: str | float | None = None
    #: The group, or a run of the group, that others are compared with; None for the best.
    baseline: str | None = None
    #: The hyperparameter that marks replicates, see `groups.group`; None to detect it.
    seed_key: str | None = None
    #: Whether tests are paired by matching seeds.
    paired: bool = True
    #: Confidence level of intervals and tests, between 0 and 1.
    confidence: float = 0.95
    #: The largest difference that does not matter, in units of the metric; None not to test equivalence.
    tolerance: float | None = None
    #: The same as a fraction of the baseline mean (0.01 for 1%).
    relative: float | None = None
    #: Whether effect sizes are computed.
    effect: bool = False

    def __post_init__(self) -> None:
        """Check types and values."""
        for name in ("metric", "at", "baseline", "seed_key"):
            require_type(name, getattr(self, name), (str, NoneType), "text")
        if self.direction is not None and self.direction not in DIRECTIONS:
            raise unknown("direction", self.direction, DIRECTIONS)
        if not _is_names(self.by):
            raise InvalidValueError(f"by must be a sequence of names, not {self.by!r}")
        require_type(
            "smooth", self.smooth, (str, int, float, NoneType), "a string or a number, such as 0.6 or 'median:51'"
        )
        require_type("paired", self.paired, bool, "True or False")
        require_type("effect", self.effect, bool, "True or False")
        require_type("confidence", self.confidence, (int, float), "a number between 0 and 1")
        if not 0 < self.confidence < 1:
            raise InvalidValueError(f"confidence must be between 0 and 1, not {self.confidence:g}")
        _ = self.margin, self.value_at, self.smoothing

    @property
    def margin(self) -> Margin | None:
        """The largest difference that does not matter; None not to test equivalence."""
        margin = Margin(tolerance=self.tolerance, relative=self.relative)
        return margin if margin.is_given else None

    @property
    def value_at(self) -> ValueAt | None:
        """The parsed `at`."""
        return None if self.at is None else parse_value_at(self.at)

    @property
    def smoothing(self) -> Smoothing | None:
        """The parsed `smooth`; None for no smoothing."""
        smoothing = None if self.smooth is None else parse(self.smooth)
        return smoothing if smoothing and smoothing.size else None


def _is_names(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(name, str) for name in value)
