"""The value of a metric at the checkpoint that a monitor picks."""

from __future__ import annotations

import math

import polars as pl

from logtools.analysis.values.checkpoint_values import at_checkpoint
from tests.analysis.values.curves import Row, curve

MONITOR = curve(("a", 0, 9, 3.0), ("a", 1, 19, 1.0), ("a", 2, 29, 2.0))


def picked(*rows: Row, monitor: pl.DataFrame = MONITOR) -> list[float]:
    return at_checkpoint(curve(*rows), monitor, "min")["value"].to_list()


def test_a_metric_of_every_epoch_is_read_at_the_epoch_of_the_monitor() -> None:
    found = at_checkpoint(curve(("a", 0, 9, 0.1), ("a", 1, 19, 0.2), ("a", 2, 29, 0.3)), MONITOR, "min")
    assert found.rows() == [("a", 0, 1, 19, 0.2)]
    best = at_checkpoint(curve(("a", 0, 9, 0.1), ("a", 1, 19, 0.2)), MONITOR, "max")
    assert best["value"].to_list() == [0.1]


def test_a_training_mean_is_logged_after_the_validation_of_its_epoch() -> None:
    assert picked(("a", 0, 10, 0.1), ("a", 1, 20, 0.2), ("a", 2, 30, 0.3)) == [0.2]


def test_of_several_validations_in_an_epoch_the_one_of_the_checkpoint_is_read() -> None:
    monitor = curve(("a", 0, 4, 3.0), ("a", 0, 9, 1.0), ("a", 0, 14, 2.0))
    assert picked(("a", 0, 4, 0.1), ("a", 0, 9, 0.2), ("a", 0, 14, 0.3), monitor=monitor) == [0.2]


def test_a_rare_metric_has_its_last_value_before_the_checkpoint() -> None:
    monitor = curve(*(("a", e, 10 * e + 9, abs(e - 7.0)) for e in range(12)))
    assert picked(("a", 4, 49, 0.4), ("a", 9, 99, 0.9), monitor=monitor) == [0.4]
    assert picked(("a", 9, 99, 0.9), ("a", 11, 119, 1.1), monitor=monitor) == []


def test_a_test_after_the_training_belongs_to_the_checkpoint() -> None:
    found = at_checkpoint(curve(("a", 3, 30, 0.5)), MONITOR, "min")
    assert found.rows() == [("a", 0, 1, 19, 0.5)]
    assert picked(("a", None, None, 0.5)) == [0.5]
    assert picked(("a", 3, 30, 0.5), ("a", 3, 30, 0.6)) == [0.6]
    assert at_checkpoint(curve(("a", 0, 0, 0.5), segment=1), MONITOR, "min")["value"].to_list() == [0.5]


def test_a_test_before_the_training_is_not_of_the_checkpoint() -> None:
    monitor = MONITOR.with_columns(segment=pl.lit(1, pl.Int16))
    assert picked(("a", 0, 0, 0.5), monitor=monitor) == []


def test_a_restart_is_another_training() -> None:
    monitor = pl.concat([MONITOR, curve(("a", 0, 9, 0.5), ("a", 1, 19, 0.6), segment=1)])
    accuracy = pl.concat(
        [curve(("a", 0, 9, 0.1), ("a", 1, 19, 0.2)), curve(("a", 0, 9, 0.8), ("a", 1, 19, 0.9), segment=1)]
    )
    assert at_checkpoint(accuracy, monitor, "min")["value"].to_list() == [0.8]


def test_a_monitor_that_is_not_finite_is_not_best() -> None:
    monitor = curve(("a", 0, 9, math.nan), ("a", 1, 19, 2.0), ("b", 0, 9, math.nan), ("b", 1, 19, math.nan))
    rows: list[Row] = [(run, e, 10 * e + 9, e / 10) for run in "abc" for e in (0, 1)]
    found = at_checkpoint(curve(*rows), monitor, "min")
    assert found.select("run", "value").rows() == [("a", 0.1), ("b", 0.1)]


def test_without_steps_epochs_are_joined() -> None:
    monitor = curve(("a", 0, None, 3.0), ("a", 5, None, 1.0), ("a", 6, None, 2.0))
    assert picked(("a", 0, None, 0.1), ("a", 5, None, 0.2), monitor=monitor) == [0.2]
    assert picked(("a", 0, None, 0.1), ("a", 4, None, 0.2), ("a", 8, None, 0.3), monitor=monitor) == [0.2]
