"""One row a run and metric: what a series comes down to.

Extremes are taken over finite values, for a NaN is neither small nor large; that there were any is counted beside.
Segments of a run are summed up together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from logtools import schema
from logtools.analysis.direction import infer
from logtools.analysis.labels import label_column

__all__ = ["completed", "summarise"]

_SERIES = ["stage", "metric", "quantity", "granularity", "dataloader"]
_PORTION = 20_000  # rows


def summarise(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Sum up observations: schema.SUMMARY without the columns `label`, `direction` and `best*`.

    Each of `parts` is schema.METRICS with the same stage, metric, granularity and dataloader in every row, in which the
    rows of each run stand together. Such sums, one below the other, are what `completed` takes.
    """
    sums = [_sums(some) for some in _portions(parts)]
    return pl.concat(sums) if sums else _sums([pl.DataFrame(schema=schema.METRICS)])


def _portions(parts: Sequence[pl.DataFrame]) -> Iterator[list[pl.DataFrame]]:
    """Put small parts together: each grouping costs something, however little there is to group."""
    portion: list[pl.DataFrame] = []
    rows = 0
    for part in parts:
        portion.append(part)
        rows += part.height
        if rows >= _PORTION:
            yield portion
            portion, rows = [], 0
    if portion:
        yield portion


def _sums(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    numbered = [part.with_columns(pl.lit(i, dtype=pl.UInt32).alias("part")) for i, part in enumerate(parts)]
    frame = numbered[0] if len(numbered) == 1 else pl.concat(numbered)
    value = pl.col("value")
    finite = value if frame.get_column("value").is_finite().all() else pl.when(value.is_finite()).then(value)
    extremes = [
        pl.col(column).get(position, null_on_oob=True).alias(name)
        for kind, position in (("min", finite.arg_min()), ("max", finite.arg_max()))
        for column, name in (("value", kind), ("epoch", f"{kind}_epoch"), ("step", f"{kind}_step"))
    ]
    begins = (pl.col("part") != pl.col("part").shift(1)) | (pl.col("run") != pl.col("run").shift(1))
    series = frame.select(begins.fill_null(value=True).cum_sum()).to_series().set_sorted()
    grouped = frame.with_columns(series.alias("series")).group_by("series")
    sums = grouped.agg(
        pl.col("run", *_SERIES).first(),
        pl.len().cast(pl.Int64).alias("count"),
        value.is_nan().sum().cast(pl.Int64).alias("nan"),
        value.is_infinite().sum().cast(pl.Int64).alias("inf"),
        value.first().alias("first"),
        value.last().alias("last"),
        pl.col("epoch").last().alias("last_epoch"),
        pl.col("step").last().alias("last_step"),
        finite.mean().alias("mean"),
        *extremes,
    )
    return sums.sort("series").drop("series")


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
