"""Results for plots have the values of the comparison."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import logtools as lt
from logtools.choices import RESULT_KINDS, ResultKind
from logtools.collection import Collection
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import HeatmapPanel, ScatterPanel
from logtools.plotting.results import collect_results
from logtools.storage.discovery import find
from tests.figures.panels import panels_of
from tests.grid import RATES, runs_with_lr

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


def test_a_box_plot_has_the_values_intervals_and_means_of_the_comparison(grid: lt.Logs[pl.DataFrame]) -> None:
    [ax] = draw(grid.figure(kind="box", by="lr")).axes
    groups = {row["group"]: row for row in grid.compare("val_loss", by="lr").groups.iter_rows(named=True)}
    compared = [groups[f"lr={lr}"] for lr in RATES]
    points, *rest = ax.get_lines()
    assert sorted(np.asarray(points.get_xdata())) == pytest.approx(sorted(grid.compare("val_loss").runs["value"]))
    means = [line.get_xdata()[0] for line in rest[::2]]  # type: ignore[index] # an array
    bars = [tuple(line.get_xdata()) for line in rest[1::2]]  # type: ignore[arg-type] # an array
    assert means == [row["mean"] for row in compared]
    assert bars == [(row["ci_low"], row["ci_high"]) for row in compared]


def test_the_means_of_a_scatter_and_a_heat_map_are_those_of_the_comparison(grid: lt.Logs[pl.DataFrame]) -> None:
    levels = dict(grid.compare("val_loss", by="lr").groups.select("lr", "mean").iter_rows())
    means = panels_of(grid.figure(kind="scatter"), ScatterPanel)[0].marks[1]
    assert dict(zip(means.x, means.y, strict=True)) == levels
    both = grid.compare("val_loss", by="lr,optim").groups.select("optim", "lr", "mean").sort("optim", "lr")
    [panel] = panels_of(grid.figure(kind="heatmap"), HeatmapPanel)
    assert [value for row in panel.values for value in row] == both["mean"].to_list()


def test_a_pattern_can_name_the_metric_of_a_plot_of_results(tmp_path: Path) -> None:
    logs = runs_with_lr(tmp_path, ("0.1", "1"), ("0.2", "2"))
    assert logs.figure("v*", kind="box") == logs.figure("/^val/", kind="box") == logs.figure("val_loss", kind="box")
    with pytest.raises(InvalidValueError, match="shows one metric, but val_\\* matches val_loss, val_acc"):
        lt.read(LOGS / "sweep").figure("val_*", kind="box")


@pytest.fixture(scope="module")
def sweep() -> Collection:
    """Return twelve runs: three learning rates, four seeds each."""
    return Collection.of(find([LOGS / "sweep"]))


def uneven(folder: Path) -> Collection:
    """Return eight runs over lr, depth and optimizer; one run diverged, and one did not log the metric."""
    values = iter([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    for lr in (0.1, 0.01):
        for depth in (2, 10):
            for optimizer in ("adam", "sgd"):
                run = folder / f"{lr}-{depth}-{optimizer}"
                run.mkdir()
                value = next(values, "nan")
                name = "other" if lr == 0.01 and depth == 10 and optimizer == "sgd" else "val_loss"
                (run / "metrics.csv").write_text(f"epoch,step,{name}\n0,9,{value}\n")
                (run / "hparams.yaml").write_text(f"lr: {lr}\ndepth: {depth}\noptimizer: {optimizer}\n")
    return Collection.of(find([folder]))


@pytest.mark.parametrize("kind", RESULT_KINDS)
def test_runs_have_the_values_and_ranks_of_the_comparison(sweep: Collection, kind: ResultKind) -> None:
    found = collect_results(sweep, None, (), kind)
    comparison = lt.read(LOGS / "sweep").compare()
    assert found.runs.select("rank", "run", "value").equals(comparison.runs.select("rank", "run", "value"))
    assert found.name == "best val_loss"
    assert found.hparams == ("lr",)
    assert found.diverged == 0


def test_groups_have_the_mean_and_interval_of_the_comparison(sweep: Collection) -> None:
    found, comparison = collect_results(sweep, "val_acc", (), "box"), lt.read(LOGS / "sweep").compare("val_acc")
    assert found.groups.equals(comparison.groups)
    assert found.name == "best val_acc"
    assert "95%" in found.interval


def test_only_a_scatter_plot_has_means_by_the_value_of_each_numeric_hyperparameter(tmp_path: Path) -> None:
    runs = uneven(tmp_path)
    levels = collect_results(runs, "val_loss", (), "scatter").levels
    assert set(levels) == {"lr", "depth"}
    assert levels["lr"]["level"].to_list() == [0.01, 0.1]
    assert levels["lr"]["mean"].to_list() == pytest.approx([0.55, 0.25])
    assert levels["depth"]["level"].to_list() == [2.0, 10.0]
    assert collect_results(runs, "val_loss", (), "parallel").levels == {}


def test_runs_without_a_finite_value_are_left_out_and_counted(tmp_path: Path) -> None:
    found = collect_results(uneven(tmp_path), "val_loss", (), "scatter")
    assert found.runs["value"].to_list() == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    assert found.diverged == 2
    assert set(found.labels) == {path.name for path in tmp_path.iterdir()}


def test_a_heatmap_groups_by_two_hyperparameters_and_names_what_differs_within(tmp_path: Path) -> None:
    runs = uneven(tmp_path)
    found = collect_results(runs, "val_loss", ("lr", "depth"), "heatmap")
    assert found.groups.select("lr", "depth").sort("lr", "depth").rows() == [(0.01, 2), (0.1, 2), (0.1, 10)]
    assert found.varying_within == ("optimizer",)
    assert "optimizer" not in found.groups.columns
    three = collect_results(runs, "val_loss", (), "heatmap")
    assert len(three.hparams) == 3
    assert set(three.groups.columns) & set(three.hparams) == set(three.hparams[:2])


def test_runs_whose_metrics_have_no_direction_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "metrics.csv").write_text("epoch,step,wobble\n0,1,2.0\n")
    with pytest.raises(InvalidValueError, match=r"cannot infer the direction .* of any metric"):
        collect_results(Collection.of(find([tmp_path])), None, (), "box")


def test_unknown_metrics_and_hyperparameters_are_errors(sweep: Collection) -> None:
    with pytest.raises(MetricNotFoundError):
        collect_results(sweep, "val_los", (), "box")
    with pytest.raises(InvalidValueError):
        collect_results(sweep, None, ("learning_rate",), "box")


def test_each_run_has_its_hyperparameters(sweep: Collection) -> None:
    runs = collect_results(sweep, None, (), "parallel").runs
    assert runs.schema["lr"].is_numeric()
    assert runs.filter(pl.col("rank") == 1)["lr"].to_list() == [0.01]
