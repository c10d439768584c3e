"""A pivoted frame has one column per metric."""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.tables.metric_labels import label_column
from logtools.analysis.tables.pivot import spread


def spread_by(values: pl.DataFrame, *index: str) -> pl.DataFrame:
    return spread(values, label_column(values), index)


def observations(*rows: tuple[int, str, float]) -> pl.DataFrame:
    records = [{"run": "a", "segment": 0, "stage": "val", "metric": metric, "quantity": metric, "epoch": epoch,
                "value": value}
               for epoch, metric, value in rows]  # fmt: skip
    return pl.DataFrame(records, schema=schema.METRICS)


def test_the_last_value_of_an_epoch_is_kept() -> None:
    found = spread_by(observations((0, "loss", 2.0), (0, "loss", 1.0), (1, "acc", 0.5)), "run", "epoch")
    assert found.select("epoch", "loss", "acc").rows() == [(0, 1.0, None), (1, None, 0.5)]


def test_a_metric_named_like_a_fixed_column_gets_a_suffix() -> None:
    assert spread_by(observations((0, "step", 2.0)), "run").columns == ["run", "step (metric)"]


def test_without_observations_the_frame_is_empty() -> None:
    found = spread_by(observations(), "run", "epoch")
    assert (found.columns, found.height) == (["run", "epoch"], 0)
