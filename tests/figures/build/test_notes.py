from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from logtools.figures.build.curves import CurveData
from logtools.figures.build.metric_selection import MOST_PANELS, MetricSelection
from logtools.figures.build.notes import Omissions, curve_notes
from logtools.figures.spec import SeriesId, SeriesKind


def notes(*, drawn: int = 2, logged: int = 2, **given: Any) -> list[str]:  # noqa: ANN401 - fields of both classes
    """Return the notes of a figure with one curve of `drawn` of `logged` values."""
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
    assert notes(drawn=1, logged=2) == []  # averaged, not downsampled


@pytest.mark.parametrize(
    ("options", "reason"),
    [({}, "asked for"), ({"selected": True}, f"{MOST_PANELS} panels"), ({"grid": (2, 3)}, "2 x 3 panels")],
)
def test_metrics_that_are_not_drawn_are_named_with_the_reason(options: dict[str, Any], reason: str) -> None:
    [note] = notes(left_out=("acc", "f1"), **options)
    assert reason in note
    assert note.endswith(": acc, f1")


def test_at_most_six_metrics_are_named_and_long_names_are_shortened() -> None:
    [note] = notes(left_out=("x" * 50, *(f"m{i}" for i in range(9))))
    assert note.endswith("m4 and 4 more")
    assert "x" * 33 not in note


def test_evaluation_steps_and_missing_epoch_axes_are_told() -> None:
    first, second = notes(evaluation_steps=("val_loss",), epochs_differ=True)
    assert "val_loss" in first
    assert "epoch axis" in second


def test_downsampling_says_how_many_values_are_left() -> None:
    [note] = notes(drawn=7917, logged=11594, columns=250)
    assert "7,917 of 11,594" in note
