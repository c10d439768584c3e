"""The area under a curve, divided by its length."""

from __future__ import annotations

import math

import polars as pl
import pytest
from scipy.integrate import trapezoid

from logtools.analysis.values.curve_area import mean_height
from tests.analysis.values.curves import curve, values


def test_the_area_is_that_of_trapezoids() -> None:
    steps, heights = [0, 10, 40, 100], [1.0, 3.0, 2.0, 5.0]
    rows = [("a", 9 - i, step, height) for i, (step, height) in enumerate(zip(steps, heights, strict=True))]
    assert values(mean_height(curve(*rows)))["a"] == pytest.approx(trapezoid(heights, x=steps) / 100)


def test_without_steps_the_length_is_in_epochs() -> None:
    assert values(mean_height(curve(("a", 0, None, 1.0), ("a", 3, None, 3.0), ("a", 4, None, 5.0)))) == {"a": 2.5}


def test_values_that_are_not_finite_are_skipped_but_not_at_the_end() -> None:
    found = values(mean_height(curve(
        ("a", 0, 0, 1.0), ("a", 1, 1, math.nan), ("a", 2, 2, 3.0), ("b", 0, 0, 1.0), ("b", 1, 1, math.inf),
        ("c", 0, 0, math.nan),
    )))  # fmt: skip
    assert found["a"] == 2.0
    assert math.isnan(found["b"])
    assert math.isnan(found["c"])


def test_a_curve_without_a_length_has_its_mean() -> None:
    assert values(mean_height(curve(("a", 0, 9, 1.0), ("b", None, None, 1.0), ("b", None, None, 2.0)))) == {
        "a": 1.0,
        "b": 1.5,
    }


def test_there_is_no_area_between_segments() -> None:
    parts = pl.concat(
        [curve(("a", 0, 0, 1.0), ("a", 1, 10, 1.0)), curve(("a", 0, 0, 3.0), ("a", 1, 10, 3.0), segment=1)]
    )
    assert values(mean_height(parts)) == {"a": 2.0}
