from __future__ import annotations

import math
from pathlib import Path

import polars as pl
import pytest

from logtools.analysis.queries.column_expressions import (
    ColumnRequest,
    Ranking,
    evaluate,
    evaluate_columns,
    parse,
    sort_runs,
)
from logtools.analysis.tables.summary import add_labels, summarise_tidy
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.logs import read

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"
HPARAMS = pl.DataFrame({"run": ["a", "b", "c"], "lr": [0.1, 0.01, None], "net, deep": ["x", "y", "y"]})


def rows(run: str, metric: str, values: list[float], *, stage: str | None, granularity: str = "epoch") -> pl.DataFrame:
    from logtools import schema

    frame = {
        "run": [run] * len(values), "segment": 0, "stage": stage, "metric": metric,
        "quantity": metric.removeprefix("val_"), "granularity": granularity, "dataloader": None,
        "epoch": range(len(values)), "step": [10 * i + 9 for i in range(len(values))], "value": values,
    }  # fmt: skip
    return pl.DataFrame(frame, schema=schema.METRICS)


def summary() -> pl.DataFrame:
    """Three runs: val_loss (b diverged, c has none), train_loss per epoch and step, a metric without direction."""
    parts = [
        rows("a", "val_loss", [3.0, 1.0, 2.0], stage="val"),
        rows("b", "val_loss", [math.nan, math.nan], stage="val"),
        rows("a", "train_loss", [5.0, 4.0], stage="train"),
        rows("a", "train_loss", [6.0, 3.5, 4.5], stage="train", granularity="step"),
        rows("a", "temperature", [7.0, 9.0], stage="val"),
        rows("c", "temperature", [8.0], stage="val"),
    ]
    return add_labels(summarise_tidy(pl.concat(parts)))


def values(text: str) -> list[object]:
    frame = evaluate_columns(text, summary(), HPARAMS).frame
    return frame[frame.columns[1]].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lr", [0.1, 0.01, None]),
        ('"net, deep"', ["x", "y", "y"]),
        ("min val_loss", [1.0, math.nan, None]),
        ("best val_loss", [1.0, math.nan, None]),
        ("val_loss", [1.0, math.nan, None]),
        ("max val_loss", [3.0, math.nan, None]),
        ("last val_loss", [2.0, math.nan, None]),
        ("first val_loss", [3.0, math.nan, None]),
        ("mean val_loss", [2.0, None, None]),
        ("count val_loss", [3, 2, None]),
        ("epoch of min val_loss", [1, 1, None]),
        ("step of min val_loss", [19, 19, None]),
        ("step of val_loss", [19, 19, None]),
        ("EPOCH OF MAX val_loss", [0, 1, None]),
        ("train_loss", [4.0, None, None]),
        ("best train_loss", [4.0, None, None]),
        ("min train_loss_step", [3.5, None, None]),
        ("last train_loss_epoch", [4.0, None, None]),
        ("temperature", [9.0, None, 8.0]),
        ("mean temperature", [8.0, None, 8.0]),
        ("run", ["a", "b", "c"]),
    ],
)
def test_a_column_is_a_hyperparameter_or_a_statistic_of_a_series(text: str, expected: list[object]) -> None:
    found = values(text)
    assert [str(value) for value in found] == [str(value) for value in expected]


def test_columns_have_the_requested_headings_which_are_unique() -> None:
    frame = evaluate_columns(
        'lr, min val_loss as best, last val_loss, last val_loss, mean "val_loss"', summary(), HPARAMS
    ).frame
    assert frame.columns == ["run", "lr", "best", "last val_loss", "last val_loss (2)", "mean val_loss"]


def test_columns_of_hyperparameters_are_known() -> None:
    assert evaluate_columns("lr as rate, val_loss", summary(), HPARAMS).hparams == ("rate",)


def test_a_name_that_looks_like_an_expression_is_a_name() -> None:
    hparams = HPARAMS.rename({"lr": "min val_loss"})
    assert evaluate_columns("min val_loss", summary(), hparams).frame["min val_loss"].to_list() == [0.1, 0.01, None]
    assert parse("last as first", ["last as first"]) == [ColumnRequest(heading="last as first", name="last as first")]
    assert parse("min as x")[0] == ColumnRequest(heading="x", name="min")


def test_a_hyperparameter_comes_before_a_metric_of_the_same_name_unless_a_statistic_is_given() -> None:
    hparams = HPARAMS.rename({"lr": "temperature"})
    frame = evaluate_columns("temperature, last temperature", summary(), hparams).frame
    assert frame["temperature"].to_list() == [0.1, 0.01, None]
    assert frame["last temperature"].to_list() == [9.0, None, 8.0]


def test_a_quantity_means_validation_first() -> None:
    assert str(values("loss")) == str(values("val_loss"))


def test_the_ranking_metric_shows_the_ranking_value_and_has_its_direction() -> None:
    ranked = pl.DataFrame({"run": ["a", "b"], "value": [1.5, math.nan]})
    ranking = Ranking(label="val_loss", direction="max", values=ranked)
    frame = evaluate_columns("val_loss, best val_loss", summary(), HPARAMS, ranking=ranking).frame
    assert frame["val_loss"].to_list()[0] == 1.5
    assert frame["best val_loss"].to_list()[0] == 3.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "invalid list of columns"), (",", "invalid list of columns"), ("lr,,run", "invalid list of columns"),
        ('"lr', "invalid list of columns"), ("min lr", "'lr' is a hyperparameter"),
        ("epoch of lr", "is a hyperparameter"),
        ("best temperature", "cannot infer the direction of 'temperature'"),
        ("epoch of mean val_loss", "mean val_loss has no epoch"),
        ("lrr", "no hyperparameter or metric is named 'lrr'; did you mean 'lr'"), ("zzz", "available: lr, net"),
    ],
)  # fmt: skip
def test_invalid_columns_are_errors(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        evaluate_columns(text, summary(), HPARAMS)


def test_an_unknown_metric_is_answered_with_similar_metrics() -> None:
    with pytest.raises(MetricNotFoundError, match="did you mean 'val_loss'"):
        evaluate_columns("min val_los", summary(), HPARAMS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("lr", ["b", "a", "c"]), ("lr desc", ["a", "b", "c"]), ("lr ASC", ["b", "a", "c"]), ("run desc", ["c", "b", "a"]),
     ("val_loss", ["a", "b", "c"]), ('"net, deep" desc, lr', ["b", "c", "a"]), ("temperature", ["c", "a", "b"]),
     ("max temperature", ["a", "c", "b"]), ("epoch of max temperature", ["c", "a", "b"])],
)  # fmt: skip
def test_runs_are_sorted_with_missing_values_last(text: str, expected: list[str]) -> None:
    assert sort_runs(text, summary(), HPARAMS) == expected


def test_ties_keep_their_order() -> None:
    hparams = pl.DataFrame({"run": ["c", "a", "b"], "lr": [1, 1, 0]})
    assert sort_runs("lr desc", summary(), hparams) == ["c", "a", "b"]


def test_a_sort_order_is_checked_like_columns() -> None:
    for text in ("", "lr,", "lr desc,,run"):
        with pytest.raises(InvalidValueError):
            sort_runs(text, summary(), HPARAMS)


def test_the_sweep_agrees_with_its_summary() -> None:
    logs = read(SWEEP)
    frame = evaluate(parse("min val_loss, mean acc"), logs.summary(), logs.hparams())
    expected = logs.summary().filter(pl.col("label") == "val_loss").select(pl.col("run").cast(pl.String), "min")
    assert frame.select("run", min="min val_loss").equals(expected)
