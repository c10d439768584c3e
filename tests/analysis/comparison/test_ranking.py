"""Runs are ranked, and have caveats."""

from __future__ import annotations

import math

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.analysis.comparison.ranking import rank_runs
from logtools.choices import Direction

VALUES = {"a": 2.0, "b": 1.0, "c": math.nan, "d": None, "e": 1.0}


def ranked(
    direction: Direction | None = "min",
    *,
    last: dict[str, float | None] | None = None,
    epochs: dict[str, int] | None = None,
    **options: object,
) -> pl.DataFrame:
    runs = list(VALUES)
    metric = MetricColumn(label="loss", statistic="best", direction=direction, stage="val")
    frame = pl.DataFrame({"run": runs, "lr": 1, metric.name: 0.0, metric.epoch: 0, "group": "g", "replicate": "0"})
    values = pl.DataFrame(
        {"run": runs, "last": list((VALUES | (last or {})).values()), "value": list(VALUES.values())},
        schema={"run": pl.String, "last": pl.Float64, "value": pl.Float64},
    ).with_columns(
        level="value", noise=0.1, value_epoch=pl.lit(1, pl.Int64), value_step=pl.lit(9, pl.Int64), unsmoothed="value"
    )
    rows = [
        {"run": run, "stage": "val", "granularity": "epoch", "last_epoch": (epochs or {}).get(run, 4)} for run in runs
    ]
    summary = pl.DataFrame(rows, schema=schema.SUMMARY)
    hparams = pl.DataFrame({"run": runs, "trainer.max_epochs": [5, 9, 9, 9, 9]})
    ranking = metric if direction else None
    return rank_runs(
        frame, values if direction else None, ranking=ranking, summary=summary, hparams=hparams, **options  # type: ignore[arg-type] # active
    )  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "order"),
    [("min", [(1, "b"), (1, "e"), (3, "a"), (None, "c"), (None, "d")]),
     ("max", [(1, "a"), (2, "b"), (2, "e"), (None, "c"), (None, "d")])],
)  # fmt: skip
def test_the_best_run_is_first_and_non_finite_values_are_last(
    direction: Direction, order: list[tuple[int | None, str]]
) -> None:
    found = ranked(direction)
    assert found.select("rank", "run").rows() == order
    assert found.columns == ["rank", "run", "lr", "best loss", "epoch of best loss", *list(schema.COMPARISON_RUNS)[2:]]
    assert found["best loss"].to_list()[:3] == found["value"].to_list()[:3]


@pytest.mark.parametrize(("direction", "distances"), [("min", [0.0, 0.0, 1.0]), ("max", [0.0, 1.0, 1.0])])
def test_the_distance_to_the_best_is_not_negative(direction: Direction, distances: list[float]) -> None:
    assert ranked(direction)["distance_to_best"].to_list()[:3] == distances


def test_caveats_are_listed_per_run() -> None:
    found = ranked(last={"a": math.inf, "b": 3.0, "d": 7.0}, epochs={"e": 3}, active=("a", "b"))
    assert dict(found.select("run", "caveats").iter_rows()) == {
        "a": "not finite at the end", "b": "active", "c": "diverged", "d": "no value there", "e": "shorter",
    }  # fmt: skip
    assert found["last_minus_best"].to_list()[:2] == [2.0, 0.0]
    assert dict(ranked().select("run", "caveats").iter_rows())["d"] == "not logged"


def test_a_run_that_reached_its_number_of_epochs_is_not_active() -> None:
    for last_epoch, expected in ((4, ["b"]), (3, ["b", "a"])):
        found = ranked(epochs={"a": last_epoch}, active=("a", "b"))
        assert found.filter(pl.col("caveats").str.contains("active"))["run"].to_list() == expected


def test_without_a_ranking_metric_the_order_is_kept_and_the_columns_are_null() -> None:
    found = ranked(None)
    assert found["run"].to_list() == list(VALUES)
    assert found.select("rank", "value", "caveats").null_count().row(0) == (5, 5, 5)
