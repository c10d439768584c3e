"""The colour bar of a numeric hyperparameter."""

from __future__ import annotations

from dataclasses import replace

import matplotlib as mpl
import numpy as np
from matplotlib.collections import LineCollection

from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import ColourScale, Curve, CurvePanel, FigureSpec, RunColour, SeriesKind
from tests.figures.renderers.matplotlib.drawing import group, legends


def test_a_numeric_hyperparameter_has_a_colour_bar_and_many_runs_are_few_artists() -> None:
    kind = SeriesKind(stage="val", granularity="epoch", label="validation")
    values = [10.0 ** (-i / 10) for i in range(40)]
    run_colours = tuple(RunColour(run=f"r{i}", label=f"r{i}", value=value) for i, value in enumerate(values))
    curves = tuple(Curve(colour_index=i, series_kind=kind, metric="m", x=(0, 1), y=(float(i), 1.0)) for i in range(40))
    panel = CurvePanel(quantity="m", x_label="step", y_label="m", curves=curves)
    scale = ColourScale(name="lr", low=min(values), high=max(values), log=True)
    figure = draw(FigureSpec(title=None, run_colours=run_colours, panels=(panel,), scale=scale))
    ax, bar = figure.axes
    assert bar.get_ylabel() == "lr"
    [lines] = [found for found in ax.collections if isinstance(found, LineCollection)]
    assert len(lines.get_segments()) == 40
    assert len({str(colour) for colour in lines.get_colors()}) == 40
    assert ax.get_ylim()[1] > 39
    assert legends(figure) == [["validation"]]


def test_a_colour_bar_has_the_colours_of_the_curves_and_plain_numbers() -> None:
    kind = SeriesKind(stage="train", granularity="step")
    scale = ColourScale(name="lr", low=1e-4, high=1e-2, log=True)
    values = (1e-4, 1e-3, 1e-2)
    run_colours = tuple(RunColour(run=str(v), label=str(v), value=v) for v in values)
    curves = tuple(Curve(colour_index=i, series_kind=kind, metric="m", x=(0, 1), y=(i, i)) for i in range(3))
    figure = draw(replace(group(curves=curves, bands=()), run_colours=run_colours, scale=scale, band=""))
    figure.draw_without_rendering()
    ax, bar = figure.axes
    drawn = [mpl.colors.to_hex(found.get_color()) for found in ax.get_lines()]
    [mesh] = [found for found in bar.collections if found.get_array() is not None]
    shades = np.asarray(mesh.cmap(mesh.norm(np.array(values)))).tolist()
    on_bar = [mpl.colors.to_hex(shade) for shade in shades]
    for one, other in zip(drawn, on_bar, strict=True):
        distance = max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))
        assert distance <= 2
    ticks = zip(bar.get_yticks(), bar.get_yticklabels(), strict=True)
    assert [label.get_text() for place, label in ticks if 0.9e-4 < place < 1.1e-2] == ["0.0001", "0.001", "0.01"]
