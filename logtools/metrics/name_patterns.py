"""Metrics by name: a name itself, a pattern such as `val_*`, or a regular expression between slashes, `/^val/`.

An `acc` that was logged in training also goes by `train_acc`, the name that it has beside a `val_acc`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase

import polars as pl

from logtools.errors import InvalidValueError, MetricNotFoundError

__all__ = ["is_pattern", "matched", "staged_names"]


def matched(
    metrics: Iterable[tuple[str, ...]], patterns: Sequence[str], *, labels: Iterable[str]
) -> dict[tuple[str, ...], int]:
    """Return the metrics that any pattern fits, with the position of the first that does.

    Each of `metrics` is a tuple of the names that one goes by. What is the name of some metric means no other one.

    >>> matched([("val_loss", "loss"), ("val_acc", "acc"), ("lr", "lr")], ["acc", "val_*"], labels=())
    {('val_acc', 'acc'): 0, ('val_loss', 'loss'): 1}

    Raises:
        MetricNotFoundError: if a pattern fits none; the message names those of `labels` that are near.
        InvalidValueError: if it is no regular expression.
    """
    every = list(metrics)
    found: dict[tuple[str, ...], int] = {}
    for position, pattern in enumerate(patterns):
        fits = _test(pattern)
        some = [names for names in every if pattern in names] or [names for names in every if any(map(fits, names))]
        if not some:
            raise MetricNotFoundError.of(pattern, labels)
        for names in some:
            found.setdefault(names, position)
    return found


def is_pattern(text: str) -> bool:
    """Tell whether a text may stand for other names than itself.

    >>> is_pattern("val_*"), is_pattern("/^val/"), is_pattern("val_loss")
    (True, True, False)
    """
    return _is_regex(text) or any(character in text for character in "*?[")


def _is_regex(text: str) -> bool:
    return len(text) > 2 and text.startswith("/") and text.endswith("/")


def _test(pattern: str) -> Callable[[str], object]:
    """Return what tells whether a name fits a pattern."""
    if not _is_regex(pattern):
        return lambda name: fnmatchcase(name, pattern)
    try:
        return re.compile(pattern[1:-1]).search
    except re.error as error:
        raise InvalidValueError(f"{pattern} is no regular expression: {error}") from error


def staged_names(summary: pl.DataFrame) -> pl.Series:
    """Return what each row's metric is with its stage in front, `train_acc` for an `acc` of training: String.

    Where that is what another metric is called, and where the stage is not known, it is the metric's name.

    Args:
        summary: a frame with the columns stage, metric, quantity and label.
    """
    stage, metric, quantity, label = (pl.col(name).cast(pl.String) for name in ("stage", "metric", "quantity", "label"))
    staged = pl.concat_str(stage, quantity, separator="_")
    free = staged.is_not_null() & ~staged.is_in(metric.implode()) & ~staged.is_in(label.implode())
    return summary.select(pl.when(free).then(staged).otherwise(metric).alias("staged")).to_series()
