"""Build the frame with one row per run, segment and train step: all values logged at that step.

A learning-rate monitor writes its own row just before the row of the step; here they are merged. Values per evaluation
batch have no train step and are left out.
"""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.tables.pivot import spread

__all__ = ["by_step"]

_INDEX = ("run", "segment", "step")


def by_step(metrics: pl.DataFrame, summary: pl.DataFrame) -> pl.DataFrame:
    """Pivot step values (of schema.METRICS): schema.STEPS, then a Float64 column per metric, null if not logged."""
    of_training = (pl.col("stage") == "train").fill_null(value=True)
    values = metrics.filter(of_training, pl.col("granularity") == "step", pl.col("step").is_not_null())
    epochs = values.group_by(_INDEX).agg(pl.col("epoch").drop_nulls().first())
    rows = values.select(_INDEX).unique(maintain_order=True).sort("segment", "step", maintain_order=True)
    rows = rows.join(epochs, on=_INDEX, how="left", maintain_order="left")
    return spread(values, summary, rows.select(*schema.STEPS), _INDEX)
