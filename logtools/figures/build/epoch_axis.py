"""The epoch axis: which train step each epoch ended at.

Lightning writes epoch means and validation at the last train step of their epoch, so a mark at that step lines the
epoch axis up with them. Several runs share one axis only where they agree on it: runs of different batch size do not.
"""

from __future__ import annotations

import polars as pl

from logtools.metrics.stage import is_evaluation

__all__ = ["boundaries"]

#: How far runs may differ on the end of an epoch, as a part of an epoch's length.
_TOLERANCE = 0.2


def boundaries(metrics: pl.DataFrame) -> tuple[tuple[int, int], ...] | None:
    """Return (last step, epoch) of each epoch of training; None where the runs disagree.

    Args:
        metrics: observations, columns of `schema.METRICS`.

    Returns:
        Pairs that rise in both step and epoch; empty where no row has an epoch.
    """
    on_train_steps = ~is_evaluation() | ((pl.col("stage") == "val") & (pl.col("granularity") == "epoch"))
    known = metrics.filter(on_train_steps, pl.col("epoch").is_not_null(), pl.col("step").is_not_null())
    ends = known.group_by("run", "epoch").agg(
        step=pl.col("step").max(), closed=(pl.col("granularity") == "epoch").any()
    )
    if ends.is_empty():
        return ()
    # where a run stopped inside an epoch, the epoch may end later: other runs decide, if there are any
    last = pl.col("epoch") == pl.col("epoch").max().over("run")
    certain = ends.filter(~last | pl.col("closed") | (pl.len().over("epoch") == 1))
    axis = certain.group_by("epoch").agg(step=pl.col("step").max(), low=pl.col("step").min()).sort("epoch")
    length = axis["step"].diff().median() if axis.height > 1 else axis["step"].max()
    span = length if isinstance(length, int | float) else 0
    after = ends.join(axis.select("epoch", end="step"), on="epoch").select(pl.col("step") - pl.col("end")).to_series()
    slack = max(1.0, _TOLERANCE * span)
    if (axis["step"] - axis["low"] > slack).any() or (after > slack).any():
        return None
    return _rising(axis, span)


def _rising(axis: pl.DataFrame, span: float) -> tuple[tuple[int, int], ...]:
    """Drop an epoch that adds no training: a validation after `fit` is written one step on, under the next epoch."""
    pairs: list[tuple[int, int]] = []
    for step, epoch in axis.select("step", "epoch").rows():
        if not pairs or step - pairs[-1][0] > (1 if span > 1 else 0):
            pairs.append((step, epoch))
    return tuple(pairs)
