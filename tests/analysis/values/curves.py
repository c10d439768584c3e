"""Curves as the functions of `logtools.analysis.values` take them."""

from __future__ import annotations

import polars as pl

Row = tuple[str, int | None, int | None, float]


def curve(*rows: Row, segment: int = 0) -> pl.DataFrame:
    """Return observations from (run, epoch, step, value)."""
    schema = {"run": pl.String, "epoch": pl.Int64, "step": pl.Int64, "value": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.select("run", pl.lit(segment, pl.Int16).alias("segment"), "epoch", "step", "value")


def values(frame: pl.DataFrame) -> dict[str, float]:
    """Return the value of each run."""
    return dict(frame.select("run", "value").iter_rows())
