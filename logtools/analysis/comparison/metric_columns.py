"""Choose the metrics of a comparison, their statistics, and the ranking metric.

Validation and test metrics show their best value if their direction is known; training metrics show their last value.
If a run logged a metric both per step and per epoch, the epoch value is used. If the user does not name a ranking
metric, `default_metric` chooses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from logtools.analysis.comparison.default_metric import default_metric
from logtools.choices import Direction
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.metrics.lookup import labels_named
from logtools.metrics.monitors import is_monitor
from logtools.metrics.stage import STAGE_ORDER

__all__ = ["MetricColumn", "choose", "metric_values", "one_granularity", "single_steps"]


@dataclass(frozen=True, kw_only=True)
class MetricColumn:
    """One metric of a comparison, and the statistic that is shown."""

    #: The metric's label in `Logs.summary()`, such as `val_loss`.
    label: str
    #: `best` (validation and test metrics of known direction) or `last` (training metrics, and unknown directions). The
    #: ranking metric may also have `epoch=10` or `step=5000`, and each of these may start with `smoothed `.
    statistic: str
    #: Whether lower or higher is better; None if unknown.
    direction: Direction | None
    #: train, val, test or predict; None if unknown.
    stage: str | None

    @property
    def name(self) -> str:
        """The name of the column of `Comparison.runs` with the value: `best val_loss` (Float64, null if not logged)."""
        return f"{self.statistic} {self.label}"

    @property
    def epoch(self) -> str:
        """The name of the column of `Comparison.runs` with its epoch: `epoch of best val_loss` (Int64)."""
        return f"epoch of {self.name}"


def one_granularity(summary: pl.DataFrame) -> pl.DataFrame:
    """Keep the epoch rows of metrics that a run logged per step and per epoch; drop metrics of callbacks."""
    names = summary.get_column("metric").unique().to_list()
    monitors = [name for name in names if is_monitor(str(name))]
    kept = summary.filter(~pl.col("metric").cast(pl.String).is_in(monitors))
    by_epoch = (pl.col("granularity") == "epoch").any().over("label", "run")
    return kept.filter(~by_epoch | (pl.col("granularity") == "epoch")).with_columns(pl.col("run").cast(pl.String))


def single_steps(summary: pl.DataFrame, leads: str) -> pl.DataFrame:
    """Return the metrics that runs logged per step only, where readers may expect epoch values: run, label.

    These are metrics that other runs logged per epoch, and the metric with the label `leads`. `summary` has one
    granularity per run and metric.
    """
    by_epoch = (pl.col("granularity") == "epoch").any().over("label")
    expected = by_epoch | ((pl.col("label") == leads) & pl.col("last_epoch").is_not_null())
    return summary.filter(expected & (pl.col("granularity") == "step")).select("run", "label")


def choose(
    summary: pl.DataFrame, *, metric: str | None, direction: Direction | None, statistic: str | None
) -> tuple[MetricColumn | None, list[MetricColumn]]:
    """Return the ranking metric (None if there is none), and all metrics, the ranking one first.

    `summary` has one granularity per metric; `statistic` is that of the ranking metric, by default the usual one.

    Raises:
        MetricNotFoundError: if no run has logged the metric.
        InvalidValueError: if the direction cannot be inferred and is not given.
    """
    columns = _columns(summary)
    ranking = _ranking(columns, summary, metric, direction)
    if ranking is None:
        return None, columns
    ranking = replace(ranking, statistic=statistic or ranking.statistic)
    return ranking, [ranking, *(column for column in columns if column.label != ranking.label)]


def _columns(summary: pl.DataFrame) -> list[MetricColumn]:
    found = summary.group_by("label", maintain_order=True).agg(
        pl.col("stage").first().cast(pl.String), pl.col("direction").first().cast(pl.String), pl.col("run").n_unique()
    )
    columns: list[tuple[int, int, MetricColumn]] = []
    for label, stage, direction, runs in found.iter_rows():
        best = direction is not None and stage in {"val", "test", None}
        column = MetricColumn(label=label, statistic="best" if best else "last", direction=direction, stage=stage)
        columns.append((STAGE_ORDER[stage], -runs, column))
    return [column for *_, column in sorted(columns, key=lambda entry: entry[:2])]


def _ranking(
    columns: list[MetricColumn], summary: pl.DataFrame, metric: str | None, direction: Direction | None
) -> MetricColumn | None:
    if metric is None:
        return _default_ranking(columns, summary, direction)
    column = _named(metric, columns, summary)
    known = direction or column.direction
    if known is None:
        raise InvalidValueError(
            f"cannot infer the direction of {metric!r}; give it: min or max (lower or higher is better)"
        )
    statistic: Literal["best", "last"] = "last" if column.stage == "train" else "best"
    return replace(column, direction=known, statistic=statistic)


def _named(metric: str, columns: list[MetricColumn], summary: pl.DataFrame) -> MetricColumn:
    fits = labels_named(metric, summary)
    if not fits:
        raise MetricNotFoundError.of(metric, [column.label for column in columns])
    return next(column for column in columns if column.label in fits)


def _default_ranking(
    columns: list[MetricColumn], summary: pl.DataFrame, direction: Direction | None
) -> MetricColumn | None:
    label = default_metric(summary)
    found = next((column for column in columns if column.label == label), None)
    return found and replace(found, direction=direction or found.direction)


def metric_values(summary: pl.DataFrame, columns: Sequence[MetricColumn]) -> pl.DataFrame:
    """Return the value and epoch of each column, one row per run; the last value if none is finite."""
    kinds = [column.statistic if column.statistic == "last" else str(column.direction) for column in columns]
    wanted = pl.DataFrame({"label": [c.label for c in columns], "kind": kinds}, schema_overrides={"label": pl.String})
    rows = summary.join(wanted, on="label", maintain_order="left")
    source = pl.when((pl.col("kind") == "last") | pl.col("min").is_null()).then(pl.lit("last")).otherwise("kind")
    rows = rows.with_columns(source.alias("kind"))
    picked = rows.select("run", "label", _picked("").alias("value"), _picked("_epoch").alias("epoch"))
    codes = [f"{i}" for i in range(len(columns))]  # a label may be that of another column
    coded = picked.with_columns(
        pl.col("label").replace_strict([c.label for c in columns], codes, return_dtype=pl.String)
    )
    values, epochs = (
        coded.pivot("label", on_columns=codes, index="run", values=of, aggregate_function="first")
        for of in ("value", "epoch")
    )
    named = [values.get_column("run")]
    for code, column in zip(codes, columns, strict=True):
        named.append(values.get_column(code).alias(column.name))
        named.append(epochs.get_column(code).alias(column.epoch))
    return pl.DataFrame(named)


def _picked(part: str) -> pl.Expr:
    kind = pl.col("kind")
    return pl.when(kind == "min").then(f"min{part}").when(kind == "max").then(f"max{part}").otherwise(f"last{part}")
