"""Equivalence agrees with the two one-sided tests of statsmodels, and holds for several groups at once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import pytest
from scipy import stats
from statsmodels.stats.weightstats import ttost_ind, ttost_paired

from logtools.analysis.comparison.equivalence import with_equivalence
from logtools.analysis.comparison.group_differences import GroupTest, compare_groups
from logtools.analysis.comparison.margin import Margin
from logtools.choices import Direction

ONE, OTHER = [0.93, 0.935, 0.928, 0.931, 0.934], [0.929, 0.934, 0.93, 0.933, 0.931]


def equivalences(
    groups: Mapping[str, Sequence[float]],
    margin: Margin,
    *,
    direction: Direction = "max",
    seeded: bool = False,
    given: bool = True,
) -> dict[str, tuple[float | None, str]]:
    """Return the p-value of equivalence and the conclusion of each group against the first one."""
    rows = [(name, str(i) if seeded else None, v) for name, values in groups.items() for i, v in enumerate(values)]
    samples = pl.DataFrame(rows, schema={"group": pl.String, "block": pl.String, "value": pl.Float64}, orient="row")
    counts = [(name, len(values), 0) for name, values in groups.items()]
    table = pl.DataFrame(counts, schema=["group", "n", "diverged"], orient="row")
    rules = GroupTest(direction=direction, confidence=0.95)
    how = {"baseline": next(iter(groups)), "given": given}
    made = compare_groups(samples, table, rules, **how)  # type: ignore[arg-type]
    found = with_equivalence(made, samples, table, rules, margin, **how)  # type: ignore[arg-type]
    assert found.schema == made.schema
    return {name: (p, word) for name, p, word in found.select("group", "p_equivalent", "conclusion").iter_rows()}


@pytest.mark.parametrize("direction", ["min", "max"])
def test_two_groups_are_tested_like_statsmodels(direction: Direction) -> None:
    for tolerance in (0.001, 0.003, 0.01):
        p, word = equivalences({"a": ONE, "b": OTHER}, Margin(tolerance=tolerance), direction=direction)["b"]
        expected = ttost_ind(np.array(OTHER), np.array(ONE), -tolerance, tolerance, usevar="unequal")[0]
        assert p == pytest.approx(expected)
        assert (word == "equivalent") == (expected < 0.05)
        p, _ = equivalences({"a": ONE, "b": OTHER}, Margin(tolerance=tolerance), direction=direction, seeded=True)["b"]
        assert p == pytest.approx(ttost_paired(np.array(OTHER), np.array(ONE), -tolerance, tolerance)[0])


@pytest.mark.parametrize("sign", [1, -1])
def test_a_relative_tolerance_allows_for_the_uncertainty_of_the_baseline(sign: int) -> None:
    one, other = sign * np.array(ONE), sign * np.array(OTHER)
    p, _ = equivalences({"a": one.tolist(), "b": other.tolist()}, Margin(relative=0.004))["b"]
    above = stats.ttest_ind(np.abs(other), np.abs(one) * 0.996, equal_var=False, alternative="greater").pvalue
    below = stats.ttest_ind(np.abs(other), np.abs(one) * 1.004, equal_var=False, alternative="less").pvalue
    assert p == pytest.approx(max(above, below))


def test_a_significant_difference_within_the_tolerance_is_equivalent() -> None:
    better = [value + 0.005 for value in ONE[1:]] + [ONE[0] + 0.0051]
    assert equivalences({"a": ONE, "b": better}, Margin(tolerance=0.001))["b"][1] == "better"
    assert equivalences({"a": ONE, "b": better}, Margin(tolerance=0.02))["b"][1] == "equivalent"
    assert equivalences({"a": ONE, "b": OTHER}, Margin(tolerance=0.0))["b"][1] == "not significant"


def test_values_that_do_not_vary_are_tested_by_ranks() -> None:
    same = {"a": [0.9] * 5, "b": [0.9] * 5}
    p, word = equivalences(same, Margin(tolerance=0.01))["b"]
    assert p == pytest.approx(1 / math.comb(10, 5))
    assert word == "equivalent"
    assert (
        equivalences({name: values[:3] for name, values in same.items()}, Margin(tolerance=0.01))["b"][1]
        != "equivalent"
    )


def test_groups_with_diverged_runs_are_not_equivalent() -> None:
    groups = {"a": ONE, "b": [*OTHER[1:], math.nan], "c": OTHER}
    found = equivalences(groups, Margin(tolerance=0.05))
    assert (found["b"][0], found["c"][1]) == (None, "equivalent")
    assert found["b"][1] != "equivalent"
    assert equivalences({"a": [*ONE[1:], math.nan], "b": OTHER}, Margin(tolerance=0.05))["b"][0] is None


@pytest.mark.parametrize("given", [True, False])
def test_several_groups_are_rarely_called_equivalent_by_mistake(given: bool) -> None:  # noqa: FBT001 - a case
    rng = np.random.default_rng(7)
    wrong = 0
    for _ in range(400):
        draws = rng.normal(size=(4, 4)) + np.array([[0.0], [3.0], [-3.0], [3.0]])
        found = equivalences(
            {str(i): values.tolist() for i, values in enumerate(draws)}, Margin(tolerance=3.0), given=given
        )
        wrong += any(word == "equivalent" for _, word in found.values())
    assert wrong <= 30


def test_many_groups_need_more_evidence() -> None:
    margin = Margin(tolerance=0.006)
    alone = equivalences({"a": ONE, "b": OTHER}, margin)["b"][0]
    among = equivalences({"a": ONE, "b": OTHER, "c": ONE, "d": OTHER, "e": ONE}, margin, given=False)["b"][0]
    assert alone is not None
    assert among is not None
    assert among > alone
