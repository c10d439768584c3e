"""The model of groups and blocks agrees with least squares, and its special cases with known tests."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from logtools.analysis.comparison.group_model import GroupModel, Sample, fit


def fitted(groups: list[list[Sample]]) -> GroupModel:
    model = fit(groups)
    assert model is not None
    return model


def by_least_squares(groups: list[list[Sample]]) -> tuple[float, int]:
    """Return the sum of squares of the residuals of group + block, and their degrees of freedom."""
    rows = [(g, block, value) for g, group in enumerate(groups) for block, value in group]
    blocks = sorted({str(block) for _, block, _ in rows})
    design = [
        [float(g == i) for i in range(len(groups))] + [float(str(block) == name) for name in blocks]
        for g, block, _ in rows
    ]
    values = np.array([value for *_, value in rows])
    effects, _, rank, _ = np.linalg.lstsq(np.array(design), values, rcond=None)
    return float(np.sum((values - np.array(design) @ effects) ** 2)), len(values) - int(rank)


@pytest.mark.parametrize("drop", [0, 1, 4])
@pytest.mark.parametrize("shape", [(2, 6), (5, 4), (3, 9), (7, 3)])
def test_the_noise_is_the_residual_mean_square_of_group_and_block(shape: tuple[int, int], drop: int) -> None:
    rng = np.random.default_rng(sum(shape))
    groups: list[list[Sample]] = [[(str(j), rng.normal() + j) for j in range(shape[1])] for _ in range(shape[0])]
    for _ in range(drop):
        longest = max(groups, key=len)
        longest.pop(int(rng.integers(len(longest))))
    model = fitted(groups)
    square, freedom = by_least_squares(groups)
    assert model.freedom == freedom
    assert model.noise * model.scale**2 * freedom == pytest.approx(square)
    assert model.own_freedom.sum() == pytest.approx(freedom)
    assert np.sum(model.own * model.own_freedom) == pytest.approx(model.noise * freedom)


def test_two_groups_with_the_same_blocks_are_the_paired_test() -> None:
    one, other = [1.0, 1.2, 1.1, 1.4], [1.1, 1.5, 1.3, 1.8]
    model = fitted([[(str(i), v) for i, v in enumerate(side)] for side in (one, other)])
    for spread in model.spreads(1):
        assert spread.freedom[0] == 3
        assert np.sqrt(spread.variance[0]) * model.scale == pytest.approx(stats.sem(np.subtract(one, other)))


def test_two_groups_without_blocks_are_the_tests_of_student_and_welch() -> None:
    one, other = [1.0, 1.2, 1.1, 1.4], [1.1, 1.5, 1.9]
    model = fitted([[(None, value) for value in side] for side in (one, other)])
    t = (model.means[0] - model.means[1]) / np.sqrt([spread.variance[0] for spread in model.spreads(1)])
    for found, spread, equal in zip(t, model.spreads(1), (True, False), strict=True):
        expected = stats.ttest_ind(one, other, equal_var=equal)
        assert found == pytest.approx(expected.statistic)
        assert spread.freedom[0] == pytest.approx(expected.df)


def test_two_runs_against_more_have_fewer_degrees_of_freedom_than_by_welch() -> None:
    one, other = [1.0, 1.2], [1.1, 1.5, 1.9, 1.3]
    _, own = fitted([[(None, value) for value in side] for side in (one, other)]).spreads(1)
    welch = stats.ttest_ind(one, other, equal_var=False)
    assert own.freedom[0] == pytest.approx(np.sqrt(welch.df))
    _, equal = fitted([[(None, value) for value in side] for side in (one, other[:2])]).spreads(1)
    assert equal.freedom[0] == pytest.approx(stats.ttest_ind(one, other[:2], equal_var=False).df)


def test_a_group_with_few_runs_has_mostly_its_own_variance() -> None:
    large: list[Sample] = [(None, value) for value in np.linspace(-1, 1, 10)]
    small: list[Sample] = [(None, -6.0), (None, 6.0)]
    few, (_, alike) = fitted([small, large, large]), fitted([small, large[:2], large[:2]]).spreads(1)
    _, own = few.spreads(1)
    assert own.variance[0] == pytest.approx((few.own[0] / 2 + few.own[1] / 10), rel=0.02)
    assert own.freedom[0] < 1.1
    assert alike.freedom[0] == 3


def test_a_single_run_has_the_common_variance() -> None:
    several: list[Sample] = [(None, value) for value in np.linspace(-1, 1, 10)]
    common, own = fitted([[(None, 0.5)], several, several]).spreads(1)
    assert own.variance[0] == pytest.approx(common.variance[0])


def test_a_block_of_one_group_does_not_change_the_noise() -> None:
    shared: list[list[Sample]] = [[("1", 1.0), ("2", 2.0), ("3", 3.5)], [("1", 1.1), ("2", 2.4), ("3", 3.2)]]
    more: list[list[Sample]] = [[*shared[0], ("4", 9.0), (None, -5.0)], shared[1]]
    one, other = fitted(shared), fitted(more)
    assert other.freedom == one.freedom
    assert other.noise * other.scale**2 == pytest.approx(one.noise * one.scale**2)
    assert other.shared(1).tolist() == [3, 3]


def test_the_more_blocks_two_groups_share_the_smaller_is_the_variance() -> None:
    rng = np.random.default_rng(2)
    effects = rng.normal(size=12) * 5

    def group(blocks: range) -> list[Sample]:
        return [(str(j), effects[j] + rng.normal() / 10) for j in blocks]

    model = fitted([group(range(6)), group(range(6)), group(range(3, 9)), group(range(6, 12))])
    common, _ = model.spreads(0)
    assert common.variance[1] < common.variance[2] < common.variance[3]


def test_values_that_do_not_vary_have_no_model() -> None:
    assert fit([[(None, 1.0), (None, 1.0)], [(None, 2.0)]]) is None
    assert fit([[(None, 1.0)], [(None, 2.0)]]) is None
    assert fit([[(None, 0.0), (None, 0.0)], [(None, 0.0)]]) is None


def test_equal_differences_of_pairs_are_tested_without_blocks() -> None:
    model = fitted([[("1", 1.0), ("2", 2.0), ("3", 4.0)], [("1", 2.0), ("2", 3.0), ("3", 5.0)]])
    assert (model.freedom, model.block_freedom) == (4, 0)


def test_large_values_do_not_overflow() -> None:
    model = fitted([[(None, 1e300), (None, 2e300)], [(None, 5e300), (None, 7e300)]])
    assert np.isfinite([spread.variance for spread in model.spreads(0)]).all()
