"""Compute means, confidence intervals, differences and tests for small samples (n = 2 to 10).

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
    "RESAMPLES",
    "SEED",
    "Estimate",
    "fisher_more_failures",
    "iqm",
    "mean",
    "mean_interval",
    "median",
    "paired",
    "probability_of_improvement",
    "rank_test",
    "sign_test",
    "significance",
    "smallest_p",
    "std",
    "student_t",
    "welch",
]  # fmt: skip

#: Number and seed of random draws of a permutation test, if there are more permutations than that.
RESAMPLES = 9_999
SEED = 0
#: Why there is no interval.
Reason = Literal["n = 1", "equal values", "one pair", "equal differences", "values too large"]
_EQUAL = 1e-12  # a smaller spread, relative to the values, is a rounding error


class Estimate(Record):
    """A mean or a difference of means, with its confidence interval and p-value."""

    value: float
    #: The confidence interval; None if there is none (see `reason`).
    low: float | None = None
    high: float | None = None
    #: Two-sided p-value of a difference; None if there is no test.
    p: float | None = None
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
    spread = std(values)
    if not spread:
        return Estimate(value=mean(values), reason="equal values")
    return _student(mean(values), spread * math.sqrt(1 / n + inflation), n - 1, confidence)


def welch(one: Sequence[float], other: Sequence[float], *, confidence: float) -> Estimate:
    """Return mean(one) - mean(other) of finite values with Welch's t interval and test (unequal variances)."""
    difference = mean(one) - mean(other)
    if min(len(one), len(other)) < 2:
        return Estimate(value=difference, reason="n = 1")
    parts = std(one) / math.sqrt(len(one)), std(other) / math.sqrt(len(other))
    error = math.hypot(*parts)
    if not error:
        return Estimate(value=difference, reason="equal values")
    shares = [(part / error) ** 4 / (n - 1) for part, n in zip(parts, (len(one), len(other)), strict=True)]
    return _student(difference, error, 1 / math.fsum(shares), confidence)


def paired(one: Sequence[float], other: Sequence[float], *, confidence: float) -> Estimate:
    """Return the mean of one[i] - other[i] of finite values, at least one, with Student's t interval and test."""
    differences = [a - b for a, b in zip(one, other, strict=True)]
    value = mean(differences)
    if len(differences) < 2:
        return Estimate(value=value, reason="one pair")
    spread = std(differences)
    if spread <= _EQUAL * max(map(abs, (*one, *other))):
        return Estimate(value=value, reason="equal differences")
    return _student(value, spread / math.sqrt(len(differences)), len(differences) - 1, confidence)


def student_t(one: Sequence[float], other: Sequence[float], *, confidence: float) -> Estimate:
    """Return mean(one) - mean(other) with Student's t interval for equal variances; one side may have a single run."""
    difference = mean(one) - mean(other)
    freedom = len(one) + len(other) - 2
    if freedom < 1:
        return Estimate(value=difference, reason="n = 1")
    squares = math.hypot(*(std(side) * math.sqrt(len(side) - 1) for side in (one, other) if len(side) > 1))
    error = squares / math.sqrt(freedom) * math.sqrt(1 / len(one) + 1 / len(other))
    if not error:
        return Estimate(value=difference, reason="equal values")
    return _student(difference, error, freedom, confidence)


def _student(value: float, error: float, freedom: float, confidence: float) -> Estimate:
    from scipy.special import stdtr, stdtrit

    half = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    if not math.isfinite(value) or not math.isfinite(half):
        return Estimate(value=value, reason="values too large")
    p = float(2 * stdtr(freedom, -abs(value / error)))
    return Estimate(value=value, low=value - half, high=value + half, p=p, error=error, freedom=freedom)


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

    The test is exact if there are at most RESAMPLES ways to split the values; otherwise it uses seeded random draws.
    """
    import numpy as np
    from scipy.stats import permutation_test, rankdata

    ranks = rankdata([_key(value, direction) for value in (*one, *other)])
    if len(set(ranks.tolist())) == 1:
        return 1.0
    found = permutation_test(
        (ranks[: len(one)], ranks[len(one) :]),
        lambda a, b, axis: np.mean(a, axis=axis) - np.mean(b, axis=axis),
        vectorized=True,
        n_resamples=RESAMPLES,
        random_state=np.random.default_rng(SEED),
    )
    return float(found.pvalue)


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
