"""Find runs whose value is far from their group, such as a training that collapsed: an accuracy of 0.10 among 0.93.

The distance is from the median of the group, in robust standard deviations: 1.4826 times the median distance, over the
runs of all groups (Hampel 1974, Journal of the American Statistical Association 69). Groups of less than three runs
have no majority to be far from.
"""

from __future__ import annotations

import polars as pl

__all__ = ["outlying_runs"]

#: In less than 3 % of comparisons of normal values a run is named (of four runs each; of five, in less than 1 %).
_FAR = 10.0
_ROBUST = 1.4826
_FEWEST = 3


def outlying_runs(runs: pl.DataFrame) -> pl.DataFrame:
    """Return the runs with a finite value far from their group: run, value, and the median of the group.

    `runs` has the columns run, group and value.
    """
    value = pl.col("value")
    known = runs.select("run", "group", "value").filter(value.is_finite())
    known = known.filter(pl.len().over("group") >= _FEWEST).with_columns(median=value.median().over("group"))
    distances = known.with_columns(distance=(value - pl.col("median")).abs())
    # the run in the middle of an odd number has the distance 0, whatever the spread
    middle = (pl.len().over("group") % 2 == 1) & (pl.col("distance").rank("ordinal").over("group") == 1)
    spread = distances.filter(~middle).get_column("distance").median()
    limit = _FAR * _ROBUST * spread if isinstance(spread, float) and spread > 0 else None
    return distances.filter(pl.col("distance") > pl.lit(limit, dtype=pl.Float64)).select("run", "value", "median")
