"""Heat maps of results."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import HeatmapPanel
from tests.figures.panels import panels_of
from tests.grid import OPTIMISERS


def test_a_heatmap_shows_the_mean_for_two_hyperparameters(grid: lt.Logs[object]) -> None:
    [panel] = panels_of(grid.figure(kind="heatmap"), HeatmapPanel)
    assert (panel.x_label, panel.columns) == ("lr", ("0.0001", "0.001", "0.01"))
    assert (panel.y_label, panel.rows) == ("optim", ("adam", "sgd"))
    assert panel.values[0] == pytest.approx((1.01, 2.01, 3.01))
    assert panel.values[1] == pytest.approx((1.11, 2.11, 3.11))
    ax, _ = draw(grid.figure(kind="heatmap")).axes
    assert [text.get_text() for text in ax.texts] == ["1.01", "2.01", "3.01", "1.11", "2.11", "3.11"]


def test_a_heatmap_of_uneven_cells_has_counts_and_names_confounders(grid: lt.Logs[object]) -> None:
    assert grid.figure(kind="heatmap").notes == ("cell: mean over 3 runs",)
    fewer = grid[
        [run for run in grid.ids if run not in {"version_3", "version_4"}]
    ]  # lr=0.0001, sgd: only one seed left
    spec = fewer.figure(kind="heatmap")
    assert panels_of(spec, HeatmapPanel)[0].counts == ((3, 3, 3), (1, 3, 3))
    assert spec.notes == ("cell: mean over n runs",)
    assert {text.get_text() for text in draw(spec).axes[0].texts} >= {"1.12\nn=1", "2.01\nn=3"}


def test_a_heatmap_warns_if_cells_differ_in_other_hyperparameters(tmp_path: Path) -> None:
    for i, (lr, decay, optimiser) in enumerate(
        (lr, decay, o) for lr in (0.1, 0.2) for decay in (0, 1) for o in OPTIMISERS if (lr, decay, o) != (0.1, 0, "sgd")
    ):
        (tmp_path / f"version_{i}").mkdir()
        (tmp_path / f"version_{i}/hparams.yaml").write_text(f"lr: {lr}\nwd: {decay}\noptim: {optimiser}\n")
        (tmp_path / f"version_{i}/metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{i}\n1,19,{i + 1}\n")
    uneven = (
        "cell: mean over n runs, averaged over optim",
        "cells differ in optim, so differences may be confounded",
    )
    logs = lt.read(tmp_path)
    assert logs.figure(kind="heatmap", by=["lr", "wd"]).notes == uneven
    notes = logs.figure(kind="box", by=["lr", "wd"]).notes
    assert notes == ("optim differs within the groups too, so their spread is not seed noise alone",)
