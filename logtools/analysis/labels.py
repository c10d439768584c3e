"""What metrics are called in tables, legends and columns.

A metric's label is its name; where several stages logged the same name (`loss` in training, validation and test), the
stage is put in front, as Lightning users do themselves (`val_loss`), and a dataloader that Lightning numbered stays.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

__all__ = ["label_column", "metric_labels"]

_KEY = ["stage", "metric", "dataloader"]


def metric_labels(keys: Iterable[tuple[str | None, str, int | None]]) -> dict[tuple[str | None, str, int | None], str]:
    """Return a label for each (stage, metric, dataloader) such that no two share one.

    >>> list(metric_labels([("train", "loss", None), ("val", "loss", None), ("val", "acc", 1)]).values())
    ['train_loss', 'val_loss', 'acc/dataloader_idx_1']
    """
    distinct = list(dict.fromkeys(keys))
    stages: dict[str, set[str | None]] = {}
    for stage, metric, _ in distinct:
        stages.setdefault(metric, set()).add(stage)
    labels: dict[tuple[str | None, str, int | None], str] = {}
    taken: set[str] = {metric for metric, found in stages.items() if len(found) == 1}
    for key in distinct:
        stage, metric, dataloader = key
        name = metric
        if len(stages[metric]) > 1 and stage:
            name = f"{stage}_{metric}" if f"{stage}_{metric}" not in taken else f"{metric} ({stage})"
        labels[key] = name if dataloader is None else f"{name}/dataloader_idx_{dataloader}"
    return labels


def label_column(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame that has the columns stage, metric and dataloader with a column `label` (String) more."""
    keys = frame.select(_KEY).unique(maintain_order=True).sort(_KEY, nulls_last=True)
    found = [(stage, str(metric), dataloader) for stage, metric, dataloader in keys.iter_rows()]
    labels = metric_labels(found)
    named = keys.with_columns(label=pl.Series([labels[key] for key in found], dtype=pl.String))
    return frame.join(named, on=_KEY, how="left", nulls_equal=True, maintain_order="left")
