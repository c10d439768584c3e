"""Choose which value of a metric is shown by default.

A validation metric, or one of unknown stage, has its best value if its direction is known; other metrics have their
last value. A test metric never has its best value: the best of several tests would be selected on the test set. If a
run was tested more than once, the test metric has the value at the epoch that validation picks.

A score without a stage in its name that was logged once per epoch (`fid`) has its best value, even if its rows look
like training: nobody evaluates it on single training steps.
"""

from __future__ import annotations

import polars as pl

from logtools.metrics.objectives import is_objective
from logtools.metrics.stage import stage_of

__all__ = ["default_statistic"]


def default_statistic(label: str, stage: str | None, summary: pl.DataFrame, *, has_direction: bool) -> str:
    """Return `best`, `last`, or `best:val_acc`: the text of a `ValueAt`.

    Args:
        label: the metric.
        stage: its stage.
        summary: schema.SUMMARY.
        has_direction: whether it is known whether lower or higher is better.
    """
    if not has_direction or stage == "predict":
        return "last"
    if stage in {"val", None}:
        return "best"
    rows = summary.filter(pl.col("label") == label)
    if stage == "train":
        return "best" if _is_unstaged_score(rows) else "last"
    if (rows.get_column("count") <= 1).all():
        return "last"
    monitor = _validation(str(rows.get_column("quantity")[0]), summary)
    return "last" if monitor is None else f"best:{monitor}"


def _is_unstaged_score(rows: pl.DataFrame) -> bool:
    """Return whether a metric is a score without a stage in its name, and has only epoch values."""
    name = str(rows.get_column("metric")[0])
    by_epoch = bool((rows.get_column("granularity") == "epoch").all())
    return by_epoch and stage_of(name) is None and not is_objective(name)


def _validation(quantity: str, summary: pl.DataFrame) -> str | None:
    """Return the validation metric of this quantity, or else the loss, or else the first one; None if there is none."""
    known = summary.filter((pl.col("stage") == "val").fill_null(value=False), pl.col("direction").is_not_null())
    names: dict[str, str] = {}
    for name, label in known.select(pl.col("quantity").cast(pl.String), "label").iter_rows():
        names.setdefault(name, label)
    return names.get(quantity) or names.get("loss") or next(iter(names.values()), None)
