"""Long to wide: a column per metric, beside the columns that name the row."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from logtools import schema
from logtools.analysis.tables.column_titles import column_title
from logtools.analysis.tables.metric_labels import label_column

__all__ = ["spread"]


def spread(values: pl.DataFrame, index: Sequence[str]) -> pl.DataFrame:
    """Give each metric of observations (schema.METRICS) a Float64 column, named by its label.

    Of several values in one place the last in file order is kept; null where there is none. A metric that is called
    like a column of schema.EPOCHS gets ` (metric)` behind its name.
    """
    labelled = label_column(values)
    found = labelled.get_column("label").unique(maintain_order=True).to_list()
    titles = {label: column_title(label, "metric", own=schema.EPOCHS, others=found) for label in found}
    labelled = labelled.with_columns(pl.col("label").replace_strict(titles, return_dtype=pl.String))
    labels = list(titles.values())
    if not labels:
        return values.select(index).clear()
    wide = labelled.pivot("label", on_columns=labels, index=list(index), values="value", aggregate_function="last")
    return wide.select(*index, *labels)
