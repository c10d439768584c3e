"""Estimate what another run of the best setting is likely to give.

The best of K runs is partly the luckiest of them, so another run of its setting is expected to be worse. If the setting
was repeated, its mean shows by how much. If not, the expectation is the posterior mean of the true value, given all
values and the noise. The prior is estimated from the values themselves: the nonparametric maximum-likelihood estimate
on a grid (Kiefer & Wolfowitz 1956, *Annals of Mathematical Statistics* 27; Jiang & Zhang 2009, *Annals of Statistics*
37), so that no shape of it is assumed, and runs that are clearly worse do not matter. The noise is the spread within
other settings that were repeated, or else the noise of the curve itself, which is less than that of another seed: the
estimate is then the least that is to be expected.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import polars as pl

from logtools.analysis.comparison.statistics import mean, std
from logtools.analysis.values.value_at import ValueAt
from logtools.choices import Direction

__all__ = ["NextRun", "next_run"]

#: Runs further behind than this many standard deviations are clearly worse, and left out for speed.
_CLOSE = 8.0
#: Points of the grid, and iterations of the EM algorithm; more change the estimate by less than a tenth.
_POINTS, _ITERATIONS = 40, 50
#: The standard deviation of the best of 20 to 100 values with a standard deviation of 1 is 0.53 to 0.43.
_OF_BEST = 0.5
_FEWEST = 3


@dataclass(frozen=True, kw_only=True)
class NextRun:
    """The value that another run of the best setting is expected to have."""

    #: The label of the group of the best run.
    group: str
    #: The expected value.
    value: float
    #: How much worse than the value of the best run it is (more than 0).
    shortfall: float
    #: The number of runs from which the best was chosen.
    runs: int
    #: What shows the noise: runs of the same group, runs of other groups, or the curve of the best run.
    basis: Literal["group", "other groups", "curve"]


def next_run(runs: pl.DataFrame, *, at: ValueAt, direction: Direction) -> NextRun | None:
    """Return what another run is expected to give; None if there are fewer than three runs, or nothing shows the noise.

    `runs` has the columns rank, value, noise and group of schema.COMPARISON_RUNS, best first.
    """
    ranked = runs.filter(pl.col("rank").is_not_null())
    if ranked.height < _FEWEST or at.kind == "first":
        return None
    best, group, noise = ranked.select("value", "group", "noise").row(0)
    values: list[float] = ranked.get_column("value").to_list()
    groups: dict[str, list[float]] = {}
    for name, value in ranked.select("group", "value").iter_rows():
        groups.setdefault(name, []).append(value)
    basis: Literal["group", "other groups", "curve"] = "group"
    if len(groups[group]) > 1:
        shortfall = abs(best - mean(groups[group])) if std(groups[group]) else 0.0  # not an error of rounding
    else:
        spread = _pooled_std(list(groups.values()))
        basis = "curve" if spread is None else "other groups"
        if spread is None:
            spread = _curve_noise(noise, at)
        shortfall = _shrunk(values, spread)
    if not shortfall > 0:
        return None
    value = best - shortfall if direction == "max" else best + shortfall
    return NextRun(group=group, value=value, shortfall=shortfall, runs=ranked.height, basis=basis)


def _pooled_std(groups: list[list[float]]) -> float | None:
    """Return the standard deviation within groups; None if no group has several values."""
    freedom = sum(len(values) - 1 for values in groups)
    if not freedom:
        return None
    return math.hypot(*(math.sqrt((len(values) - 1) / freedom) * std(values) for values in groups if len(values) > 1))


def _curve_noise(noise: float | None, at: ValueAt) -> float:
    if noise is None or at.kind == "auc":
        return 0.0
    return noise * (_OF_BEST if at.kind == "best" and at.metric is None else 1.0)


def _shrunk(values: list[float], spread: float) -> float:
    """Return how far the first value, the best, is above the posterior mean of its true value.

    `spread` is the standard deviation of the noise of each value.
    """
    import numpy as np

    found = np.array(values)
    with np.errstate(over="ignore"):  # values too far apart for a float are not close
        close = found[np.abs(found - found[0]) <= _CLOSE * spread]
    if not spread or np.ptp(close) == 0:
        return 0.0
    grid = np.linspace(close.min(), close.max(), _POINTS)
    likelihood = np.exp(-0.5 * ((close[:, None] - grid) / spread) ** 2)
    prior = np.full(_POINTS, 1 / _POINTS)
    for _ in range(_ITERATIONS):
        posterior = likelihood * prior
        prior = (posterior / posterior.sum(axis=1, keepdims=True)).mean(axis=0)
    best = likelihood[0] * prior
    return abs(float(found[0] - (best * grid).sum() / best.sum()))
