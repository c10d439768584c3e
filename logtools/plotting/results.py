"""What came of the runs, as a picture needs it: taken from comparisons, so that a picture and a table never differ."""

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
from logtools.figures.build.result_figures import Results

__all__ = ["collect_results"]


def collect_results(contents: Collection, metric: str | None, by: Sequence[str], kind: ResultKind) -> Results:
    """Compare runs and return what a picture of this kind shows of them.

    Args:
        contents: the runs.
        metric: what ranks; the one that most runs have if None.
        by: hyper-parameters; those that differ, seeds left out, if empty.
        kind: what picture it is for.

    Raises:
        MetricNotFoundError: no run has logged the metric.
        InvalidValueError: nothing tells whether smaller or larger is better, or no hyper-parameter has such a name.
    """
    whole = _compared(contents, metric, by)
    ranking = whole.ranking
    if ranking is None:
        raise InvalidValueError("no metric tells by its name whether smaller or larger is better: name one that does")
    names = [name for name in whole.by if name in whole.groups.columns and name in contents.hparams.columns]
    asked = names[:2] if kind == "heatmap" else by
    grouped = _compared(contents, metric, asked) if kind == "heatmap" and len(names) > 2 else whole
    pooled = group(contents.hparams, by=asked).varying_within if asked else ()
    levels: dict[str, pl.DataFrame] = {}
    if kind == "scatter":
        for name in (name for name in names if contents.hparams.schema[name].is_numeric()):
            told = whole if whole.by == (name,) else _compared(contents, metric, [name])
            finite = told.groups.select(pl.col(name).cast(pl.Float64).alias("level"), "mean").drop_nulls()
            levels[name] = finite.sort("level")
    finite = whole.runs.filter(pl.col("value").is_finite()).select("rank", "run", "value", "group")
    return Results(
        runs=finite.join(contents.hparams, on="run", how="left", maintain_order="left"),
        groups=grouped.groups.filter(pl.col("n") > 0),
        levels=levels,
        name=ranking.name,
        hparams=tuple(names),
        pooled=pooled,
        labels=run_labels(contents.hparams),
        interval=f"mean, {100 * whole.confidence:.4g} % confidence interval",
        diverged=contents.hparams.height - finite.height,
    )


def _compared(contents: Collection, metric: str | None, by: Sequence[str]) -> Comparison[pl.DataFrame]:
    question = ComparisonOptions(metric=metric, by=list(by) or None)
    return compare(contents.summary, contents.hparams, question, observations=contents.series, active=contents.active)
