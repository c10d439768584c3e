"""Choose the metrics of a comparison, their statistics, and the ranking metric.

`default_statistic` chooses the value that is shown. If a run logged a metric both per step and per epoch, the epoch
value is used. If the user does not name a ranking metric, `default_metric` chooses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.default_metric import default_metric
from logtools.analysis.tables.metric_labels import spellings
from logtools.analysis.tables.pivot import by_column
from logtools.analysis.values.default_statistic import default_statistic
from logtools.analysis.values.run_values import ReadSeries, run_values
from logtools.analysis.values.value_at import parse_value_at, value_name
from logtools.choices import Direction
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.metrics.lookup import labels_named
from logtools.metrics.monitors import is_monitor
from logtools.metrics.stage import STAGE_ORDER
from logtools.record import Record

__all__ = ["MetricColumn", "choose", "metric_values", "one_granularity", "other_spellings", "single_steps"]


class MetricColumn(Record):
    """One metric of a comparison, and the statistic that is shown."""

    #: The metric's label in `Logs.summary()`, such as `val_loss`.
    label: str
    #: Which value is shown, such as `best`, `last` or `best:val_loss`, see `value_at` and `default_statistic`. That of
    #: the ranking metric may start with `smoothed `.
    statistic: str
    #: Whether lower or higher is better; None if unknown.
    direction: Direction | None
    #: train, val, test or predict; None if unknown.
    stage: str | None

    @property
    def name(self) -> str:
        """The name of the column of `Comparison.runs` with the value: `best val_loss` (Float64, null if not logged)."""
        return value_name(self.statistic, self.label)

    @property
    def epoch(self) -> str:
        """The name of the column of `Comparison.runs` with its epoch: `epoch of best val_loss` (Int64)."""
        return f"epoch of {self.name}"


def one_granularity(summary: pl.DataFrame) -> pl.DataFrame:
    """Keep one row per run and metric: its epoch values if any, then its steps; drop metrics of callbacks.

    Values of evaluations after the training count only if the metric has no others.
    """
    names = summary.get_column("metric").unique().to_list()
    monitors = [name for name in names if is_monitor(str(name))]
    kept = summary.filter(~pl.col("metric").cast(pl.String).is_in(monitors))
    granularity = pl.col("granularity")
    by_epoch, by_step = ((granularity == each).any().over("label", "run") for each in ("epoch", "step"))
    wanted = pl.when(by_epoch).then(granularity == "epoch").when(by_step).then(granularity == "step").otherwise(True)
    return kept.filter(wanted).with_columns(pl.col("run").cast(pl.String))


def single_steps(summary: pl.DataFrame, leads: str) -> pl.DataFrame:
    """Return the metrics that runs logged per step only, where readers may expect epoch values: run, label.

    These are metrics that other runs logged per epoch, and the metric with the label `leads`. `summary` has one
    granularity per run and metric.
    """
    by_epoch = (pl.col("granularity") == "epoch").any().over("label")
    expected = by_epoch | ((pl.col("label") == leads) & pl.col("last_epoch").is_not_null())
    return summary.filter(expected & (pl.col("granularity") == "step")).select("run", "label")


def other_spellings(summary: pl.DataFrame) -> pl.DataFrame:
    """Return the metrics that are shown by another name, see `metric_labels.spellings`: metric, label, runs.

    `runs` (Int64) is the number of runs that spell the metric so.
    """
    types = {name: summary.schema[name] for name in schema.METRIC_KEY}
    keys = pl.DataFrame(list(spellings(summary)), schema=types, orient="row")
    found = summary.join(keys, on=schema.METRIC_KEY, how="semi", nulls_equal=True, maintain_order="left")
    runs = pl.col("run").n_unique().cast(pl.Int64).alias("runs")
    return found.group_by(pl.col("metric").cast(pl.String), "label", maintain_order=True).agg(runs)


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
        statistic = default_statistic(label, stage, summary, has_direction=direction is not None)
        column = MetricColumn(label=label, statistic=statistic, direction=direction, stage=stage)
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
    statistic = default_statistic(column.label, column.stage, summary, has_direction=True)
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


def metric_values(
    summary: pl.DataFrame, columns: Sequence[MetricColumn], *, observations: ReadSeries | None = None
) -> pl.DataFrame:
    """Return the value and epoch of each column, one row per run; the last value if none is finite.

    `observations` is needed for the columns whose statistic is neither best nor last.
    """
    kinds = [str(column.direction) if column.statistic == "best" else "last" for column in columns]
    wanted = pl.DataFrame({"label": [c.label for c in columns], "kind": kinds}, schema_overrides={"label": pl.String})
    rows = summary.join(wanted, on="label", maintain_order="left")
    source = pl.when((pl.col("kind") == "last") | pl.col("min").is_null()).then(pl.lit("last")).otherwise("kind")
    rows = rows.with_columns(source.alias("kind"))
    picked = rows.select("run", "label", _picked("").alias("value"), _picked("_epoch").alias("epoch"))
    runs = picked.select(pl.col("run").unique(maintain_order=True))
    first = picked.unique(["label", "run"], keep="first", maintain_order=True)
    labels = [column.label for column in columns]
    values, epochs = (by_column(first, "label", labels, runs, of) for of in ("value", "epoch"))
    named = [runs.get_column("run")]
    for column, value, epoch in zip(columns, values, epochs, strict=True):
        pair = (value, epoch)
        if column.statistic.startswith("best:"):
            pair = _at_monitor(column, summary, runs, observations)
        named += [pair[0].alias(column.name), pair[1].alias(column.epoch)]
    return pl.DataFrame(named)


def _at_monitor(
    column: MetricColumn, summary: pl.DataFrame, runs: pl.DataFrame, observations: ReadSeries | None
) -> tuple[pl.Series, pl.Series]:
    """Return the values of a metric at the epochs that its monitor picks, and these epochs."""
    series = summary.filter(pl.col("label") == column.label)
    at = parse_value_at(column.statistic)
    found = run_values(series, at=at, direction=column.direction or "min", summary=summary, observations=observations)
    joined = runs.join(found, on="run", how="left", maintain_order="left")
    return joined.get_column("value"), joined.get_column("value_epoch")


def _picked(part: str) -> pl.Expr:
    kind = pl.col("kind")
    return pl.when(kind == "min").then(f"min{part}").when(kind == "max").then(f"max{part}").otherwise(f"last{part}")
