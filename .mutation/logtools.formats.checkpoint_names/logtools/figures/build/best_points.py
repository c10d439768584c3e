"""Find the best point of each run in each panel.

The best point is a validation value if there are any, else an epoch mean of training, else a single training step. A
run that logged the metric per step only is compared by its steps. Test results are never used: choosing a run by its
test value biases that value. A quantity with unknown direction has no best value.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from logtools import schema

__all__ = ["BestPoint", "best_points"]


@dataclass(frozen=True, kw_only=True)
class BestPoint:
    """The best value of one run in one panel."""

    #: Position of the panel.
    panel: int
    #: The run's id, or the group's name.
    run: str
    #: The metric as logged, undecorated.
    metric: str
    #: The metric's name in tables and captions, such as `val_loss`.
    label: str
    stage: str | None
    #: `step` or `epoch`.
    granularity: str
    value: float
    #: Step and epoch at which it was logged; None if unknown.
    step: int | None
    epoch: int | None

    @property
    def is_step(self) -> bool:
        """Whether it is the value of a single step (one batch)."""
        return self.granularity == "step"


def best_points(rows: pl.DataFrame) -> list[BestPoint]:
    """Return each run's best value in each panel: panels in order, best run first, one metric per panel.

    Args:
        rows: `MetricSelection.rows`.
    """
    candidates = rows.filter(
        pl.col("best").is_not_null()
        & (pl.col("axis") == "step")
        & (pl.col("stage").is_null() | pl.col("stage").is_in(["train", "val"]))
    )
    by_epoch = pl.col("granularity") == "epoch"
    ranked = candidates.with_columns(
        trust=pl.when(by_epoch & (pl.col("stage") == "val"))
        .then(0)
        .when(by_epoch & (pl.col("stage") == "train"))
        .then(1)
        .when(by_epoch)
        .then(2)
        .otherwise(3),
        cost=pl.when(pl.col("direction") == "max").then(-pl.col("best")).otherwise(pl.col("best")),
    ).sort("panel", "trust", "dataloader", maintain_order=True, nulls_last=False)
    keys = ["panel", *schema.METRIC_KEY]
    headline = ranked.unique("panel", keep="first", maintain_order=True).select(keys)
    same = ranked.join(headline, on=keys, how="semi", nulls_equal=True, maintain_order="left")
    points = same.unique(["panel", "run"], keep="first", maintain_order=True).sort("panel", "cost", maintain_order=True)
    named = points.select(
        "panel", "run", "metric", "label", "stage", "granularity", value="best", step="best_step", epoch="best_epoch"
    )
    return [BestPoint(**row) for row in named.rows(named=True)]
