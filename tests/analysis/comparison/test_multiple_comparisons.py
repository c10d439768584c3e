"""P-values and critical values of many comparisons agree with scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from logtools.analysis.comparison.multiple_comparisons import dunnett, dunnett_one_sided, tukey


@pytest.mark.parametrize("groups", [2, 3, 6, 12, 100])
@pytest.mark.parametrize("freedom", [2.0, 4.0, 24.0, 200.0])
def test_all_pairs_have_the_studentized_range(groups: int, freedom: float) -> None:
    largest = tukey(groups)
    t = np.array([0.5, 1.5, 3.0, 6.0])
    expected = stats.studentized_range.sf(t * np.sqrt(2), groups, freedom)
    assert largest.p(t, np.full(4, freedom)) == pytest.approx(expected, abs=2e-5)
    critical = largest.critical(np.array([freedom]), confidence=0.95)
    assert critical[0] == pytest.approx(stats.studentized_range.ppf(0.95, groups, freedom) / np.sqrt(2), rel=1e-4)


def test_p_is_the_level_at_the_critical_value() -> None:
    for largest in (tukey(4), dunnett((3, 4, 5), 4), dunnett_one_sided((3, 3), 5)):
        critical = largest.critical(np.array([7.0]), confidence=0.9)
        assert largest.p(critical, np.array([7.0]))[0] == pytest.approx(0.1, abs=1e-9)


def test_groups_against_one_agree_with_the_estimate_of_scipy() -> None:
    rng = np.random.default_rng(0)
    samples = [rng.normal(size=n) for n in (3, 5, 8)]
    found = stats.dunnett(*samples, control=rng.normal(size=4), random_state=1)
    p = dunnett((3, 5, 8), 4).p(np.abs(found.statistic), np.full(3, 16.0))
    assert p == pytest.approx(found.pvalue, abs=5e-4)


def test_one_sided_values_are_those_of_the_table() -> None:
    """Dunnett 1955, table 1a: one-sided, 95%, 20 degrees of freedom."""
    for comparisons, value in ((1, 1.72), (2, 2.03), (4, 2.30), (9, 2.60)):
        critical = dunnett_one_sided((5,) * comparisons, 5).critical(np.array([20.0]), confidence=0.95)
        assert critical[0] == pytest.approx(value, abs=0.006)


def test_one_comparison_is_student() -> None:
    t, freedom = np.array([2.5]), np.array([3.7])
    assert tukey(2).p(t, freedom)[0] == pytest.approx(2 * stats.t.sf(2.5, 3.7))
    assert dunnett((4,), 3).critical(freedom, confidence=0.9)[0] == pytest.approx(stats.t.ppf(0.95, 3.7))


def test_fractional_degrees_of_freedom_are_rounded_down() -> None:
    """They are conservative, by less than 3 %; whole numbers are kept."""
    largest = tukey(5)
    critical = largest.critical(np.array([9.0, 9.9, 10.0]), confidence=0.95)
    assert critical[0] > critical[1] > critical[2]
    exact = stats.studentized_range.ppf(0.95, 5, 9.9) / np.sqrt(2)
    assert exact <= critical[1] < exact * 1.005
