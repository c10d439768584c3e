"""The value of a metric that is shown by default."""

from __future__ import annotations

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.values.default_statistic import default_statistic


def summary(*rows: tuple[str, str | None, str, int, str | None]) -> pl.DataFrame:
    """Return a summary from (label, stage, quantity, count, direction)."""
    keys = ("label", "stage", "quantity", "count", "direction")
    named = [dict(zip(keys, row, strict=True)) for row in rows]
    return pl.DataFrame(
        [{"metric": f"{row['stage']}_{row['quantity']}", **row} for row in named], schema=schema.SUMMARY
    )


VAL = [("val_loss", "val", "loss", 9, "min"), ("val_acc", "val", "acc", 9, "max"), ("val_x", "val", "x", 9, None)]


@pytest.mark.parametrize(
    ("stage", "quantity", "count", "expected"),
    [
        ("val", "acc", 9, "best"),
        (None, "acc", 9, "best"),
        ("train", "acc", 9, "last"),
        ("predict", "acc", 9, "last"),
        ("test", "acc", 1, "last"),
        ("test", "acc", 9, "best:val_acc"),
        ("test", "f1", 9, "best:val_loss"),
        ("test", "x", 9, "best:val_loss"),
    ],
)
def test_a_test_metric_is_read_where_validation_is_best(
    stage: str | None, quantity: str, count: int, expected: str
) -> None:
    rows = summary(*VAL, ("metric", stage, quantity, count, "max"))
    assert default_statistic("metric", stage, rows, has_direction=True) == expected
    assert default_statistic("metric", stage, rows, has_direction=False) == "last"


def test_without_validation_a_test_metric_is_read_last() -> None:
    assert default_statistic("m", "test", summary(("m", "test", "acc", 9, "max")), has_direction=True) == "last"
    other = summary(("val_f1", "val", "f1", 9, "max"), ("m", "test", "acc", 9, "max"))
    assert default_statistic("m", "test", other, has_direction=True) == "best:val_f1"


@pytest.mark.parametrize(
    ("metric", "granularity", "expected"),
    [("fid", "epoch", "best"), ("fid", "step", "last"), ("d_loss", "epoch", "last"), ("train_fid", "epoch", "last")],
)
def test_a_score_without_a_stage_in_its_name_is_read_where_it_is_best(
    metric: str, granularity: str, expected: str
) -> None:
    row = {"label": "m", "metric": metric, "quantity": metric.removeprefix("train_"), "granularity": granularity}
    rows = pl.DataFrame([row | {"stage": "train", "count": 9}], schema=schema.SUMMARY)
    assert default_statistic("m", "train", rows, has_direction=True) == expected
