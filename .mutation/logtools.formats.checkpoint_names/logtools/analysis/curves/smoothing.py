"""Smooth curves: exponential moving average, Gaussian or median, along each series in its order.

`ema` is TensorBoard's slider: a debiased exponential moving average. `gaussian` weights neighbours on both sides by a
normal distribution. `median` is the median of neighbours, which ignores spikes. Values that are not finite are kept,
and smoothing restarts after them. At the ends of a curve fewer neighbours are used.
"""

from __future__ import annotations

import math
import re
from typing import Literal

import polars as pl

from logtools import schema
from logtools.errors import InvalidValueError
from logtools.record import Record

__all__ = ["Smoothing", "parse", "smooth"]

_METHOD = re.compile(r"(?:(?P<name>ema|gaussian|median)\s*:)?\s*(?P<size>\d+(?:\.\d*)?|\.\d+)", re.IGNORECASE)


class Smoothing(Record):
    """A smoothing method and its size."""

    name: Literal["ema", "gaussian", "median"]
    #: `ema`: the weight of the past, 0 to less than 1; `gaussian`: the standard deviation, in values; `median`: the
    #: number of values.
    size: float

    def __str__(self) -> str:
        """Return the description `median of 51 values`."""
        if self.name == "ema":
            return f"moving average, weight {self.size:g}"
        return f"Gaussian, std {self.size:g} values" if self.name == "gaussian" else f"median of {self.size:g} values"

    @property
    def width(self) -> float:
        """The approximate number of values that a smoothed value depends on."""
        if self.name == "ema":
            return round(1 / (1 - self.size), 6)
        return 2 * self.size if self.name == "gaussian" else self.size

    @property
    def text(self) -> str:
        """The text that `parse` reads: `ema:0.6`."""
        return f"{self.name}:{self.size:g}"


def parse(method: str | float) -> Smoothing:
    """Parse a smoothing method: `0.6` or `ema:0.6`, `gaussian:200`, `median:51`.

    Raises:
        InvalidValueError: if the method is unknown, or its number is out of range.

    >>> parse("0.6").name, parse("median:51").size
    ('ema', 51.0)
    """
    match = _METHOD.fullmatch(str(method).strip())
    if match is None:
        raise InvalidValueError(f"invalid smoothing {str(method)!r}: use 0.6 (or ema:0.6), gaussian:200 or median:51")
    name, size = (match["name"] or "ema").lower(), float(match["size"])
    if name == "ema":
        if not 0 <= size < 1:
            raise InvalidValueError(f"the weight of a moving average must be at least 0 and less than 1, not {size:g}")
        return Smoothing(name="ema", size=size)
    if name == "gaussian":
        if not 0 < size <= 1e6:
            raise InvalidValueError(f"the standard deviation of a Gaussian must be between 0 and 1e6, not {size:g}")
        return Smoothing(name="gaussian", size=size)
    if not (size.is_integer() and 1 <= size <= 1e6):
        raise InvalidValueError(f"the number of values of a median must be an integer between 1 and 1e6, not {size:g}")
    return Smoothing(name="median", size=size)


def smooth(metrics: pl.DataFrame, smoothing: Smoothing) -> pl.DataFrame:
    """Smooth each series of observations; only the values change.

    `metrics` has the column `value` and those of schema.SERIES that identify its series; series are contiguous.
    """
    finite = pl.col("value").is_finite()
    series = pl.struct(name for name in schema.SERIES if name in metrics.columns).rle_id().alias("series")
    block = pl.struct(series, (~finite).cum_sum().alias("breaks"), finite.alias("finite")).rle_id()
    blocked = metrics.with_columns(block.alias("block"))
    value = pl.col("value")
    if smoothing.name == "ema":
        smoothed = value.ewm_mean(alpha=1 - smoothing.size, adjust=True)
    elif smoothing.name == "median":
        smoothed = value.rolling_median(window_size=int(smoothing.size), center=True, min_samples=1)
    else:
        smoothed = value.map_batches(lambda part: _gaussian(part, smoothing.size), return_dtype=pl.Float64)
    return blocked.with_columns(pl.when(finite).then(smoothed.over("block")).otherwise(value).alias("value")).drop(
        "block"
    )


def _gaussian(values: pl.Series, deviation: float) -> pl.Series:
    """Weight by a normal distribution; near the ends by the part of it inside the curve."""
    import numpy as np
    from scipy.ndimage import correlate1d

    reach = max(1, min(math.ceil(4 * deviation), len(values)))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    weights = correlate1d(np.ones(len(values)), bell, mode="constant")
    return pl.Series(values.name, correlate1d(values.to_numpy(), bell, mode="constant") / weights)
