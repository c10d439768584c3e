"""The difference that a test finds, and the runs that it takes, agree with statsmodels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray
from scipy import stats
from scipy.special import stdtrit
from statsmodels.stats.power import TTestIndPower, TTestPower

from logtools.analysis.comparison.multiple_comparisons import tukey
from logtools.analysis.comparison.power import POWER, detectable_difference, runs_needed, with_power
from logtools.analysis.comparison.rows import DifferenceRow, frame_of

ROW = DifferenceRow(
    group="b", baseline="a", n=5, n_baseline=5, difference=0.8, error=np.sqrt(2 / 5), freedom=8.0, p=0.2,
    p_adjusted=0.2, ci_low=0.8 - 2.306 * np.sqrt(2 / 5), ci_high=0.8 + 2.306 * np.sqrt(2 / 5),
)  # fmt: skip


def one(value: float) -> NDArray[np.float64]:
    return np.array([float(value)])


def needed(difference: float, *, error: float, freedom: int, n: int, m: int) -> float:
    critical = stdtrit(one(freedom), 0.975)
    found = runs_needed(
        one(difference), error=one(error), freedom=one(freedom), critical=critical, n=one(n), n_baseline=one(m)
    )
    return float(found[0])


@pytest.mark.parametrize(("n", "m"), [(3, 3), (2, 10), (5, 5), (20, 7)])
def test_the_detectable_difference_of_two_groups_is_that_of_statsmodels(n: int, m: int) -> None:
    error, freedom = np.sqrt(1 / n + 1 / m), n + m - 2
    found = detectable_difference(one(error), one(freedom), stdtrit(one(freedom), 0.975))
    expected = TTestIndPower().solve_power(nobs1=n, ratio=m / n, alpha=0.05, power=POWER)
    assert found[0] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("difference", [0.1, 0.5, 0.8, 2.0])
def test_the_runs_needed_are_those_of_statsmodels(difference: float) -> None:
    ind = np.ceil(TTestIndPower().solve_power(effect_size=difference, alpha=0.05, power=POWER))
    paired = np.ceil(TTestPower().solve_power(effect_size=difference, alpha=0.05, power=POWER))
    for n, m in ((3, 3), (2, 10), (8, 8)):
        assert needed(difference, error=np.sqrt(1 / n + 1 / m), freedom=n + m - 2, n=n, m=m) == ind
    assert needed(difference, error=np.sqrt(1 / 4), freedom=3, n=4, m=4) == paired


def test_many_comparisons_find_larger_differences_only() -> None:
    freedom, groups, n = 8.0, 4, 3
    critical = float(tukey(groups).critical(one(freedom), confidence=0.95)[0])
    found = detectable_difference(one(np.sqrt(2 / n)), one(freedom), one(critical))[0]
    t = stats.nct.rvs(freedom, found / np.sqrt(2 / n), size=20_000, random_state=3)
    assert np.mean(t > critical) == pytest.approx(POWER, abs=0.01)
    assert found > TTestIndPower().solve_power(nobs1=n, alpha=0.05, power=POWER)


def test_tiny_differences_take_more_runs_than_are_counted() -> None:
    assert np.isnan(needed(1e-9, error=0.5, freedom=8, n=5, m=5))
    assert needed(1e9, error=0.5, freedom=8, n=5, m=5) == 2


def powered(*rows: DifferenceRow, least: float = 0.0, repeatable: bool = True) -> list[tuple[float | None, int | None]]:
    found = with_power(frame_of(DifferenceRow, rows), least=least, repeatable=repeatable)
    return found.select("detectable_difference", "runs_needed").rows()


def test_only_differences_that_are_not_significant_need_runs() -> None:
    untested = DifferenceRow(group="c", baseline="a", n=1, n_baseline=5)
    ranks = replace(untested, group="d", difference=1.0, p=0.1, p_adjusted=0.1, method="rank test")
    (detectable, runs), worse, *others = powered(ROW, replace(ROW, group="e", conclusion="worse"), untested, ranks)
    assert detectable is not None
    assert detectable == pytest.approx(TTestIndPower().solve_power(nobs1=5, alpha=0.05, power=POWER), rel=1e-3)
    assert runs == 26
    assert worse == (detectable, None)
    assert others == [(None, None)] * 2
    assert powered(replace(ROW, difference=0.0)) == [(detectable, None)]
    assert powered(ROW, repeatable=False) == [(detectable, None)]


def test_a_difference_that_does_not_matter_is_not_looked_for() -> None:
    assert powered(replace(ROW, difference=0.1), least=0.8)[0][1] == 26
    assert powered(ROW, least=0.1)[0][1] == 26


def test_frames_without_intervals_are_unchanged() -> None:
    frame = frame_of(DifferenceRow, [DifferenceRow(group="c", baseline="a", n=1, n_baseline=5)])
    assert with_power(frame).equals(frame)
    assert isinstance(with_power(frame.clear()), pl.DataFrame)
