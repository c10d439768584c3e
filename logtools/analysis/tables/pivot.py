"""Pivot a frame from long to wide: one column per metric, after the index columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from logtools import schema
from logtools.analysis.tables.column_titles import column_title

__all__ = ["by_column", "spread"]

_CELLS = 4_000_000  # cells that are placed at a time: more need more memory


def spread(values: pl.DataFrame, summary: pl.DataFrame, rows: pl.DataFrame, index: Sequence[str]) -> pl.DataFrame:
    """Add one Float64 column per metric of observations (schema.METRICS) to `rows`, with the label as its name.

    The labels are those in `summary`. `index` are the columns of `rows` that identify the row of an observation. If a
    cell has several values, the last in file order is kept; if it has none, it is null. If schema.EPOCHS has a column
    of the same name, the column of the metric ends in ` (metric)`.
    """
    labels = summary.select(*(pl.col(name).cast(values.schema[name]) for name in schema.METRIC_KEY), "label").unique()
    labelled = values.join(labels, on=schema.METRIC_KEY, how="left", nulls_equal=True, maintain_order="left")
    found = labelled.get_column("label").unique(maintain_order=True).to_list()
    columns = by_column(labelled, "label", found, rows.select(index), "value")
    titles = [column_title(label, "metric", own=schema.EPOCHS, others=found) for label in found]
    return rows.hstack([column.alias(title) for title, column in zip(titles, columns, strict=True)])


def by_column(
    cells: pl.DataFrame, on: str, labels: Sequence[str], rows: pl.DataFrame, value: str
) -> Iterator[pl.Series]:
    """Yield one column per label: a value for each row of `rows`, null if `cells` has none.

    `cells` has the label of a cell in the column `on` (String), its row in the columns of `rows`, and its value in the
    column `value`. If a cell has several values, the last one is kept.
    """
    # `DataFrame.pivot` takes quadratic time: it reads all cells once per column
    import numpy as np

    place = pl.int_range(pl.len(), dtype=pl.Int64)
    numbered = pl.DataFrame({on: labels}, schema={on: pl.String}).with_columns(_column=place)
    placed = cells.join(rows.with_columns(_row=place), on=rows.columns, nulls_equal=True, maintain_order="left")
    placed = placed.join(numbered, on=on, maintain_order="left").sort("_column", maintain_order=True)
    values = placed.get_column(value).extend_constant(None, 1)
    column, row = (placed.get_column(name).to_numpy() for name in ("_column", "_row"))
    step = max(1, _CELLS // max(1, rows.height))
    for first in range(0, len(labels), step):
        count = min(step, len(labels) - first)
        begin, end = np.searchsorted(column, (first, first + count))
        source = np.full(count * rows.height, placed.height)  # the null at the end, unless there is a value
        source[(column[begin:end] - first) * rows.height + row[begin:end]] = np.arange(begin, end)
        found = values.gather(pl.Series(source))
        yield from (found.slice(i * rows.height, rows.height) for i in range(count))
