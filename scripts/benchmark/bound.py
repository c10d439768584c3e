"""The baseline: polars code written by hand for logs of exactly one known layout.

It knows the columns, their meaning, the rows that fill them and the paths of the files, and relies on undamaged files.
It parses no names, checks nothing and decides nothing: it only reads the bytes, parses the numbers and builds frames.
Many files are parsed together, without their headers, and rows of one kind are processed together. This was the fastest
of the variants that were tried, and needs the least memory. The others were `scan_csv` over all files or over
hundreds of them, with and without streaming, and `read_csv` per file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import numpy as np
import polars as pl

from logtools import schema
from scripts.benchmark.layouts import Layout, Metric

__all__ = ["compare", "metrics", "plot", "summary"]

_TOGETHER = 8_000_000  # bytes of files parsed together
_FEW = 20  # metrics
_LOWER_IS_BETTER = {"loss"}
_HIGHER_IS_BETTER = {"acc", "f1", "auc", "recall"}


def metrics(layout: Layout, root: Path) -> pl.DataFrame:
    """Return the tidy frame: schema.METRICS."""
    files = _files(root)
    runs = pl.Series([file.parent.name for file in files], dtype=pl.Categorical())
    labels = _label_table(layout).drop("direction")
    parts = []
    for table in _tables(layout, files):
        for rows, some in _by_row(layout, table):
            if len(some) > _FEW:
                parts.append(_looked_up(_stacked(layout, rows, some, len(files)), runs, labels))
            else:
                shared = rows.with_columns(runs.gather(rows.get_column("run")).alias("run"))
                parts.extend(shared.select(_tidy(metric)) for metric in some)
    return pl.concat(parts)


def summary(layout: Layout, root: Path) -> pl.DataFrame:
    """Return one row per run and metric: schema.SUMMARY without `label`. Only one part is in memory at a time."""
    files = _files(root)
    sums = []
    for table in _tables(layout, files):
        for rows, some in _by_row(layout, table):
            for portion in _portions(some):
                grouped = _stacked(layout, rows, portion, len(files)).group_by("series", maintain_order=True)
                sums.append(grouped.agg(_sums()))
    return _labelled(layout, files, pl.concat(sums))


def compare(layout: Layout, root: Path) -> None:
    """Print the runs as CSV, best first: the best value of validation and test metrics, the last value of others."""
    ranking = next(metric.metric for metric in layout.metrics if metric.stage == "val" and metric.quantity == "loss")
    long = summary(layout, root).filter(pl.col("granularity") == "epoch")
    shown = pl.when(pl.col("stage") != "train").then("best").otherwise("last")
    table = long.with_columns(shown.alias("shown")).pivot("metric", index="run", values="shown")
    table.sort(ranking).write_csv(sys.stdout.buffer)


def plot(layout: Layout, root: Path) -> None:
    """Import matplotlib and read the files, but draw nothing."""
    import matplotlib.backends.backend_agg
    import matplotlib.figure  # noqa: F401

    metrics(layout, root)


def _files(root: Path) -> list[Path]:
    """Return the files in the order of their numbers."""
    return sorted(root.glob("*/metrics.csv"), key=lambda file: int(file.parent.name.removeprefix("version_")))


def _tables(layout: Layout, files: list[Path]) -> Iterator[pl.DataFrame]:
    """Yield tables of several files each, with the index of the file as `run` and all epochs filled in."""
    bodies: list[memoryview] = []
    first = size = 0
    for i, file in enumerate(files):
        data = file.read_bytes()
        bodies.append(memoryview(data)[data.index(b"\n") + 1 :])
        size += len(data)
        if size >= _TOGETHER or i + 1 == len(files):
            yield _table(layout, bodies, first)
            bodies, first, size = [], i + 1, 0


def _table(layout: Layout, bodies: list[memoryview], first: int) -> pl.DataFrame:
    types = {name: pl.Int64 if name in {"epoch", "step"} else pl.Float64 for name in layout.header}
    table = pl.read_csv(b"".join(bodies), has_header=False, schema=types)
    numbers = np.arange(first, first + len(bodies), dtype=np.uint32)
    if len(bodies) == 1:
        run = pl.repeat(first, table.height, dtype=pl.UInt32, eager=True)
    else:
        run = pl.Series(np.repeat(numbers, [np.count_nonzero(np.frombuffer(b, np.uint8) == ord("\n")) for b in bodies]))
    filled = pl.col("epoch").backward_fill()  # a learning rate belongs to the next row
    return table.with_columns(run.set_sorted().alias("run"), filled)


def _by_row(layout: Layout, table: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, list[Metric]]]:
    """Yield the rows of each kind, with the metrics that they contain."""
    for _, group in groupby(sorted(layout.metrics, key=attrgetter("row")), key=attrgetter("row")):
        some = list(group)
        columns = [metric.column for metric in some]
        yield table.select("run", "epoch", "step", *columns).filter(pl.col(columns[0]).is_not_null()), some


def _tidy(metric: Metric) -> list[pl.Expr]:
    return [
        pl.col("run"),
        pl.lit(0, dtype=pl.Int16).alias("segment"),
        *_labels(metric),
        pl.col("epoch"),
        pl.col("step"),
        pl.col(metric.column).alias("value"),
    ]


def _looked_up(stacked: pl.DataFrame, runs: pl.Series, labels: pl.DataFrame) -> pl.DataFrame:
    """Replace the codes of runs and metrics by their names."""
    series = stacked.get_column("series")
    columns = [
        runs.gather(series % len(runs)).alias("run"),
        pl.repeat(0, stacked.height, dtype=pl.Int16, eager=True).alias("segment"),
        *labels.select(pl.all().gather(series // len(runs))).get_columns(),
        *stacked.drop("series").get_columns(),
    ]
    return pl.DataFrame(columns)


def _labels(metric: Metric) -> list[pl.Expr]:
    return [
        pl.lit(metric.stage, dtype=schema.STAGE).alias("stage"),
        pl.lit(metric.metric, dtype=pl.Categorical()).alias("metric"),
        pl.lit(metric.quantity, dtype=pl.Categorical()).alias("quantity"),
        pl.lit(metric.granularity, dtype=schema.GRANULARITY).alias("granularity"),
        pl.lit(None, dtype=pl.Int16).alias("dataloader"),
    ]


def _portions(metrics: list[Metric]) -> list[list[Metric]]:
    """Split metrics into single ones, or keep many metrics together, since each group_by has a cost."""
    return [metrics] if len(metrics) > _FEW else [[metric] for metric in metrics]


def _stacked(layout: Layout, rows: pl.DataFrame, metrics: list[Metric], runs: int) -> pl.DataFrame:
    """Stack the metrics, with an increasing integer key for metric and run."""
    stacked = pl.concat(
        rows.select(
            (pl.col("run") + layout.metrics.index(metric) * runs).alias("series"),
            "epoch",
            "step",
            pl.col(metric.column).alias("value"),
        )
        for metric in metrics
    )
    return stacked.with_columns(pl.col("series").set_sorted())


def _sums() -> list[pl.Expr]:
    value, epoch, step = pl.col("value"), pl.col("epoch"), pl.col("step")
    found = {
        "count": pl.len().cast(pl.Int64),
        "nan": value.is_nan().sum().cast(pl.Int64),
        "inf": value.is_infinite().sum().cast(pl.Int64),
        "first": value.first(),
        "last": value.last(),
        "last_epoch": epoch.last(),
        "last_step": step.last(),
        "mean": value.mean(),
    }
    for kind, at in (("min", value.arg_min()), ("max", value.arg_max())):
        found |= {kind: value.get(at), f"{kind}_epoch": epoch.get(at), f"{kind}_step": step.get(at)}
    return [expression.alias(name) for name, expression in found.items()]


def _labelled(layout: Layout, files: list[Path], sums: pl.DataFrame) -> pl.DataFrame:
    """Add the names of runs and metrics to the sums, and choose the best of the extremes."""
    runs = pl.Series([file.parent.name for file in files], dtype=pl.Categorical())
    series = sums.get_column("series")
    labels = _label_table(layout)
    table = pl.concat(
        [
            runs.gather(series % len(files)).to_frame("run"),
            labels.select(pl.all().gather(series // len(files))),
            sums.drop("series"),
        ],
        how="horizontal",
    )
    kind = pl.col("direction")
    return table.with_columns(
        pl.when(kind == "min").then(f"min{part}").when(kind == "max").then(f"max{part}").alias(f"best{part}")
        for part in ("", "_epoch", "_step")
    )


def _label_table(layout: Layout) -> pl.DataFrame:
    """Return one row per metric: the columns of `_labels`, and its direction."""
    names = ("stage", "metric", "quantity", "granularity", "dataloader", "direction")
    rows = [(m.stage, m.metric, m.quantity, m.granularity, None, _direction(m)) for m in layout.metrics]
    return pl.DataFrame(rows, schema={name: schema.SUMMARY[name] for name in names}, orient="row")


def _direction(metric: Metric) -> str | None:
    word = metric.quantity.partition("/")[0]
    return "min" if word in _LOWER_IS_BETTER else "max" if word in _HIGHER_IS_BETTER else None
