"""A row a group: what its runs come to together, and how sure that is.

Runs that diverged have no value to average, and leaving them out would flatter their group. So they are counted beside
the numbers, which are of the others, and their group ranks behind those in which a smaller share diverged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import polars as pl

from logtools import schema
from logtools.analysis.comparison.statistics import iqm, mean_interval, median, sd

__all__ = ["aggregate_groups", "partition_finite"]


def aggregate_groups(
    runs: pl.DataFrame, members: pl.DataFrame, *, direction: Literal["min", "max"], confidence: float
) -> pl.DataFrame:
    """Return a row a group, best first: schema.COMPARISON_GROUPS, then a column per setting of `members`.

    `runs` has the columns group and value; `members` (see `groups.Grouping`) a row a run with the settings.
    """
    values: dict[str, list[float | None]] = {}
    for name, value in runs.select("group", "value").iter_rows():
        values.setdefault(name, []).append(value)
    rows = [{"group": name, **_numbers(found, confidence)} for name, found in values.items()]
    fixed = {name: kind for name, kind in schema.COMPARISON_GROUPS.items() if name != "rank"}
    table = pl.DataFrame(rows, schema=fixed)
    settings = members.drop("run", "replicate").unique("group", keep="first", maintain_order=True)
    return _ranked(table.join(settings, on="group", how="left", maintain_order="left"), direction)


def partition_finite(values: Sequence[float | None]) -> tuple[list[float], int, int]:
    """Return the finite values, how many diverged, and how many are missing."""
    finite = [value for value in values if value is not None and math.isfinite(value)]
    missing = sum(value is None for value in values)
    return finite, len(values) - missing - len(finite), missing


def _numbers(values: Sequence[float | None], confidence: float) -> dict[str, object]:
    finite, diverged, missing = partition_finite(values)
    counts: dict[str, object] = {"runs": len(values), "n": len(finite), "diverged": diverged, "missing": missing}
    if not finite:
        return counts | {"reason": "no run has a finite value"}
    estimate = mean_interval(finite, confidence=confidence)
    return counts | {
        "mean": estimate.value,
        "std": sd(finite) if len(finite) > 1 else None,
        "ci_low": estimate.low,
        "ci_high": estimate.high,
        "median": median(finite),
        "iqm": iqm(finite),
        "min": min(finite),
        "max": max(finite),
        "reason": estimate.reason,
    }


def _ranked(table: pl.DataFrame, direction: Literal["min", "max"]) -> pl.DataFrame:
    """Order groups: the smaller share of diverged runs first, then the better mean."""
    share = pl.col("diverged") / (pl.col("runs") - pl.col("missing"))
    mean = pl.col("mean") if direction == "min" else -pl.col("mean")
    rank = pl.when(pl.col("n") > 0).then(pl.struct(share.alias("share"), mean.alias("mean"))).rank("min")
    ranked = table.select(rank.cast(pl.Int64).alias("rank"), pl.all())
    return ranked.sort("rank", nulls_last=True, maintain_order=True)
