"""The first rows of series are found."""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.tables.series_starts import starts


def test_a_block_of_equal_rows_starts_where_a_column_changes() -> None:
    frame = pl.DataFrame({"run": ["a", "a", "b", "b", "a"], "stage": ["val", "val", None, None, None]})
    assert starts(frame, ["run", "stage"]).tolist() == [0, 2, 4]
    assert starts(frame, ["stage"]).tolist() == [0, 2]


def test_the_columns_of_a_series_are_the_default() -> None:
    rows = [{"run": "a", "segment": segment, "metric": "loss"} for segment in (0, 0, 1)]
    assert starts(pl.DataFrame(rows, schema=schema.METRICS)).tolist() == [0, 2]
    assert starts(pl.DataFrame(schema=schema.METRICS)).tolist() == []
