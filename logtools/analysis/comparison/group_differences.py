"""Test groups against the baseline group: how large is the difference, and is it significant?

All groups are in one model (`group_model`). Its confidence intervals and corrected p-values are of one distribution:
Tukey's if the baseline was chosen from the same results, which compares all pairs, and Dunnett's if it was given. So an
interval without 0 and a significant p-value always go together.

If a run of a group diverged, the group has no mean to test: the run counts as worse than all others, and a rank test
(or, if the groups have the same blocks, a sign test) is used. The same holds if the values do not vary. These p-values
are corrected by Bonferroni's method.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from logtools.analysis.comparison.rows import Conclusion, DifferenceRow, frame_of
from logtools.analysis.comparison.statistics import (
    mean,
    probability_of_improvement,
    rank_test,
    sign_test,
    significance,
    smallest_p,
)
from logtools.choices import Direction
from logtools.record import Record

if TYPE_CHECKING:
    from logtools.analysis.comparison.group_model import GroupModel

__all__ = [
    "METHODS",
    "GroupTest",
    "SideTest",
    "compare_groups",
    "compare_sides",
    "family",
    "rank_difference",
    "sides_of",
    "tests_against",
]

#: The names of the tests in column `method`.
METHODS = (
    "paired t", "partially paired t", "Welch's t", "Student's t", "Tukey", "Dunnett", "sign test", "rank test",
)  # fmt: skip
#: (block, value) of the runs of a group: runs of several groups with the same block have the same seed, for example.
Side = Sequence[tuple[str | None, float]]


class SideTest(DifferenceRow):
    """The test of one group against another, before they have names and there is a conclusion."""

    group: str = ""
    baseline: str = ""
    #: Whether the first group is better; None if there is no difference, or it is unknown.
    better: bool | None = None


class GroupTest(Record):
    """How groups are tested."""

    #: Whether lower or higher is better.
    direction: Direction
    #: The confidence level of intervals, between 0 and 1; the significance level of tests is 1 - confidence.
    confidence: float
    #: The variance of a difference is 1 + n * `inflation` times that of independent values: 1 / (k - 1) for repeated
    #: k-fold cross-validation (Nadeau & Bengio 2003, Machine Learning 52).
    inflation: float = 0.0


def family(groups: pl.DataFrame, *, given: bool) -> int:
    """Return the number of comparisons for which p-values and intervals are corrected.

    Groups (schema.COMPARISON_GROUPS) without a value do not count. If the baseline is given, the others are compared
    with it; if it was chosen from the results, all pairs count.
    """
    testable = int((groups["n"] + groups["diverged"] > 0).sum())
    return max(testable - 1, 0) if given else testable * (testable - 1) // 2


def compare_groups(
    samples: pl.DataFrame, groups: pl.DataFrame, rules: GroupTest, *, baseline: str, given: bool
) -> pl.DataFrame:
    """Return one row per group other than the baseline: schema.COMPARISON_DIFFERENCES.

    `samples` is `replicates.Samples.values`; `groups` is schema.COMPARISON_GROUPS and gives the order.
    """
    comparisons = family(groups, given=given)
    tests = tests_against(sides_of(samples, groups), rules, baseline=baseline, comparisons=comparisons, given=given)
    return frame_of(DifferenceRow, [_row(name, baseline, test, rules.confidence) for name, test in tests.items()])


def sides_of(samples: pl.DataFrame, groups: pl.DataFrame) -> dict[str, Side]:
    """Return the values of each group with their blocks, in the order of `groups`."""
    sides: dict[str, list[tuple[str | None, float]]] = {name: [] for name in groups.get_column("group")}
    for name, block, value in samples[["group", "block", "value"]].iter_rows():
        if value is not None:
            sides[name].append((block, value))
    return dict(sides)


def _row(group: str, baseline: str, test: SideTest, confidence: float) -> DifferenceRow:
    conclusion: Conclusion = "not significant"
    if test.p_adjusted is not None and test.better is not None and test.p_adjusted < significance(confidence):
        conclusion = "better" if test.better else "worse"
    return replace(test, group=group, baseline=baseline, conclusion=conclusion)


def compare_sides(
    one: Side, other: Side, direction: Direction, confidence: float, *, inflation: float = 0.0
) -> SideTest:
    """Test the values of one group against those of another, see `GroupTest`; a block occurs once on each side."""
    rules = GroupTest(direction=direction, confidence=confidence, inflation=inflation)
    return tests_against({"one": one, "other": other}, rules, baseline="other", comparisons=1, given=True)["one"]


def tests_against(
    sides: Mapping[str, Side], rules: GroupTest, *, baseline: str, comparisons: int, given: bool
) -> dict[str, SideTest]:
    """Test each side but the baseline: by the model if all values are finite and vary, or else by ranks."""
    modelled = [name for name, side in sides.items() if side and all(math.isfinite(value) for _, value in side)]
    tests: dict[str, SideTest] = {}
    if len(modelled) > 1 and baseline in modelled:
        from logtools.analysis.comparison.group_model import fit

        if model := fit([sides[name] for name in modelled]):
            groups = sum(map(bool, sides.values()))
            tests = _by_model(model, modelled, rules, baseline=baseline, groups=groups, given=given)
    for name, side in sides.items():
        if name not in tests and name != baseline:
            tests[name] = rank_difference(side, sides[baseline], rules, comparisons=comparisons)
    return {
        name: _with_share(tests[name], side, sides[baseline], rules.direction)
        for name, side in sides.items()
        if name != baseline
    }


def _with_share(test: SideTest, one: Side, other: Side, direction: Direction) -> SideTest:
    """Add how often a run of the group is better: than its partner if all have one, or else than each other run."""
    if not one or not other:
        return test
    if test.pairs == len(one) == len(other):
        partners = dict(other)
        pairs = [(value, partners[block]) for block, value in one]
        share = mean([probability_of_improvement([a], [b], direction=direction) for a, b in pairs])
        return replace(test, p_better=share, p_better_n=len(pairs))
    share = probability_of_improvement([v for _, v in one], [v for _, v in other], direction=direction)
    return replace(test, p_better=share, p_better_n=len(one) * len(other))


def _by_model(  # noqa: PLR0913 - a model, and the options
    model: GroupModel, names: Sequence[str], rules: GroupTest, *, baseline: str, groups: int, given: bool
) -> dict[str, SideTest]:
    """Return the test of each group but the baseline; of two variances the one with the wider interval.

    P-values are the larger ones, so that they are below 1 - confidence only if both intervals exclude 0.
    """
    import numpy as np
    from scipy.special import stdtr

    from logtools.analysis.comparison.multiple_comparisons import dunnett, tukey

    base = names.index(baseline)
    others = [int(n) for i, n in enumerate(model.n) if i != base]
    others += [int(model.n[base])] * (groups - 1 - len(others))  # groups that are tested by ranks
    largest = dunnett(tuple(sorted(others)), int(model.n[base])) if given else tukey(groups)
    spreads = model.spreads(base)
    factor = 1 + rules.inflation * np.minimum(model.n, model.n[base])
    variances = np.stack([spread.variance for spread in spreads]) * factor
    freedoms = np.stack([spread.freedom for spread in spreads])
    critical = np.stack([largest.critical(freedom, confidence=rules.confidence) for freedom in freedoms])
    wider = np.argmax(critical**2 * variances, axis=0)
    columns = np.arange(len(names))
    error = np.sqrt(variances[wider, columns])
    freedom, half = freedoms[wider, columns], critical[wider, columns] * error
    difference = model.means - model.means[base]
    t = np.abs(difference) / np.sqrt(np.where(variances > 0, variances, 1.0))
    p = (2 * stdtr(freedoms, -t)).max(axis=0)
    adjusted = np.stack([largest.p(*each) for each in zip(t, freedoms, strict=True)]).max(axis=0)
    shared = model.shared(base)
    found = {}
    for i, name in enumerate(names):
        if i == base:
            continue
        value, low, high, spread = (
            float(x) * model.scale for x in (difference[i], difference[i] - half[i], difference[i] + half[i], error[i])
        )
        n, pairs = int(model.n[i]), int(shared[i])
        test = SideTest(n=n, n_baseline=int(model.n[base]), pairs=pairs or None, difference=value)
        if not all(map(math.isfinite, (low, high, spread))):
            found[name] = replace(test, pairs=None, reason="values too large")
            continue
        found[name] = replace(
            test, ci_low=low, ci_high=high, error=spread, freedom=float(freedom[i]), p=float(p[i]),
            p_adjusted=max(float(adjusted[i]), float(p[i])),
            better=(value > 0) == (rules.direction == "max") if value else None,
            method=_method(groups, n, int(model.n[base]), pairs, own=bool(wider[i]), given=given),
        )  # fmt: skip
    return found


def _method(groups: int, n: int, n_baseline: int, pairs: int, *, own: bool, given: bool) -> str:  # noqa: PLR0913 - what a method follows from
    if groups > 2:
        return "Dunnett" if given else "Tukey"
    if pairs:
        return "paired t" if pairs == n == n_baseline else "partially paired t"
    return "Welch's t" if own or min(n, n_baseline) > 1 else "Student's t"


def rank_difference(one: Side, other: Side, rules: GroupTest, *, comparisons: int) -> SideTest:
    """Test the signs of pairs, or else the ranks, if there are two values on each side."""
    direction = rules.direction
    pairs = _pairs(one, other, rules.confidence)
    a, b = [v for v, _ in pairs] or [v for _, v in one], [v for _, v in pairs] or [v for _, v in other]
    test = SideTest(n=len(a), n_baseline=len(b), pairs=len(pairs) or None)
    if not a or not b:
        return replace(test, reason="no value on one side")
    finite = [list(filter(math.isfinite, side)) for side in (a, b)]
    diverged = len(finite[0]) + len(finite[1]) < len(a) + len(b)
    difference = mean(finite[0]) - mean(finite[1]) if all(finite) else None
    test = replace(test, difference=difference, reason="diverged runs" if diverged else _why_constant(a, b, pairs))
    if min(len(a), len(b)) < 2:
        return test
    if pairs:
        signs = [probability_of_improvement([x], [y], direction=direction) for x, y in pairs]
        share, p, method = mean(signs), sign_test(a, b, direction=direction), "sign test"
    else:
        share = probability_of_improvement(a, b, direction=direction)
        p, method = rank_test(a, b, direction=direction), "rank test"
    better = None if share == 0.5 else share > 0.5
    return replace(test, p=p, p_adjusted=min(1.0, p * max(comparisons, 1)), better=better, method=method)


def _why_constant(one: Sequence[float], other: Sequence[float], pairs: Sequence[tuple[float, float]]) -> str:
    if min(len(one), len(other)) < 2:
        return "n = 1"
    return "equal differences" if pairs else "equal values"


def _pairs(one: Side, other: Side, confidence: float) -> list[tuple[float, float]]:
    """Return the pairs of values with the same block if all have one, and so many signs can be significant."""
    partners = dict(other)
    pairs = [(value, partners[block]) for block, value in one if block is not None and block in partners]
    complete = len(pairs) == len(one) == len(other)
    return pairs if complete and smallest_p(len(one), None) < significance(confidence) else []
