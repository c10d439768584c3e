"""Build the frame with one row per run, segment and epoch: training means and validation values in the same row.

Lightning writes them into separate rows, often one step apart, so rows are merged by epoch, never by position. If an
epoch has several validations, the last one is kept. Tests and other evaluations after the training belong to no epoch
and are left out.
"""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.tables.pivot import spread
from logtools.metrics.stage import is_test

__all__ = ["by_epoch"]

_INDEX = ("run", "segment", "epoch")


def by_epoch(metrics: pl.DataFrame, summary: pl.DataFrame) -> pl.DataFrame:
    """Pivot epoch values (of schema.METRICS): schema.EPOCHS, then a Float64 column per metric, null if not logged."""
    of_epochs = pl.col("granularity") == "epoch"
    on_train_axis = of_epochs | (pl.col("stage") == "train").fill_null(value=False)
    trained = metrics.filter(~is_test(), pl.col("epoch").is_not_null(), on_train_axis)
    values = trained.filter(of_epochs)
    steps = trained.group_by(_INDEX).agg(pl.col("step").max())
    validated = values.filter(pl.col("stage") == "val").group_by(*_INDEX, "metric", "dataloader").len()
    validations = validated.group_by(_INDEX).agg(pl.col("len").max().cast(pl.Int64).alias("validations"))
    rows = values.select(_INDEX).unique(maintain_order=True).sort("segment", "epoch", maintain_order=True)
    rows = rows.join(steps, on=_INDEX, how="left", maintain_order="left")
    rows = rows.join(validations, on=_INDEX, how="left", maintain_order="left").with_columns(
        pl.col("validations").fill_null(0)
    )
    return spread(values, summary, rows.select(*schema.EPOCHS), _INDEX)
