"""Series as curves: which are faint, marked or separate."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools.figures.build.curves import CurveData, bands_of, behind, curves_of, marks_of, series_of
from logtools.figures.build.metric_selection import choose
from logtools.figures.spec import FigureSpec, SeriesId, SeriesKind
from tests.figures.panels import curve_panels, marks_in, panel_of


def read(tmp_path: Path, **files: str) -> dict[int, list[CurveData]]:
    for run, text in files.items():
        (tmp_path / run).mkdir()
        (tmp_path / run / "metrics.csv").write_text(text, encoding="utf-8")
    logs = lt.read(tmp_path)
    return series_of(logs.metrics(), choose(logs.summary()).rows)


def data(stage: str | None = "val", granularity: str = "epoch", *, run: str = "a", **given: object) -> CurveData:
    series = SeriesId(run=run, segment=0, stage=stage, metric="loss", granularity=granularity, dataloader=None)
    kind = SeriesKind(stage=stage, granularity=granularity, label="name")
    line: dict[str, object] = {"x": (1.0, 2.0), "y": (0.5, 0.25)}
    return CurveData(series=series, series_kind=kind, **(line | given))  # type: ignore[arg-type]  # the fields of a line


def labels(series: list[CurveData]) -> list[str]:
    return sorted(one.series_kind.label for one in series)


def test_a_series_has_its_values_in_file_order_by_step(tmp_path: Path) -> None:
    [[one]] = read(tmp_path, a="epoch,step,loss\n0,1,3.0\n0,2,nan\n0,3,1.0\n").values()
    assert one.x == (1, 2, 3)
    assert (one.y[0], math.isnan(one.y[1]), one.y[2]) == (3.0, True, 1.0)
    assert (one.run, one.metric, one.series_kind.granularity) == ("a", "loss", "step")


def test_the_row_number_replaces_a_missing_step(tmp_path: Path) -> None:
    [[one]] = read(tmp_path, a="epoch,loss\n0,3.0\n1,2.0\n2,1.0\n").values()
    assert one.y == (3.0, 2.0, 1.0)
    assert list(one.x) == sorted(set(one.x))


def test_the_kinds_of_a_quantity_are_named_and_steps_are_faint_behind_epochs(tmp_path: Path) -> None:
    text = "epoch,step,train_loss_step,train_loss_epoch,val_loss\n0,1,3.0,,\n0,2,2.0,,\n0,2,,2.5,\n0,2,,,1.0\n"
    [series] = read(tmp_path, a=text).values()
    faint = {one.series_kind.label: one.series_kind.faint for one in series}
    assert faint == {"train, each step": True, "train, epoch mean": False, "validation": False}


def test_dataloaders_are_variants_with_their_number(tmp_path: Path) -> None:
    text = "epoch,step,val_loss/dataloader_idx_0,val_loss/dataloader_idx_1\n0,1,3.0,4.0\n1,2,2.0,3.0\n"
    [series] = read(tmp_path, a=text).values()
    assert labels(series) == ["validation, dataloader 0", "validation, dataloader 1"]
    assert sorted(one.series_kind.variant for one in series) == [0, 1]


def test_a_column_x_replaces_the_step() -> None:
    key = {"run": ["a"], "stage": ["val"], "metric": ["loss"], "granularity": ["epoch"], "dataloader": [None]}
    rows = pl.DataFrame(key | {"panel": [3]}, schema_overrides={"dataloader": pl.Int64})
    metrics = pl.DataFrame(
        key | {"segment": [0], "step": [7], "x": [0.5], "value": [1.0]}, schema_overrides={"dataloader": pl.Int64}
    )
    assert series_of(metrics, rows)[3][0].x == (0.5,)
    assert series_of(metrics.drop("x"), rows)[3][0].x == (7,)


def test_faint_curves_are_drawn_first_and_results_are_not_curves() -> None:
    front, faint, result = data(), *behind([data("train", "step")]), data("test")
    curves = list(curves_of([front, result, faint], {"a": 2}))
    assert [(curve.series, curve.colour_index) for curve in curves] == [(faint.series, 2), (front.series, 2)]
    assert curves[1].y == front.y


def test_raw_values_behind_smoothed_ones_are_faint_but_results_are_not() -> None:
    curve, result = behind([data(), data("test")])
    assert curve.series_kind.faint
    assert curve.series_kind.label != "name"
    assert result == data("test")


@pytest.mark.parametrize(
    ("one", "count"),
    [
        (data(n=(2, 2), low=(0.1, 0.2), high=(0.9, 0.8)), 1),
        (data(), 0),
        (data(n=(1, 1), low=(math.nan, math.nan), high=(math.nan, math.nan)), 0),
        (data(n=(2, 1), low=(0.1, math.nan), high=(0.9, math.nan)), 1),
        (data("test", n=(2, 2), low=(0.1, 0.2), high=(0.9, 0.8)), 0),
        (behind([data(n=(2, 2), low=(0.1, 0.2), high=(0.9, 0.8))])[0], 0),
    ],
)
def test_a_mean_with_low_and_high_has_a_band(one: CurveData, count: int) -> None:
    bands = list(bands_of([one], {"a": 1}))
    assert len(bands) == count
    for band in bands:
        assert (band.colour_index, band.x, band.low, band.high) == (1, one.x, one.low, one.high)


def test_non_finite_values_are_marked_by_kind() -> None:
    one = data(x=(1.0, 2.0, 3.0, 4.0), y=(math.nan, math.inf, 0.5, -math.inf))
    assert [(mark.kind, mark.x) for mark in marks_of([one], {"a": 0})] == [
        ("nan", (1.0,)),
        ("inf", (2.0,)),
        ("-inf", (4.0,)),
    ]
    assert list(marks_of([data()], {"a": 0})) == []


def test_finite_test_results_are_marks() -> None:
    marks = list(marks_of([data("test", x=(1.0, 2.0), y=(0.5, math.nan))], {"a": 3}))
    assert [(mark.kind, mark.x, mark.colour_index) for mark in marks] == [("test", (1.0,), 3), ("nan", (2.0,), 3)]
    assert [mark.kind for mark in marks_of([data("predict")], {"a": 0})] == ["test"]
    assert list(marks_of([data("test", "step")], {"a": 0})) == []


SpecOf = Callable[..., FigureSpec]


def test_single_steps_are_faint_only_behind_epoch_values(spec_of: SpecOf, ordinary: str) -> None:
    loss = panel_of(spec_of(ordinary), "loss")
    assert [curve.series_kind.faint for curve in loss.curves] == [True, False, False]


def test_steps_are_not_faint_without_epoch_values(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,loss\n0,1,3\n0,3,2\n1,5,1\n1,7,1\n"))
    assert [(curve.series_kind.granularity, curve.series_kind.faint) for curve in panel.curves] == [("step", False)]


def test_a_run_with_only_steps_is_not_faint_and_can_be_best(spec_of: SpecOf) -> None:
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


def test_non_finite_values_are_marked_at_their_steps(spec_of: SpecOf) -> None:
    text = "epoch,step,val_loss\n0,1,0.9\n1,3,nan\n2,5,inf\n3,7,-inf\n4,9,0.7\n5,11,nan\n"
    [panel] = curve_panels(spec_of(text))
    assert [mark.x for mark in marks_in(panel, "nan")] == [(3, 11)]
    assert [mark.x for mark in marks_in(panel, "inf")] == [(5,)]
    assert [mark.x for mark in marks_in(panel, "-inf")] == [(7,)]
    [curve] = panel.curves
    assert [math.isfinite(y) for y in curve.y] == [True, False, False, False, True, False]
    assert panel.caption == "best val_loss 0.7 at epoch 4"


def test_each_segment_of_a_run_is_a_separate_curve(spec_of: SpecOf) -> None:
    fit = "".join(f"0,{step},{1 / (step + 1)}\n" for step in range(6))
    [panel] = curve_panels(spec_of(f"epoch,step,loss\n{fit}{fit}"))
    assert [curve.x for curve in panel.curves] == [(0, 1, 2, 3, 4, 5)] * 2


def test_dataloaders_have_different_styles(spec_of: SpecOf) -> None:
    text = "epoch,step,val_loss/dataloader_idx_0,val_loss/dataloader_idx_1\n0,1,1.0,2.0\n1,3,0.5,1.5\n"
    [panel] = curve_panels(spec_of(text))
    assert [(curve.series_kind.variant, curve.series_kind.label, curve.y) for curve in panel.curves] == [
        (0, "validation, dataloader 0", (1.0, 0.5)),
        (1, "validation, dataloader 1", (2.0, 1.5)),
    ]
    assert [mark.y for mark in marks_in(panel, "best")] == [(0.5,)]
