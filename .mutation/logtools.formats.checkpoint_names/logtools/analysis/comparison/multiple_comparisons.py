"""Compute p-values and critical values for many comparisons of means at once.

Each distribution is that of the largest of several t statistics that share an estimate of the standard deviation:
Tukey's (all pairs of groups), Dunnett's (all groups against one), and Dunnett's one-sided (is one group as good as all
others?). Given the standard deviation, the probability is an integral over one normal variable; it is tabulated once,
and then integrated over the distribution of the standard deviation. Own quadrature, because `scipy.stats` takes 0.4 s
to import and its Dunnett is a random estimate; the tests compare both.

Sources: Tukey 1953; Kramer 1956, Biometrics 12; Dunnett 1955, Journal of the American Statistical Association 50;
Hochberg & Tamhane 1987, Multiple Comparison Procedures, appendix 3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, gammaln, ndtr, stdtr, stdtrit

__all__ = ["LargestT", "dunnett", "dunnett_one_sided", "tukey"]

Floats = NDArray[np.float64]

_NODES = np.polynomial.legendre.leggauss(128)  # p-values are then exact to 1e-5
_TABLE = np.linspace(0.0, 16.0, 2048)  # beyond 16 standard deviations the probability is 1
_TINY = 1e-10
_STEP = 1.03  # fractional degrees of freedom are rounded down to powers of this, so that few quantiles are computed


@dataclass(frozen=True, kw_only=True, eq=False)  # the hash of the object is the key of a cache
class LargestT:
    """The distribution of the largest of several t statistics (of |t| if two-sided)."""

    #: The number of statistics; with one, this is Student's t.
    comparisons: int
    two_sided: bool = True
    #: Probability that all statistics are below each point of `_TABLE`, if the standard deviation is known; unused for
    #: a single comparison.
    table: Floats

    def p(self, t: Floats, freedom: Floats) -> Floats:
        """Return the probability that the largest statistic is above `t`; all arrays have one shape."""
        if self.comparisons == 1:
            return np.asarray(stdtr(freedom, -t) * (2 if self.two_sided else 1))
        found = np.empty(t.shape)
        for value in np.unique(rounded := _rounded_down(freedom)):
            same = rounded == value
            found[same] = _above(self.table, t[same], float(value))
        return found

    def critical(self, freedom: Floats, *, confidence: float) -> Floats:
        """Return the value that the largest statistic is below with probability `confidence`."""
        if self.comparisons == 1:
            return np.asarray(stdtrit(freedom, (1 + confidence) / 2 if self.two_sided else confidence))
        found = np.empty(freedom.shape)
        for value in np.unique(rounded := _rounded_down(freedom)):
            found[rounded == value] = _quantile(self, float(value), 1 - confidence)
        return found


def _above(table: Floats, t: Floats, freedom: float) -> Floats:
    """Integrate over s, the estimate of a standard deviation of 1: `freedom` * s^2 is chi-squared."""
    ends = np.log([chdtri(freedom, 1 - _TINY), chdtri(freedom, _TINY)]) / 2
    x, weight = _gauss(ends[0], ends[1])  # x = log of s * sqrt(freedom)
    density = np.exp(freedom * x - np.exp(2 * x) / 2 - (freedom / 2 - 1) * np.log(2) - gammaln(freedom / 2))
    s = np.exp(x) / np.sqrt(freedom)
    return np.asarray((1 - np.interp(t[:, None] * s, _TABLE, table)) @ (density * weight))


@lru_cache(maxsize=1024)
def _quantile(largest: LargestT, freedom: float, alpha: float) -> float:
    """Bisect in log t: 60 halvings give full precision."""
    low, high = 1e-3, 1e8
    for _ in range(60):
        middle = np.sqrt(low * high)
        above = _above(largest.table, np.array([middle]), freedom)[0] > alpha
        low, high = (middle, high) if above else (low, middle)
    return float(high)


@lru_cache(maxsize=64)
def tukey(groups: int) -> LargestT:
    """Return the distribution for all pairs of `groups` means: the studentized range over the root of 2.

    With unequal numbers of runs it is conservative (Hayter 1984, Annals of Statistics 12).
    """
    z, weight = _gauss(-9.0, 9.0)

    def below(t: Floats) -> Floats:
        between = ndtr(z) - ndtr(z - np.sqrt(2) * t[:, None])
        return np.asarray(groups * between ** (groups - 1) @ (_normal(z) * weight))

    comparisons = groups * (groups - 1) // 2
    return LargestT(comparisons=comparisons, table=_tabulated(below, comparisons))


@lru_cache(maxsize=64)
def dunnett(runs: tuple[int, ...], control: int) -> LargestT:
    """Return the distribution for means of groups with these numbers of runs against that of `control` runs."""
    table = _tabulated(_many_to_one(runs, control, two_sided=True), len(runs))
    return LargestT(comparisons=len(runs), table=table)


@lru_cache(maxsize=64)
def dunnett_one_sided(runs: tuple[int, ...], control: int) -> LargestT:
    """Return the distribution of the largest excess of the other means over that of a group of `control` runs."""
    table = _tabulated(_many_to_one(runs, control, two_sided=False), len(runs))
    return LargestT(comparisons=len(runs), two_sided=False, table=table)


def _many_to_one(runs: tuple[int, ...], control: int, *, two_sided: bool) -> Callable[[Floats], Floats]:
    z, weight = _gauss(-9.0, 9.0)
    sizes, times = np.unique(np.asarray(runs, dtype=np.float64), return_counts=True)

    def below(t: Floats) -> Floats:
        product = np.ones((len(t), len(z)))
        for size, count in zip(sizes, times, strict=True):
            shared = size / (size + control)  # the part of the variance of a difference that is of the control
            upper = (np.sqrt(shared) * z + t[:, None]) / np.sqrt(1 - shared)
            lower = (np.sqrt(shared) * z - t[:, None]) / np.sqrt(1 - shared)
            product *= (ndtr(upper) - ndtr(lower) if two_sided else ndtr(upper)) ** count
        return np.asarray(product @ (_normal(z) * weight))

    return below


def _tabulated(below: Callable[[Floats], Floats], comparisons: int) -> Floats:
    return np.asarray(np.clip(below(_TABLE), 0.0, 1.0)) if comparisons > 1 else np.empty(0)


def _rounded_down(freedom: Floats) -> Floats:
    """Keep whole degrees of freedom, and round others down: p-values and intervals are then slightly conservative."""
    powers = _STEP ** np.floor(np.log(np.maximum(freedom, 1e-3)) / np.log(_STEP))
    return np.asarray(np.where(freedom == np.round(freedom), freedom, powers))


def _gauss(low: float, high: float) -> tuple[Floats, Floats]:
    """Return the nodes and weights of Gauss and Legendre between two ends."""
    x, weight = _NODES
    return (low + high) / 2 + (high - low) / 2 * x, (high - low) / 2 * weight


def _normal(z: Floats) -> Floats:
    return np.asarray(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))
