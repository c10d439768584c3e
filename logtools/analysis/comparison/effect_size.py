"""Standardised differences between groups: Hedges' g with its confidence interval.

g is the difference of two means, divided by the standard deviation of the runs of both groups (pooled), times a factor
that removes its bias with few runs (Hedges 1981, Journal of Educational Statistics 6). The interval is that of the
noncentrality of the t statistic (Steiger & Fouladi 1997), at the level of the simultaneous test, so that it excludes 0
if and only if the difference is significant. With paired runs the t statistic is that of the pairs, and g is still in
standard deviations between runs.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import gammaln, nctdtrinc, stdtr

__all__ = ["hedges_factor", "with_effect_size"]

Floats = NDArray[np.float64]


def with_effect_size(differences: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the differences (schema.COMPARISON_DIFFERENCES) with `effect`, `effect_low` and `effect_high`.

    `groups` is schema.COMPARISON_GROUPS. Differences without a standard error have none.
    """
    squares = groups.select(
        "group",
        free=(pl.col("n") - 1).clip(lower_bound=0).cast(pl.Float64),
        square=pl.col("std").fill_null(0.0) ** 2 * (pl.col("n") - 1).clip(lower_bound=0),
    )
    own = differences.select("group").join(squares, on="group", how="left", maintain_order="left")
    other = differences.select(group="baseline").join(squares, on="group", how="left", maintain_order="left")
    free = (own["free"] + other["free"]).to_numpy()
    names = ("difference", "error", "freedom", "ci_low", "ci_high")
    difference, error, freedom, low, high = (differences[name].cast(pl.Float64).to_numpy() for name in names)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt((own["square"] + other["square"]).to_numpy() / free)
        known = (spread > 0) & (error > 0) & (free > 1)
    found = np.full((3, len(known)), np.nan)
    if known.any():
        factor = hedges_factor(free[known])
        t, df = difference[known] / error[known], freedom[known]
        tail = stdtr(df, -(high - low)[known] / 2 / error[known])
        found[0, known] = factor * difference[known] / spread[known]
        for row, part in ((1, 1 - tail), (2, tail)):
            found[row, known] = factor * nctdtrinc(df, part, t) * error[known] / spread[known]
    return differences.with_columns(
        pl.Series(name, values).fill_nan(None)
        for name, values in zip(("effect", "effect_low", "effect_high"), found, strict=True)
    )


def hedges_factor(freedom: Floats) -> Floats:
    """Return the factor that makes a standardised difference unbiased, for more than one degree of freedom."""
    return np.asarray(np.exp(gammaln(freedom / 2) - gammaln((freedom - 1) / 2)) / np.sqrt(freedom / 2))
