"""What another run of the best setting is expected to give."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import polars as pl
import pytest

from logtools.analysis.comparison.next_run import next_run
from logtools.analysis.values.value_at import ValueAt
from logtools.choices import Direction

BEST = ValueAt(kind="best")


def ranked(
    values: list[float], groups: list[str] | None = None, *, noise: float | None = None, direction: Direction = "max"
) -> pl.DataFrame:
    """Return runs of these values, best first; by default each is a group of its own."""
    frame = pl.DataFrame(
        {"value": values, "group": groups or [str(i) for i in range(len(values))]},
        schema={"value": pl.Float64, "group": pl.String},
    )
    return frame.sort("value", descending=direction == "max").with_columns(
        rank=pl.int_range(pl.len()) + 1, noise=pl.lit(noise, dtype=pl.Float64)
    )


@pytest.mark.parametrize("direction", ["min", "max"])
def test_the_mean_of_its_group_is_expected_of_a_repeated_setting(direction: Direction) -> None:
    runs = ranked([5.0, 4.0, 4.5, 5.5], ["a", "b", "b", "a"], direction=direction)
    found = next_run(runs, at=BEST, direction=direction)
    assert found is not None
    group, value, shortfall = ("a", 5.25, 0.25) if direction == "max" else ("b", 4.25, 0.25)
    assert (found.group, found.value, found.shortfall, found.runs) == (group, value, shortfall, 4)
    assert found.basis == "group"


def test_other_settings_show_the_spread_of_a_single_run() -> None:
    runs = ranked([9.0, 8.9, 8.7, 8.6], ["a", "b", "b", "c"])
    found = next_run(runs, at=BEST, direction="max")
    assert found is not None
    assert found.basis == "other groups"
    assert 0.05 < found.shortfall < 0.2  # the spread is 0.14, and the mean of all is 8.8
    assert found.value == pytest.approx(9.0 - found.shortfall)


@pytest.mark.parametrize(("true_spread", "expected"), [(0.0, 2.16), (1.0, 1.53), (3.0, 0.71)])
def test_the_shortfall_is_the_luck_of_the_best_of_forty(true_spread: float, expected: float) -> None:
    """The best of 40 values with noise 1 is too high by 2.16, 1.53 and 0.71 if their true spread is 0, 1 and 3."""
    rng = np.random.default_rng(3)
    found = []
    for _ in range(300):
        values = true_spread * rng.normal(size=40) + rng.normal(size=40)
        another = next_run(ranked(values.tolist(), noise=1.0), at=ValueAt(kind="last"), direction="max")
        assert another is not None
        assert another.basis == "curve"
        found.append(another.shortfall)
    assert np.mean(found) == pytest.approx(expected, rel=0.3)


def test_runs_far_behind_say_nothing_about_luck() -> None:
    near = next_run(ranked([1.0, 0.9, 0.8], noise=0.2), at=ValueAt(kind="last"), direction="max")
    far = next_run(ranked([1.0, 0.9, 0.8, -50.0, -90.0], noise=0.2), at=ValueAt(kind="last"), direction="max")
    assert near is not None
    assert far is not None
    assert near.shortfall == pytest.approx(far.shortfall)


@pytest.mark.parametrize(
    ("runs", "at"),
    [
        (ranked([1.0, 2.0], noise=1.0), BEST),
        (ranked([1.0, 2.0, 3.0]), BEST),
        (ranked([1.0, 1.0, 1.0], noise=1.0), BEST),
        (ranked([1.0, 2.0, 3.0], noise=1.0), ValueAt(kind="first")),
        (ranked([1.0, 2.0, 3.0], noise=1.0), ValueAt(kind="auc")),
        (ranked([1.0, 50.0, 90.0], noise=1.0), BEST),
    ],
)
def test_without_known_noise_nothing_is_expected(runs: pl.DataFrame, at: ValueAt) -> None:
    assert next_run(runs, at=at, direction="max") is None


def test_nothing_is_said_about_equal_runs() -> None:
    """The mean of equal values may differ from them by rounding."""
    value = 0.9119423
    assert fmean([value] * 3) != value
    assert next_run(ranked([value] * 3 + [0.9], ["a"] * 3 + ["b"]), at=BEST, direction="max") is None
