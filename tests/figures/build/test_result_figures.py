"""What came of it: scatter, box, parallel coordinates and heat map."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import logtools as lt
from logtools.choices import RESULT_KINDS, ResultKind
from logtools.errors import InvalidValueError
from logtools.figures.renderers import terminal
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import HeatmapPanel, IntervalPanel, ParallelPanel, ScatterPanel
from tests.figures.panels import panels_of

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


def test_a_scatter_shows_each_run_and_the_mean_of_each_value(grid: lt.Logs[object]) -> None:
    [panel] = panels_of(grid.figure(kind="scatter"), ScatterPanel)
    assert (panel.x_label, panel.y_label, panel.log_x) == ("lr", "best val_loss", True)
    runs, means = panel.marks
    expected = sorted((lr, value(i, j, s)) for i, lr in enumerate(RATES) for j in range(2) for s in range(3))
    assert sorted(runs.x) == [lr for lr, _ in expected]
    assert sorted(runs.y) == pytest.approx([best for _, best in expected])
    assert means.x == RATES
    assert means.y == pytest.approx([1.06, 2.06, 3.06])
    assert panel.caption == "best val_loss 1, lr=0.0001 optim=adam seed=0"
    [ax] = draw(grid.figure(kind="scatter")).axes
    assert [len(line.get_xdata()) for line in ax.get_lines()] == [3, 18, 3]  # type: ignore[arg-type] # it has a length


def test_a_box_shows_the_runs_of_each_group_and_the_interval_of_their_mean(grid: lt.Logs[object]) -> None:
    spec = grid.figure(kind="box", by="lr")
    [panel] = panels_of(spec, IntervalPanel)
    assert panel.row_labels == ("lr=0.0001 (n=6)", "lr=0.001 (n=6)", "lr=0.01 (n=6)")
    assert panel.x_label == "best val_loss"
    assert min(zip(panel.marks[0].y, panel.marks[0].x, strict=True)) == (0.0, value(0, 0, 0))
    assert [interval.mean for interval in panel.intervals] == pytest.approx([1.06, 2.06, 3.06])
    first = panel.intervals[0]
    values = [value(0, j, s) for j in range(2) for s in range(3)]
    deviation = math.sqrt(sum((v - 1.06) ** 2 for v in values) / 5)
    reach = 2.570581835636314 * deviation / math.sqrt(6)  # Student's t, 5 degrees of freedom, 97.5 %
    assert (first.low, first.high) == pytest.approx((1.06 - reach, 1.06 + reach))
    assert spec.band == "mean, 95 % confidence interval"
    [ax] = draw(spec).axes
    assert [label.get_text() for label in ax.get_yticklabels()] == list(panel.row_labels)


def test_parallel_coordinates_draw_a_line_a_run_coloured_by_its_value(grid: lt.Logs[object]) -> None:
    spec = grid.figure(kind="parallel")
    [panel] = panels_of(spec, ParallelPanel)
    assert [axis.label for axis in panel.axes] == ["lr", "optim", "best val_loss"]
    assert [text for _, text in panel.axes[0].ticks] == ["0.0001", "0.001", "0.01"]
    assert [height for height, _ in panel.axes[0].ticks] == pytest.approx([0, 0.5, 1])
    best = panel.curves[0]
    assert best.y == pytest.approx((0, 0, 0))
    assert spec.scale is not None
    assert (spec.scale.low, spec.scale.high) == (1.0, 3.12)
    ax, _ = draw(spec).axes
    assert sum(len(line.get_xdata()) == 3 for line in ax.get_lines()) == 18  # type: ignore[arg-type] # it has a length


def test_a_heat_map_shows_the_mean_over_two_hyper_parameters(grid: lt.Logs[object]) -> None:
    [panel] = panels_of(grid.figure(kind="heatmap"), HeatmapPanel)
    assert (panel.x_label, panel.columns) == ("lr", ("0.0001", "0.001", "0.01"))
    assert (panel.y_label, panel.rows) == ("optim", ("adam", "sgd"))
    assert panel.values[0] == pytest.approx((1.01, 2.01, 3.01))
    assert panel.values[1] == pytest.approx((1.11, 2.11, 3.11))
    ax, _ = draw(grid.figure(kind="heatmap")).axes
    assert [text.get_text() for text in ax.texts] == ["1.01", "2.01", "3.01", "1.11", "2.11", "3.11"]


def test_a_picture_that_the_hyper_parameters_do_not_give_is_an_error() -> None:
    sweep = lt.read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
    with pytest.raises(InvalidValueError, match="needs two hyper-parameters"):
        sweep.figure(kind="heatmap")
    with pytest.raises(InvalidValueError, match="no kind is named 'pie'"):
        sweep.figure(kind="pie")  # type: ignore[arg-type] # that is the point
    with pytest.raises(InvalidValueError, match="no hyper-parameter that is a number"):
        sweep["version_0"].figure(kind="scatter")
    with pytest.raises(InvalidValueError, match="one metric"):
        sweep.figure("loss", "acc", kind="box")


def test_runs_without_a_finite_value_are_told(tmp_path: Path) -> None:
    for i, best in enumerate(("0.5", "0.4", "nan")):
        (tmp_path / f"v{i}").mkdir()
        (tmp_path / f"v{i}" / "metrics.csv").write_text(f"epoch,step,val_loss\n0,1,{best}\n")
        (tmp_path / f"v{i}" / "hparams.yaml").write_text(f"lr: {i + 1}\n")
    for kind in RESULT_KINDS:
        if kind != "heatmap":
            assert lt.read(tmp_path).figure(kind=kind).notes == ("1 run not drawn: no finite best val_loss",)


def test_single_runs_have_no_interval(grid: lt.Logs[object]) -> None:
    spec = grid[["version_0", "version_6"]].figure(kind="box")
    assert (panels_of(spec, IntervalPanel)[0].intervals, spec.band) == ((), "")


def test_a_heat_map_of_uneven_cells_says_how_many_runs_each_holds_and_what_else_differs(grid: lt.Logs[object]) -> None:
    assert grid.figure(kind="heatmap").notes == ("cell: mean over 3 runs",)
    fewer = grid[[run for run in grid.ids if run not in {"version_3", "version_4"}]]  # lr=0.0001, sgd: one seed is left
    spec = fewer.figure(kind="heatmap")
    assert panels_of(spec, HeatmapPanel)[0].counts == ((3, 3, 3), (1, 3, 3))
    assert spec.notes == ("cell: mean over n runs",)
    assert {text.get_text() for text in draw(spec).axes[0].texts} >= {"1.12\nn=1", "2.01\nn=3"}


def test_a_heat_map_warns_of_what_is_not_the_same_in_every_cell(tmp_path: Path) -> None:
    for i, (lr, decay, optimiser) in enumerate(
        (lr, decay, o) for lr in (0.1, 0.2) for decay in (0, 1) for o in OPTIMISERS if (lr, decay, o) != (0.1, 0, "sgd")
    ):
        (tmp_path / f"version_{i}").mkdir()
        (tmp_path / f"version_{i}/hparams.yaml").write_text(f"lr: {lr}\nwd: {decay}\noptim: {optimiser}\n")
        (tmp_path / f"version_{i}/metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{i}\n1,19,{i + 1}\n")
    said = (
        "cell: mean over n runs, averaged over optim",
        "cells differ in optim, so differences may be confounded",
    )
    logs = lt.read(tmp_path)
    assert logs.figure(kind="heatmap", by=["lr", "wd"]).notes == said
    notes = logs.figure(kind="box", by=["lr", "wd"]).notes
    assert notes == ("optim differs within the groups too, so their spread is not that of seeds alone",)


def test_a_hyper_parameter_that_a_run_lacks_is_a_gap_that_is_told(tmp_path: Path) -> None:
    for i in range(4):
        (tmp_path / f"version_{i}").mkdir()
        (tmp_path / f"version_{i}/hparams.yaml").write_text(f"lr: {i}\n" + (f"wd: {i}\n" if i != 2 else ""))
        (tmp_path / f"version_{i}/metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{i}\n1,19,{i + 1}\n")
    spec = lt.read(tmp_path).figure(kind="parallel")
    assert spec.notes == ("wd is not set in 1 run, whose line has a gap there",)
    assert sum(math.isnan(y) for curve in panels_of(spec, ParallelPanel)[0].curves for y in curve.y) == 1


def runs_of(folder: Path, *told: tuple[str, str]) -> lt.Logs[object]:
    for i, (lr, loss) in enumerate(told):
        (folder / f"v{i}").mkdir()
        (folder / f"v{i}" / "hparams.yaml").write_text(f"lr: {lr}\n")
        (folder / f"v{i}" / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{loss}\n")
    return lt.read(folder)  # type: ignore[return-value] # the frames are of no interest here


def test_a_scatter_leaves_out_what_has_no_place_on_its_axis_and_says_so(tmp_path: Path) -> None:
    spec = runs_of(tmp_path, (".inf", "1"), (".nan", "2"), ("0.1", "3"), ("0.2", "4")).figure(kind="scatter")
    [panel] = panels_of(spec, ScatterPanel)
    assert panel.marks[0].x == (0.1, 0.2)
    assert panel.caption == "best val_loss 3, lr=0.1"
    assert spec.notes == ("2 runs not drawn: no finite lr",)
    assert "● run" in terminal.draw(spec, color=False)


@pytest.mark.parametrize("kind", ["scatter", "box", "parallel"])
def test_what_is_too_large_for_an_axis_is_left_out(tmp_path: Path, kind: ResultKind) -> None:
    logs = runs_of(tmp_path, ("0.1", "1.7e308"), ("0.2", "2"), ("0.3", "-1.7e308"))
    spec = logs.figure(kind=kind)
    assert "2 runs not drawn: no finite best val_loss" in spec.notes
    draw(spec).draw_without_rendering()


def test_a_box_is_nothing_for_a_terminal(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="only curves and scatters"):
        terminal.draw(runs_of(tmp_path, ("0.1", "1"), ("0.2", "2")).figure(kind="box"))
