"""Results of runs for plots: they come from comparisons, so that a plot and a table never differ."""

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
        metric: the ranking metric; by default the one that most runs have.
        by: hyperparameters; if empty, all that differ but the seed.
        kind: the kind of plot.

    Raises:
        MetricNotFoundError: if no run has logged the metric.
        InvalidValueError: if the direction of the metric cannot be inferred, or a hyperparameter is unknown.
    """
    whole = _compared(contents, metric, by)
    ranking = whole.ranking
    if ranking is None:
        raise InvalidValueError("no metric has a known direction: name one that has")
    names = [name for name in whole.by if name in whole.groups.columns and name in contents.hparams.columns]
    asked = names[:2] if kind == "heatmap" else by
    grouped = _compared(contents, metric, asked) if kind == "heatmap" and len(names) > 2 else whole
    varying = group(contents.hparams, by=asked).varying_within if asked else ()
    levels: dict[str, pl.DataFrame] = {}
    if kind == "scatter":
        for name in (name for name in names if contents.hparams.schema[name].is_numeric()):
            grouped_by = whole if whole.by == (name,) else _compared(contents, metric, [name])
            finite = grouped_by.groups.select(pl.col(name).cast(pl.Float64).alias("level"), "mean").drop_nulls()
            levels[name] = finite.sort("level")
    finite = whole.runs.filter(pl.col("value").is_finite()).select("rank", "run", "value", "group")
    return Results(
        runs=finite.join(contents.hparams, on="run", how="left", maintain_order="left"),
        groups=grouped.groups.filter(pl.col("n") > 0),
        levels=levels,
        name=ranking.name,
        hparams=tuple(names),
        varying_within=varying,
        labels=run_labels(contents.hparams),
        interval=f"mean, {percentage(whole.confidence)} CI",
        diverged=contents.hparams.height - finite.height,
    )


def _compared(contents: Collection, metric: str | None, by: Sequence[str]) -> Comparison[pl.DataFrame]:
    question = ComparisonOptions(metric=metric, by=list(by) or None)
    return compare(contents.summary, contents.hparams, question, observations=contents.series, active=contents.active)
