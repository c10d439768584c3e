"""Downsampled curves look the same with fewer points."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools import schema
from logtools.analysis.curves.downsampling import thin


def frame(values: Sequence[float], *, run: str = "run", steps: Sequence[int | None] | None = None) -> pl.DataFrame:
    rows = [
        (run, 0, "train", "loss", "loss", "step", None, 0, step, value)
        for step, value in zip(steps or range(len(values)), values, strict=True)
    ]
    return pl.DataFrame(rows, schema=schema.METRICS, orient="row")


def test_a_short_series_is_kept_whole() -> None:
    metrics = frame([1.0] * 400)
    assert thin(metrics, columns=100).equals(metrics)


def test_a_long_series_keeps_at_most_four_points_per_column() -> None:
    metrics = frame([math.sin(i**2) for i in range(100_000)])
    thinned = thin(metrics, columns=100)
    assert 200 < thinned.height <= 400


def test_first_last_and_every_spike_are_kept() -> None:
    values = [math.sin(i / 1000) for i in range(50_000)]
    values[12_345] = 100.0
    values[23_456] = -100.0
    thinned = thin(frame(values), columns=50)
    kept = dict(thinned.select("step", "value").rows())
    assert kept[12_345] == 100.0
    assert kept[23_456] == -100.0
    assert 0 in kept
    assert 49_999 in kept


def test_non_finite_values_are_kept_in_each_column() -> None:
    values = [1.0] * 10_000
    for step, value in ((111, math.nan), (5_000, math.inf), (9_876, -math.inf)):
        values[step] = value
    kept = dict(thin(frame(values), columns=20).select("step", "value").rows())
    assert math.isnan(kept[111])
    assert kept[5_000] == math.inf
    assert kept[9_876] == -math.inf


def test_each_series_is_downsampled_separately() -> None:
    short, long = frame([1.0, 2.0], run="short"), frame([0.0] * 10_000, run="long")
    thinned = thin(pl.concat([short, long, frame([3.0], run="last")]), columns=10)
    counts = dict(thinned.group_by("run").len().rows())
    assert (counts["short"], counts["last"]) == (2, 1)
    assert counts["long"] <= 40


def test_rows_without_a_step_are_placed_by_their_order() -> None:
    metrics = frame([float(i) for i in range(1000)], steps=[None] * 1000)
    kept = thin(metrics, columns=10)["value"].to_list()
    assert kept == sorted(v for i in range(10) for v in (i * 100.0 - (i > 9), (i + 1) * 100.0 - 1))


def test_a_series_at_one_single_step_keeps_its_extremes() -> None:
    metrics = frame([float(i % 7) for i in range(1000)], steps=[5] * 1000)
    assert thin(metrics, columns=10)["value"].min() == 0
    assert thin(metrics, columns=10)["value"].max() == 6


def test_decreasing_steps_are_downsampled_in_file_order() -> None:
    values = [float(i % 11) for i in range(1000)]
    values[700] = 99.0
    kept = thin(frame(values, steps=[*range(500), *range(500)]), columns=10)
    assert kept.height <= 40
    assert kept.filter(pl.col("value") == 99)["step"].to_list() == [200]


def test_steps_over_the_full_range_of_int64_are_spread_over_the_columns() -> None:
    steps = [-(2**63) + i * 2**57 for i in range(128)]
    thinned = thin(frame([float(i % 32) for i in range(128)], steps=steps), columns=4)
    assert thinned["value"].to_list() == [0.0, 31.0] * 4


def test_a_long_series_between_short_ones_keeps_its_own_rows() -> None:
    long = frame([float(i) for i in range(1000)], run="long")
    kept = thin(pl.concat([frame([5.0], run="a"), long, frame([7.0, 8.0], run="b"), long]), columns=10)
    ends = (0.0, 999.0)
    assert kept.filter(pl.col("run") == "a")["value"].to_list() == [5.0]
    assert kept.filter(pl.col("run") == "b")["value"].to_list() == [7.0, 8.0]
    assert [v for v in kept.filter(pl.col("run") == "long")["value"] if v in ends] == [*ends, *ends]


def test_columns_must_be_positive() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        thin(frame([1.0]), columns=0)


@given(st.lists(st.floats(width=32), min_size=1, max_size=300), st.integers(1, 10), st.booleans())
def test_kept_rows_are_unchanged_in_order_and_span_each_column(
    values: list[float],
    columns: int,
    coarse: bool,  # noqa: FBT001 - drawn
) -> None:
    metrics = frame(values)
    thinned = thin(metrics, columns=columns, coarse=coarse)
    rows = thinned["step"].to_list()
    assert rows == sorted(set(rows))
    assert thinned.equals(metrics[rows])
    finite = metrics.filter(pl.col("value").is_finite())["value"]
    kept = thinned.filter(pl.col("value").is_finite())["value"]
    assert (kept.min(), kept.max()) == (finite.min(), finite.max())


def test_coarse_columns_keep_two_points_each_and_every_spike() -> None:
    values = [math.sin(i**2) for i in range(100_000)]
    values[12_345] = 100.0
    values[23_456] = -100.0
    thinned = thin(frame(values), columns=50, coarse=True)
    kept = dict(thinned.select("step", "value").rows())
    assert 50 < thinned.height <= 2 * 50 + 2
    assert (kept[12_345], kept[23_456]) == (100.0, -100.0)
    assert {0, 99_999} <= kept.keys()


@pytest.mark.parametrize("values", [[0.1] * 4_321 + [0.01] * 5_679, [0.01] * 4_321 + [0.1] * 5_679])
def test_coarse_columns_show_where_a_constant_value_changes(values: list[float]) -> None:
    steps = thin(frame(values), columns=10, coarse=True)["step"].to_list()
    assert {4_320, 4_321} <= set(steps)


def test_coarse_columns_of_many_series_start_at_different_places() -> None:
    values = [float(i % 1000) for i in range(10_000)]
    kept = thin(pl.concat([frame(values, run=str(i)) for i in range(20)]), columns=10, coarse=True)
    lows = kept.filter(pl.col("value") > 1).group_by("run").agg(pl.col("step"))["step"]
    assert len({tuple(steps) for steps in lows}) == 20
