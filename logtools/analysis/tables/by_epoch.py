"""Build the frame with one row per run, segment and epoch: training means and validation values in the same row.

Lightning writes them into separate rows, often one step apart, so rows are merged by epoch, never by position. If an
epoch has several validations, the last one is kept. Tests belong to no epoch and are left out, and so is a validation
after the training, which Lightning logs one step later.
"""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.tables.pivot import spread
from logtools.metrics.stage import is_test

__all__ = ["by_epoch"]

_INDEX = ("run", "segment", "epoch")
_TRAINING = ("run", "segment")


def by_epoch(metrics: pl.DataFrame) -> pl.DataFrame:
    """Pivot epoch values (of schema.METRICS): schema.EPOCHS, then a Float64 column per metric, null if not logged."""
    of_epochs = pl.col("granularity") == "epoch"
    on_train_axis = of_epochs | (pl.col("stage") == "train").fill_null(value=False)
    trained = _without_final_validation(metrics.filter(~is_test(), pl.col("epoch").is_not_null(), on_train_axis))
    values = trained.filter(of_epochs)
    steps = trained.group_by(_INDEX).agg(pl.col("step").max())
    validated = values.filter(pl.col("stage") == "val").group_by(*_INDEX, "metric", "dataloader").len()
    validations = validated.group_by(_INDEX).agg(pl.col("len").max().cast(pl.Int64).alias("validations"))
    wide = spread(values, _INDEX).join(steps, on=_INDEX, how="left", maintain_order="left")
    wide = wide.join(validations, on=_INDEX, how="left", maintain_order="left").with_columns(
        pl.col("validations").fill_null(0)
    )
    return wide.select(*schema.EPOCHS, pl.exclude(*schema.EPOCHS)).sort("segment", "epoch", maintain_order=True)


def _without_final_validation(rows: pl.DataFrame) -> pl.DataFrame:
    """Remove a validation after the training: one step later, in a new epoch or in one that was already validated."""
    step, validated = pl.col("step"), (pl.col("stage") == "val").fill_null(value=False)
    ends = rows.group_by(_TRAINING).agg(
        step.max().alias("last"),
        step.filter(step < step.max()).max().alias("before"),
        step.filter(validated & (step < step.max())).max().alias("validated"),
        pl.col("epoch").filter(pl.col("stage") == "train").max().alias("trained"),
    )
    beyond = (step == pl.col("last")) & (pl.col("last") == pl.col("before") + 1)
    again = (pl.col("epoch") > pl.col("trained")) | (pl.col("validated") == pl.col("before"))
    joined = rows.join(ends, on=_TRAINING, how="left", maintain_order="left")
    return joined.filter(~(validated & beyond & again).fill_null(value=False)).select(rows.columns)
