"""Colours of runs: order, names, the winner."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from logtools.figures.build.best_points import BestPoint
from logtools.figures.build.run_colours import run_colours_of, scale_of
from logtools.figures.spec import ColourScale, FigureSpec, RunColour
from tests.figures.panels import curve_of, curve_panels, marks_in, panel_of


def point(run: str, *, panel: int = 0, granularity: str = "epoch") -> BestPoint:
    return BestPoint(
        panel=panel, run=run, metric="loss", label="val_loss", stage="val", granularity=granularity, value=0.5, step=1,
        epoch=0,
    )  # fmt: skip


def colours(
    runs: Sequence[str],
    best: Sequence[BestPoint] = (),
    labels: Mapping[str, str] | None = None,
    values: Mapping[str, float] | None = None,
) -> tuple[RunColour, ...]:
    return run_colours_of(pl.DataFrame({"run": [*runs, *runs]}), best, labels or {}, values or {})


def test_runs_are_in_the_natural_order_of_their_labels() -> None:
    found = colours(["a", "b", "c"], labels={"a": "lr=10", "b": "lr=2"})
    assert [(one.run, one.label) for one in found] == [("c", "c"), ("b", "lr=2"), ("a", "lr=10")]
    assert all(one.named and not one.winner for one in found)


def test_the_best_ten_of_more_than_twelve_runs_are_named() -> None:
    runs = [f"run_{i}" for i in range(13)]
    found = colours(runs, [point("run_12"), point("run_3"), point("run_5", panel=1)])
    assert [one.run for one in found[:4]] == ["run_12", "run_3", "run_0", "run_1"]
    assert [one.named for one in found] == [True] * 10 + [False] * 3
    assert {one.run for one in found} == {*runs}
    assert all(one.named for one in colours(runs[:12], [point("run_3")]))


def test_runs_on_a_scale_are_ordered_by_value_and_all_named() -> None:
    runs = [f"run_{i}" for i in range(20)]
    found = colours(runs, [point("run_19")], values={run: float(-i) for i, run in enumerate(runs[:19])})
    assert [one.run for one in found] == [*reversed(runs[:19]), "run_19"]
    assert [one.value for one in found[-2:]] == [0.0, None]
    assert all(one.named for one in found)


def test_the_winner_of_the_first_panel_is_marked_with_its_metric() -> None:
    found = colours(["a", "b"], [point("b"), point("a"), point("a", panel=1)])
    assert [(one.run, one.winner, one.best_of) for one in found] == [("a", False, ""), ("b", True, "val_loss")]


def test_a_winner_by_a_single_step_is_marked_as_such() -> None:
    assert colours(["a", "b"], [point("b", granularity="step")])[1].best_of == "val_loss in one batch"


def test_a_single_run_is_not_a_winner() -> None:
    assert not colours(["a"], [point("a")])[0].winner


def test_a_scale_spans_the_values_and_is_logarithmic_from_a_ratio_of_twenty() -> None:
    def scale(*values: float | None) -> ColourScale | None:
        return scale_of("lr", [RunColour(run="a", label="a", value=value) for value in values])

    assert scale(1.0, None, 20.0) == ColourScale(name="lr", low=1.0, high=20.0, log=True)
    assert scale(1.0, 19.0) == ColourScale(name="lr", low=1.0, high=19.0)
    assert scale(0.0, 100.0) == ColourScale(name="lr", low=0.0, high=100.0)
    assert scale(-1.0, 100.0) == ColourScale(name="lr", low=-1.0, high=100.0)
    assert scale(None, None) is None


SpecOf = Callable[..., FigureSpec]


def test_runs_have_the_same_hue_in_all_panels_and_are_named_by_label(spec_of: SpecOf, ordinary: str) -> None:
    files = {"a": ordinary, "b": ordinary.replace("0.8,0.7", "0.6,0.75")}
    spec = spec_of(files, labels={"a": "lr=0.001", "b": "lr=1e-05"})
    assert [(one.run, one.label) for one in spec.run_colours] == [
        ("b", "lr=1e-05"),
        ("a", "lr=0.001"),
    ]
    assert [one.winner for one in spec.run_colours] == [True, False]
    for panel in curve_panels(spec):
        by_colour = {curve.colour_index: curve.y for curve in panel.curves if curve.series_kind.stage == "val"}
        assert sorted(by_colour) == [0, 1]
    loss = panel_of(spec, "loss")
    assert curve_of(loss, "val", "epoch", colour_index=0).y == (1.1, 0.6)
    assert loss.caption == "best val_loss 0.6 at epoch 1, lr=1e-05"
    assert [(mark.colour_index, mark.leads) for mark in marks_in(loss, "best")] == [(0, True), (1, False)]


def test_the_best_of_many_runs_are_named_first(spec_of: SpecOf) -> None:
    files = {f"v_{i}": f"epoch,step,val_loss\n0,1,{(i * 7) % 20 + 1}\n" for i in range(20)}
    run_colours = spec_of(files).run_colours
    assert [one.named for one in run_colours] == [True] * 10 + [False] * 10
    assert [one.run for one in run_colours[:3]] == ["v_0", "v_3", "v_6"]


def test_twelve_runs_are_all_named_in_natural_order(spec_of: SpecOf) -> None:
    spec = spec_of({f"v_{i}": "epoch,step,val_loss\n0,1,1\n" for i in range(12)})
    assert [one.run for one in spec.run_colours] == [f"v_{i}" for i in range(12)]
    assert all(one.named for one in spec.run_colours)
