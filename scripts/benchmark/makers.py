"""Create the logs of the benchmark: noisy curves, with the length of their layout.

Values are in single precision, as PyTorch logs them, and are always the same. A folder with many short runs repeats a
few curves, which does not affect the cost of reading.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import polars as pl

from scripts.benchmark.layouts import Layout, Metric

__all__ = ["make"]

_CURVES = 100  # most different files in one folder
_STAMP = "made.json"
_EDITION = 2  # version of this module: folders of older versions are created again


def make(layout: Layout, folder: Path) -> Path:
    """Write the runs of a layout into `folder`, unless they exist already; return the folder of the runs."""
    runs, stamp = folder / "runs", folder / _STAMP
    wanted = json.dumps({"edition": _EDITION, **asdict(layout)})
    if stamp.is_file() and stamp.read_text() == wanted:
        return runs
    shutil.rmtree(folder, ignore_errors=True)
    curves: list[bytes] = []
    for i in range(layout.runs):
        if i < _CURVES:
            curves.append(_written(layout, seed=i))
        run = runs / f"version_{i}"
        run.mkdir(parents=True)
        (run / "metrics.csv").write_bytes(curves[i % len(curves)])
        (run / "hparams.yaml").write_text(
            f"batch_size: 64\nlr: {10 ** -(1 + i % 4)}\nmodel:\n  width: 128\nseed: {i}\n"
        )
    stamp.write_text(wanted)
    return runs


def _written(layout: Layout, *, seed: int) -> bytes:
    return _table(layout, np.random.default_rng(seed)).write_csv(line_terminator="\r\n").encode()


def _table(layout: Layout, random: np.random.Generator) -> pl.DataFrame:
    """Return one run as a table; null is an empty cell."""
    places = dict(_places(layout))
    step, epoch = _axes(layout, places)
    columns: dict[str, pl.Series] = {
        "epoch": pl.Series(epoch, dtype=pl.Int64).set(pl.Series(epoch < 0), None),
        "step": pl.Series(step, dtype=pl.Int64),
    }
    for metric in layout.metrics:
        cells = np.full(layout.rows, np.nan)
        cells[places[metric.row]] = _curve(metric, layout.filled(metric), random)
        columns[metric.column] = pl.Series(cells).fill_nan(None)
    return pl.DataFrame(columns).select(layout.header)


def _places(layout: Layout) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the positions of the rows of each kind."""
    logged = np.arange(layout.steps)
    before = 2 * logged + 2 * _epoch_of(layout)
    yield "lr", before
    yield "step", before + 1
    last = np.flatnonzero(np.diff(_epoch_of(layout), append=layout.epochs))
    yield "val", before[last] + 2
    yield "epoch", before[last] + 3
    yield "test", np.array([layout.rows - 1])


def _epoch_of(layout: Layout) -> np.ndarray:
    return np.arange(layout.steps) * layout.epochs // layout.steps


def _axes(layout: Layout, places: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return step and epoch of each row; -1 if the epoch is blank."""
    step, epoch = np.empty(layout.rows, dtype=np.int64), np.empty(layout.rows, dtype=np.int64)
    steps = (np.arange(layout.steps) + 1) * layout.every - 1
    last = np.flatnonzero(np.diff(_epoch_of(layout), append=layout.epochs))
    for row in ("lr", "step"):
        step[places[row]] = steps
    for row in ("val", "epoch"):
        step[places[row]] = steps[last]
        epoch[places[row]] = np.arange(layout.epochs)
    epoch[places["lr"]] = -1
    epoch[places["step"]] = _epoch_of(layout)
    step[places["test"]], epoch[places["test"]] = steps[-1] + 1, layout.epochs
    return step, epoch


def _curve(metric: Metric, length: int, random: np.random.Generator) -> np.ndarray:
    """Return values that look like those of the metric, in single precision converted to double."""
    along = (np.arange(length) + 1) / length
    if metric.row == "lr":
        return np.where(along < 0.5, 1e-3, 5e-4)
    noise = random.normal(scale=0.05, size=length)
    if metric.quantity == "acc" and metric.row == "step":
        return np.clip(np.rint((along**0.3 + noise) * 64), 0, 64) / 64  # accuracy of a batch of 64
    falling = {"loss", "time", "grad_norm"} & {metric.quantity}
    values = 2.3 * np.exp(-3 * along) + np.abs(noise) + 0.01 if falling else np.clip(along**0.3 + noise, 0.001, 0.999)
    return values.astype(np.float32).astype(np.float64)
