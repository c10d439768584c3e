"""Curves smoothed as TensorBoard smooths them: an exponential moving average without its bias towards the start.

`weight` is how much of the average so far is kept at each observation: 0 changes nothing, 0.9 is much. The average runs
over observations, in file order, whatever their distance; it starts anew with each segment of a run. Values that are
not finite stay what they are and do not enter it.
"""

from __future__ import annotations

import polars as pl

from logtools.errors import InvalidValueError

__all__ = ["smoothed"]


def smoothed(observations: pl.DataFrame, *, weight: float) -> pl.Series:
    """Return the column `value` of observations (run, segment, value, in file order), smoothed: Float64.

    Raises:
        InvalidValueError: if the weight is not at least 0 and less than 1.
    """
    if not 0 <= weight < 1:
        raise InvalidValueError(f"the weight of smoothing must be at least 0 and less than 1, not {weight:g}")
    value = pl.col("value")
    finite = pl.when(value.is_finite()).then(value)
    average = finite.ewm_mean(alpha=1 - weight, adjust=True, ignore_nulls=True).over("run", "segment")
    return observations.select(pl.when(value.is_finite()).then(average).otherwise(value)).to_series().rename("value")
