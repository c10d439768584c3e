from __future__ import annotations

import math

import pytest

from logtools.analysis.comparison.margin import Margin
from logtools.errors import InvalidValueError


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"tolerance": -0.1}, "the tolerance must be a number of at least 0, not -0.1"),
        ({"relative": math.nan}, "the relative tolerance must be a number of at least 0, not nan"),
        ({"relative": True}, "relative tolerance must be a number or None, not True"),
        ({"tolerance": 0.1, "relative": 0.1}, "give the tolerance in units of the metric or relative to the baseline"),
    ],
)
def test_a_wrong_margin_is_refused(values: dict[str, float], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Margin(**values)


def test_a_margin_of_zero_is_given() -> None:
    assert Margin(tolerance=0.0).is_given
    assert Margin(relative=0.0).is_given
    assert not Margin().is_given


def test_the_amount_of_a_relative_tolerance_is_that_of_the_baseline() -> None:
    assert Margin(tolerance=0.01).amount(5.0) == 0.01
    assert Margin(relative=0.1).amount(-5.0) == pytest.approx(0.5)
    assert Margin(relative=0.1).amount(None) == 0


def test_the_limits_of_a_negative_baseline_are_in_order() -> None:
    baseline = [("a", -10.0), (None, -20.0)]
    assert Margin(relative=0.5).limits(baseline) == ([("a", -15.0), (None, -30.0)], [("a", -5.0), (None, -10.0)])
    assert Margin(tolerance=1.0).limits(baseline) == ([("a", -11.0), (None, -21.0)], [("a", -9.0), (None, -19.0)])
