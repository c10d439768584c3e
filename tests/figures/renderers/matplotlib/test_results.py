"""Plots of results on their axes."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex

import logtools as lt
from logtools.figures.renderers.matplotlib import draw, encode


def test_a_heat_map_is_coloured_by_its_values(grid: lt.Logs[object]) -> None:
    ax, _ = draw(grid.figure(kind="heatmap")).axes
    shades = [to_hex(np.asarray(cell.get_facecolor())[0]) for cell in ax.collections]
    assert (shades[0], shades[-1]) == ("#440154", "#f0d800")
    assert len(set(shades)) == 6
    assert [label.get_text() for label in ax.get_yticklabels()] == ["adam", "sgd"]


def test_long_group_names_are_complete_and_do_not_overlap(tmp_path: Path) -> None:
    for i in range(24):
        folder = tmp_path / f"version_{i}"
        folder.mkdir()
        rate, decay = (0.1, 0.01, 0.001)[i % 3], (0, 0.0001)[i // 3 % 2]
        (folder / "hparams.yaml").write_text(f"learning_rate: {rate}\nweight_decay: {decay}\noptimizer: adam{i // 6}\n")
        (folder / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{i}\n1,19,{i + 1}\n")
    figure = draw(lt.read(tmp_path).figure(kind="box", by=["learning_rate", "weight_decay", "optimizer"]))
    figure.draw_without_rendering()
    labels = figure.axes[0].get_yticklabels()
    assert labels[0].get_text() == "learning_rate=0.001 weight_decay=0\noptimizer=adam0 (n=1)"
    extents = sorted((label.get_window_extent().y0, label.get_window_extent().y1) for label in labels)
    assert all(top <= bottom for (_, top), (bottom, _) in itertools.pairwise(extents))


@pytest.mark.parametrize("kind", ["scatter", "parallel", "box", "heatmap"])
def test_equal_results_give_equal_files(grid: lt.Logs[object], kind: str) -> None:
    first, again = (encode(draw(grid.figure(kind=kind)), "svg") for _ in range(2))  # type: ignore[arg-type] # one of them
    assert first == again
