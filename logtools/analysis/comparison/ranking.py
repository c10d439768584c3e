"""Rank runs, best first, with caveats per run."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from logtools import schema
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.metrics.stage import is_test

__all__ = ["rank_runs"]

#: Names of hyperparameters with the planned number of epochs.
_PLANNED = ("max_epochs", "num_epochs", "n_epochs", "epochs")


def rank_runs(  # noqa: PLR0913 - joins the frames of a comparison
    frame: pl.DataFrame,
    found: pl.DataFrame | None,
    *,
    ranking: MetricColumn | None,
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    active: Collection[str] = (),
    placeholders: Collection[str] = (),
    is_time: bool = False,
) -> pl.DataFrame:
    """Return `frame` with the columns of schema.COMPARISON_RUNS, ranked; runs without a finite value come last.

    `found` has the columns run, last, level, noise and value to unsmoothed of the ranking metric. In `frame` its
    columns are replaced by the ranking value, which is a time if `is_time`. `placeholders` are runs that logged only a
    placeholder of the ranking metric.
    """
    if ranking is None or found is None:
        empty = [
            pl.lit(None, dtype=kind).alias(name) for name, kind in _last_columns().items() if name not in frame.columns
        ]
        return frame.select(pl.lit(None, dtype=pl.Int64).alias("rank"), pl.all(), *empty).select(_order(frame))
    joined = frame.join(found, on="run", how="left", maintain_order="left")
    joined = joined.with_columns(
        pl.col("value").alias(ranking.name),
        pl.col("value_epoch").alias(ranking.epoch),
        caveats=_caveats(joined, summary, _unfinished(active, summary, hparams), placeholders, is_time=is_time),
    )
    value = pl.col("value")
    finite = pl.when(value.is_finite()).then(value)
    higher = ranking.direction == "max"
    distance = finite.max() - finite if higher else finite - finite.min()
    change = pl.lit(None, dtype=pl.Float64) if is_time else pl.col("last") - value
    rank = finite.rank("min", descending=higher).cast(pl.Int64)
    ranked = joined.with_columns(
        rank.alias("rank"), change.alias("last_minus_best"), distance.alias("distance_to_best")
    ).select(_order(frame))
    return ranked.sort("rank", nulls_last=True, maintain_order=True)


def _last_columns() -> schema.Schema:
    return {name: kind for name, kind in schema.COMPARISON_RUNS.items() if name not in {"rank", "run"}}


def _order(frame: pl.DataFrame) -> list[str]:
    last = list(_last_columns())
    return ["rank", "run", *(name for name in frame.columns if name not in {"run", *last}), *last]


def _caveats(
    joined: pl.DataFrame,
    summary: pl.DataFrame,
    unfinished: Collection[str],
    placeholders: Collection[str],
    *,
    is_time: bool,
) -> pl.Series:
    ends = _ends(summary)
    end = "epoch" if ends.get_column("epoch").is_not_null().any() else "step"
    longest = ends.select(pl.col(end).max()).item()
    shorter = ends.filter(pl.col(end) < longest).get_column("run").to_list() if longest is not None else []
    value, last = pl.col("value"), pl.col("last")
    is_placeholder = pl.col("run").is_in(list(placeholders))
    conditions = [
        ("never reached" if is_time else "diverged", ~value.is_finite()),
        ("not finite at the end", value.is_finite() & ~last.is_finite()),
        ("placeholder", is_placeholder),
        ("not logged", value.is_null() & last.is_null() & ~is_placeholder),
        ("no value there", value.is_null() & last.is_not_null()),
        ("shorter", pl.col("run").is_in(shorter)),
        ("active", pl.col("run").is_in(list(unfinished))),
    ]
    words = [pl.when(is_so.fill_null(value=False)).then(pl.lit(word)) for word, is_so in conditions]
    text = pl.concat_str(words, separator=", ", ignore_nulls=True)
    return joined.select(pl.when(text != "").then(text).alias("caveats")).to_series()


def _ends(summary: pl.DataFrame) -> pl.DataFrame:
    """Return the last epoch and step of the training of each run: run, epoch, step; null if not logged."""
    trained = summary.filter(~is_test())
    on_train_axis = (pl.col("granularity") == "epoch") | (pl.col("stage") == "train")
    return trained.group_by(pl.col("run").cast(pl.String), maintain_order=True).agg(
        pl.col("last_epoch").max().alias("epoch"), pl.col("last_step").filter(on_train_axis).max().alias("step")
    )


def _unfinished(active: Collection[str], summary: pl.DataFrame, hparams: pl.DataFrame) -> set[str]:
    """Return the active runs that have neither been tested nor reached their planned number of epochs."""
    tested = set(summary.filter(pl.col("stage") == "test").get_column("run").cast(pl.String))
    found = dict(_ends(summary).select("run", "epoch").iter_rows())
    planned = [
        name for name in hparams.columns if name.rpartition(".")[2] in _PLANNED and hparams[name].dtype.is_numeric()
    ]
    done = set()
    for run, *epochs in hparams.select("run", *planned).iter_rows():
        known = [epoch for epoch in epochs if epoch is not None]
        if known and found.get(run) is not None and found[run] + 1 >= min(known):
            done.add(run)
    return set(active) - tested - done
