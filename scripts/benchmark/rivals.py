"""The other ways to read the same logs: what people write by hand today, and tools that they can install.

Each comes as two functions of a folder, one to the long table (`metrics`), one to what a comparison needs (`compare`);
tools that know only one of them have only that one. What they return is not all the same: the tools read the values,
and then do with them what they are for.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = [
    "epokio_compare",
    "losslint_compare",
    "ltui_compare",
    "ltui_plot",
    "pandas_compare",
    "pandas_metrics",
    "pandas_plot",
    "polars_compare",
    "polars_metrics",
    "tbparse_compare",
    "tbparse_metrics",
]


def pandas_metrics(root: Path) -> pd.DataFrame:
    """Read, melt and drop what is missing, file by file: columns epoch, step, variable, value, run."""
    import pandas as pd

    frames = []
    for file in root.glob("*/metrics.csv"):
        long = pd.read_csv(file).melt(id_vars=["epoch", "step"]).dropna(subset="value")
        frames.append(long.assign(run=file.parent.name))
    return pd.concat(frames, ignore_index=True)


def pandas_compare(root: Path) -> None:
    """Print smallest, largest and last value of every run and column."""
    grouped = pandas_metrics(root).groupby(["run", "variable"])["value"]
    grouped.agg(["count", "min", "max", "mean", "last"]).to_csv(sys.stdout)


def pandas_plot(root: Path) -> None:
    """Draw every column of every file into a grid of axes, as a script written in five minutes does."""
    import matplotlib as mpl
    import pandas as pd

    mpl.use("agg")
    from matplotlib import pyplot as plt

    frames = {file.parent.name: pd.read_csv(file) for file in sorted(root.glob("*/metrics.csv"))}
    columns = [name for name in next(iter(frames.values())).columns if name not in {"epoch", "step"}]
    figure, axes = plt.subplots(-(-len(columns) // 3), 3, figsize=(13.2, 3.1 * -(-len(columns) // 3)))
    for ax, column in zip(axes.flat, columns, strict=False):
        for name, frame in frames.items():
            drawn = frame.dropna(subset=column)
            ax.plot(drawn["step"], drawn[column], label=name, linewidth=0.8)
        ax.set_title(column)
    figure.tight_layout()
    figure.savefig(root.parent / "pandas.png", dpi=150)


def polars_metrics(root: Path) -> pl.DataFrame:
    """Read file by file with inferred types: columns run, epoch, step, variable, value."""
    import polars as pl

    frames = []
    for file in root.glob("*/metrics.csv"):
        frame = pl.read_csv(file, infer_schema_length=None).with_columns(pl.lit(file.parent.name).alias("run"))
        frames.append(frame.unpivot(index=["run", "epoch", "step"]).drop_nulls("value"))
    return pl.concat(frames)


def polars_compare(root: Path) -> None:
    """Print smallest, largest and last value of every run and column."""
    import polars as pl

    value = pl.col("value")
    sums = [pl.len().alias("count"), value.min().alias("min"), value.max().alias("max")]
    sums += [value.mean().alias("mean"), value.last().alias("last")]
    polars_metrics(root).group_by("run", "variable").agg(sums).write_csv(sys.stdout.buffer)


def tbparse_metrics(root: Path) -> pd.DataFrame:
    """Read event files: columns step, tag, value, dir_name."""
    from tbparse import SummaryReader

    scalars: pd.DataFrame = SummaryReader(str(root), extra_columns={"dir_name"}).scalars
    return scalars


def tbparse_compare(root: Path) -> None:
    """Print smallest, largest and last value of every run and tag."""
    grouped = tbparse_metrics(root).groupby(["dir_name", "tag"])["value"]
    grouped.agg(["count", "min", "max", "mean", "last"]).to_csv(sys.stdout)


def losslint_compare(root: Path) -> None:
    """Look for trouble in the losses of every run."""
    from losslint.cli import main

    main(["check", "--format", "json", str(root)])


def epokio_compare(root: Path) -> None:
    """Print the best value of every run's leading metric."""
    from epokio.scan import scan

    for run in scan(root):
        print(run.name, run.epoch, run.metric_name, run.best, run.best_epoch)  # noqa: T201


def ltui_plot(root: Path) -> None:
    """Read what the terminal program draws its curves of, without drawing them."""
    ltui_compare(root)


def ltui_compare(root: Path) -> None:
    """Read what the terminal program shows when it starts, without drawing it."""
    from ltui.app import build_snapshot

    runs: list[Any]
    runs, read = build_snapshot(root)
    print(len(runs), sum(len(run.metric_names) for run in read.values()))  # noqa: T201
