"""Groups are tested against the baseline, with the right method and correction."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl
import pytest
from scipy import stats

from logtools import schema
from logtools.analysis.comparison.group_differences import METHODS, compare_groups, compare_sides, family
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


def test_groups_of_one_run_are_not_in_the_family() -> None:
    assert family(groups((1, 0), (0, 1), (2, 0)), given=True) == 0


@pytest.mark.parametrize(
    ("one", "other", "seeded", "method"),
    [
        ([1.0, 1.2, 1.1], [2.0, 2.5, 2.1], False, "Welch's t"),
        ([1.0, 1.2, 1.1], [2.0, 2.5, 2.1], True, "paired t"),
        ([1.0, 1.2, 1.1, NAN], [2.0, 2.5, 2.1, 2.2], False, "rank test"),
        ([1.0, 1.2, 1.1, 1.3, 1.2, NAN], [2.0, 2.5, 2.1, 2.2, 2.3, 2.4], True, "sign test"),
        ([1.0, 1.2, NAN], [2.0, 2.5, 2.1], True, "rank test"),
        ([1.0, 1.0], [2.0, 2.0], False, "rank test"),
        ([1.0], [2.0, 2.1], False, None),
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


def test_reasons_are_listed() -> None:
    diverged = compare_sides(side([1.0, NAN], seeded=True), side([1.0, 2.0], seeded=True), "min", 0.95)
    assert diverged.reason == "diverged runs; not paired: too few pairs for a sign test"
    assert compare_sides([], side([1.0]), "min", 0.95).reason == "no value on one side"


def test_rows_have_corrected_p_values_and_conclusions() -> None:
    values = {"a": [1.0, 1.1, 1.2, 1.1], "b": [5.0, 5.1, 5.3, 5.2], "c": [1.1, 1.3, 0.9, 1.2], "d": [7.0]}
    records = [(name, None, value) for name, found in values.items() for value in found]
    columns = {"group": pl.String, "replicate": pl.String, "value": pl.Float64}
    runs = pl.DataFrame(records, schema=columns, orient="row")
    table = pl.DataFrame({"group": list(values), "n": [4, 4, 4, 1], "diverged": [0] * 4})
    found = compare_groups(runs, table, baseline="a", given=True, direction="min", confidence=0.95)
    assert dict(found.schema) == dict(schema.COMPARISON_DIFFERENCES)
    assert found.select("group", "conclusion").rows() == [
        ("b", "worse"), ("c", "not significant"), ("d", "not significant"),
    ]  # fmt: skip
    assert found["p_adjusted"][0] == pytest.approx(2 * found["p"][0])
    assert found["p_adjusted"][2] is None
    many = compare_groups(runs, table, baseline="a", given=False, direction="min", confidence=1 - 1.5 * found["p"][0])
    assert many["conclusion"][0] == "not significant"  # p is small enough only before the correction
    better = compare_groups(runs, table, baseline="b", given=True, direction="min", confidence=0.95)
    assert better["conclusion"].to_list() == ["better", "better", "not significant"]
