"""Groups have statistics and ranks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.aggregates import aggregate_groups, partition_finite
from logtools.analysis.comparison.statistics import mean_interval
from logtools.choices import Direction

Values = Sequence[float | None]


def aggregated(groups: dict[str, Values], direction: Direction = "min") -> pl.DataFrame:
    rows = [(f"{name}{i}", name, value) for name, values in groups.items() for i, value in enumerate(values)]
    runs = pl.DataFrame(rows, schema={"run": pl.String, "group": pl.String, "value": pl.Float64}, orient="row")
    members = runs.select("run", "group", replicate=pl.lit(None, pl.String), lr=pl.col("group") + "!")
    samples = runs.with_columns(runs=pl.lit(1, pl.Int64))
    return aggregate_groups(samples, members, direction=direction, confidence=0.9)


def test_a_row_has_counts_statistics_and_the_hyperparameters() -> None:
    row = aggregated({"a": [1.0, 2.0, 4.0, math.nan, None]}).row(0, named=True)
    interval = mean_interval([1.0, 2.0, 4.0], confidence=0.9)
    assert list(row) == [*schema.COMPARISON_GROUPS, "lr"]
    assert [row[name] for name in ("rank", "runs", "n", "diverged", "missing", "lr")] == [1, 5, 3, 1, 1, "a!"]
    assert (row["median"], row["min"], row["max"], row["reason"]) == (2.0, 1.0, 4.0, None)
    assert (row["ci_low"], row["ci_high"]) == (interval.low, interval.high)


@pytest.mark.parametrize(
    ("values", "reason"), [([1.0], "n = 1"), ([1.0, 1.0], "equal values"), ([math.inf, None], "no finite value")]
)
def test_a_missing_interval_has_a_reason(values: Values, reason: str) -> None:
    row = aggregated({"a": values}).row(0, named=True)
    assert (row["ci_low"], row["ci_high"], row["reason"]) == (None, None, reason)


@pytest.mark.parametrize(("direction", "order"), [("min", ["a", "b"]), ("max", ["b", "a"])])
def test_the_better_mean_ranks_first(direction: Direction, order: list[str]) -> None:
    assert aggregated({"b": [2.0], "a": [1.0]}, direction)["group"].to_list() == order


def test_a_larger_share_of_diverged_runs_ranks_lower_and_no_value_has_no_rank() -> None:
    found = aggregated({"none": [math.nan], "half": [0.0, math.nan], "third": [1.0, 1.0, math.inf], "whole": [9.0]})
    assert found.select("rank", "group").rows() == [(1, "whole"), (2, "third"), (3, "half"), (None, "none")]


def test_missing_runs_do_not_count_in_the_share_of_diverged_runs() -> None:
    """One of two runs with a value diverged in `a`, one of three in `b`: missing runs do not make `a` better."""
    found = aggregated({"a": [0.0, math.nan, None, None], "b": [1.0, 1.0, math.nan]})
    assert found["group"].to_list() == ["b", "a"]


def test_equal_groups_share_a_rank() -> None:
    assert aggregated({"a": [1.0], "b": [1.0], "c": [2.0]})["rank"].to_list() == [1, 1, 3]


def test_values_are_finite_diverged_or_missing() -> None:
    assert partition_finite([1.0, None, math.nan, -math.inf, 2.0]) == ([1.0, 2.0], 2, 1)
