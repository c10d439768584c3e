"""One row a run and metric: what a series comes down to.

Extremes are taken over finite values, for a NaN is neither small nor large; that there were any is counted beside.
Segments of a run are summed up together.
"""

from __future__ import annotations

import polars as pl

from logtools import schema
from logtools.analysis.direction import infer
from logtools.analysis.labels import label_column

__all__ = ["completed", "summarise"]

_SERIES = ["stage", "metric", "granularity", "dataloader"]


def summarise(observations: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Sum up observations: schema.SUMMARY without the columns `label`, `direction` and `best*`.

    `observations` has columns run, epoch, step, value as in schema.METRICS, and `label` (UInt32), a row of `labels`,
    which has columns stage, metric, quantity, granularity and dataloader. The rows of a series stand together. Such
    sums of parts of a collection, one below the other, are what `completed` takes.
    """
    same = pl.struct(_SERIES).rank("dense").cast(pl.UInt32) if labels.height else pl.lit(None, dtype=pl.UInt32)
    named = labels.select(same).to_series().gather(observations.get_column("label")).alias("named")
    frame = observations.with_columns(named)
    value = pl.col("value")
    sound = bool(frame.get_column("value").is_finite().all())
    finite = value if sound else pl.when(value.is_finite()).then(value)
    odd = {"nan": value.is_nan(), "inf": value.is_infinite()}
    extremes = [
        pl.col(column).get(position, null_on_oob=True).alias(name)
        for kind, position in (("min", finite.arg_min()), ("max", finite.arg_max()))
        for column, name in (("value", kind), ("epoch", f"{kind}_epoch"), ("step", f"{kind}_step"))
    ]
    begins = (pl.col("named") != pl.col("named").shift(1)) | (pl.col("run") != pl.col("run").shift(1))
    series = frame.select(begins.fill_null(value=True).cum_sum()).to_series().set_sorted()
    grouped = frame.with_columns(series.alias("series")).group_by("series")
    sums = grouped.agg(
        pl.col("run", "label").first(),
        pl.len().cast(pl.Int64).alias("count"),
        *(_none(name) if sound else count.sum().cast(pl.Int64).alias(name) for name, count in odd.items()),
        value.first().alias("first"),
        value.last().alias("last"),
        pl.col("epoch").last().alias("last_epoch"),
        pl.col("step").last().alias("last_step"),
        finite.mean().alias("mean"),
        *extremes,
    )
    sums = sums.sort("series")
    told = labels.select(pl.col(*_SERIES, "quantity").gather(sums.get_column("label")))
    return sums.drop("series", "label").hstack(told)


def _none(name: str) -> pl.Expr:
    return pl.lit(0, dtype=pl.Int64).alias(name)


def completed(summary: pl.DataFrame) -> pl.DataFrame:
    """Add labels and directions to sums: schema.SUMMARY."""
    names = summary.get_column("metric").unique()
    directions = pl.DataFrame(
        {"metric": names, "direction": pl.Series([infer(str(name)) for name in names], dtype=schema.DIRECTION)}
    )
    labelled = label_column(summary).join(directions, on="metric", how="left", maintain_order="left")
    return labelled.with_columns(_best(part) for part in ("", "_epoch", "_step")).select(list(schema.SUMMARY))


def _best(part: str) -> pl.Expr:
    direction = pl.col("direction")
    return (
        pl.when(direction == "min").then(f"min{part}").when(direction == "max").then(f"max{part}").alias(f"best{part}")
    )
