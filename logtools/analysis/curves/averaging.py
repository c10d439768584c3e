"""Average the curves of several runs: the mean at each x, its band, and the number of runs.

Runs seldom log at the same x, so curves are interpolated linearly between neighbouring values. Nothing is extrapolated:
a run does not count before its first value, after its last, or next to a value that is not finite.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools import schema
from logtools.choices import Band

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["average_runs"]

#: Maximum number of x-values; if there are more, this many evenly spaced ones replace them.
_PLACES = 2000
_KEYS = [*schema.SERIES_LABELS, "quantity"]


def average_runs(metrics: pl.DataFrame, groups: Mapping[str, str], *, band: Band = "std") -> pl.DataFrame:
    """Average the runs of each group.

    Args:
        metrics: observations (`schema.METRICS`) with `x` (Float64); rows where it is null are left out.
        groups: the group of each run; runs without one are left out.
        band: one of `choices.BANDS`.

    Returns:
        Rows of `schema.METRICS`, where `run` is the group and `value` the mean, series contiguous, then `x`,
        `n` (Int64, the number of runs), `low` and `high` (Float64, the band; NaN if n is 1).
    """
    table = pl.DataFrame({"one": list(groups), "group": list(groups.values())}, schema_overrides={"one": pl.String})
    placed = metrics.filter(pl.col("x").is_not_null()).with_columns(one=pl.col("run").cast(pl.String))
    placed = placed.join(table, on="one", how="inner", maintain_order="left")
    parts = placed.partition_by([*_KEYS, "group"], maintain_order=True)
    found = [_average(part, band) for part in sorted(parts, key=_series)]
    empty = pl.DataFrame(
        schema={**schema.METRICS, "x": pl.Float64, "n": pl.Int64, "low": pl.Float64, "high": pl.Float64}
    )
    return pl.concat([empty, *found])


def _series(part: pl.DataFrame) -> str:
    return repr(part.select(*_KEYS).cast(pl.String).row(0))


def _average(part: pl.DataFrame, band: Band) -> pl.DataFrame:
    """Average one metric of one group."""
    import numpy as np

    places = np.unique(part["x"].to_numpy())
    if len(places) > _PLACES:
        places = np.linspace(places[0], places[-1], _PLACES)
    values = np.vstack(list(_curves(part, places)))
    n = np.isfinite(values).sum(axis=0)
    kept = n > 0
    values, n, places = values[:, kept], n[kept], places[kept]
    with np.errstate(over="ignore", invalid="ignore"):  # values near the largest float have an infinite mean or spread
        mean = np.nanmean(values, axis=0) if len(places) else places
        low, high = _spread(values, mean, n, band)
    known = part.group_by("x").agg(pl.col("epoch", "step").max())
    constant = [pl.lit(part[name][0]).cast(schema.METRICS[name]).alias(name) for name in _KEYS]
    frame = pl.DataFrame({"x": places, "value": mean, "n": n.astype(np.int64), "low": low, "high": high})
    frame = frame.join(known, on="x", how="left", maintain_order="left").with_columns(
        *constant,
        pl.lit(part["group"][0]).cast(pl.Categorical()).alias("run"),
        pl.lit(0, dtype=pl.Int16).alias("segment"),
    )
    return frame.select(*schema.METRICS, "x", "n", "low", "high")


def _curves(part: pl.DataFrame, places: NDArray[Any]) -> Iterator[NDArray[np.float64]]:
    """Interpolate each run's curve at the places; NaN if a neighbour is missing on one side."""
    import numpy as np

    for run in part.partition_by("one", maintain_order=True):
        curve = run.unique("x", keep="last", maintain_order=True).sort("x")
        y = np.where(np.isfinite(curve["value"].to_numpy()), curve["value"].to_numpy(), np.nan)
        yield np.interp(places, curve["x"].to_numpy(), y, left=np.nan, right=np.nan)


def _spread(
    values: NDArray[np.float64], mean: NDArray[np.float64], n: NDArray[Any], band: Band
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    import numpy as np

    if not mean.size:
        return mean, mean
    several = n > 1
    if band == "minmax":
        low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    else:
        squares = np.nansum((values - mean) ** 2, axis=0)
        reach = np.sqrt(squares / np.maximum(n - 1, 1))
        if band == "ci":
            from scipy.special import stdtrit

            reach = reach * stdtrit(np.maximum(n - 1, 1), 0.975) / np.sqrt(n)
        low, high = mean - reach, mean + reach
    return np.where(several, low, math.nan), np.where(several, high, math.nan)
