"""Metrics are found by label, name, quantity, staged name, granularity, glob and regular expression."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.metrics.lookup import labels_named, matching_rows, rows_named


def summary() -> pl.DataFrame:
    names = [("val_loss", "loss"), ("val_acc", "acc"), ("odd[0]", "odd[0]")]
    rows = [{"label": name, "metric": name, "quantity": quantity} for name, quantity in names]
    return pl.DataFrame(rows, schema=schema.SUMMARY)


@pytest.mark.parametrize(
    ("patterns", "labels"),
    [(["loss"], ["val_loss"]), (["val_*"], ["val_loss", "val_acc"]),
     (["odd[0]"], ["odd[0]"]), (["acc", "val_loss"], ["val_loss", "val_acc"])],
)  # fmt: skip
def test_metrics_match_by_name_quantity_or_pattern(patterns: list[str], labels: list[str]) -> None:
    assert matching_rows(summary(), patterns)["label"].to_list() == labels


def test_a_pattern_that_matches_nothing_is_an_error() -> None:
    with pytest.raises(MetricNotFoundError, match="did you mean 'val_loss'"):
        matching_rows(summary(), ["val_acc", "val_los"])


def both_granularities() -> pl.DataFrame:
    rows = [
        {"label": "loss", "metric": "loss", "quantity": "loss", "stage": "train", "granularity": granularity}
        for granularity in ("step", "epoch")
    ]
    return pl.DataFrame(rows, schema=schema.SUMMARY)


def test_a_name_with_step_or_epoch_selects_only_these_values() -> None:
    summary = both_granularities()
    assert matching_rows(summary, ["loss"]).height == 2
    assert rows_named("loss", summary)["granularity"].to_list() == ["epoch"]
    for granularity in ("step", "epoch"):
        for rows in (rows_named(f"loss_{granularity}", summary), matching_rows(summary, [f"*_{granularity}"])):
            assert rows["granularity"].to_list() == [granularity]


def test_the_position_is_that_of_the_first_pattern_that_matches() -> None:
    found = matching_rows(summary(), ["val_acc", "/^val/"])
    assert dict(found.select("label", "position").iter_rows()) == {"val_acc": 0, "val_loss": 1}


def test_an_invalid_regular_expression_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="invalid regular expression /\\(/"):
        matching_rows(summary(), ["/(/"])


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(MetricNotFoundError, match="did you mean 'val_loss'"):
        rows_named("val_los", summary())


@pytest.mark.parametrize(
    ("header", "name", "labels"),
    [
        ("acc,val_acc", "acc", ["acc"]),  # the name comes before the quantity
        ("train_acc,val_acc", "acc", ["val_acc", "train_acc"]),
        ("acc,val_acc", "train_acc", ["acc"]),
        ("train/acc,val/acc", "val_acc", ["val/acc"]),
        ("acc,train_acc,val_acc", "train_acc", ["train_acc"]),  # the metric of this name
        ("acc,val_acc", "test_acc", []),
        ("acc,val_acc", "train_", []),
    ],
)
def test_a_metric_is_found_by_name_quantity_and_staged_quantity(
    tmp_path: Path, header: str, name: str, labels: list[str]
) -> None:
    train, val = header.split(",")[:-1], header.split(",")[-1:]
    rows = [f"{e},{e},{'0.5,' * len(train)}\n{e},{e},{',' * len(train)}0.7" for e in range(3)]
    (tmp_path / "metrics.csv").write_text("\n".join([f"epoch,step,{','.join(train + val)}", *rows]) + "\n")
    assert labels_named(name, lt.read(tmp_path).summary()) == labels
