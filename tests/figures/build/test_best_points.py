"""The best point of a panel."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from logtools.figures.build.best_points import BestPoint, best_points
from logtools.figures.spec import FigureSpec
from tests.figures.panels import curve_panels, marks_in, panel_of

COLUMNS = {
    "run": pl.String, "stage": pl.String, "metric": pl.String, "label": pl.String, "granularity": pl.String,
    "dataloader": pl.Int64, "direction": pl.String, "best": pl.Float64, "best_step": pl.Int64, "best_epoch": pl.Int64,
    "panel": pl.Int64, "axis": pl.String,
}  # fmt: skip


def row(
    run: str,
    stage: str | None,
    best: float | None,
    *,
    granularity: str = "epoch",
    direction: str = "min",
    **given: object,
) -> dict[str, object]:
    label = f"{stage or 'my'}_loss"
    fixed = {"run": run, "stage": stage, "best": best, "granularity": granularity, "direction": direction}
    rest = {
        "metric": label,
        "label": label,
        "dataloader": None,
        "best_step": 7,
        "best_epoch": 1,
        "panel": 0,
        "axis": "step",
    }
    return rest | fixed | given


def found(*rows: dict[str, object]) -> list[tuple[int, str, str, float]]:
    points = best_points(pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    return [(point.panel, point.run, point.label, point.value) for point in points]


@pytest.mark.parametrize(
    "stages",
    [
        [("val", "epoch"), ("train", "epoch"), (None, "epoch"), ("train", "step")],
        [("train", "epoch"), (None, "epoch"), ("val", "step")],
        [(None, "epoch"), (None, "step")],
    ],
)
def test_validation_comes_before_training_and_epochs_before_single_steps(
    stages: list[tuple[str | None, str]],
) -> None:
    rows = [row("a", stage, float(i), granularity=granularity) for i, (stage, granularity) in enumerate(stages)]
    assert found(*reversed(rows)) == [(0, "a", f"{stages[0][0] or 'my'}_loss", 0.0)]


def test_the_best_run_comes_first_and_ties_keep_their_order() -> None:
    rows = [row("a", "val", 3.0), row("b", "val", 1.0), row("c", "val", 2.0), row("d", "val", 1.0)]
    assert [run for _, run, _, _ in found(*rows)] == ["b", "d", "c", "a"]


def test_the_largest_value_is_best_if_higher_is_better() -> None:
    assert [
        run for _, run, _, _ in found(*(row(r, "val", v, direction="max") for r, v in [("a", 1.0), ("b", 2.0)]))
    ] == [
        "b",
        "a",
    ]


def test_a_run_without_the_chosen_metric_has_no_point() -> None:
    assert found(row("a", "val", 1.0), row("b", "train", 0.1)) == [(0, "a", "val_loss", 1.0)]


@pytest.mark.parametrize("stage", ["test", "predict"])
def test_test_results_and_predictions_are_never_best(stage: str) -> None:
    assert found(row("a", stage, 0.1)) == []


def test_evaluation_steps_and_metrics_of_unknown_direction_have_no_best() -> None:
    assert found(row("a", "val", 1.0, granularity="step", axis="evaluation step"), row("b", "val", None)) == []


def test_each_panel_has_its_own_best_in_the_order_of_panels() -> None:
    rows = [row("a", "val", 2.0, panel=1), row("a", "train", 1.0, panel=0), row("b", "val", 1.0, panel=1)]
    assert found(*rows) == [(0, "a", "train_loss", 1.0), (1, "b", "val_loss", 1.0), (1, "a", "val_loss", 2.0)]


def test_the_first_of_several_dataloaders_is_used() -> None:
    assert found(row("a", "val", 1.0, dataloader=1), row("a", "val", 2.0, dataloader=0)) == [(0, "a", "val_loss", 2.0)]


def test_a_point_has_the_step_and_epoch_at_which_it_was_logged() -> None:
    frame = pl.DataFrame([row("a", "train", 1.0, granularity="step", best_epoch=None)], schema=COLUMNS, orient="row")
    assert best_points(frame) == [
        BestPoint(
            panel=0, run="a", metric="train_loss", label="train_loss", stage="train", granularity="step", value=1.0,
            step=7, epoch=None,
        )
    ]  # fmt: skip
    assert best_points(frame)[0].is_step


SpecOf = Callable[..., FigureSpec]


def test_the_best_point_is_the_best_validation(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    loss, acc = panel_of(spec, "loss"), panel_of(spec, "acc")
    [best] = marks_in(loss, "best")
    assert (best.metric, best.x, best.y, best.leads) == ("val_loss", (7,), (0.8,), True)
    assert loss.caption == "best val_loss 0.8 at epoch 1"
    assert [mark.y for mark in marks_in(acc, "best")] == [(0.7,)]
    assert acc.caption == "best val_acc 0.7 at epoch 1"


def test_without_validation_the_best_epoch_mean_is_marked(spec_of: SpecOf) -> None:
    text = "epoch,step,loss_step,loss_epoch\n0,1,0.1,\n0,1,,2.0\n1,3,0.5,\n1,3,,1.0\n2,5,3.0,\n2,5,,1.5\n"
    [panel] = curve_panels(spec_of(text))
    [best] = marks_in(panel, "best")
    assert (best.x, best.y) == ((3,), (1.0,))
    assert panel.caption == "best loss 1 at epoch 1"


def test_a_quantity_of_unknown_direction_has_no_best(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,val_thing\n0,1,3\n1,3,1\n"))
    assert panel.caption == ""
    assert marks_in(panel, "best") == []


def test_a_test_result_is_never_the_best(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,test_loss\n0,0,0.5\n"))
    assert [mark.kind for mark in panel.marks] == ["test"]
    assert panel.caption == ""
