"""Stage and granularity of rows, from their names or their positions."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import LIGHTNING, case, kinds, notice_kinds, read_text, rows, series


def test_test_after_fit() -> None:
    """The test is at epoch max_epochs, which is not an epoch of the training."""
    logs = case("test_after_fit")
    assert series(logs, "test_loss") == [(2, 8, 1.7160606384277344)]
    assert kinds(logs, "stage", "granularity") >= {("test", "epoch")}
    assert logs.epochs().get_column("epoch").to_list() == [0, 1]
    assert "test_loss" not in logs.epochs().columns
    assert rows(logs.summary().filter(metric="test_loss"), "stage", "best", "last_epoch") == [
        ("test", 1.7160606384277344, 2)
    ]
    assert rows(logs.runs, "epoch", "step") == [(1, 7)]


def test_validate_before_fit() -> None:
    """This validation is at epoch 0, step 0; the value of epoch 0 is that of its own validation."""
    logs = case("validate_before_fit")
    assert series(logs, "val_loss")[0] == (0, 0, 11.715411186218262)
    assert kinds(logs) >= {("val_loss", "val", "epoch")}
    assert logs.epochs().get_column("val_loss").to_list() == [8.727646827697754, 4.899878025054932]


def test_mid_epoch_validation() -> None:
    """Two validations per epoch are both epoch values; `epochs()` shows the last one and their number."""
    logs = case("mid_epoch_validation")
    assert [(epoch, step) for epoch, step, _ in series(logs, "val_loss", granularity="epoch")] == [
        (0, 1),
        (0, 3),
        (1, 5),
        (1, 7),
    ]
    epochs = logs.epochs()
    assert rows(epochs, "epoch", "validations", "val_loss") == [(0, 2, 8.727646827697754), (1, 2, 4.899878025054932)]
    row = logs.summary().filter(metric="val_loss").row(0, named=True)
    assert (row["count"], row["best"], row["best_epoch"], row["best_step"]) == (4, 4.899878025054932, 1, 7)


def test_max_steps_mid_epoch() -> None:
    """The incomplete epoch has its training values and no validation."""
    logs = case("max_steps_mid_epoch")
    assert rows(logs.epochs(), "epoch", "step", "validations", "val_loss") == [
        (0, 3, 1, 8.727646827697754),
        (1, 5, 0, None),
    ]


def test_validation_every_other_epoch() -> None:
    logs = case("validation_every_other_epoch")
    epochs = logs.epochs()
    assert epochs.get_column("epoch").to_list() == [0, 1, 2, 3]
    assert epochs.get_column("val_loss").to_list() == [None, 4.899878025054932, None, 0.7613696455955505]
    assert epochs.get_column("train_loss").null_count() == 0


def test_test_and_validation_without_training() -> None:
    """Both are at (epoch 0, step 0), each with its own stage."""
    logs = lt.read(LIGHTNING / "2.6.6/test_only")
    assert sorted(rows(logs.metrics(), "metric", "stage", "granularity", "epoch", "step")) == [
        ("test_loss", "test", "epoch", 0, 0),
        ("val_loss", "val", "epoch", 0, 0),
    ]


def test_two_tests_at_the_same_step_are_two_tests(tmp_path: Path) -> None:
    """Their values are not averaged."""
    text = "epoch,step,test_acc,train_loss\n0,0,,0.5\n0,1,,0.5\n0,2,,.5\n1,3,0.5,\n1,3,0.75,\n"
    logs = read_text(tmp_path, text)
    assert series(logs, "test_acc") == [(1, 3, 0.5), (1, 3, 0.75)]
    row = logs.summary().filter(metric="test_acc").row(0, named=True)
    assert (row["count"], row["last"], row["best"]) == (2, 0.75, 0.75)


@pytest.mark.parametrize("name", ["value", "trainable_params", "valuation_loss", "developer", "std_dev"])
def test_other_words_are_not_stages(tmp_path: Path, name: str) -> None:
    """The row decides the stage: these metrics were logged with the training loss."""
    logs = read_text(tmp_path, f"epoch,step,train_loss,{name}\n0,1,1.0,2.0\n0,3,0.5,2.0\n1,5,.5,.5\n1,7,.5,.5\n")
    assert (name, name, "train", "step") in kinds(logs, "metric", "quantity", "stage", "granularity")


def staged(folder: Path, header: str, *lines: str, epochs: int = 4) -> tuple[set[tuple[object, ...]], dict[str, int]]:
    """Return metric, stage and granularity of observations, and the notices.

    `lines` are the rows of an epoch of 10 steps: `E` is the epoch, and `S4` the step after 4 others of the epoch.
    """
    text = header + "\n"
    for epoch in range(epochs):
        for line in lines:
            axes, _, cells = line.partition(" ")
            where, _, at = axes.partition("S")
            text += f"{epoch if where else ''},{10 * epoch + int(at)},{cells}\n"
    logs = read_text(folder, text)
    return kinds(logs), notice_kinds(logs)


def test_a_bare_name_beside_its_fork_is_of_the_other_stage(tmp_path: Path) -> None:
    """Training logs `loss` per step and epoch, validation per epoch, twice in each epoch."""
    found, notices = staged(
        tmp_path, "epoch,step,loss,loss_step,loss_epoch", "ES4 ,1,", "ES4 .5,,", "ES9 ,1,", "ES9 .5,,", "ES9 ,,1"
    )
    assert found == {("loss", "train", "step"), ("loss", "train", "epoch"), ("loss", "val", "epoch")}
    assert not notices


def test_a_bare_name_beside_the_fork_of_a_validation_is_of_the_training(tmp_path: Path) -> None:
    found, _ = staged(
        tmp_path, "epoch,step,loss,loss_step,loss_epoch", "ES4 1,,", "S0 ,.5,", "S1 ,.5,", "ES9 ,,.5", "ES9 1,,"
    )
    assert found == {("loss", "train", "step"), ("loss", "val", "step"), ("loss", "val", "epoch")}


@pytest.mark.parametrize("at", [("4", "9"), ("6", "8")])
def test_rows_beside_or_between_train_steps_are_validations(tmp_path: Path, at: tuple[str, str]) -> None:
    steps = ["ES4 1,,", "ES9 1,,"]
    lines = sorted([*steps, *(f"ES{step} ,,.5" for step in at)])
    found, notices = staged(tmp_path, "epoch,step,train_loss_step,train_loss_epoch,acc", *lines, "ES9 ,1,")
    assert ("acc", "val", "epoch") in found
    assert not notices


def test_other_rows_during_the_epochs_are_train_steps_and_a_guess(tmp_path: Path) -> None:
    found, notices = staged(tmp_path, "epoch,step,train_loss,acc", "ES4 ,.5", "ES9 ,.5", "ES9 1,")
    assert ("acc", "train", "step") in found
    assert notices == {"stage": 1}


def test_of_two_bare_rows_at_the_end_of_an_epoch_the_last_is_of_the_training(tmp_path: Path) -> None:
    found, notices = staged(tmp_path, "epoch,step,train_loss,acc,iou", "ES4 1,,", "ES9 1,,", "ES9 ,.5,", "ES9 ,,.5")
    assert found == {("train_loss", "train", "step"), ("acc", "val", "epoch"), ("iou", "train", "epoch")}
    assert notices == {"stage": 2}


def test_a_bare_mean_beside_the_fork_of_a_validation_is_of_the_training(tmp_path: Path) -> None:
    found, _ = staged(
        tmp_path, "epoch,step,iou,loss_step,loss_epoch,train_loss", "ES4 ,,,1", "S0 ,.5,,", "S1 ,.5,,", "ES9 ,,.5,",
        "ES9 .5,,,",
    )  # fmt: skip
    assert found >= {("loss", "val", "epoch"), ("iou", "train", "epoch")}


def test_a_bare_mean_after_steps_of_a_validation_is_probably_of_it(tmp_path: Path) -> None:
    found, notices = staged(tmp_path, "epoch,step,train_loss,val_loss,acc", "ES4 1,,", "S0 ,1,", "S1 ,1,", "ES9 ,,.5")
    assert ("acc", "val", "epoch") in found
    assert notices == {"stage": 1}


def test_a_validate_before_training_makes_no_steps(tmp_path: Path) -> None:
    text = "epoch,step,acc,train_loss\n0,0,.1,\n" + "".join(
        f"{e},{10 * e + 4},,1\n{e},{10 * e + 9},.5,\n{e},{10 * e + 9},,1\n" for e in range(4)
    )
    assert ("acc", "step") not in kinds(read_text(tmp_path, text), "metric", "granularity")


def test_steps_of_a_validation_after_all_other_rows_are_no_monitor(tmp_path: Path) -> None:
    found, _ = staged(tmp_path, "epoch,step,train_loss,acc", "ES4 1,", "ES9 1,", "S0 ,.5", "S1 ,.5", epochs=1)
    assert ("acc", "val", "step") in found
