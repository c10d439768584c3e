"""Results agree with scipy.stats; if a method is not applicable, there is a reason and no number."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from logtools.analysis.comparison.statistics import (
    iqm,
    mean,
    mean_interval,
    median,
    probability_of_improvement,
    rank_test,
    sign_test,
    std,
)

SAMPLES = [np.random.default_rng((7, n)).normal(0.9, 0.02, size=n).tolist() for n in range(2, 11)]
OTHERS = [np.random.default_rng((8, n)).normal(0.89, 0.05, size=n).tolist() for n in range(2, 11)]


@pytest.mark.parametrize("values", SAMPLES, ids=len)
@pytest.mark.parametrize("confidence", [0.95, 0.8])
def test_the_interval_of_a_mean_is_students(values: list[float], confidence: float) -> None:
    found = mean_interval(values, confidence=confidence)
    expected = stats.ttest_1samp(values, 0).confidence_interval(confidence)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert std(values) == pytest.approx(np.std(values, ddof=1))
    assert median(values) == pytest.approx(np.median(values))


def test_one_value_and_equal_values_have_a_reason_and_no_interval() -> None:
    for found, word in (
        (mean_interval([0.5], confidence=0.95), "n = 1"),
        (mean_interval([0.93, 0.93, 0.93], confidence=0.95), "equal"),
        (mean_interval([1e308, -1e308], confidence=0.95), "values too large"),
    ):
        assert (found.low, found.high, found.error) == (None, None, None)
        assert word in str(found.reason)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_the_iqm_is_the_mean_of_the_middle_half(values: list[float]) -> None:
    """If each value is repeated four times, the middle half is an integer number of values, so its mean is known."""
    ordered = sorted(value for value in values for _ in range(4))
    n = len(values)
    assert iqm(values) == pytest.approx(mean(ordered[n : 3 * n]), abs=1e-6)
    if n % 4 == 0:
        assert iqm(values) == pytest.approx(stats.trim_mean(values, 0.25), abs=1e-6)


def test_the_probability_of_improvement_is_the_scaled_u_statistic() -> None:
    one, other = [0.9, 0.8, 0.8], [0.8, 0.7, 0.95, 0.6]
    u = stats.mannwhitneyu(one, other).statistic
    assert probability_of_improvement(one, other, direction="max") == pytest.approx(u / 12)
    assert probability_of_improvement(one, other, direction="min") == pytest.approx(1 - u / 12)


@pytest.mark.parametrize("direction", ["min", "max"])
def test_a_diverged_run_is_worse_than_all_others_in_either_direction(direction: Literal["min", "max"]) -> None:
    for bad in (math.nan, math.inf, -math.inf):
        assert probability_of_improvement([0.1, bad], [0.1, 0.1], direction=direction) == 0.25
        assert probability_of_improvement([bad], [math.nan], direction=direction) == 0.5
        assert rank_test([bad] * 4, [0.5, 0.4, 0.3, 0.2], direction=direction) == pytest.approx(2 / math.comb(8, 4))


@pytest.mark.parametrize(("n", "shift"), [(4, 0.0), (15, 0.6), (50, 0.5)])
def test_ranks_are_tested_exactly_however_many_splits_there_are(n: int, shift: float) -> None:
    draws = np.random.default_rng(3).normal(size=(2, n))
    one, other = draws[0].tolist(), (draws[1, 2:] + shift).tolist()
    expected = stats.mannwhitneyu(one, other, method="exact").pvalue
    assert rank_test(one, other, direction="max") == pytest.approx(expected, rel=1e-9)
    assert rank_test(other, one, direction="min") == pytest.approx(expected, rel=1e-9)


def test_ties_are_tested_by_all_splits() -> None:
    one, other = [1.0, 2.0, 2.0, math.nan], [2.0, 3.0, 3.0, 5.0, 1.0]
    ranks = stats.rankdata([-1.0 if math.isnan(value) else value for value in (*one, *other)])
    expected = stats.permutation_test((ranks[:4], ranks[4:]), lambda a, b: np.mean(a) - np.mean(b), n_resamples=9999)
    assert rank_test(one, other, direction="max") == pytest.approx(expected.pvalue)
    assert rank_test([1.0, 1.0], [1.0, 1.0], direction="max") == 1


def test_ranks_of_hundreds_of_runs_are_tested_by_the_normal_approximation() -> None:
    one, other = list(map(float, range(0, 400, 2))), list(map(float, range(31, 431, 2)))
    expected = stats.mannwhitneyu(one, other, method="asymptotic").pvalue
    assert rank_test(one, other, direction="max") == pytest.approx(expected)


def test_signs_are_tested_with_the_binomial_distribution() -> None:
    one = [0.9, 0.8, 0.7, math.nan, 0.5, 0.5]
    other = [0.8, 0.7, 0.6, 0.5, 0.4, 0.5]
    assert sign_test(one, other, direction="max") == pytest.approx(stats.binomtest(4, 5).pvalue)
    assert sign_test([1.0, 2.0], [1.0, 2.0], direction="max") == 1


def test_huge_values_do_not_overflow() -> None:
    assert mean([1.7e308, 1.7e308]) == pytest.approx(1.7e308)
    assert mean_interval([1e200, 3e200], confidence=0.95).low is not None
