"""Aggregate each group over its runs, with confidence intervals.

Diverged runs have no value to average. If they were only left out, their group would look better than it is, so they
are counted, and a group with a larger share of diverged runs ranks lower.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from logtools.analysis.comparison.rows import GroupRow, frame_of
from logtools.analysis.comparison.statistics import iqm, mean_interval, median, std
from logtools.choices import Direction

__all__ = ["aggregate_groups", "partition_finite"]


def aggregate_groups(
    samples: pl.DataFrame, members: pl.DataFrame, *, direction: Direction, confidence: float, inflation: float = 0.0
) -> pl.DataFrame:
    """Return one row per group, best first: schema.COMPARISON_GROUPS, then a column per hyperparameter of `members`.

    `samples` is `replicates.Samples.values`; `members` (see `groups.Grouping`) has one row per run with its
    hyperparameters. For `inflation` see `group_differences.compare_sides`.
    """
    values: dict[str, list[tuple[float | None, int]]] = {}
    for name, value, runs in samples.select("group", "value", "runs").iter_rows():
        values.setdefault(name, []).append((value, runs))
    table = frame_of(GroupRow, [_row(name, found, confidence, inflation) for name, found in values.items()])
    settings = members.drop("run", "replicate").unique("group", keep="first", maintain_order=True)
    return _ranked(table, direction).join(settings, on="group", how="left", maintain_order="left")


def partition_finite(values: Sequence[float | None]) -> tuple[list[float], int, int]:
    """Return the finite values, the number of diverged runs, and the number of missing values."""
    finite = [value for value in values if value is not None and math.isfinite(value)]
    missing = sum(value is None for value in values)
    return finite, len(values) - missing - len(finite), missing


def _row(group: str, values: Sequence[tuple[float | None, int]], confidence: float, inflation: float) -> GroupRow:
    finite, diverged, _ = partition_finite([value for value, _ in values])
    missing = sum(runs for value, runs in values if value is None)
    row = GroupRow(group=group, runs=sum(runs for _, runs in values), n=len(finite), diverged=diverged, missing=missing)
    if not finite:
        return replace(row, reason="no finite value")
    estimate = mean_interval(finite, confidence=confidence, inflation=inflation)
    return replace(
        row,
        mean=estimate.value,
        std=std(finite) if len(finite) > 1 else None,
        ci_low=estimate.low,
        ci_high=estimate.high,
        median=median(finite),
        iqm=iqm(finite),
        min=min(finite),
        max=max(finite),
        reason=estimate.reason,
    )


def _ranked(table: pl.DataFrame, direction: Direction) -> pl.DataFrame:
    """Sort groups by their share of diverged runs, then by their mean, best first."""
    share = pl.col("diverged") / (pl.col("n") + pl.col("diverged"))
    mean = pl.col("mean") if direction == "min" else -pl.col("mean")
    rank = pl.when(pl.col("n") > 0).then(pl.struct(share.alias("share"), mean.alias("mean"))).rank("min")
    ranked = table.with_columns(rank.cast(pl.Int64).alias("rank"))
    return ranked.sort("rank", nulls_last=True, maintain_order=True)
