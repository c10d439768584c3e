"""What a figure says, apart from who draws it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from logtools.analysis.curves.downsampling import thin
from logtools.errors import MetricNotFoundError, NothingFoundError
from logtools.figures.build.curve_figure import CurveOptions, build_curve_figure
from logtools.figures.spec import Curve, CurvePanel, FigureSpec, Mark, MarkKind
from tests.figures.panels import curve_panels

SpecOf = Callable[..., FigureSpec]


def panel_of(spec: FigureSpec, quantity: str) -> CurvePanel:
    return next(panel for panel in curve_panels(spec) if panel.quantity == quantity)


def curve_of(panel: CurvePanel, stage: str, granularity: str, colour_index: int = 0) -> Curve:
    return next(
        c
        for c in panel.curves
        if (c.series_kind.stage, c.series_kind.granularity, c.colour_index) == (stage, granularity, colour_index)
    )


def marks_of(panel: CurvePanel, kind: MarkKind) -> list[Mark]:
    return [mark for mark in panel.marks if mark.kind == kind]


def test_training_validation_and_test_of_a_quantity_share_a_panel(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    assert [panel.quantity for panel in curve_panels(spec)] == ["loss", "acc"]
    loss = panel_of(spec, "loss")
    assert curve_of(loss, "train", "step").x == (1, 3, 5, 7)
    assert curve_of(loss, "train", "step").y == (2.0, 1.0, 0.9, 0.7)
    assert curve_of(loss, "train", "epoch").y == (1.5, 0.8)
    assert curve_of(loss, "val", "epoch").y == (1.1, 0.8)
    assert len(loss.curves) == 3
    [test] = marks_of(loss, "test")
    assert (test.x, test.y) == ((8,), (0.85,))
    assert spec.notes == ()


def test_single_steps_are_faint_only_behind_epoch_values(spec_of: SpecOf, ordinary: str) -> None:
    loss = panel_of(spec_of(ordinary), "loss")
    assert [curve.series_kind.faint for curve in loss.curves] == [True, False, False]


def test_steps_are_not_faint_where_they_are_all_there_is(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,loss\n0,1,3\n0,3,2\n1,5,1\n1,7,1\n"))
    assert [(curve.series_kind.granularity, curve.series_kind.faint) for curve in panel.curves] == [("step", False)]


def test_a_run_of_steps_alone_is_as_visible_as_the_epochs_of_the_others_and_may_be_best(spec_of: SpecOf) -> None:
    spec = spec_of(
        {
            "epochs": "epoch,step,train_loss_step,train_loss_epoch\n0,1,3,\n0,3,2,\n0,3,,2.5\n",
            "steps": "epoch,step,train_loss\n0,1,2\n0,2,1.5\n0,3,1\n",
        }
    )
    [panel] = curve_panels(spec)
    faint = {
        (spec.run_colours[curve.colour_index].run, curve.series_kind.granularity): curve.series_kind.faint
        for curve in panel.curves
    }
    assert faint == {("epochs", "step"): True, ("epochs", "epoch"): False, ("steps", "step"): False}
    assert panel.caption == "best train_loss 1 in one batch at step 3, steps"
    assert [one.run for one in spec.run_colours if one.winner] == ["steps"]


def test_runs_that_are_equally_good_are_counted(spec_of: SpecOf) -> None:
    text = "epoch,step,val_acc\n0,1,0.5\n1,3,1.0\n"
    [panel] = curve_panels(spec_of({"a": text, "b": text, "c": text, "d": text.replace("1.0", "0.9")}))
    assert panel.caption == "best val_acc 1 at epoch 1, a and 2 equal"


def test_the_best_point_is_the_best_validation(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    loss, acc = panel_of(spec, "loss"), panel_of(spec, "acc")
    [best] = marks_of(loss, "best")
    assert (best.metric, best.x, best.y, best.leads) == ("val_loss", (7,), (0.8,), True)
    assert loss.caption == "best val_loss 0.8 at epoch 1"
    assert [mark.y for mark in marks_of(acc, "best")] == [(0.7,)]
    assert acc.caption == "best val_acc 0.7 at epoch 1"


def test_without_validation_the_best_epoch_mean_is_marked(spec_of: SpecOf) -> None:
    text = "epoch,step,loss_step,loss_epoch\n0,1,0.1,\n0,1,,2.0\n1,3,0.5,\n1,3,,1.0\n2,5,3.0,\n2,5,,1.5\n"
    [panel] = curve_panels(spec_of(text))
    [best] = marks_of(panel, "best")
    assert (best.x, best.y) == ((3,), (1.0,))
    assert panel.caption == "best loss 1 at epoch 1"


def test_the_best_of_single_steps_says_that_it_is_one_batch(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,loss\n0,1,3\n0,3,1\n1,5,2\n1,7,4\n"))
    assert panel.caption == "best loss 1 in one batch at step 3"


def test_a_quantity_of_unknown_direction_has_no_best(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,val_thing\n0,1,3\n1,3,1\n"))
    assert panel.caption == ""
    assert marks_of(panel, "best") == []


def test_a_test_result_is_never_the_best(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,test_loss\n0,0,0.5\n"))
    assert [mark.kind for mark in panel.marks] == ["test"]
    assert panel.caption == ""


def test_what_is_no_number_is_marked_where_it_happened(spec_of: SpecOf) -> None:
    text = "epoch,step,val_loss\n0,1,0.9\n1,3,nan\n2,5,inf\n3,7,-inf\n4,9,0.7\n5,11,nan\n"
    [panel] = curve_panels(spec_of(text))
    assert [mark.x for mark in marks_of(panel, "nan")] == [(3, 11)]
    assert [mark.x for mark in marks_of(panel, "inf")] == [(5,)]
    assert [mark.x for mark in marks_of(panel, "-inf")] == [(7,)]
    [curve] = panel.curves
    assert [math.isfinite(y) for y in curve.y] == [True, False, False, False, True, False]
    assert panel.caption == "best val_loss 0.7 at epoch 4"


def test_runs_keep_their_hue_from_panel_to_panel_and_are_named_by_label(spec_of: SpecOf, ordinary: str) -> None:
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
    assert [(mark.colour_index, mark.leads) for mark in marks_of(loss, "best")] == [(0, True), (1, False)]


def test_of_many_runs_the_best_are_named_first(spec_of: SpecOf) -> None:
    files = {f"v_{i}": f"epoch,step,val_loss\n0,1,{(i * 7) % 20 + 1}\n" for i in range(20)}
    run_colours = spec_of(files).run_colours
    assert [one.named for one in run_colours] == [True] * 10 + [False] * 10
    assert [one.run for one in run_colours[:3]] == ["v_0", "v_3", "v_6"]


def test_twelve_runs_are_all_named_in_natural_order(spec_of: SpecOf) -> None:
    spec = spec_of({f"v_{i}": "epoch,step,val_loss\n0,1,1\n" for i in range(12)})
    assert [one.run for one in spec.run_colours] == [f"v_{i}" for i in range(12)]
    assert all(one.named for one in spec.run_colours)


def test_a_single_run_gives_the_title(spec_of: SpecOf, ordinary: str) -> None:
    assert spec_of(ordinary, labels={"run": "$my_run$"}).title == "$my_run$"


def test_a_given_title_stays(spec_of: SpecOf, ordinary: str) -> None:
    assert spec_of(ordinary, title="The title").title == "The title"


def test_the_epoch_axis_stands_at_the_last_step_of_each_epoch(spec_of: SpecOf, ordinary: str) -> None:
    assert panel_of(spec_of(ordinary), "loss").epochs == ((3, 0), (7, 1))


def test_runs_whose_epochs_differ_have_no_epoch_axis_and_the_figure_says_so(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of({"a": ordinary, "b": "epoch,step,val_loss\n0,30,1\n1,61,2\n"})
    assert {panel.epochs for panel in curve_panels(spec)} == {()}
    assert spec.notes == ("no epoch axis: the epochs of the runs end at different steps",)


def test_segments_of_a_run_are_curves_of_their_own(spec_of: SpecOf) -> None:
    fit = "".join(f"0,{step},{1 / (step + 1)}\n" for step in range(6))
    [panel] = curve_panels(spec_of(f"epoch,step,loss\n{fit}{fit}"))
    assert [curve.x for curve in panel.curves] == [(0, 1, 2, 3, 4, 5)] * 2


def test_dataloaders_are_told_apart(spec_of: SpecOf) -> None:
    text = "epoch,step,val_loss/dataloader_idx_0,val_loss/dataloader_idx_1\n0,1,1.0,2.0\n1,3,0.5,1.5\n"
    [panel] = curve_panels(spec_of(text))
    assert [(curve.series_kind.variant, curve.series_kind.label, curve.y) for curve in panel.curves] == [
        (0, "validation, dataloader 0", (1.0, 0.5)),
        (1, "validation, dataloader 1", (2.0, 1.5)),
    ]
    assert [mark.y for mark in marks_of(panel, "best")] == [(0.5,)]


def test_evaluation_steps_are_not_drawn_over_train_steps_and_the_figure_says_so(spec_of: SpecOf) -> None:
    text = "epoch,step,val_loss_step,val_loss_epoch\n,0,5,\n,1,6,\n0,3,,5.5\n,2,4,\n,3,5,\n1,7,,4.5\n"
    spec = spec_of(text)
    [panel] = curve_panels(spec)
    assert [(curve.series_kind.granularity, curve.y) for curve in panel.curves] == [("epoch", (5.5, 4.5))]
    assert spec.notes == ("without the evaluation steps of val_loss, which count batches of their own",)


def test_evaluation_steps_alone_have_a_panel_with_their_own_axis(spec_of: SpecOf) -> None:
    text = "epoch,step,val_st,val_loss\n,0,5,\n,1,6,\n0,3,,1\n,2,4,\n,3,5,\n1,7,,1\n"
    panel = panel_of(spec_of(text), "st")
    assert (panel.x_label, panel.epochs) == ("evaluation step", ())
    assert [curve.x for curve in panel.curves] == [(0, 1, 2, 3)]


def test_what_was_thinned_is_said() -> None:
    steps = 50_000
    metrics = pl.DataFrame(
        {
            "run": ["run"] * steps,
            "segment": [0] * steps,
            "stage": ["train"] * steps,
            "metric": ["loss"] * steps,
            "quantity": ["loss"] * steps,
            "granularity": ["step"] * steps,
            "dataloader": [None] * steps,
            "epoch": [0] * steps,
            "step": range(steps),
            "value": [math.sin(i) for i in range(steps)],
        },
        schema=schema.METRICS,
    )
    summary = metrics.group_by("run", "stage", "metric", "quantity", "granularity", "dataloader").agg(
        count=pl.len().cast(pl.Int64)
    )
    blank = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.SUMMARY.items() if name not in summary]
    summary = summary.with_columns(blank).with_columns(label=pl.lit("loss")).select(*schema.SUMMARY)
    thinned = thin(metrics, columns=100)
    [note] = build_curve_figure(thinned, summary, labels={}, options=CurveOptions(columns=100)).notes
    assert note == f"drawn: {thinned.height} of 50,000 values, with the smallest and largest of each of 100 columns"


def test_nothing_logged_is_an_error() -> None:
    with pytest.raises(NothingFoundError, match="nothing to draw"):
        build_curve_figure(pl.DataFrame(schema=schema.METRICS), pl.DataFrame(schema=schema.SUMMARY), labels={})


def test_an_unknown_metric_is_an_error_with_near_names(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(MetricNotFoundError, match=r"val_los.*did you mean 'val_loss'"):
        spec_of(ordinary, select=["val_los"])


def test_a_spec_is_frozen(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    with pytest.raises(FrozenInstanceError):
        spec.title = "other"  # type: ignore[misc]


def test_the_frames_are_not_changed_and_give_the_same_figure_again() -> None:
    sweep = lt.read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
    metrics, summary = sweep.metrics(), sweep.summary()
    before = metrics.clone(), summary.clone()
    first = build_curve_figure(metrics, summary, labels={})
    assert metrics.equals(before[0])
    assert summary.equals(before[1])
    assert build_curve_figure(metrics, summary, labels={}) == first
