"""Find the value that a metric has at a checkpoint, as `ModelCheckpoint(monitor=...)` would have kept it.

The monitor picks an epoch: that of its best value. The value of another metric there is, in this order,

1. its last value in this epoch up to the step of the checkpoint (an epoch may have several validations);
2. its first value in this epoch (a training mean is logged at the end of the epoch);
3. its last value before (a metric that is logged every five epochs, say);
4. its last value of all if it was logged only after the training: `Trainer.test` tests the checkpoint.

A restart of a run is another training: values of different segments are joined only by the last rule.
"""

from __future__ import annotations

import polars as pl

from logtools.analysis.values.curve_places import best_position
from logtools.choices import Direction

__all__ = ["at_checkpoint"]


def at_checkpoint(curve: pl.DataFrame, monitor: pl.DataFrame, direction: Direction) -> pl.DataFrame:
    """Return the value of each run at the checkpoint that a monitor picks.

    Both frames have the columns run, segment, epoch, step and value of one metric, in file order; `direction` is that
    of the monitor. The result has the rows of `curve` that were picked, one per run, but epoch and step of the
    checkpoint. A run has no row if it lacks the monitor, or has no value that belongs to the checkpoint.
    """
    kept = monitor.group_by("run", maintain_order=True).agg(
        pl.col("segment", "epoch", "step").get(best_position(direction)).name.prefix("kept_"),
        pl.col("segment", "epoch", "step").last().name.prefix("end_"),
    )
    rows = curve.with_row_index("row").join(kept, on="run", how="inner", maintain_order="left")
    segment, epoch, step = pl.col("segment"), pl.col("epoch"), pl.col("step")
    inside = segment == pl.col("kept_segment")
    same = inside & (epoch == pl.col("kept_epoch"))
    until = step.is_null() | (step <= pl.col("kept_step"))
    before = inside & pl.coalesce(step <= pl.col("kept_step"), epoch <= pl.col("kept_epoch"))
    after = (segment > pl.col("end_segment")) | (
        (segment == pl.col("end_segment"))
        & pl.coalesce(step >= pl.col("end_step"), epoch >= pl.col("end_epoch"), pl.lit(value=True))
    )
    rules = [
        _row(same & until).last(),
        _row(same).first(),
        _row(before).last(),
        pl.when(after.all()).then(pl.col("row").last()),
    ]
    found = rows.group_by("run", maintain_order=True).agg(pl.coalesce(rules).alias("row")).drop_nulls("row")
    picked = rows.join(found.select("row"), on="row", how="semi", maintain_order="left")
    return picked.with_columns(epoch="kept_epoch", step="kept_step").select(curve.columns)


def _row(condition: pl.Expr) -> pl.Expr:
    return pl.col("row").filter(condition.fill_null(value=False))
