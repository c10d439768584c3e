"""One row per run, segment and epoch: train-epoch and validation values of one epoch side by side.

Lightning writes them into rows of their own, often a step apart, so rows are merged by what they are and never by
where they stand. Of several validations in one epoch the last is kept. Tests belong to no epoch and stay out.
"""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.wide import spread

__all__ = ["by_epoch"]

_INDEX = ("run", "segment", "epoch")


def by_epoch(metrics: pl.DataFrame) -> pl.DataFrame:
    """Spread epoch values (of schema.METRICS): schema.EPOCHS, then a Float64 column per metric, null if not logged."""
    tested = pl.col("stage").is_in(["test", "predict"]).fill_null(value=False)
    trained = metrics.filter(~tested, pl.col("epoch").is_not_null())
    of_epochs = pl.col("granularity") == "epoch"
    on_train_axis = of_epochs | (pl.col("stage") == "train").fill_null(value=False)
    steps = trained.filter(on_train_axis).group_by(_INDEX).agg(pl.col("step").max())
    validated = trained.filter(of_epochs, pl.col("stage") == "val").group_by(*_INDEX, "metric", "dataloader").len()
    validations = validated.group_by(_INDEX).agg(pl.col("len").max().cast(pl.Int64).alias("validations"))
    wide = spread(trained.filter(of_epochs), _INDEX).join(steps, on=_INDEX, how="left", maintain_order="left")
    wide = wide.join(validations, on=_INDEX, how="left", maintain_order="left").with_columns(
        pl.col("validations").fill_null(0)
    )
    return wide.select(*schema.EPOCHS, pl.exclude(*schema.EPOCHS)).sort("segment", "epoch", maintain_order=True)
