"""Parallel coordinates of results."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import logtools as lt
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import ParallelPanel
from tests.figures.panels import panels_of


def test_parallel_coordinates_draw_one_line_per_run_coloured_by_its_value(grid: lt.Logs[object]) -> None:
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


def test_a_missing_hyperparameter_is_a_gap_with_a_note(tmp_path: Path) -> None:
    for i in range(4):
        (tmp_path / f"version_{i}").mkdir()
        (tmp_path / f"version_{i}/hparams.yaml").write_text(f"lr: {i}\n" + (f"wd: {i}\n" if i != 2 else ""))
        (tmp_path / f"version_{i}/metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{i}\n1,19,{i + 1}\n")
    spec = lt.read(tmp_path).figure(kind="parallel")
    assert spec.notes == ("wd is not set in 1 run, whose line has a gap there",)
    assert sum(math.isnan(y) for curve in panels_of(spec, ParallelPanel)[0].curves for y in curve.y) == 1
