"""The value that represents a run."""

from __future__ import annotations

import math

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.value_at import ValueAt, from_observations, from_summary, parse_value_at
from logtools.analysis.curves.smoothing import parse
from logtools.choices import Direction
from logtools.errors import InvalidValueError

BEST, LAST = ValueAt(kind="best"), ValueAt(kind="last")


def curve(*rows: tuple[str, int, int, float]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["run", "epoch", "step", "value"], orient="row")
    return frame.with_columns(pl.col("run").cast(pl.Categorical()), segment=pl.lit(0, pl.Int16))


CURVE = curve(("a", 0, 9, 3.0), ("a", 1, 19, 1.0), ("a", 1, 29, 2.0), ("b", 0, 9, math.nan))


@pytest.mark.parametrize("text", ["best", "last", "epoch=10", "step=5000"])
def test_a_text_is_parsed_and_written_again(text: str) -> None:
    assert str(parse_value_at(f" {text.upper()} ")) == text
    assert parse_value_at(text.replace("=", " = ")) == parse_value_at(text)


@pytest.mark.parametrize("text", ["", "first", "epoch", "epoch=-1", "step=1.5"])
def test_an_invalid_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="use best, last, epoch=10 or step=5000"):
        parse_value_at(text)


@pytest.mark.parametrize(
    ("at", "direction", "expected"),
    [
        (BEST, "min", {"a": (1.0, 1, 19), "b": (math.nan, 0, 9)}),
        (BEST, "max", {"a": (3.0, 0, 9), "b": (math.nan, 0, 9)}),
        (LAST, "min", {"a": (2.0, 1, 29), "b": (math.nan, 0, 9)}),
        (ValueAt(kind="epoch", number=1), "min", {"a": (2.0, 1, 29)}),
        (ValueAt(kind="step", number=25), "min", {"a": (1.0, 1, 19)}),
        (ValueAt(kind="step", number=38), "min", {"a": (2.0, 1, 29)}),
        (ValueAt(kind="step", number=39), "min", {}),
        (ValueAt(kind="step", number=8), "min", {}),
    ],
)
def test_a_value_is_selected_from_the_curve(
    at: ValueAt, direction: Direction, expected: dict[str, tuple[float, int, int]]
) -> None:
    found = from_observations(CURVE, at=at, direction=direction, smoothing=None)
    rows = {run: place for run, *place in found.select("run", "value", "value_epoch", "value_step").iter_rows()}
    assert {run: tuple(map(str, place)) for run, place in rows.items()} == {
        run: tuple(map(str, place)) for run, place in expected.items()
    }
    assert found["value"].to_list() == found["unsmoothed"].to_list() or "b" in expected


def test_the_best_of_a_smoothed_curve_has_its_logged_value_in_another_column() -> None:
    found = from_observations(CURVE, at=BEST, direction="min", smoothing=parse("median:3"))
    assert found.filter(pl.col("run") == "a").select("value", "unsmoothed", "value_step").row(0) == (1.5, 2.0, 29)


@pytest.mark.parametrize("direction", ["min", "max"])
def test_a_summary_has_the_best_and_the_last_value(direction: Direction) -> None:
    row = {"run": "a", "last": 5.0, "last_epoch": 9, "last_step": 99, "min": 1.0, "min_epoch": 1, "min_step": 19,
           "max": 7.0, "max_epoch": 2, "max_step": 29}  # fmt: skip
    none = {"run": "b", "last": math.inf, "last_epoch": 3, "last_step": 39}
    series = pl.DataFrame([row, none], schema=schema.SUMMARY)
    best = from_summary(series, at=BEST, direction=direction)
    expected = (1.0, 1, 19, 1.0) if direction == "min" else (7.0, 2, 29, 7.0)
    assert best.rows() == [("a", *expected), ("b", math.inf, 3, 39, math.inf)]
    assert from_summary(series, at=LAST, direction=direction).row(0) == ("a", 5.0, 9, 99, 5.0)
