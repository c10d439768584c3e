"""Other ways to read the same logs: typical hand-written code, and tools that can be installed.

Each tool has up to two functions of a folder: one returns the long table (`metrics`), the other what a comparison needs
(`compare`). Their results differ: each tool reads the values, and then does what it was made for.
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
    """Read, melt and drop missing values, file by file: columns epoch, step, variable, value, run."""
    import pandas as pd

    frames = []
    for file in root.glob("*/metrics.csv"):
        long = pd.read_csv(file).melt(id_vars=["epoch", "step"]).dropna(subset="value")
        frames.append(long.assign(run=file.parent.name))
    return pd.concat(frames, ignore_index=True)


def pandas_compare(root: Path) -> None:
    """Print min, max and last value of each run and column."""
    grouped = pandas_metrics(root).groupby(["run", "variable"])["value"]
    grouped.agg(["count", "min", "max", "mean", "last"]).to_csv(sys.stdout)


def pandas_plot(root: Path) -> None:
    """Plot each column of each file into a grid of axes, like a quick script."""
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
    """Print min, max and last value of each run and column."""
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
    """Print min, max and last value of each run and tag."""
    grouped = tbparse_metrics(root).groupby(["dir_name", "tag"])["value"]
    grouped.agg(["count", "min", "max", "mean", "last"]).to_csv(sys.stdout)


def losslint_compare(root: Path) -> None:
    """Check the losses of each run for problems."""
    from losslint.cli import main

    main(["check", "--format", "json", str(root)])


def epokio_compare(root: Path) -> None:
    """Print the best value of each run's main metric."""
    from epokio.scan import scan

    for run in scan(root):
        print(run.name, run.epoch, run.metric_name, run.best, run.best_epoch)  # noqa: T201


def ltui_plot(root: Path) -> None:
    """Read the values that the terminal program plots, without drawing."""
    ltui_compare(root)


def ltui_compare(root: Path) -> None:
    """Read the values that the terminal program shows at its start, without drawing."""
    from ltui.app import build_snapshot

    runs: list[Any]
    runs, read = build_snapshot(root)
    print(len(runs), sum(len(run.metric_names) for run in read.values()))  # noqa: T201
