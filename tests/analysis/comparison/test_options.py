"""Options are checked on creation."""

from __future__ import annotations

from typing import Any

import pytest

from logtools.analysis.comparison.margin import Margin
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.values.value_at import ValueAt
from logtools.errors import InvalidValueError


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"metric": 5}, "metric must be text, not 5"),
        ({"baseline": ["a"]}, "baseline must be text"),
        ({"seed_key": 1}, "seed_key must be text"),
        ({"at": 10}, "at must be text, not 10"),
        ({"at": "first"}, "invalid at 'first': use best, best:val_loss, last, epoch=10, step=5000, common"),
        ({"direction": "down"}, "no direction is named 'down'; available: min, max"),
        ({"direction": 1}, "no direction is named 1"),
        ({"direction": ["min"]}, r"no direction is named \['min'\]"),
        ({"by": "lr"}, "by must be a sequence of names, not 'lr'"),
        ({"by": ["lr", 3]}, r"by must be a sequence of names, not \['lr', 3\]"),
        ({"by": 3}, "by must be a sequence of names, not 3"),
        ({"smooth": True}, "smooth must be a string or a number, such as 0.6 or 'median:51', not True"),
        ({"smooth": "box:3"}, "invalid smoothing 'box:3': use 0.6"),
        ({"paired": 1}, "paired must be True or False, not 1"),
        ({"confidence": "95%"}, "confidence must be a number between 0 and 1, not '95%'"),
        ({"confidence": True}, "confidence must be a number between 0 and 1, not True"),
        ({"confidence": 0}, "confidence must be between 0 and 1, not 0"),
        ({"confidence": 95}, "confidence must be between 0 and 1, not 95"),
        ({"effect": "g"}, "effect must be True or False, not 'g'"),
        ({"tolerance": -1}, "the tolerance must be a number of at least 0, not -1"),
        ({"tolerance": "1"}, "tolerance must be a number or None, not '1'"),
        ({"relative": float("inf")}, "the relative tolerance must be a number of at least 0, not inf"),
        ({"tolerance": 1, "relative": 0.1}, "give the tolerance in units of the metric or relative to the baseline"),
        ({"confidence": float("nan")}, "confidence must be between 0 and 1, not nan"),
    ],
)
def test_a_wrong_option_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        ComparisonOptions(**options)


def test_a_tolerance_is_a_margin() -> None:
    assert ComparisonOptions().margin is None
    assert ComparisonOptions(tolerance=0).margin == Margin(tolerance=0)
    assert ComparisonOptions(relative=0.01).margin == Margin(relative=0.01)


def test_texts_are_parsed() -> None:
    options = ComparisonOptions(at="epoch=10", smooth="median:5", by=("lr",), direction="max")
    assert options.value_at == ValueAt(kind="epoch", number=10)
    assert str(options.smoothing) == "median of 5 values"


@pytest.mark.parametrize("smooth", [None, 0, 0.0, "0"])
def test_no_smoothing(smooth: float | str | None) -> None:
    assert ComparisonOptions(smooth=smooth).smoothing is None
