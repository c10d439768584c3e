"""Curves of several runs are averaged."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.curves.averaging import average_runs
from logtools.choices import Band

Points = Sequence[tuple[float, float]]


def frame(curves: Mapping[str, Points]) -> pl.DataFrame:
    rows = [
        (run, 0, "val", "loss", "loss", "epoch", None, 0, int(x), y, float(x))
        for run, points in curves.items()
        for x, y in points
    ]
    return pl.DataFrame(rows, schema={**schema.METRICS, "x": pl.Float64}, orient="row")


def mean(curves: Mapping[str, Points], band: Band = "std") -> list[tuple[float, float, int, float, float]]:
    found = average_runs(frame(curves), dict.fromkeys(curves, "all"), band=band)
    return [tuple(row) for row in found.select("x", "value", "n", "low", "high").rows()]


def test_runs_that_logged_at_the_same_x_are_averaged_there() -> None:
    found = mean({"a": [(0, 1.0), (2, 2.0)], "b": [(0, 3.0), (2, 6.0)]})
    assert [row[:3] for row in found] == [(0, 2, 2), (2, 4, 2)]
    assert found[0][3:] == pytest.approx((2 - math.sqrt(2), 2 + math.sqrt(2)))


def test_curves_are_interpolated_linearly_and_never_extrapolated() -> None:
    found = mean({"a": [(0, 0.0), (4, 4.0)], "b": [(1, 11.0), (2, 12.0)]})
    assert [row[:3] for row in found] == [(0, 0, 1), (1, 6, 2), (2, 7, 2), (4, 4, 1)]
    assert math.isnan(found[0][3])


def test_next_to_a_non_finite_value_a_run_does_not_count() -> None:
    found = mean({"a": [(0, 0.0), (2, math.nan), (4, 4.0)], "b": [(0, 2.0), (1, 2.0), (3, 2.0), (4, 2.0)]})
    assert [row[:3] for row in found] == [(0, 1, 2), (1, 2, 1), (2, 2, 1), (3, 2, 1), (4, 3, 2)]


def test_bands_are_std_confidence_interval_or_range() -> None:
    curves = {"a": [(0, 1.0)], "b": [(0, 2.0)], "c": [(0, 6.0)]}
    deviation = math.sqrt(((1 - 3) ** 2 + (2 - 3) ** 2 + (6 - 3) ** 2) / 2)
    [(_, value, _, low, high)] = mean(curves, "std")
    assert (value, low, high) == pytest.approx((3, 3 - deviation, 3 + deviation))
    [(_, _, _, low, high)] = mean(curves, "ci")
    reach = 4.302652729911275 * deviation / math.sqrt(3)  # Student's t, 2 degrees of freedom, 97.5%
    assert (low, high) == pytest.approx((3 - reach, 3 + reach))
    [(_, _, _, low, high)] = mean(curves, "minmax")
    assert (low, high) == (1, 6)


def test_groups_and_metrics_are_averaged_separately_and_runs_without_a_group_are_left_out() -> None:
    metrics = frame({"a": [(0, 1.0)], "b": [(0, 2.0)], "c": [(0, 100.0)]})
    found = average_runs(metrics, {"a": "one", "b": "two"})
    assert dict(found.select(pl.col("run").cast(pl.String), "value").rows()) == {"one": 1.0, "two": 2.0}


def test_a_mean_is_an_observation_like_any_other() -> None:
    found = average_runs(frame({"a": [(0, 1.0), (1, 2.0)]}), {"a": "g"})
    assert found.select(list(schema.METRICS)).schema == pl.Schema(schema.METRICS)
    assert found["epoch"].to_list() == [0, 0]


def test_a_million_x_values_are_reduced() -> None:
    curves = {run: [(i, float(i)) for i in range(5000)] for run in "ab"}
    found = average_runs(frame(curves), dict.fromkeys(curves, "g"))
    assert found.height == 2000
    assert found["value"].to_list() == pytest.approx(found["x"].to_list())


@pytest.mark.parametrize("band", ["std", "ci", "minmax"])
@pytest.mark.parametrize("value", [1e200, 1.7e308])
def test_values_at_the_limits_of_a_float_give_no_warning(value: float, band: Band) -> None:
    """Warnings are errors in these tests."""
    found = mean({"a": [(0, value), (1, 1.0)], "b": [(0, -value / 2), (1, 1.0)], "c": [(0, value), (1, 1.0)]}, band)
    assert [row[0] for row in found] == [0, 1]
    assert found[1][1:] == (1.0, 3, 1.0, 1.0)
