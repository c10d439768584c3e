"""A comparison chooses metrics and their statistics."""

from __future__ import annotations

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.metric_columns import choose, metric_values, one_granularity, single_steps
from logtools.errors import InvalidValueError, MetricNotFoundError


def summary(*rows: dict[str, object]) -> pl.DataFrame:
    """Return rows of schema.SUMMARY; by default the quantity and the label are the name of the metric."""
    full = []
    for row in rows:
        defaults = {
            "run": "a",
            "granularity": "epoch",
            "count": 2,
            "nan": 0,
            "inf": 0,
            "min": 0.0,
            "max": 1.0,
            "last": 0.5,
        }
        name = row["metric"]
        full.append({"label": name, "quantity": name, **defaults, **row})
    return pl.DataFrame(full, schema=schema.SUMMARY)


LOSS = {"metric": "val_loss", "stage": "val", "direction": "min", "min_epoch": 3, "last_epoch": 4}
TRAIN = {"metric": "train_loss", "stage": "train", "direction": "min", "last_epoch": 4}
THING = {"metric": "val_thing", "stage": "val", "last_epoch": 4}


def test_epoch_values_replace_step_values_of_the_same_run_and_monitors_are_dropped() -> None:
    rows = summary(LOSS, {**LOSS, "granularity": "step"}, {**LOSS, "run": "b", "granularity": "step"},
                   {"metric": "lr-SGD", "stage": "train"})  # fmt: skip
    found = one_granularity(rows)
    assert found.select("run", "metric", "granularity").rows() == [
        ("a", "val_loss", "epoch"),
        ("b", "val_loss", "step"),
    ]


def test_runs_that_logged_per_step_only_are_found_if_others_have_epoch_values_or_the_metric_leads() -> None:
    rows = one_granularity(summary(LOSS, {**LOSS, "run": "b", "granularity": "step"}, {**TRAIN, "granularity": "step"}))
    assert single_steps(rows, "val_loss").rows() == [("b", "val_loss")]
    assert single_steps(rows, "train_loss").rows() == [("b", "val_loss"), ("a", "train_loss")]


def test_validation_shows_its_best_and_training_its_last_value() -> None:
    ranking, columns = choose(summary(TRAIN, THING, LOSS), metric=None, direction=None, statistic=None)
    assert [column.name for column in columns] == ["best val_loss", "last val_thing", "last train_loss"]
    assert ranking == columns[0]


def test_the_statistic_applies_to_the_ranking_metric() -> None:
    ranking, columns = choose(summary(TRAIN, LOSS), metric="train_loss", direction="max", statistic="epoch=3")
    assert ranking is not None
    assert (ranking.name, ranking.epoch, ranking.direction) == (
        "train_loss at epoch=3", "epoch of train_loss at epoch=3", "max",
    )  # fmt: skip
    assert [column.name for column in columns] == ["train_loss at epoch=3", "best val_loss"]


def test_a_metric_of_few_runs_is_not_the_default() -> None:
    others = [{**TRAIN, "run": run} for run in "abc"]
    ranking, _ = choose(summary(LOSS, *others), metric=None, direction=None, statistic=None)
    assert ranking is not None
    assert ranking.label == "train_loss"
    half, _ = choose(summary(LOSS, {**LOSS, "run": "b"}, *others), metric=None, direction=None, statistic=None)
    assert half is not None
    assert half.label == "val_loss"


def test_an_unknown_metric_and_an_unknown_direction_are_errors() -> None:
    with pytest.raises(MetricNotFoundError, match="did you mean 'val_loss'"):
        choose(summary(LOSS), metric="val_los", direction=None, statistic=None)
    with pytest.raises(InvalidValueError, match="cannot infer the direction of 'val_thing'"):
        choose(summary(THING), metric="val_thing", direction=None, statistic=None)
    assert choose(summary(THING), metric=None, direction=None, statistic=None)[0] is None


def test_values_are_those_of_the_statistic_and_the_last_if_none_is_finite() -> None:
    rows = summary(LOSS, TRAIN, {**LOSS, "run": "b", "min": None, "min_epoch": None, "last": float("inf")})
    _, columns = choose(rows, metric=None, direction=None, statistic=None)
    assert metric_values(rows, columns).to_dicts() == [
        {"run": "a", "best val_loss": 0.0, "epoch of best val_loss": 3, "last train_loss": 0.5,
         "epoch of last train_loss": 4},
        {"run": "b", "best val_loss": float("inf"), "epoch of best val_loss": 4, "last train_loss": None,
         "epoch of last train_loss": None},
    ]  # fmt: skip


def test_runs_with_metrics_of_their_own_have_values_in_their_own_columns_only() -> None:
    other = {**LOSS, "metric": "val_other", "min": 0.25, "min_epoch": 1}
    rows = summary(LOSS, {**LOSS, "run": "b", "min": 2.0, "min_epoch": 7}, {**other, "run": "c"})
    _, columns = choose(rows, metric=None, direction=None, statistic=None)
    assert metric_values(rows, columns).rows(named=True) == [
        {"run": run, "best val_loss": loss, "epoch of best val_loss": at,
         "best val_other": value, "epoch of best val_other": epoch}
        for run, loss, at, value, epoch in (
            ("a", 0.0, 3, None, None), ("b", 2.0, 7, None, None), ("c", None, None, 0.25, 1),
        )
    ]  # fmt: skip
