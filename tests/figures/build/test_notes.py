"""Notes on what a figure leaves out or downsamples."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.curves.downsampling import thin
from logtools.figures.build.curve_figure import CurveOptions, build_curve_figure
from logtools.figures.build.curves import CurveData
from logtools.figures.build.metric_selection import MOST_PANELS, MetricSelection
from logtools.figures.build.notes import Omissions, curve_notes
from logtools.figures.spec import FigureSpec, SeriesId, SeriesKind
from tests.figures.panels import curve_panels


def notes(*, drawn: int = 2, logged: int = 2, **given: Any) -> list[str]:  # noqa: ANN401 - fields of both classes
    """Return the notes of a figure with one curve that shows `drawn` of `logged` values."""
    selection = MetricSelection(
        rows=pl.DataFrame({"count": [logged - 1, 1]}),
        left_out=given.pop("left_out", ()),
        evaluation_steps=given.pop("evaluation_steps", ()),
    )
    line = CurveData(
        series=SeriesId(run="a", segment=0, stage=None, metric="m", granularity="step", dataloader=None),
        series_kind=SeriesKind(stage=None, granularity="step"),
        x=tuple(map(float, range(drawn))),
        y=(0.0,) * drawn,
    )
    usual: dict[str, Any] = {"selected": False, "grid": None, "epochs_differ": False, "columns": None}
    return list(curve_notes(Omissions(selection=selection, series={0: [line]}, **(usual | given))))


def test_a_figure_that_shows_everything_has_no_notes() -> None:
    assert notes() == []
    assert notes(columns=100) == []
    assert notes(drawn=1, logged=2) == []  # fewer values because of averaging, not downsampling


@pytest.mark.parametrize(
    ("options", "reason"),
    [({}, "select metrics"), ({"selected": True}, f"{MOST_PANELS} panels"), ({"grid": (2, 3)}, "2 x 3 panels")],
)
def test_metrics_that_are_not_drawn_are_named_with_the_reason(options: dict[str, Any], reason: str) -> None:
    [note] = notes(left_out=("acc", "f1"), **options)
    assert reason in note
    assert note.endswith(": acc, f1")


def test_at_most_six_metrics_are_named_and_long_names_are_shortened() -> None:
    [note] = notes(left_out=("x" * 50, *(f"m{i}" for i in range(9))))
    assert note.endswith("m4 and 4 more")
    assert "x" * 33 not in note


def test_evaluation_steps_and_missing_epoch_axes_are_noted() -> None:
    first, second = notes(evaluation_steps=("val_loss",), epochs_differ=True)
    assert "val_loss" in first
    assert "epoch axis" in second


def test_a_note_gives_the_number_of_points_after_downsampling() -> None:
    [note] = notes(drawn=7917, logged=11594, columns=250)
    assert "7,917 of 11,594" in note


SpecOf = Callable[..., FigureSpec]


def test_runs_with_different_epoch_lengths_have_no_epoch_axis_with_a_note(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of({"a": ordinary, "b": "epoch,step,val_loss\n0,30,1\n1,61,2\n"})
    assert {panel.epochs for panel in curve_panels(spec)} == {()}
    assert spec.notes == ("no epoch axis: runs have different epoch lengths",)


def test_evaluation_steps_are_not_drawn_over_train_steps_with_a_note(spec_of: SpecOf) -> None:
    text = "epoch,step,val_loss_step,val_loss_epoch\n,0,5,\n,1,6,\n0,3,,5.5\n,2,4,\n,3,5,\n1,7,,4.5\n"
    spec = spec_of(text)
    [panel] = curve_panels(spec)
    assert [(curve.series_kind.granularity, curve.y) for curve in panel.curves] == [("epoch", (5.5, 4.5))]
    assert spec.notes == ("per-batch evaluation values of val_loss not drawn (their steps count evaluation batches)",)


def test_downsampling_is_noted_in_the_figure() -> None:
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
    assert note == f"downsampled to {thinned.height} of 50,000 points (min and max kept)"
