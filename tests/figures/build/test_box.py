"""Interval plots of results."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.figures.renderers import terminal
from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import IntervalPanel
from tests.figures.panels import panels_of
from tests.grid import runs_with_lr, value


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
    reach = 2.570581835636314 * deviation / math.sqrt(6)  # Student's t, 5 degrees of freedom, 97.5%
    assert (first.low, first.high) == pytest.approx((1.06 - reach, 1.06 + reach))
    assert spec.band == "mean, 95% CI"
    [ax] = draw(spec).axes
    assert [label.get_text() for label in ax.get_yticklabels()] == list(panel.row_labels)


def test_groups_of_one_run_have_no_interval(grid: lt.Logs[object]) -> None:
    spec = grid[["version_0", "version_6"]].figure(kind="box")
    assert (panels_of(spec, IntervalPanel)[0].intervals, spec.band) == ((), "")


def test_a_box_plot_cannot_be_drawn_in_a_terminal(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="only curves and scatter plots"):
        terminal.draw(runs_with_lr(tmp_path, ("0.1", "1"), ("0.2", "2")).figure(kind="box"))
