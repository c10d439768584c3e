"""The metrics of a figure, and their order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from logtools.errors import MetricNotFoundError
from logtools.figures.build.metric_selection import MOST_PANELS, PANELS
from logtools.figures.spec import FigureSpec
from tests.figures.panels import curve_panels

SpecOf = Callable[..., FigureSpec]


def wide(names: list[str], *, epochs: int = 2) -> str:
    rows = [f"{e},{2 * e + 1}," + ",".join(str(i + e) for i in range(len(names))) for e in range(epochs)]
    return "\n".join(["epoch,step," + ",".join(names), *rows, ""])


def shown(spec: FigureSpec) -> list[str]:
    return [panel.quantity for panel in curve_panels(spec)]


def series(spec: FigureSpec) -> set[tuple[str, str]]:
    return {(curve.metric, curve.series_kind.granularity) for panel in curve_panels(spec) for curve in panel.curves}


def test_losses_and_validated_quantities_come_first_and_monitors_last(spec_of: SpecOf) -> None:
    text = (
        "epoch,step,lr-Adam,train_zeta,train_loss,val_acc,train_acc,DeviceStatsMonitor.on_train_batch_end/cpu_percent\n"
        ",1,0.1,,,,,\n,1,,,,,,50\n0,1,,1,2,,0.5,\n0,3,,2,1,,0.6,\n0,3,,,,0.5,,\n"
        ",5,0.1,,,,,\n,5,,,,,,50\n1,5,,1,2,,0.5,\n1,7,,2,1,,0.6,\n1,7,,,,0.6,,\n"
    )
    order = ["loss", "acc", "zeta", "lr-Adam", "DeviceStatsMonitor.on_train_batch_end/cpu_percent"]
    assert shown(spec_of(text)) == order


def test_at_most_a_dozen_panels_are_drawn_and_the_others_are_named(spec_of: SpecOf) -> None:
    names = [f"val_m{i}" for i in range(39)] + ["val_loss"]
    spec = spec_of(wide(names))
    assert len(curve_panels(spec)) == PANELS == 12
    assert curve_panels(spec)[0].quantity == "loss"
    assert {*shown(spec), *spec.left_out} == {name.removeprefix("val_") for name in names}
    assert len(spec.left_out) == 28
    assert spec.notes == (f"not drawn (select metrics by name or pattern): {', '.join(spec.left_out[:6])} and 22 more",)


def test_selected_metrics_can_have_more_than_twelve_panels(spec_of: SpecOf) -> None:
    spec = spec_of(wide([f"val_m{i}" for i in range(20)]), select=["val_m*"])
    assert len(curve_panels(spec)) == 20
    assert spec.left_out == ()


def test_the_number_of_panels_is_limited(spec_of: SpecOf) -> None:
    spec = spec_of(wide([f"val_m{i}" for i in range(60)]), select=["*"])
    assert len(curve_panels(spec)) == MOST_PANELS
    assert len(spec.left_out) == 60 - MOST_PANELS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("loss", {("train_loss", "step"), ("train_loss", "epoch"), ("val_loss", "epoch")}),
        ("train_loss", {("train_loss", "step"), ("train_loss", "epoch")}),
        ("train_loss_step", {("train_loss", "step")}),
        ("train_loss_epoch", {("train_loss", "epoch")}),
        ("val_*", {("val_loss", "epoch"), ("val_acc", "epoch")}),
        ("*_a[bc]c", {("val_acc", "epoch")}),
    ],
)
def test_a_metric_is_selected_by_name_quantity_granularity_or_pattern(
    spec_of: SpecOf, ordinary: str, name: str, expected: set[tuple[str, str]]
) -> None:
    assert series(spec_of(ordinary, select=[name])) == expected


def test_panels_are_in_the_order_of_the_selection(spec_of: SpecOf, ordinary: str) -> None:
    assert shown(spec_of(ordinary, select=["acc", "loss"])) == ["acc", "loss"]


def test_a_name_that_looks_like_a_pattern_matches_itself_first(spec_of: SpecOf) -> None:
    text = wide(["val_top[1]", "val_top1"])
    assert shown(spec_of(text, select=["val_top[1]"])) == ["top[1]"]


def test_each_name_must_match_a_metric(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(MetricNotFoundError, match="'nothing_like_it'"):
        spec_of(ordinary, select=["loss", "nothing_like_it"])


def test_epoch_in_the_name_of_a_validation_metric_makes_no_new_quantity(spec_of: SpecOf) -> None:
    text = "epoch,step,train_acc,val_acc_epoch\n0,1,0.5,\n0,3,0.6,\n0,3,,0.5\n1,5,0.7,\n1,7,0.8,\n1,7,,0.6\n"
    spec = spec_of(text)
    assert shown(spec) == ["acc"]
    assert {metric for metric, _ in series(spec)} == {"train_acc", "val_acc_epoch"}


def test_epoch_stays_in_a_name_if_there_is_no_quantity_without_it(spec_of: SpecOf) -> None:
    assert shown(spec_of("epoch,step,val_acc_epoch\n0,3,0.5\n1,7,0.6\n")) == ["acc_epoch"]
