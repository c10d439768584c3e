"""Compute means, confidence intervals and exact tests for small samples (n = 2 to 10).

Intervals use Student's t: with few seeds they have nominal coverage, and bootstrap intervals do not (docs/statistics.md
has measurements of both). If a method is not applicable, the result has a reason instead of an interval. Quantiles come
from `scipy.special`, which takes half the import time of `scipy.stats`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import starmap
from statistics import fmean
from typing import Literal

from logtools.choices import Direction
from logtools.record import Record

__all__ = [
    "Estimate",
    "fisher_more_failures",
    "iqm",
    "mean",
    "mean_interval",
    "median",
    "probability_of_improvement",
    "rank_test",
    "sign_test",
    "significance",
    "smallest_p",
    "std",
]  # fmt: skip

#: Why there is no interval.
Reason = Literal["n = 1", "equal values", "values too large"]
_EQUAL = 1e-12  # a smaller spread, relative to the values, is a rounding error
_MOST_STEPS = 10**8  # of an exact rank test: 0.2 s


class Estimate(Record):
    """A mean with its confidence interval."""

    value: float
    #: The confidence interval; None if there is none (see `reason`).
    low: float | None = None
    high: float | None = None
    #: Standard error and degrees of freedom of the interval; None if there is no interval.
    error: float | None = None
    freedom: float | None = None
    reason: Reason | None = None


def mean(values: Sequence[float]) -> float:
    """Return the mean of finite values, at least one."""
    try:
        return fmean(values)
    except OverflowError:
        return math.fsum(value / len(values) for value in values)


def std(values: Sequence[float]) -> float:
    """Return the sample standard deviation (n - 1) of at least two finite values; 0 if it is a rounding error."""
    centre = mean(values)
    found = math.hypot(*(value - centre for value in values)) / math.sqrt(len(values) - 1)
    return 0.0 if found <= _EQUAL * max(map(abs, values)) else found


def median(values: Sequence[float]) -> float:
    """Return the median of finite values, at least one."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])


def iqm(values: Sequence[float]) -> float:
    """Return the interquartile mean: the mean of the middle half, with fractional weights at its ends.

    >>> iqm([5, 8, 4, 38, 8, 6, 9, 7, 7, 3, 1, 6])
    6.5
    >>> iqm([1, 3, 5, 7, 9, 11, 13, 15, 17])
    9.0
    """
    ordered = sorted(values)
    n = len(ordered)
    weights = [max(0.0, min(i + 1, 0.75 * n) - max(i, 0.25 * n)) for i in range(n)]
    return math.fsum(weight / (n / 2) * value for weight, value in zip(weights, ordered, strict=True))


def mean_interval(values: Sequence[float], *, confidence: float, inflation: float = 0.0) -> Estimate:
    """Return the mean of finite values, at least one, with Student's t interval.

    The variance of the mean of n dependent values is 1 + n * `inflation` times that of independent ones.
    """
    n = len(values)
    if n == 1:
        return Estimate(value=values[0], reason="n = 1")
    centre, spread = mean(values), std(values)
    if not spread:
        return Estimate(value=centre, reason="equal values")
    from scipy.special import stdtrit

    error = spread * math.sqrt(1 / n + inflation)
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * error
    if not math.isfinite(centre) or not math.isfinite(half):
        return Estimate(value=centre, reason="values too large")
    return Estimate(value=centre, low=centre - half, high=centre + half, error=error, freedom=n - 1)


def probability_of_improvement(one: Sequence[float], other: Sequence[float], *, direction: Direction) -> float:
    """Return the probability (0 to 1) that a value of `one` is better than one of `other`; ties count half.

    Non-finite values are worse than all finite ones, and tie with each other.
    """
    against = sorted(_key(value, direction) for value in other)
    keys = [_key(value, direction) for value in one]
    won = sum(bisect_left(against, key) + bisect_right(against, key) for key in keys) / 2
    return won / (len(one) * len(other))


def _key(value: float, direction: Direction) -> float:
    """Return a sort key: larger for better values, and smallest for non-finite values."""
    if not math.isfinite(value):
        return -math.inf
    return value if direction == "max" else -value


def rank_test(one: Sequence[float], other: Sequence[float], *, direction: Direction) -> float:
    """Return the two-sided p-value of a permutation test of the mean ranks; non-finite values rank last.

    All splits of the values are counted, so the test is exact. With more than about 60 runs on each side, the
    distribution of the rank sum is approximated by a normal one (`scipy.stats.mannwhitneyu`).
    """
    import numpy as np

    keys = np.array([_key(value, direction) for value in (*one, *other)])
    _, place, times = np.unique(keys, return_inverse=True, return_counts=True)
    if len(times) == 1:
        return 1.0
    twice = (2 * np.cumsum(times) - times + 1)[place]  # twice the mean rank of ties: a whole number
    sides = sorted((twice[: len(one)], twice[len(one) :]), key=len)
    chosen, total = len(sides[0]), int(sides[0].sum())
    largest = int(np.sort(twice)[-chosen:].sum())
    if chosen * largest * len(keys) > _MOST_STEPS:
        from scipy.stats import mannwhitneyu

        return float(mannwhitneyu(*sides, method="asymptotic").pvalue)
    ways = np.zeros((chosen + 1, largest + 1))  # to choose so many of the ranks with this sum
    ways[0, 0] = 1.0
    for rank in twice.tolist():
        ways[1:, rank:] += ways[:-1, : largest + 1 - rank].copy()
    tails = ways[-1, : total + 1].sum(), ways[-1, total:].sum()
    return float(min(1.0, 2 * min(tails) / ways[-1].sum()))


def sign_test(one: Sequence[float], other: Sequence[float], *, direction: Direction) -> float:
    """Return the two-sided p-value of the sign test: which side of each pair is better; ties are ignored."""
    from scipy.stats import binomtest

    keys = [(_key(a, direction), _key(b, direction)) for a, b in zip(one, other, strict=True)]
    won, lost = sum(starmap(float.__gt__, keys)), sum(starmap(float.__lt__, keys))
    return float(binomtest(won, won + lost).pvalue) if won + lost else 1.0


def significance(confidence: float) -> float:
    """Return 1 - confidence as the user wrote it: `1 - 0.95` is 0.050000000000000044.

    >>> significance(0.95)
    0.05
    """
    return float(1 - Decimal(repr(float(confidence))))


def smallest_p(n: int, other_n: int | None) -> float:
    """Return the smallest possible p-value of the rank test, or of the sign test of n pairs (`other_n` is None).

    >>> smallest_p(5, None), round(smallest_p(4, 4), 4)
    (0.0625, 0.0286)
    """
    return 2.0 ** (1 - n) if other_n is None else min(1.0, 2 / math.comb(n + other_n, n))


def fisher_more_failures(failed: int, runs: int, other_failed: int, other_runs: int) -> float:
    """Return the one-sided p-value of Fisher's exact test: do more of `runs` fail than of `other_runs`?

    >>> round(fisher_more_failures(5, 5, 0, 5), 4)
    0.004
    """
    from scipy.stats import fisher_exact

    table = [[failed, runs - failed], [other_failed, other_runs - other_failed]]
    return float(fisher_exact(table, alternative="greater").pvalue)
