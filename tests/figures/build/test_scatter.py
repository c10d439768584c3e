"""Scatter plots of results."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from logtools.figures.renderers import terminal
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import ScatterPanel
from tests.figures.panels import panels_of
from tests.grid import RATES, runs_with_lr, value


def test_a_scatter_shows_each_run_and_the_mean_at_each_value(grid: lt.Logs[object]) -> None:
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


def test_a_scatter_leaves_out_non_finite_hyperparameters_with_a_note(tmp_path: Path) -> None:
    spec = runs_with_lr(tmp_path, (".inf", "1"), (".nan", "2"), ("0.1", "3"), ("0.2", "4")).figure(kind="scatter")
    [panel] = panels_of(spec, ScatterPanel)
    assert panel.marks[0].x == (0.1, 0.2)
    assert panel.caption == "best val_loss 3, lr=0.1"
    assert spec.notes == ("2 runs not drawn: no finite lr",)
    assert "● run" in terminal.draw(spec, color=False)
