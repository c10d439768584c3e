"""Pivot a frame from long to wide: one column per metric, after the index columns."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from logtools import schema
from logtools.analysis.tables.column_titles import column_title

__all__ = ["spread"]


def spread(values: pl.DataFrame, summary: pl.DataFrame, index: Sequence[str]) -> pl.DataFrame:
    """Return one Float64 column per metric of observations (schema.METRICS), with its label in `summary` as its name.

    If a cell has several values, the last in file order is kept; if it has none, it is null. If schema.EPOCHS
    has a column of the same name, the column of the metric ends in ` (metric)`.
    """
    labels = summary.select(*(pl.col(name).cast(values.schema[name]) for name in schema.METRIC_KEY), "label").unique()
    labelled = values.join(labels, on=schema.METRIC_KEY, how="left", nulls_equal=True, maintain_order="left")
    found = labelled.get_column("label").unique(maintain_order=True).to_list()
    titles = {label: column_title(label, "metric", own=schema.EPOCHS, others=found) for label in found}
    labelled = labelled.with_columns(pl.col("label").replace_strict(titles, return_dtype=pl.String))
    columns = list(titles.values())
    if not columns:
        return values.select(index).clear()
    wide = labelled.pivot("label", on_columns=columns, index=list(index), values="value", aggregate_function="last")
    return wide.select(*index, *columns)
