"""Plots of results show the values of the comparison."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import HeatmapPanel, ScatterPanel
from tests.figures.panels import panels_of

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


RATES = (0.0001, 0.001, 0.01)


OPTIMISERS = ("adam", "sgd")


@pytest.fixture
def grid(tmp_path: Path) -> lt.Logs[object]:
    """Return eighteen runs: three learning rates, two optimisers, three seeds."""
    for i, lr in enumerate(RATES):
        for j, optimiser in enumerate(OPTIMISERS):
            for seed in range(3):
                folder = tmp_path / f"version_{i * 6 + j * 3 + seed}"
                folder.mkdir()
                (folder / "hparams.yaml").write_text(f"lr: {lr}\noptim: {optimiser}\nseed: {seed}\n")
                (folder / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,9\n1,19,{value(i, j, seed)}\n")
    return lt.read(tmp_path)  # type: ignore[return-value] # the frames are of no interest here


def value(i: int, j: int, seed: int) -> float:
    return 1 + i + j / 10 + seed / 100


def runs_of(folder: Path, *told: tuple[str, str]) -> lt.Logs[object]:
    for i, (lr, loss) in enumerate(told):
        (folder / f"v{i}").mkdir()
        (folder / f"v{i}" / "hparams.yaml").write_text(f"lr: {lr}\n")
        (folder / f"v{i}" / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{loss}\n")
    return lt.read(folder)  # type: ignore[return-value] # the frames are of no interest here


def test_a_box_draws_points_intervals_and_means_where_the_comparison_has_them(grid: lt.Logs[pl.DataFrame]) -> None:
    [ax] = draw(grid.figure(kind="box", by="lr")).axes
    groups = {row["group"]: row for row in grid.compare("val_loss", by="lr").groups.iter_rows(named=True)}
    told = [groups[f"lr={lr}"] for lr in RATES]
    points, *rest = ax.get_lines()
    assert sorted(np.asarray(points.get_xdata())) == pytest.approx(sorted(grid.compare("val_loss").runs["value"]))
    means = [line.get_xdata()[0] for line in rest[::2]]  # type: ignore[index] # an array
    bars = [tuple(line.get_xdata()) for line in rest[1::2]]  # type: ignore[arg-type] # an array
    assert means == [row["mean"] for row in told]
    assert bars == [(row["ci_low"], row["ci_high"]) for row in told]


def test_the_means_of_a_scatter_and_a_heat_map_are_those_of_the_comparison(grid: lt.Logs[pl.DataFrame]) -> None:
    levels = dict(grid.compare("val_loss", by="lr").groups.select("lr", "mean").iter_rows())
    means = panels_of(grid.figure(kind="scatter"), ScatterPanel)[0].marks[1]
    assert dict(zip(means.x, means.y, strict=True)) == levels
    both = grid.compare("val_loss", by="lr,optim").groups.select("optim", "lr", "mean").sort("optim", "lr")
    [panel] = panels_of(grid.figure(kind="heatmap"), HeatmapPanel)
    assert [value for row in panel.values for value in row] == both["mean"].to_list()


def test_a_pattern_may_name_the_metric_of_a_picture_of_results(tmp_path: Path) -> None:
    logs = runs_of(tmp_path, ("0.1", "1"), ("0.2", "2"))
    assert logs.figure("v*", kind="box") == logs.figure("/^val/", kind="box") == logs.figure("val_loss", kind="box")
    with pytest.raises(InvalidValueError, match="shows one metric, and val_\\* fits val_loss, val_acc"):
        lt.read(LOGS / "sweep").figure("val_*", kind="box")
