"""Test whether groups are equivalent to the baseline: whether the difference is smaller than a tolerance.

Two one-sided tests (Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15): the difference is
significantly above the lower limit, and significantly below the upper one. Each limit is tested with the values of the
baseline moved to it, by the test that compares groups (`group_differences`). A relative tolerance multiplies the
values, so that the test allows for the uncertainty of the baseline mean.

With many groups, the p-value of one direction is corrected by Bonferroni's method, or by the two-sided distribution of
all comparisons if that is smaller: each of them bounds the probability that any group is wrongly called equivalent.
"""

from __future__ import annotations

import math

import polars as pl

from logtools.analysis.comparison.group_differences import GroupTest, SideTest, family, sides_of, tests_against
from logtools.analysis.comparison.margin import Margin
from logtools.analysis.comparison.statistics import significance

__all__ = ["with_equivalence"]


def with_equivalence(  # noqa: PLR0913 - the arguments of the test
    differences: pl.DataFrame,
    samples: pl.DataFrame,
    groups: pl.DataFrame,
    rules: GroupTest,
    margin: Margin,
    *,
    baseline: str,
    given: bool,
) -> pl.DataFrame:
    """Return the differences with `p_equivalent`, and the conclusion `equivalent` where it is significant.

    The arguments are the result and the arguments of `group_differences.compare_groups`. Groups with diverged runs have
    no mean that could be equivalent.
    """
    sides = sides_of(samples, groups)
    finite = {name: side for name, side in sides.items() if side and all(math.isfinite(value) for _, value in side)}
    if baseline not in finite:
        return differences
    comparisons = family(groups, given=given)
    limits = [
        tests_against({**sides, baseline: limit}, rules, baseline=baseline, comparisons=comparisons, given=given)
        for limit in margin.limits(sides[baseline])
    ]
    found = {}
    for name in finite.keys() - {baseline}:
        above, below = (
            _one_sided(tests[name], is_above=is_above, rules=rules, comparisons=comparisons)
            for tests, is_above in zip(limits, (True, False), strict=True)
        )
        found[name] = None if above is None or below is None else max(above, below)
    p_equivalent = pl.col("group").replace_strict(found, default=None, return_dtype=pl.Float64)
    conclusion = pl.col("conclusion")
    equivalent = pl.lit("equivalent", dtype=differences.schema["conclusion"])
    return differences.with_columns(p_equivalent=p_equivalent).with_columns(
        pl.when(pl.col("p_equivalent") < significance(rules.confidence))
        .then(equivalent)
        .otherwise(conclusion)
        .alias("conclusion")
    )


def _one_sided(test: SideTest, *, is_above: bool, rules: GroupTest, comparisons: int) -> float | None:
    """Return the corrected p-value of the claim that the group is above (or below) what it is tested against."""
    if test.p is None or test.p_adjusted is None:
        return None
    is_higher_better = rules.direction == "max"
    if test.better is None or test.better != (is_above == is_higher_better):
        return 1 - test.p / 2
    return min(max(comparisons, 1) * test.p / 2, test.p_adjusted)
