"""The epoch axis: the train step at which each epoch ended.

Lightning writes epoch means and validation values at the last train step of their epoch, so an epoch is labelled at
that step. Runs share one epoch axis only if their epochs end at the same steps; runs with different batch sizes have
none.
"""

from __future__ import annotations

import polars as pl

from logtools.metrics.stage import is_evaluation

__all__ = ["boundaries"]

#: How far the ends of an epoch may differ between runs, as a fraction of the epoch's length.
_TOLERANCE = 0.2


def boundaries(metrics: pl.DataFrame) -> tuple[tuple[int, int], ...] | None:
    """Return (last step, epoch) of each training epoch; None if the runs disagree.

    Args:
        metrics: observations, columns of `schema.METRICS`.

    Returns:
        Pairs that increase in both step and epoch; empty if no row has an epoch.
    """
    on_train_steps = ~is_evaluation() | ((pl.col("stage") == "val") & (pl.col("granularity") == "epoch"))
    known = metrics.filter(on_train_steps, pl.col("epoch").is_not_null(), pl.col("step").is_not_null())
    ends = known.group_by("run", "epoch").agg(
        step=pl.col("step").max(), closed=(pl.col("granularity") == "epoch").any()
    )
    if ends.is_empty():
        return ()
    # if a run stopped within an epoch, the epoch may end later: use the other runs, if there are any
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
    """Drop an epoch without training: `validate` after `fit` logs one step later, with the next epoch."""
    pairs: list[tuple[int, int]] = []
    for step, epoch in axis.select("step", "epoch").rows():
        if not pairs or step - pairs[-1][0] > (1 if span > 1 else 0):
            pairs.append((step, epoch))
    return tuple(pairs)
