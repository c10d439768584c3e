"""Curves are smoothed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools import schema
from logtools.analysis.curves.smoothing import parse, smooth
from logtools.errors import InvalidValueError


def frame(values: Sequence[float], *, run: str = "run") -> pl.DataFrame:
    rows = [(run, 0, "train", "loss", "loss", "step", None, 0, i, value) for i, value in enumerate(values)]
    return pl.DataFrame(rows, schema=schema.METRICS, orient="row")


def smoothed(values: Sequence[float], method: str) -> list[float]:
    return smooth(frame(values), parse(method))["value"].to_list()


def slider(values: Sequence[float], weight: float) -> list[float]:
    """Smooth like TensorBoard's slider, written like its source code."""
    last, found = 0.0, []
    for i, value in enumerate(values, start=1):
        last = last * weight + (1 - weight) * value
        found.append(last / (1 - weight**i) if weight < 1 else last)
    return found


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.sampled_from([0.0, 0.3, 0.6, 0.99]))
def test_the_moving_average_equals_tensorboards(values: list[float], weight: float) -> None:
    assert smoothed(values, str(weight)) == pytest.approx(slider(values, weight), rel=1e-6, abs=1e-3)


def test_at_the_ends_the_median_is_of_fewer_values() -> None:
    assert smoothed([1, 9, 2, 3, 100, 4], "median:3") == [5, 2, 3, 3, 4, 52]


def test_a_gaussian_keeps_a_constant_and_the_sum_of_a_spike_between() -> None:
    assert smoothed([3.0] * 9, "gaussian:2") == pytest.approx([3.0] * 9)
    spike = smoothed([0.0] * 40 + [1.0] + [0.0] * 40, "gaussian:3")
    assert sum(spike) == pytest.approx(1.0, abs=1e-3)
    assert spike[40] == pytest.approx(1 / (3 * math.sqrt(2 * math.pi)), rel=1e-3)
    assert spike == pytest.approx(spike[::-1])


@pytest.mark.parametrize("method", ["0.6", "gaussian:2", "median:3"])
def test_non_finite_values_are_kept_and_smoothing_restarts_after_them(method: str) -> None:
    before, after = [5.0, 3.0, 4.0], [100.0, 101.0]
    found = smoothed([*before, math.nan, *after, math.inf, 7.0], method)
    assert math.isnan(found[3])
    assert found[6] == math.inf
    assert found[:3] == pytest.approx(smoothed(before, method))
    assert found[4:6] == pytest.approx(smoothed(after, method))
    assert found[7] == pytest.approx(7.0)


@pytest.mark.parametrize("method", ["0.9", "gaussian:5", "median:5"])
def test_each_series_is_smoothed_separately_and_nothing_else_changes(method: str) -> None:
    both = pl.concat([frame([0.0] * 5, run="a"), frame([10.0] * 5, run="b")])
    found = smooth(both, parse(method))
    assert found["value"].to_list() == pytest.approx([0.0] * 5 + [10.0] * 5)
    assert found.drop("value").equals(both.drop("value"))


@pytest.mark.parametrize(
    "text", ["1", "1.5", "-0.5", "x", "gaussian", "gaussian:0", "median:0", "median:2.5", "mean:3", ""]
)
def test_an_invalid_method_is_an_error(text: str) -> None:
    with pytest.raises(InvalidValueError):
        parse(text)


def test_a_smoothing_has_a_description() -> None:
    assert str(parse("0.6")) == "moving average, weight 0.6"
    assert str(parse("GAUSSIAN:200")) == "Gaussian, std 200 values"
    assert str(parse("median:51")) == "median of 51 values"
