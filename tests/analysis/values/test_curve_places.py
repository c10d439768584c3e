"""Observations at a place of a curve."""

from __future__ import annotations

import math

import pytest

from logtools.analysis.values.curve_places import common_place, pick
from logtools.analysis.values.value_at import ValueAt
from logtools.choices import Direction
from logtools.errors import InvalidValueError
from tests.analysis.values.curves import curve

BEST, LAST = ValueAt(kind="best"), ValueAt(kind="last")
CURVE = curve(("a", 0, 9, 3.0), ("a", 1, 19, 1.0), ("a", 1, 29, 2.0), ("b", 0, 9, math.nan))


@pytest.mark.parametrize(
    ("at", "direction", "expected"),
    [
        (BEST, "min", {"a": (1.0, 1, 19), "b": (math.nan, 0, 9)}),
        (BEST, "max", {"a": (3.0, 0, 9), "b": (math.nan, 0, 9)}),
        (LAST, "min", {"a": (2.0, 1, 29), "b": (math.nan, 0, 9)}),
        (ValueAt(kind="epoch", number=1), "min", {"a": (2.0, 1, 29)}),
        (ValueAt(kind="step", number=25), "min", {"a": (1.0, 1, 19)}),
        (ValueAt(kind="step", number=38), "min", {"a": (2.0, 1, 29)}),
        (ValueAt(kind="step", number=39), "min", {}),
        (ValueAt(kind="step", number=8), "min", {}),
    ],
)
def test_a_value_is_picked_from_the_curve(
    at: ValueAt, direction: Direction, expected: dict[str, tuple[float, int, int]]
) -> None:
    found = pick(CURVE, at, direction)
    rows = {run: place for run, *place in found.select("run", "value", "epoch", "step").iter_rows()}
    assert {run: tuple(map(str, place)) for run, place in rows.items()} == {
        run: tuple(map(str, place)) for run, place in expected.items()
    }


def test_the_common_place_is_the_last_epoch_of_all_runs() -> None:
    frame = curve(*(("a", e, None, 1.0) for e in (0, 2, 4, 6)), *(("b", e, None, 1.0) for e in (0, 1, 2, 3, 4, 5)))
    assert common_place(frame) == ValueAt(kind="epoch", number=4)


def test_without_epochs_the_common_place_is_a_step() -> None:
    same = curve(("a", None, 9, 1.0), ("a", None, 19, 1.0), ("b", None, 9, 1.0), ("b", None, 24, 1.0))
    assert common_place(same) == ValueAt(kind="step", number=9)
    other = curve(("a", None, 9, 1.0), ("a", None, 19, 1.0), ("b", None, 8, 1.0), ("b", None, 24, 1.0))
    assert common_place(other) == ValueAt(kind="step", number=19)


def test_a_run_that_shares_no_place_is_left_out() -> None:
    frame = curve(("a", 0, 9, 1.0), ("a", 1, 19, 1.0), ("b", 0, 9, 1.0), ("b", 1, 19, 1.0), ("c", None, None, 1.0))
    assert common_place(frame) == ValueAt(kind="epoch", number=1)
    apart = curve(("a", 0, None, 1.0), ("b", 0, None, 1.0), ("b", 1, None, 1.0), ("c", 7, None, 1.0))
    assert common_place(apart) == ValueAt(kind="epoch", number=0)
    steps = curve(("a", None, 7, 1.0), ("b", None, 9, 1.0), ("c", 7, None, 1.0))
    assert common_place(steps) == ValueAt(kind="step", number=7)


def test_runs_without_a_common_place_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="no epoch or step at which two runs have a value"):
        common_place(curve(("a", 0, None, 1.0), ("b", 1, None, 1.0)))
