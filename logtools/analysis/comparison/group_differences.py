"""Test each group against the baseline group: how large is the difference, and is it significant?

If enough runs have matching seeds, they are paired, and the differences of the pairs are tested. Otherwise the means
are tested. If a run diverged, there is no mean to test: it counts as worse than all others, and a rank test (or, for
pairs, a sign test) is used. The default baseline is the best group. It is chosen from the same results that are tested,
so p-values are then corrected for the comparisons of all pairs of groups.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import polars as pl

from logtools.analysis.comparison.pairing import Pairing, pair
from logtools.analysis.comparison.rows import Conclusion, DifferenceRow, frame_of
from logtools.analysis.comparison.statistics import (
    holm,
    mean,
    paired,
    probability_of_improvement,
    rank_test,
    sign_test,
    smallest_p,
    welch,
)
from logtools.choices import Direction

__all__ = ["METHODS", "SideTest", "compare_groups", "compare_sides", "family"]

#: The names of the tests in column `method`.
METHODS = ("paired t", "Welch's t", "sign test", "rank test")
#: (seed, value) of the runs of a group.
Side = Sequence[tuple[str | None, float]]


@dataclass(frozen=True, kw_only=True)
class SideTest:
    """The test of one group against another; all fields but `better` are columns of schema.COMPARISON_DIFFERENCES."""

    n: int
    n_baseline: int
    pairs: int | None = None
    unpaired: str | None = None
    difference: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    error: float | None = None
    freedom: float | None = None
    p_better: float | None = None
    p: float | None = None
    method: str | None = None
    reason: str | None = None
    #: Whether the first group is better; None if there is no difference, or it is unknown.
    better: bool | None = None


def family(groups: pl.DataFrame, *, given: bool) -> int:
    """Return the number of comparisons for which p-values are corrected.

    Groups (schema.COMPARISON_GROUPS) with fewer than two values do not count. If the baseline is given, the others are
    compared with it; if it was chosen from the results, all pairs count.
    """
    testable = groups.filter(pl.col("n") + pl.col("diverged") > 1).height
    return max(testable - 1, 0) if given else testable * (testable - 1) // 2


def compare_groups(  # noqa: PLR0913 - two frames, and the options
    runs: pl.DataFrame, groups: pl.DataFrame, *, baseline: str, given: bool, direction: Direction, confidence: float
) -> pl.DataFrame:
    """Return one row per group other than the baseline: schema.COMPARISON_DIFFERENCES.

    `runs` has the columns group, replicate and value; `groups` is schema.COMPARISON_GROUPS and gives the order.
    """
    sides: dict[str, list[tuple[str | None, float]]] = {name: [] for name in groups.get_column("group")}
    for name, seed, value in runs.select("group", "replicate", "value").iter_rows():
        if value is not None:
            sides[name].append((seed, value))
    tests = {
        name: compare_sides(side, sides[baseline], direction, confidence)
        for name, side in sides.items()
        if name != baseline
    }
    tested = {name: test.p for name, test in tests.items() if test.p is not None}
    adjusted = dict(zip(tested, holm(list(tested.values()), comparisons=family(groups, given=given)), strict=True))
    return frame_of(
        DifferenceRow, [_row(name, baseline, test, adjusted.get(name), confidence) for name, test in tests.items()]
    )


def _row(group: str, baseline: str, test: SideTest, p_adjusted: float | None, confidence: float) -> DifferenceRow:
    conclusion: Conclusion = "not significant"
    if p_adjusted is not None and test.better is not None and p_adjusted < 1 - confidence:
        conclusion = "better" if test.better else "worse"
    columns = asdict(test)
    del columns["better"]
    return DifferenceRow(group=group, baseline=baseline, p_adjusted=p_adjusted, conclusion=conclusion, **columns)


def compare_sides(one: Side, other: Side, direction: Direction, confidence: float) -> SideTest:
    """Test the values of one group against those of another."""
    pairing = _useful(pair(one, other), confidence)
    values = [a for a, _ in pairing.pairs] or [value for _, value in one]
    against = [b for _, b in pairing.pairs] or [value for _, value in other]
    test = SideTest(
        n=len(values),
        n_baseline=len(against),
        pairs=len(pairing.pairs) or None,
        unpaired=", ".join(pairing.unpaired) or None,
    )
    if not values or not against:
        return replace(test, reason="no value on one side")
    p_better = probability_of_improvement([v for _, v in one], [v for _, v in other], direction=direction)
    test = _tested(replace(test, p_better=p_better), values, against, direction, confidence)
    return replace(test, reason="; ".join(filter(None, (test.reason, pairing.reason))) or None)


def _useful(pairing: Pairing, confidence: float) -> Pairing:
    """Discard the pairs if only a sign test is possible, and it could not be significant with so few of them."""
    one, other = [a for a, _ in pairing.pairs], [b for _, b in pairing.pairs]
    if not one or smallest_p(len(one), None) < 1 - confidence:
        return pairing
    if all(map(math.isfinite, (*one, *other))) and paired(one, other, confidence=confidence).p is not None:
        return pairing
    return Pairing(reason="not paired: too few pairs for a sign test")


def _tested(test: SideTest, one: list[float], other: list[float], direction: Direction, confidence: float) -> SideTest:
    """Test two samples; the values are paired in order if `test` has pairs."""
    if not all(map(math.isfinite, (*one, *other))):
        finite = [list(filter(math.isfinite, side)) for side in (one, other)]
        difference = mean(finite[0]) - mean(finite[1]) if all(finite) else None
        return _by_ranks(replace(test, difference=difference, reason="diverged runs"), one, other, direction)
    estimate = (paired if test.pairs else welch)(one, other, confidence=confidence)
    test = replace(test, difference=estimate.value, reason=estimate.reason)
    if estimate.p is None:
        return _by_ranks(test, one, other, direction)
    better = (estimate.value > 0) == (direction == "max") if estimate.value else None
    method = "paired t" if test.pairs else "Welch's t"
    return replace(
        test,
        ci_low=estimate.low,
        ci_high=estimate.high,
        error=estimate.error,
        freedom=estimate.freedom,
        p=estimate.p,
        better=better,
        method=method,
    )


def _by_ranks(test: SideTest, one: list[float], other: list[float], direction: Direction) -> SideTest:
    """Test the signs of pairs, or else the ranks, if there are two values on each side."""
    if min(len(one), len(other)) < 2:
        return test
    if test.pairs:
        signs = [probability_of_improvement([a], [b], direction=direction) for a, b in zip(one, other, strict=True)]
        share, p, method = mean(signs), sign_test(one, other, direction=direction), "sign test"
    else:
        share = probability_of_improvement(one, other, direction=direction)
        p, method = rank_test(one, other, direction=direction), "rank test"
    return replace(test, p=p, better=None if share == 0.5 else share > 0.5, method=method)
