"""Which point of a panel is called its best.

Validation decides where there is any, else the epoch means of training, else single training steps; a run that has
the metric for single steps alone stands beside the others with those. Test results never decide: picking a run by its
test value is picking by luck. A quantity of unknown direction has no best value.
"""

from __future__ import annotations

import polars as pl

from logtools.text.numbers import number

__all__ = ["best_points", "sentence"]


def best_points(rows: pl.DataFrame) -> pl.DataFrame:
    """Return each run's best value of each panel.

    Args:
        rows: those of `select.Choice.rows`.

    Returns:
        One row a panel and run, panels in order, best run first: the columns of `rows`, of one metric a panel.
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
    keys = ["panel", "stage", "metric", "dataloader"]
    headline = ranked.unique("panel", keep="first", maintain_order=True).select(keys)
    same = ranked.join(headline, on=keys, how="semi", nulls_equal=True, maintain_order="left")
    points = same.unique(["panel", "run"], keep="first", maintain_order=True)
    return points.sort("panel", "cost", maintain_order=True).select(rows.columns)


def sentence(point: dict[str, object], *, mean: bool = False) -> str:
    """Say what a row of `best_points` is: `best val_loss 0.2312 at epoch 4`; `mean` if it is one over runs."""
    value = number(float(str(point["best"])))
    single = point["granularity"] == "step"
    where = [("step", point["best_step"])] if single else [("epoch", point["best_epoch"]), ("step", point["best_step"])]
    place = next((f" at {axis} {position}" for axis, position in where if position is not None), "")
    batch = " in one batch" if single else ""
    return f"best {'mean ' if mean else ''}{point['label']} {value}{batch}{place}"
