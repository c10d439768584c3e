"""Find metrics in a summary by the name or pattern that a user gives. All other modules use these functions.

A metric has five names: its label (`val_loss`); its name as logged; its quantity (`loss`, which all stages share); its
quantity after its stage (`train_acc` for an `acc` logged in training); and its name with `_step` or `_epoch`, for
only the values of that granularity. A name that no run logged also finds a metric in another spelling, see `_spelled`.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from logtools.errors import MetricNotFoundError
from logtools.metrics.stage import STAGE_ORDER, quantity_of, stage_of
from logtools.metrics.wildcards import match_names
from logtools.metrics.words import normalized

__all__ = ["labels_named", "matching_rows", "names_of", "rows_named", "staged_names"]

#: The kinds of names, the most important first.
_NAMES = ("label", "metric", "quantity", "staged", "granular")


def labels_named(name: str, summary: pl.DataFrame) -> list[str]:
    """Return the labels of the metrics with this label, name, quantity or staged name: validation first.

    If a name is of several kinds, the first kind decides.
    """
    names = names_of(summary)
    for kind in _NAMES[:-1]:
        found = _labels(summary.filter(names[kind] == name))
        if found:
            return found
    return _labels(_spelled(name, summary))


def rows_named(name: str, summary: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the one metric with this name, of one granularity: epoch, step or run, the first there is.

    If several metrics have the name, validation comes before test before training.

    Raises:
        MetricNotFoundError: if no metric has this name.
    """
    if labels := labels_named(name, summary):
        rows = summary.filter(pl.col("label") == labels[0])
        found = (rows.filter(pl.col("granularity") == granularity) for granularity in ("epoch", "step"))
        return next((each for each in found if each.height), rows)
    rows = summary.filter(names_of(summary)["granular"] == name)
    if rows.is_empty():
        raise MetricNotFoundError.of(name, summary.get_column("label").unique(maintain_order=True))
    same = summary.filter(pl.col("label") == _labels(rows)[0])  # runs may spell the metric differently
    return same.filter(pl.col("granularity").is_in(rows.get_column("granularity").unique().implode()))


def matching_rows(summary: pl.DataFrame, patterns: Sequence[str]) -> pl.DataFrame:
    """Return the rows of all metrics that match a pattern by any name, with the column `position` (Int64).

    `position` is that of the first matching pattern. A pattern that is the name of some metric matches only that name.

    Args:
        summary: schema.SUMMARY.
        patterns: names, patterns such as `val_*`, or regular expressions such as `/^val/`.

    Raises:
        MetricNotFoundError: if a pattern matches nothing.
        InvalidValueError: if a regular expression is invalid.
    """
    names = names_of(summary)
    labels = summary.get_column("label").unique(maintain_order=True)
    logged = {name for column in names.iter_columns() for name in column.unique()}
    patterns = [pattern if pattern in logged else _as_logged(pattern, summary) for pattern in patterns]
    positions = match_names(names.unique(maintain_order=True).rows(), patterns, labels=labels)
    found = pl.Series("position", [positions.get(row) for row in names.rows()], dtype=pl.Int64)
    first = pl.col("position").min().over("label", "granularity")  # runs may spell a metric differently
    return summary.with_columns(found).with_columns(first).filter(pl.col("position").is_not_null())


def staged_names(summary: pl.DataFrame) -> pl.Series:
    """Return stage and quantity of each row as one name, such as `train_acc` for an `acc` logged in training: String.

    If another metric has that name, or the stage is unknown, the metric's own name is returned. `summary` has the
    columns stage, metric, quantity and label.
    """
    stage, metric, quantity, label = (pl.col(name).cast(pl.String) for name in ("stage", "metric", "quantity", "label"))
    staged = pl.concat_str(stage, quantity, separator="_")
    free = staged.is_not_null() & ~staged.is_in(metric.implode()) & ~staged.is_in(label.implode())
    return summary.select(pl.when(free).then(staged).otherwise(metric).alias("staged")).to_series()


def _spelled(name: str, summary: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the stage and quantity of a name, in any spelling: `val_loss` for `Valid/Loss`."""
    wanted, stage = normalized(quantity_of(name)), stage_of(name)
    quantities = [str(each) for each in summary.get_column("quantity").unique()]
    alike = [each for each in quantities if normalized(each) == wanted]
    found = summary.filter(pl.col("stage").eq_missing(stage), pl.col("quantity").cast(pl.String).is_in(alike))
    if not found.is_empty():
        return found
    metrics = [str(each) for each in summary.get_column("metric").unique()]  # with the user's own stage words
    same = [each for each in metrics if normalized(each) == normalized(name)]
    return summary.filter(pl.col("metric").cast(pl.String).is_in(same))


def _as_logged(pattern: str, summary: pl.DataFrame) -> str:
    """Return the name of a metric as logged, for another spelling of it; else the pattern itself."""
    rows = _spelled(pattern, summary)
    return pattern if rows.is_empty() else str(rows.get_column("metric")[0])


def names_of(summary: pl.DataFrame) -> pl.DataFrame:
    """Return the five names of each row: label, metric, quantity, staged and granular (String)."""
    metric = pl.col("metric").cast(pl.String)
    return summary.select(
        pl.col("label"),
        metric,
        pl.col("quantity").cast(pl.String),
        staged_names(summary),
        granular=pl.concat_str([metric, pl.col("granularity").cast(pl.String)], separator="_", ignore_nulls=True),
    )


def _labels(rows: pl.DataFrame) -> list[str]:
    """Return the distinct labels of rows, by stage."""
    found = rows.select("label", pl.col("stage").cast(pl.String)).unique(maintain_order=True).rows()
    return [label for label, _ in sorted(found, key=lambda pair: STAGE_ORDER[pair[1]])]
