"""The values that represent runs, from the summary or the observations."""

from __future__ import annotations

import math

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.curves.smoothing import parse
from logtools.analysis.values.run_values import resolved, run_values
from logtools.analysis.values.value_at import ValueAt, parse_value_at
from logtools.choices import Direction
from logtools.errors import InvalidValueError, MetricNotFoundError
from tests.analysis.values.curves import curve

BEST, LAST = ValueAt(kind="best"), ValueAt(kind="last")
CURVES = {
    "val_loss": curve(("a", 0, 9, 3.0), ("a", 1, 19, 1.0), ("a", 2, 29, 2.0)),
    "val_acc": curve(("a", 0, 9, 0.3), ("a", 1, 19, 0.5), ("a", 2, 29, 0.6)),
    "x": curve(("a", 0, 9, 0.3), ("a", 1, 19, 0.5), ("a", 2, 29, 0.1)),
}
SUMMARY = pl.DataFrame(
    [
        {"run": "a", "stage": "val", "metric": label, "quantity": label, "label": label, "granularity": "epoch",
         "direction": {"val_loss": "min", "val_acc": "max"}.get(label), "last_epoch": 2}
        for label in CURVES
    ],
    schema=schema.SUMMARY,
)  # fmt: skip


def read(series: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([CURVES[label] for label in series["label"]])


def value(label: str, at: str, smooth: str | None = None) -> tuple[object, ...]:
    series = SUMMARY.filter(label=label)
    found = run_values(
        series,
        at=parse_value_at(at),
        direction="max",
        summary=SUMMARY,
        smoothing=None if smooth is None else parse(smooth),
        observations=read,
    )
    return found.row(0)


@pytest.mark.parametrize("direction", ["min", "max"])
def test_a_summary_has_the_best_and_the_last_value(direction: Direction) -> None:
    row = {"run": "a", "last": 5.0, "last_epoch": 9, "last_step": 99, "min": 1.0, "min_epoch": 1, "min_step": 19,
           "max": 7.0, "max_epoch": 2, "max_step": 29}  # fmt: skip
    none = {"run": "b", "last": math.inf, "last_epoch": 3, "last_step": 39}
    series = pl.DataFrame([row, none], schema=schema.SUMMARY)
    best = run_values(series, at=BEST, direction=direction, summary=series)
    expected = (1.0, 1, 19, 1.0) if direction == "min" else (7.0, 2, 29, 7.0)
    assert best.rows() == [("a", *expected), ("b", math.inf, 3, 39, math.inf)]
    assert run_values(series, at=LAST, direction=direction, summary=series).row(0) == ("a", 5.0, 9, 99, 5.0)


def test_a_monitor_picks_the_epoch() -> None:
    assert value("val_acc", "best:val_loss") == ("a", 0.5, 1, 19, 0.5)
    assert value("val_acc", "max:x") == ("a", 0.5, 1, 19, 0.5)
    assert value("val_acc", "min:x") == ("a", 0.6, 2, 29, 0.6)


def test_the_monitor_is_not_smoothed() -> None:
    assert value("val_acc", "best:val_loss", "median:3")[1:] == (0.5, 1, 19, 0.5)
    assert value("val_loss", "min:val_loss", "gaussian:9")[2:] == (1, 19, 1.0)


def test_an_unknown_monitor_is_refused() -> None:
    with pytest.raises(MetricNotFoundError, match="val_f1"):
        value("val_acc", "best:val_f1")
    with pytest.raises(InvalidValueError, match="write min:x or max:x instead of best"):
        value("val_acc", "best:x")


def test_a_value_that_was_not_logged_has_no_logged_value() -> None:
    assert value("val_acc", "auc") == ("a", pytest.approx(0.475), None, None, None)
    assert value("val_acc", "first val_acc > 0.4") == ("a", 2.0, 1, 19, None)


def test_the_best_of_a_smoothed_curve_has_its_logged_value_in_another_column() -> None:
    assert value("x", "best", "median:3") == ("a", 0.4, 0, 9, 0.3)


def test_other_values_than_best_and_last_need_the_observations() -> None:
    with pytest.raises(InvalidValueError, match="need the observations"):
        run_values(SUMMARY, at=parse_value_at("auc"), direction="min", summary=SUMMARY)


def test_what_depends_on_all_runs_is_resolved() -> None:
    series = SUMMARY.filter(label="val_acc")
    assert resolved(parse_value_at("common"), series, read) == ValueAt(kind="epoch", number=2)
    assert resolved(parse_value_at("first val_acc > 0"), series, None).unit == "epochs"
    no_epochs = series.with_columns(last_epoch=pl.lit(None, pl.Int64))
    assert resolved(parse_value_at("first val_acc > 0"), no_epochs, None).unit == "steps"
    assert resolved(BEST, series, None) == BEST
