"""A pivoted frame has one column per metric."""

from __future__ import annotations

import math
from unittest.mock import patch

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.tables import pivot
from logtools.analysis.tables.metric_labels import label_column
from logtools.analysis.tables.pivot import by_column, spread


def observations(*rows: tuple[int, str, float]) -> pl.DataFrame:
    records = [{"run": "a", "segment": 0, "stage": "val", "metric": metric, "quantity": metric, "epoch": epoch,
                "value": value}
               for epoch, metric, value in rows]  # fmt: skip
    return pl.DataFrame(records, schema=schema.METRICS)


def wide(values: pl.DataFrame, *index: str) -> pl.DataFrame:
    return spread(values, label_column(values), values.select(index).unique(maintain_order=True), index)


def test_the_last_value_of_an_epoch_is_kept() -> None:
    found = wide(observations((0, "loss", 2.0), (0, "loss", 1.0), (1, "acc", 0.5)), "run", "epoch")
    assert found.select("epoch", "loss", "acc").rows() == [(0, 1.0, None), (1, None, 0.5)]


def test_a_metric_named_like_a_fixed_column_gets_a_suffix() -> None:
    assert wide(observations((0, "step", 2.0)), "run").columns == ["run", "step (metric)"]


def test_without_observations_the_frame_is_empty() -> None:
    found = wide(observations(), "run", "epoch")
    assert (found.columns, found.height) == (["run", "epoch"], 0)


def test_columns_that_are_placed_in_several_steps_have_the_values_of_a_pivot(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"m{i}" for i in range(7)]
    cells = [(epoch, name, float(10 * i + epoch)) for i, name in enumerate(names) for epoch in range(i % 3 + 1)]
    values = observations(*cells, (0, "m0", math.nan)).sample(fraction=1, shuffle=True, seed=0)
    expected = values.pivot("metric", on_columns=names, index="epoch", values="value", aggregate_function="last")
    rows = expected.select("epoch")
    values = values.with_columns(pl.col("metric").cast(pl.String))
    for cells_at_a_time in (1, 7, 1000):
        monkeypatch.setattr(pivot, "_CELLS", cells_at_a_time)
        found = by_column(values, "metric", names, rows, "value")
        assert rows.hstack([column.alias(name) for name, column in zip(names, found, strict=True)]).equals(expected)


def test_a_pivot_reads_the_cells_once_for_all_columns() -> None:
    values = observations(*((0, f"m{i}", 1.0 * i) for i in range(1000)))
    with patch.object(pl.Series, "gather", autospec=True, side_effect=pl.Series.gather) as gather:
        found = wide(values, "run", "epoch")
    assert found.row(0)[-2:] == (998.0, 999.0)
    assert gather.call_count == 1
