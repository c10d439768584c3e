"""The time until a curve meets a condition."""

from __future__ import annotations

import math

import pytest

from logtools.analysis.values.time_to_value import time_to_value
from logtools.analysis.values.value_at import parse_value_at
from logtools.errors import InvalidValueError
from tests.analysis.values.curves import curve

CURVE = curve(("a", 0, 9, 0.5), ("a", 1, 19, 0.9), ("a", 2, 29, 0.95), ("b", 0, 9, math.nan), ("b", 1, 19, 0.7))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("first acc >= 0.9", [("a", 2.0, 1, 19), ("b", math.inf, None, None)]),
        ("first acc > 0.9", [("a", 3.0, 2, 29), ("b", math.inf, None, None)]),
        ("first acc >= 0.9 in steps", [("a", 20.0, 1, 19), ("b", math.inf, None, None)]),
        ("first acc <= 0.7", [("a", 1.0, 0, 9), ("b", 2.0, 1, 19)]),
        ("first acc < 0.7", [("a", 1.0, 0, 9), ("b", math.inf, None, None)]),
    ],
)
def test_epochs_and_steps_are_counted_from_one(condition: str, expected: list[tuple[object, ...]]) -> None:
    found = time_to_value(CURVE, parse_value_at(condition))
    assert found.select("run", "value", "epoch", "step").sort("run").rows() == expected


def test_seconds_come_from_a_clock() -> None:
    at = parse_value_at("first acc >= 0.9 in seconds")
    clock = curve(("a", 0, 9, 100.0), ("a", 2, 29, 300.0), ("b", 0, 9, 50.0))
    assert time_to_value(CURVE, at, clock=clock)["value"].to_list() == [200.0, math.inf]
    stamps = clock.with_columns(value=clock["value"] + 1.7e9)
    assert time_to_value(CURVE, at, clock=stamps)["value"].to_list() == [100.0, math.inf]
    late = clock.filter(clock["step"] == 29)
    assert time_to_value(CURVE, at, clock=late)["value"].to_list() == [None, math.inf]
    with pytest.raises(InvalidValueError, match="no run logged a time metric"):
        time_to_value(CURVE, at)


def test_what_was_not_logged_cannot_be_counted() -> None:
    with pytest.raises(InvalidValueError, match="cannot count epochs: no run logged the epoch of acc"):
        time_to_value(curve(("a", None, 9, 0.5)), parse_value_at("first acc > 0 in epochs"))
