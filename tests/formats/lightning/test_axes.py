"""The epoch and the step of each row."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import case, kinds, notice_kinds, read_text, rows, series


def test_learning_rate_without_epoch() -> None:
    """The learning rate is written before its step, so its epoch is that of the next row: step 30 begins epoch 1."""
    rates = series(case("learning_rate_without_epoch"), "lr-SGD")
    assert [(epoch, step) for epoch, step, _ in rates] == [(0, 0), (1, 30), (2, 60), (3, 90)]


def test_evaluation_step_without_epoch() -> None:
    """The epoch is that of the validation that the row belongs to; the step is the evaluation counter."""
    logs = case("evaluation_step_without_epoch")
    steps = series(logs, "val_loss", granularity="step")
    assert [(epoch, step) for epoch, step, _ in steps] == [(0, 0), (0, 1), (0, 2), (1, 3), (1, 4), (1, 5)]
    assert "val_loss" not in logs.steps().columns
    assert logs.epochs().get_column("validations").to_list() == [1, 1]
    assert logs.epochs().get_column("step").to_list() == [3, 7]


def test_two_learning_rate_rows_at_one_step() -> None:
    logs = case("two_learning_rate_rows_at_one_step")
    rates = series(logs, "lr-Adam-1")
    assert [(epoch, step) for epoch, step, _ in rates][:3] == [(0, 0), (0, 0), (0, 1)]
    steps = logs.steps()
    assert steps.get_column("step").to_list() == list(range(8))
    assert steps.get_column("lr-Adam-1").null_count() == 0


def test_float_in_step() -> None:
    logs = case("float_in_step")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25)]
    assert "axis" not in notice_kinds(logs)


def test_user_step() -> None:
    """The user's `step` (here the epoch) is kept; the epoch is that of the validation at this position."""
    logs = case("user_step")
    assert series(logs, "val_loss") == [(0, 0, 8.727646827697754), (1, 1, 4.899878025054932)]
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}
    assert set(logs.metrics().get_column("segment")) == {0}
    epochs = logs.epochs()
    assert rows(epochs, "epoch", "step", "val_loss") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]


def test_user_epoch() -> None:
    """An epoch logged by the user takes precedence; one that is not an integer is treated as missing, with a notice."""
    logs = case("user_epoch")
    assert {epoch for epoch, *_ in series(logs, "train_loss")} == {100, 101}
    assert [(epoch, step) for epoch, step, _ in series(logs, "val_loss")] == [(100, 3), (101, 7)]
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}
    assert notice_kinds(logs) == {"axis": 2}


def test_a_row_without_an_epoch_is_in_the_previous_segment(tmp_path: Path) -> None:
    """The learning rate of a step that was never reached has no epoch, but is in the segment of the second fit."""
    fit = ",0,.1,\n0,0,,1\n,1,.1,\n0,1,,1\n"
    logs = read_text(tmp_path, f"epoch,step,lr-Adam,train_loss\n{fit}{fit},2,.1,\n")
    rates = logs.metrics(provenance=True).filter(column="lr-Adam")
    assert rows(rates, "row", "epoch", "step", "segment") == [
        (0, 0, 0, 0),
        (2, 0, 1, 0),
        (4, 0, 0, 1),
        (6, 0, 1, 1),
        (8, None, 2, 1),
    ]
