"""Label metrics for tables, legends and columns.

A metric's label is its name. If several stages logged the same name (`loss` in training, validation and test), the
stage comes first, as Lightning users write it (`val_loss`). The number of a dataloader is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

import polars as pl

from logtools import schema
from logtools.analysis.tables.column_titles import column_title

__all__ = ["label_column", "metric_labels"]


def metric_labels(keys: Iterable[tuple[str | None, str, int | None]]) -> dict[tuple[str | None, str, int | None], str]:
    """Return a unique label for each (stage, metric, dataloader).

    >>> list(metric_labels([("train", "loss", None), ("val", "loss", None), ("val", "acc", 1)]).values())
    ['train_loss', 'val_loss', 'acc/dataloader_idx_1']
    """
    distinct = list(dict.fromkeys(keys))
    stages: dict[str, set[str | None]] = {}
    for stage, metric, _ in distinct:
        stages.setdefault(metric, set()).add(stage)
    plain = [key for key in distinct if len(stages[key[1]]) == 1]
    labels: dict[tuple[str | None, str, int | None], str] = {}
    taken: set[str] = set()
    for key in sorted(distinct, key=lambda key: key not in plain):  # names that need no stage are labels first
        labels[key] = next(label for label in _candidates(key, bare=key in plain) if label not in taken)
        taken.add(labels[key])
    return {key: labels[key] for key in distinct}


def _candidates(key: tuple[str | None, str, int | None], *, bare: bool) -> Iterator[str]:
    """Yield possible labels of a metric, the best first."""
    stage, metric, dataloader = key
    number = "" if dataloader is None else f"/dataloader_idx_{dataloader}"
    if bare or not stage:
        yield column_title(metric + number, "metric", own=())
    yield f"{stage}_{metric}{number}"
    yield f"{metric}{number} ({stage})"
    yield from (f"{metric}{number} ({stage}, {i})" for i in count(2))


def label_column(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the columns stage, metric and dataloader with `label` (String) added."""
    keys = frame.select(schema.METRIC_KEY).unique(maintain_order=True).sort(schema.METRIC_KEY, nulls_last=True)
    found = [(stage, str(metric), dataloader) for stage, metric, dataloader in keys.iter_rows()]
    labels = metric_labels(found)
    named = keys.with_columns(label=pl.Series([labels[key] for key in found], dtype=pl.String))
    return frame.join(named, on=schema.METRIC_KEY, how="left", nulls_equal=True, maintain_order="left")
