"""What metrics are called in tables, legends and columns.

A metric's label is its name; where several stages logged the same name (`loss` in training, validation and test), the
stage is put in front, as Lightning users do themselves (`val_loss`), and a dataloader that Lightning numbered stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

import polars as pl

from logtools.metrics.name_patterns import staged_names

__all__ = ["STAGE_ORDER", "label_column", "labels_named", "metric_labels"]

_KEY = ["stage", "metric", "dataloader"]
#: Which stage comes first where several could be meant.
STAGE_ORDER = {"val": 0, "test": 1, None: 2, "predict": 3, "train": 4}


def metric_labels(keys: Iterable[tuple[str | None, str, int | None]]) -> dict[tuple[str | None, str, int | None], str]:
    """Return a label for each (stage, metric, dataloader) such that no two share one.

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
    for key in sorted(distinct, key=lambda key: key not in plain):  # a name that needs no stage stays as it is
        labels[key] = next(label for label in _candidates(key, bare=key in plain) if label not in taken)
        taken.add(labels[key])
    return {key: labels[key] for key in distinct}


def _candidates(key: tuple[str | None, str, int | None], *, bare: bool) -> Iterator[str]:
    """Yield what a metric could be called, the best first."""
    stage, metric, dataloader = key
    number = "" if dataloader is None else f"/dataloader_idx_{dataloader}"
    if bare or not stage:
        yield metric + number
    yield f"{stage}_{metric}{number}"
    yield f"{metric}{number} ({stage})"
    yield from (f"{metric}{number} ({stage}, {i})" for i in count(2))


def label_column(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame that has the columns stage, metric and dataloader with a column `label` (String) more."""
    keys = frame.select(_KEY).unique(maintain_order=True).sort(_KEY, nulls_last=True)
    found = [(stage, str(metric), dataloader) for stage, metric, dataloader in keys.iter_rows()]
    labels = metric_labels(found)
    named = keys.with_columns(label=pl.Series([labels[key] for key in found], dtype=pl.String))
    return frame.join(named, on=_KEY, how="left", nulls_equal=True, maintain_order="left")


def labels_named(name: str, summary: pl.DataFrame) -> list[str]:
    """Return the labels of the metrics that go by a name, validation before test before training.

    A metric goes by its label, its name, its quantity, and its quantity behind its stage: the first of these that any
    metric goes by counts.
    """
    for names in (*(summary.get_column(key).cast(pl.String) for key in ("label", "metric", "quantity")), None):
        fits = summary.filter((staged_names(summary) if names is None else names) == name)
        found = fits.select("label", pl.col("stage").cast(pl.String)).unique(maintain_order=True).rows()
        if found:
            return [label for label, _ in sorted(found, key=lambda pair: STAGE_ORDER[pair[1]])]
    return []
