"""Curves and bands on their axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import Curve, RunColour, SeriesKind
from tests.figures.panels import curve_panels
from tests.figures.renderers.matplotlib.drawing import SpecOf, group, legends, line


def test_curves_have_the_logged_steps_and_values(spec_of: SpecOf, ordinary: str) -> None:
    loss, acc = draw(spec_of(ordinary)).axes
    steps = line(loss, [1, 3, 5, 7], [2.0, 1.0, 0.9, 0.7])
    means = line(loss, [3, 7], [1.5, 0.8])
    validation = line(loss, [3, 7], [1.1, 0.8])
    assert steps.get_alpha() is not None
    assert (steps.get_alpha() or 1) < 0.5
    assert (means.get_marker(), means.get_linestyle()) == ("o", "-")
    assert (validation.get_marker(), validation.get_linestyle()) == ("s", "--")
    assert line(loss, [8], [0.85]).get_marker() == "*"
    assert line(loss, [7], [0.8]).get_markerfacecolor() == "none"
    assert line(acc, [3, 7], [0.5, 0.7]).get_marker() == "s"


def test_a_single_point_is_a_marker_at_an_integer_step(spec_of: SpecOf) -> None:
    figure = draw(spec_of("epoch,step,my_step_metric\n0,468,0.5\n"))
    [ax] = figure.axes
    assert line(ax, [468], [0.5]).get_marker() not in {"", "None", None}
    figure.draw_without_rendering()
    assert [label.get_text() for label in ax.get_xticklabels()] == ["467", "468", "469"]


def test_a_value_between_two_nan_is_a_marker(spec_of: SpecOf) -> None:
    text = "epoch,step,train_loss\n0,0,1\n0,1,nan\n0,2,3\n1,3,nan\n1,4,5\n1,5,6\n"
    [ax] = draw(spec_of(text)).axes
    curve = line(ax, [0, 1, 2, 3, 4, 5], [1, np.nan, 3, np.nan, 5, 6])
    assert curve.get_marker() == "."
    assert curve.get_markevery() == [0, 2]
    nan = line(ax, [1, 3], [0.025, 0.025])
    assert nan.get_marker() == "x"


def test_a_mean_over_fewer_runs_is_drawn_thinner() -> None:
    [ax] = draw(group()).axes
    full = line(ax, [0, 1, 2, 3], [4, 3, np.nan, np.nan])
    thin = line(ax, [0, 1, 2, 3], [np.nan, 3, 2, 1])
    assert thin.get_linewidth() < 0.5 * full.get_linewidth()


def test_a_band_goes_from_low_to_high_and_the_legend_names_it() -> None:
    figure = draw(group())
    [ax] = figure.axes
    [band] = ax.collections
    edges = band.get_paths()[0].vertices
    assert {tuple(point) for point in np.asarray(edges)} >= {(0, 3), (1, 2), (0, 5), (1, 4)}
    assert legends(figure)[1] == ["validation", "mean ± std"]


def test_the_thin_part_of_a_faint_mean_is_faint_too() -> None:
    faint = replace(
        curve_panels(group())[0].curves[0], series_kind=SeriesKind(stage="train", granularity="step", faint=True)
    )
    [ax] = draw(group(curves=(faint,), bands=())).axes
    full, thin = line(ax, [0, 1, 2, 3], [4, 3, np.nan, np.nan]), line(ax, [0, 1, 2, 3], [np.nan, 3, 2, 1])
    assert full.get_alpha() == thin.get_alpha()
    assert (thin.get_alpha() or 1) < 0.5


def test_many_means_over_fewer_runs_are_drawn_thinner() -> None:
    kind = SeriesKind(stage="val", granularity="epoch")
    run_colours = tuple(RunColour(run=f"g{i}", label=f"g{i}", named=i < 10) for i in range(20))
    curves = tuple(
        Curve(colour_index=i, series_kind=kind, metric="m", x=(0, 1, 2), y=(i + 1.0, i + 1.0, i + 1.0), n=(2, 2, 1))
        for i in range(20)
    )
    [ax] = draw(replace(group(curves=curves, bands=()), run_colours=run_colours)).axes
    assert len(ax.get_lines()) == 40
    assert len({found.get_linewidth() for found in ax.get_lines()}) == 4  # thick and thin, of named and of other groups


def test_hundreds_of_restarts_are_one_collection_of_few_paths() -> None:
    kind = SeriesKind(stage="val", granularity="epoch")
    run_colours = (RunColour(run="a", label="a"), RunColour(run="b", label="b"))
    starts = [Curve(colour_index=0, series_kind=kind, metric="m", x=(0, 1), y=(float(i), i + 1.0)) for i in range(1000)]
    alone = Curve(colour_index=0, series_kind=kind, metric="m", x=(5,), y=(7.0,))
    other = Curve(colour_index=1, series_kind=kind, metric="m", x=(0, 1), y=(2.0, 1.0))
    [ax] = draw(replace(group(curves=(*starts, alone, other), bands=()), run_colours=run_colours)).axes
    [shown] = ax.get_lines()
    assert np.array_equal(shown.get_ydata(), other.y)
    lines, dots = ax.collections
    paths = [np.asarray(path.vertices) for path in lines.get_paths()]
    assert len(paths) < 100
    points = np.concatenate([*(path for path in paths)])
    assert np.isnan(points).any(axis=1).sum() == len(starts) + 1 - len(paths)  # a gap between segments
    finite = points[np.isfinite(points).all(axis=1)]
    assert np.array_equal(finite, [(x, y) for curve in (*starts, alone) for x, y in zip(curve.x, curve.y, strict=True)])
    assert np.array_equal(dots.get_offsets(), [(5, 7)])
    assert ax.dataLim.bounds == (0, 0, 5, 1000)
