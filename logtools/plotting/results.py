"""Collect the results of runs for a plot. They come from comparisons, so plots and tables show the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.groups import group
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.pipeline import compare
from logtools.analysis.tables.hparams import run_labels
from logtools.choices import ResultKind
from logtools.collection import Collection
from logtools.errors import InvalidValueError
from logtools.figures.build.results import Results
from logtools.text.numbers import percentage

__all__ = ["collect_results"]


def collect_results(contents: Collection, metric: str | None, by: Sequence[str], kind: ResultKind) -> Results:
    """Compare runs and return the results for a plot of this kind.

    Args:
        contents: the runs.
        metric: metric to rank by; if None, the one that most runs logged.
        by: hyperparameters to group by; if empty, those that differ between runs, without seeds.
        kind: the kind of plot.

    Raises:
        MetricNotFoundError: if no run has logged the metric.
        InvalidValueError: if the direction of the metric cannot be inferred, or a hyperparameter is unknown.
    """
    overall = _compared(contents, metric, by)
    ranking = overall.ranking
    if ranking is None:
        raise InvalidValueError("cannot infer the direction (min or max) of any metric: name a metric")
    names = [name for name in overall.by if name in overall.groups.columns and name in contents.hparams.columns]
    asked = names[:2] if kind == "heatmap" else by
    grouped = _compared(contents, metric, asked) if kind == "heatmap" and len(names) > 2 else overall
    varying = group(contents.hparams, by=asked, configuration=contents.configuration).varying_within if asked else ()
    levels: dict[str, pl.DataFrame] = {}
    if kind == "scatter":
        for name in (name for name in names if contents.hparams.schema[name].is_numeric()):
            grouped_by = overall if overall.by == (name,) else _compared(contents, metric, [name])
            finite = grouped_by.groups.select(pl.col(name).cast(pl.Float64).alias("level"), "mean").drop_nulls()
            levels[name] = finite.sort("level")
    finite = overall.runs.filter(pl.col("value").is_finite()).select("rank", "run", "value", "group")
    return Results(
        runs=finite.join(contents.hparams, on="run", how="left", maintain_order="left"),
        groups=grouped.groups.filter(pl.col("n") > 0),
        levels=levels,
        name=ranking.name,
        hparams=tuple(names),
        varying_within=varying,
        labels=run_labels(contents.hparams, contents.configuration),
        interval=f"mean, {percentage(overall.confidence)} CI",
        diverged=contents.hparams.height - finite.height,
    )


def _compared(contents: Collection, metric: str | None, by: Sequence[str]) -> Comparison[pl.DataFrame]:
    question = ComparisonOptions(metric=metric, by=list(by) or None)
    return compare(
        contents.summary,
        contents.hparams,
        question,
        observations=contents.series,
        continued=contents.continued,
        active=contents.active,
        configuration=contents.configuration,
    )
