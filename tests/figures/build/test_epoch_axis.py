"""The epoch axis: the train step at which each epoch ended."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from logtools import schema
from logtools.figures.build.epoch_axis import boundaries

Row = tuple[str, str | None, str, int | None, int | None]


def frame(rows: Iterable[Row]) -> pl.DataFrame:
    """Return observations of (run, stage, granularity, epoch, step)."""
    full = [
        (run, 0, stage, "m", "m", granularity, None, epoch, step, 1.0) for run, stage, granularity, epoch, step in rows
    ]
    return pl.DataFrame(full, schema=schema.METRICS, orient="row")


def run(name: str, *, epochs: int, length: int = 10, end: bool = True) -> list[Row]:
    steps: list[Row] = [(name, "train", "step", s // length, s) for s in range(4, epochs * length, 5)]
    ends: list[Row] = [(name, "val", "epoch", e, (e + 1) * length - 1) for e in range(epochs)]
    return [*steps, *(ends if end else [])]


def test_an_epoch_ends_at_its_last_step() -> None:
    assert boundaries(frame(run("a", epochs=3))) == ((9, 0), (19, 1), (29, 2))


def test_runs_with_different_numbers_of_epochs_share_an_axis() -> None:
    assert boundaries(frame([*run("a", epochs=2), *run("b", epochs=3)])) == ((9, 0), (19, 1), (29, 2))


def test_a_run_that_stopped_within_an_epoch_does_not_change_the_axis() -> None:
    stopped: Row = ("b", "train", "step", 1, 12)
    assert boundaries(frame([*run("a", epochs=3), *run("b", epochs=1), stopped])) == ((9, 0), (19, 1), (29, 2))


def test_a_run_with_longer_epochs_than_the_others_disagrees() -> None:
    inside: list[Row] = [("b", "train", "step", 0, step) for step in (49, 99)]
    assert boundaries(frame([*run("a", epochs=3), *inside])) is None


def test_runs_with_different_batch_sizes_have_no_epoch_axis() -> None:
    assert boundaries(frame([*run("a", epochs=3), *run("b", epochs=3, length=20)])) is None


def test_test_values_and_evaluation_steps_are_ignored() -> None:
    others: list[Row] = [("a", "test", "epoch", 3, 30), ("a", "val", "step", 2, 900)]
    assert boundaries(frame([*run("a", epochs=3), *others])) == ((9, 0), (19, 1), (29, 2))


def test_a_validation_after_fit_adds_no_epoch() -> None:
    after: Row = ("a", "val", "epoch", 3, 30)
    assert boundaries(frame([*run("a", epochs=3), after])) == ((9, 0), (19, 1), (29, 2))


def test_epochs_of_a_single_step_are_all_kept() -> None:
    assert boundaries(frame(run("a", epochs=3, length=1))) == ((0, 0), (1, 1), (2, 2))


def test_without_epochs_there_is_no_axis() -> None:
    assert boundaries(frame([("a", "train", "step", None, 1)])) == ()
