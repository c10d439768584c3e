from __future__ import annotations

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.queries.metric_filter import matching_metrics
from logtools.errors import MetricNotFoundError


def summary() -> pl.DataFrame:
    names = [("val_loss", "loss"), ("val_acc", "acc"), ("odd[0]", "odd[0]")]
    rows = [{"label": name, "metric": name, "quantity": quantity} for name, quantity in names]
    return pl.DataFrame(rows, schema=schema.SUMMARY)


@pytest.mark.parametrize(
    ("patterns", "labels"),
    [([], ["val_loss", "val_acc", "odd[0]"]), (["loss"], ["val_loss"]), (["val_*"], ["val_loss", "val_acc"]),
     (["odd[0]"], ["odd[0]"]), (["acc", "val_loss"], ["val_loss", "val_acc"])],
)  # fmt: skip
def test_metrics_match_by_name_quantity_or_pattern(patterns: list[str], labels: list[str]) -> None:
    assert matching_metrics(summary(), patterns)["label"].to_list() == labels


def test_a_pattern_that_matches_nothing_is_an_error() -> None:
    with pytest.raises(MetricNotFoundError, match="did you mean 'val_loss'"):
        matching_metrics(summary(), ["val_acc", "val_los"])
