"""Groups are tested against the baseline, with the right method and correction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import pytest
from scipy import stats
from statsmodels.stats.multicomp import pairwise_tukeyhsd

from logtools import schema
from logtools.analysis.comparison.group_differences import METHODS, GroupTest, compare_groups, compare_sides, family
from logtools.choices import Direction

NAN = math.nan


def side(values: Sequence[float], *, seeded: bool = False) -> list[tuple[str | None, float]]:
    return [(str(i) if seeded else None, value) for i, value in enumerate(values)]


def groups(*counts: tuple[int, int]) -> pl.DataFrame:
    """Return groups with `n` finite and `diverged` runs."""
    return pl.DataFrame(counts, schema={"n": pl.Int64, "diverged": pl.Int64}, orient="row")


def test_the_family_is_all_pairs_unless_the_baseline_is_given() -> None:
    four = groups((2, 0), (3, 0), (4, 0), (2, 0))
    assert (family(four, given=False), family(four, given=True)) == (6, 3)


def test_groups_that_can_be_tested_although_their_runs_diverged_are_in_the_family() -> None:
    assert family(groups((2, 0), (1, 1), (0, 2)), given=False) == 3
    assert family(groups((2, 0), (1, 1), (0, 2)), given=True) == 2


def test_groups_without_a_value_are_not_in_the_family() -> None:
    assert family(groups((1, 0), (0, 0), (2, 0)), given=True) == 1


@pytest.mark.parametrize(
    ("one", "other", "seeded", "method"),
    [
        ([1.0, 1.2, 1.1], [2.0, 2.5, 2.1], False, "Welch's t"),
        ([1.0, 1.2, 1.1], [2.0, 2.5, 2.1], True, "paired t"),
        ([1.0, 1.2, 1.1, NAN], [2.0, 2.5, 2.1, 2.2], False, "rank test"),
        ([1.0, 1.2, 1.1, 1.3, 1.2, NAN], [2.0, 2.5, 2.1, 2.2, 2.3, 2.4], True, "sign test"),
        ([1.0, 1.2, NAN], [2.0, 2.5, 2.1], True, "rank test"),
        ([1.0, 1.0], [2.0, 2.0], False, "rank test"),
        ([1.0], [2.0, 2.1], False, "Student's t"),
        ([1.0], [2.0, 2.0], False, None),
    ],
)
def test_the_method_fits_the_values(one: list[float], other: list[float], seeded: bool, method: str | None) -> None:  # noqa: FBT001 - a case
    found = compare_sides(side(one, seeded=seeded), side(other, seeded=seeded), "min", 0.95)
    assert found.method == method
    assert method is None or method in METHODS
    assert (found.p is None) == (method is None)


def test_the_p_value_is_that_of_scipy() -> None:
    one, other = [1.0, 1.2, 1.1, 1.4], [1.1, 1.5, 1.3, 1.8]
    assert compare_sides(side(one), side(other), "min", 0.95).p == pytest.approx(
        stats.ttest_ind(one, other, equal_var=False).pvalue
    )
    matched = compare_sides(side(one, seeded=True), side(other, seeded=True), "min", 0.95)
    assert matched.p == pytest.approx(stats.ttest_rel(one, other).pvalue)
    assert (matched.pairs, matched.n, matched.n_baseline) == (4, 4, 4)
    assert matched.freedom == 3
    assert matched.error == pytest.approx(stats.sem([a - b for a, b in zip(one, other, strict=True)]))


@pytest.mark.parametrize(("direction", "better"), [("min", True), ("max", False)])
def test_better_follows_the_direction(direction: Direction, better: bool) -> None:  # noqa: FBT001 - a case
    found = compare_sides(side([1.0, 1.2]), side([2.0, 2.1]), direction, 0.95)
    assert (found.better, found.p_better) == (better, float(better))


def test_a_run_is_compared_with_its_partner_if_all_have_one() -> None:
    one, other = [1.0, 2.0, 3.0, 4.0], [1.1, 2.1, 3.1, 3.9]
    matched = compare_sides(side(one, seeded=True), side(other, seeded=True), "max", 0.95)
    assert (matched.p_better, matched.p_better_n) == (0.25, 4)
    apart = compare_sides(side(one), side(other), "max", 0.95)
    assert (apart.p_better, apart.p_better_n) == (7 / 16, 16)
    some = compare_sides(side(one, seeded=True), side(other[:3], seeded=True), "max", 0.95)
    assert some.p_better_n == 12


def test_reasons_are_listed() -> None:
    diverged = compare_sides(side([1.0, NAN], seeded=True), side([1.0, 2.0], seeded=True), "min", 0.95)
    assert diverged.reason == "diverged runs"
    assert compare_sides(side([1.0, 1.0]), side([2.0, 2.0]), "min", 0.95).reason == "equal values"
    assert compare_sides([], side([1.0]), "min", 0.95).reason == "no value on one side"


def test_rows_have_corrected_p_values_and_conclusions() -> None:
    values = {"a": [1.0, 1.1, 1.2, 1.1], "b": [5.0, 5.1, 5.3, 5.2], "c": [1.1, 1.3, 0.9, 1.2], "d": [7.0]}
    frame = samples(values)
    table = groups_of(frame)
    found = compare_groups(frame, table, GroupTest(direction="min", confidence=0.95), baseline="a", given=True)
    assert dict(found.schema) == dict(schema.COMPARISON_DIFFERENCES)
    assert found["conclusion"].to_list() == ["worse", "not significant", "worse"]
    assert found["method"].to_list() == ["Dunnett"] * 3
    better = compare_groups(frame, table, GroupTest(direction="min", confidence=0.95), baseline="b", given=True)
    assert better["conclusion"].to_list() == ["better", "better", "worse"]


def samples(values: Mapping[str, Sequence[float]], *, seeded: bool = False) -> pl.DataFrame:
    rows = [(name, str(i) if seeded else None, v) for name, found in values.items() for i, v in enumerate(found)]
    return pl.DataFrame(rows, schema={"group": pl.String, "block": pl.String, "value": pl.Float64}, orient="row")


def groups_of(frame: pl.DataFrame) -> pl.DataFrame:
    found = frame.group_by("group", maintain_order=True)
    return found.agg(pl.col("value").is_finite().sum().alias("n"), pl.col("value").is_nan().sum().alias("diverged"))


@pytest.mark.parametrize("seeded", [False, True])
def test_all_pairs_agree_with_scipy(seeded: bool) -> None:  # noqa: FBT001 - a case
    values = {"a": [1.0, 1.2, 1.1], "b": [1.4, 1.5, 1.7], "c": [1.1, 1.3, 0.9]}
    frame = samples(values)
    found = compare_groups(
        frame, groups_of(frame), GroupTest(direction="min", confidence=0.95), baseline="a", given=False
    )
    expected = stats.tukey_hsd(*values.values())
    interval = expected.confidence_interval()
    # where a group varies more than all, its own spread makes the interval wider
    assert found["p_adjusted"].to_list() >= [expected.pvalue[i, 0] - 1e-4 for i in (1, 2)]
    assert all(found["ci_high"] >= [interval.high[i, 0] - 1e-4 for i in (1, 2)])
    equal = samples({name: [mean - 0.1, mean, mean + 0.1] for name, mean in (("a", 1.0), ("b", 1.3), ("c", 1.1))})
    if seeded:
        return
    same = compare_groups(
        equal, groups_of(equal), GroupTest(direction="min", confidence=0.95), baseline="a", given=False
    )
    exact = stats.tukey_hsd([0.9, 1.0, 1.1], [1.2, 1.3, 1.4], [1.0, 1.1, 1.2])
    assert same["p_adjusted"].to_list() == pytest.approx([exact.pvalue[1, 0], exact.pvalue[2, 0]], abs=1e-4)
    assert same["ci_low"][0] == pytest.approx(exact.confidence_interval().low[1, 0], abs=1e-4)


#: Groups with equal spreads, so that the common variance is used.
EQUAL = {name: [mean - 0.1, mean, mean + 0.1] for name, mean in (("a", 1.0), ("b", 1.3), ("c", 1.1), ("d", 1.15))}


def test_all_pairs_agree_with_statsmodels() -> None:
    frame = samples(EQUAL)
    found = compare_groups(
        frame, groups_of(frame), GroupTest(direction="min", confidence=0.95), baseline="a", given=False
    )
    expected = pairwise_tukeyhsd(frame["value"].to_numpy(), frame["group"].to_numpy())
    assert found["difference"].to_list() == pytest.approx(expected.meandiffs[:3].tolist())
    assert found["p_adjusted"].to_list() == pytest.approx(expected.pvalues[:3].tolist(), abs=1e-4)
    for column, ends in zip(("ci_low", "ci_high"), expected.confint[:3].T, strict=True):
        assert found[column].to_list() == pytest.approx(ends.tolist(), abs=1e-4)


def test_a_given_baseline_agrees_with_dunnett_of_scipy() -> None:
    frame = samples(EQUAL)
    found = compare_groups(
        frame, groups_of(frame), GroupTest(direction="min", confidence=0.95), baseline="a", given=True
    )
    expected = stats.dunnett(*(EQUAL[name] for name in "bcd"), control=EQUAL["a"], random_state=1)
    interval = expected.confidence_interval(0.95)
    assert found["p_adjusted"].to_list() == pytest.approx(expected.pvalue.tolist(), abs=1e-3)
    assert found["ci_low"].to_list() == pytest.approx(interval.low.tolist(), abs=2e-3)
    assert found["ci_high"].to_list() == pytest.approx(interval.high.tolist(), abs=2e-3)


@pytest.mark.parametrize("given", [False, True])
@pytest.mark.parametrize("seeded", [False, True])
def test_an_interval_without_0_and_a_significant_p_value_go_together(seeded: bool, given: bool) -> None:  # noqa: FBT001 - cases
    rng = np.random.default_rng(7)
    conclusions = set()
    for _ in range(60):
        n = rng.integers(2, 5, size=5)
        frame = samples(
            {str(i): (rng.normal(size=size) * (i + 1) + i).tolist() for i, size in enumerate(n)}, seeded=seeded
        )
        found = compare_groups(
            frame, groups_of(frame), GroupTest(direction="max", confidence=0.9), baseline="0", given=given
        )
        excluded = (found["ci_low"] > 0) | (found["ci_high"] < 0)
        assert (excluded == (found["conclusion"] != "not significant")).all()
        assert (excluded == (found["p_adjusted"] < 0.1)).all()
        conclusions |= set(found["conclusion"])
    assert len(conclusions) > 1


def test_runs_with_and_without_a_partner_are_all_used() -> None:
    """The difference of the three pairs has another sign than that of the means, which is tested."""
    one = [("1", 0.95), ("2", 0.96), ("3", 0.95), ("4", 0.70), ("5", 0.71), ("6", 0.69)]
    other = [("1", 0.92), ("2", 0.93), ("3", 0.91), ("x", 0.92), ("y", 0.93), ("z", 0.91)]
    found = compare_sides(one, other, "max", 0.95)
    assert found.difference == pytest.approx(np.mean([v for _, v in one]) - np.mean([v for _, v in other]))
    assert (found.method, found.pairs, found.n, found.n_baseline, found.better) == (
        "partially paired t",
        3,
        6,
        6,
        False,
    )


@pytest.mark.parametrize("sizes", [(2, 10), (2, 10, 10), (3, 10, 10, 10)])
def test_a_small_group_that_varies_more_makes_few_false_claims(sizes: tuple[int, ...]) -> None:
    rng = np.random.default_rng(8)
    names = [str(i) for i in range(len(sizes))]
    table = pl.DataFrame({"group": names, "n": sizes, "diverged": [0] * len(sizes)})
    claims = []
    for _ in range(400):
        values = {
            name: (rng.normal(size=n) * (3 if name == "0" else 1)).tolist()
            for name, n in zip(names, sizes, strict=True)
        }
        found = compare_groups(
            samples(values), table, GroupTest(direction="max", confidence=0.95), baseline="1", given=True
        )
        claims.append(bool((found["conclusion"] != "not significant").any()))
    assert np.mean(claims) < 0.1


def test_the_variance_of_repeated_folds_is_larger() -> None:
    """Nadeau and Bengio: the variance of the mean of J differences is 1/J + 1/(k - 1) times theirs."""
    one, other = side([1.0, 1.3, 0.9, 1.2], seeded=True), side([1.1, 1.6, 1.3, 1.2], seeded=True)
    plain, folds = (compare_sides(one, other, "min", 0.95, inflation=part) for part in (0.0, 1.0))
    assert plain.error is not None and folds.error is not None  # noqa: PT018 - for mypy
    assert folds.error / plain.error == pytest.approx(math.sqrt((1 / 4 + 1) / (1 / 4)))


def test_a_group_with_a_diverged_run_is_tested_by_ranks_and_bonferroni() -> None:
    frame = samples({"a": [1.0, 1.1, 1.2, 1.3], "b": [2.0, 2.1, 2.2, 2.4], "c": [3.0, 3.1, 3.3, NAN]})
    found = compare_groups(
        frame, groups_of(frame), GroupTest(direction="min", confidence=0.95), baseline="a", given=False
    )
    assert found["method"].to_list() == ["Tukey", "rank test"]
    assert found["p_adjusted"][1] == pytest.approx(3 * found["p"][1])
