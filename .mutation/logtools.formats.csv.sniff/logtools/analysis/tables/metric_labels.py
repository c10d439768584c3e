"""Label metrics for tables, legends and columns.

A metric's label is its name. If several stages logged the same name (`loss` in training, validation and test), the
stage comes first, as Lightning users write it (`val_loss`). The number of a dataloader is kept. Sibling runs may spell
a metric differently (`val_loss`, `valid_loss`, `loss/val`): it has one label, the spelling of most runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

import polars as pl

from logtools import schema
from logtools.analysis.tables.column_titles import column_title
from logtools.metrics.words import normalized
from logtools.text.sorting import natural_key

__all__ = ["label_column", "metric_labels", "spellings"]

#: Stage, name and dataloader of a metric.
Key = tuple[str | None, str, int | None]


def metric_labels(keys: Iterable[Key]) -> dict[Key, str]:
    """Return a unique label for each (stage, metric, dataloader).

    >>> list(metric_labels([("train", "loss", None), ("val", "loss", None), ("val", "acc", 1)]).values())
    ['train_loss', 'val_loss', 'acc/dataloader_idx_1']
    """
    distinct = list(dict.fromkeys(keys))
    stages: dict[str, set[str | None]] = {}
    for stage, metric, _ in distinct:
        stages.setdefault(metric, set()).add(stage)
    plain = {key for key in distinct if len(stages[key[1]]) == 1}
    labels: dict[Key, str] = {}
    taken: set[str] = set()
    for key in sorted(distinct, key=lambda key: key not in plain):  # names that need no stage are labels first
        labels[key] = next(label for label in _candidates(key, bare=key in plain) if label not in taken)
        taken.add(labels[key])
    return {key: labels[key] for key in distinct}


def _candidates(key: Key, *, bare: bool) -> Iterator[str]:
    """Yield possible labels of a metric, the best first."""
    stage, metric, dataloader = key
    number = "" if dataloader is None else f"/dataloader_idx_{dataloader}"
    if bare or not stage:
        yield column_title(metric + number, "metric", own=())
    yield f"{stage}_{metric}{number}"
    yield f"{metric}{number} ({stage})"
    yield from (f"{metric}{number} ({stage}, {i})" for i in count(2))


def label_column(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with `label` (String) added: one label for all spellings of a metric, see `spellings`.

    The frame has the columns run, stage, metric, quantity and dataloader.
    """
    keys = frame.select(schema.METRIC_KEY).unique(maintain_order=True).sort(schema.METRIC_KEY, nulls_last=True)
    shown = {key: metric for key, (metric, _) in spellings(frame).items()}
    found = [(stage, shown.get((stage, metric, number), metric), number) for stage, metric, number in keys.iter_rows()]
    labels = metric_labels(found)
    named = keys.with_columns(label=pl.Series([labels[key] for key in found], dtype=pl.String))
    return frame.join(named, on=schema.METRIC_KEY, how="left", nulls_equal=True, maintain_order="left")


def spellings(frame: pl.DataFrame) -> dict[Key, tuple[str, str]]:
    """Return the metric and quantity to show for each metric that most runs spell differently.

    Metrics of different runs are one metric if stage and dataloader are equal, and the quantity is in all but case and
    separators: `valid_loss`, `validation_loss` and `loss/val` are `val_loss`. The spelling of most runs is shown; if
    several are as common, the first in natural order. If one run has two of the spellings, they are different metrics.

    Args:
        frame: columns run, stage, metric, quantity and dataloader.

    Returns:
        The metric and quantity to show by (stage, metric, dataloader); metrics that keep their names are left out.
    """
    keys = frame.select(*schema.METRIC_KEY, "quantity").unique(maintain_order=True)
    alike: dict[Key, list[tuple[str, str]]] = {}
    for stage, metric, dataloader, quantity in keys.iter_rows():
        alike.setdefault((stage, normalized(quantity), dataloader), []).append((metric, quantity))
    shared = {key: names for key, names in alike.items() if len(names) > 1}
    if not shared:
        return {}
    names = [metric for found in shared.values() for metric, _ in found]
    several = frame.filter(pl.col("metric").cast(pl.String).is_in(names))
    runs: dict[Key, set[str]] = {}
    for stage, metric, dataloader, run in several.select(*schema.METRIC_KEY, "run").unique().iter_rows():
        runs.setdefault((stage, metric, dataloader), set()).add(run)
    shown: dict[Key, tuple[str, str]] = {}
    for (stage, _, dataloader), found in shared.items():
        logged = {metric: runs[stage, metric, dataloader] for metric, _ in found}
        if sum(map(len, logged.values())) > len(set().union(*logged.values())):  # a run has two of them
            continue
        best = min(found, key=lambda names: (-len(logged[names[0]]), natural_key(names[0])))
        shown |= {(stage, metric, dataloader): best for metric in logged if metric != best[0]}
    return shown
