"""Legends beside and below the panels, and on the caller's axes."""

from __future__ import annotations

from matplotlib.figure import Figure

import logtools as lt
from logtools.figures.renderers.matplotlib import draw
from tests.figures.renderers.matplotlib.drawing import LOGS, SpecOf, boxes, legends


def test_legends_name_runs_and_kinds_of_value_outside_the_panels(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(
        spec_of({"a": ordinary.replace("0.8,0.7", "0.6,0.7"), "b": ordinary}, labels={"a": "_first", "b": "$x_1$"})
    )
    runs, kinds = legends(figure)
    assert runs == ["$x_1$", "_first (best val_loss)"]
    assert kinds == ["train, each step", "train, epoch mean", "validation", "test", "best"]
    found = boxes(figure)
    for name, box in found.items():
        others = [other for other_name, other in found.items() if other_name.split()[0] != name.split()[0]]
        assert not any(box.overlaps(other) for other in others), name


def test_the_best_metric_does_not_shorten_a_long_run_name(spec_of: SpecOf, ordinary: str) -> None:
    name = "experiments/vision/resnet50/version_3"
    figure = draw(spec_of({"a": ordinary, "b": ordinary.replace("0.8,0.7", "0.6,0.7")}, labels={"b": name}))
    assert f"{name}\n(best val_loss)" in legends(figure)[0]


def test_the_callers_axes_have_a_legend_of_colours() -> None:
    figure = Figure()
    draw(lt.read(LOGS / "sweep").figure("val_loss"), ax=figure.subplots())
    legend = figure.axes[0].get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()][:3] == ["lr=0.0001", "lr=0.001", "lr=0.01"]
