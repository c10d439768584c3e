"""Columns that several stages share."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import case, kinds, read_text, series


def test_the_rows_decide_the_stage_of_bare_names(tmp_path: Path) -> None:
    """Training, validation and test log plain `loss` without forks: three series under one header."""
    text = "epoch,loss,step\n"
    for epoch in range(3):
        text += "".join(f"{epoch},{b}.5,{100 * epoch + 10 * b + 9}\n" for b in range(10))
        text += f"{epoch},0.125,{100 * epoch + 99}\n"
    text += "3,0.0625,300\n"
    logs = read_text(tmp_path, text)
    assert kinds(logs) == {("loss", "train", "step"), ("loss", "val", "epoch"), ("loss", "test", "epoch")}
    assert series(logs, "loss", stage="val") == [(epoch, 100 * epoch + 99, 0.125) for epoch in range(3)]
    assert series(logs, "loss", stage="test") == [(3, 300, 0.0625)]


def test_same_name_in_every_stage() -> None:
    """The column `loss` has a validation and a test series, beside the forked training series."""
    logs = case("same_name_in_every_stage")
    assert kinds(logs) == {
        ("loss", "train", "step"),
        ("loss", "train", "epoch"),
        ("loss", "val", "epoch"),
        ("loss", "test", "epoch"),
    }
    assert series(logs, "loss", stage="val") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]
    assert series(logs, "loss", stage="test") == [(2, 8, 1.7160606384277344)]
    assert set(logs.summary().get_column("label")) == {"train_loss", "val_loss", "test_loss"}
    assert set(logs.epochs().columns[-2:]) == {"train_loss", "val_loss"}


def test_a_forked_name_of_training_and_validation_is_two_metrics(tmp_path: Path) -> None:
    """`loss` logged per step and per epoch in both: the last mean of an epoch is that of the training."""
    text = "epoch,step,loss_epoch,loss_step\n"
    for epoch in range(4):
        text += f"{epoch},{2 * epoch},,1.5\n{epoch},{2 * epoch + 1},,1.25\n"
        text += "".join(f",{3 * epoch + batch},,0.{batch + 1}\n" for batch in range(3))
        text += f"{epoch},{2 * epoch + 1},0.125,\n{epoch},{2 * epoch + 1},1.375,\n"
    logs = read_text(tmp_path, text)
    assert kinds(logs) == {
        ("loss", "train", "step"),
        ("loss", "train", "epoch"),
        ("loss", "val", "step"),
        ("loss", "val", "epoch"),
    }
    assert [value for *_, value in series(logs, "loss", stage="val", granularity="epoch")] == [0.125] * 4
    assert [value for *_, value in series(logs, "loss", stage="train", granularity="epoch")] == [1.375] * 4
    assert logs.epochs().select("train_loss", "val_loss").rows() == [(1.375, 0.125)] * 4


def test_several_validations_per_epoch_are_all_validations(tmp_path: Path) -> None:
    text = "epoch,step,loss_epoch,loss_step\n"
    for epoch in range(3):
        text += f"{epoch},{4 * epoch},,1.5\n,{2 * epoch},,0.5\n{epoch},{4 * epoch + 1},0.25,\n"
        text += f",{2 * epoch + 1},,0.5\n{epoch},{4 * epoch + 3},0.125,\n{epoch},{4 * epoch + 3},1.375,\n"
    logs = read_text(tmp_path, text)
    assert [value for *_, value in series(logs, "loss", stage="val", granularity="epoch")] == [0.25, 0.125] * 3


def test_a_forked_name_only_in_validation_is_a_validation_metric(tmp_path: Path) -> None:
    """Its steps have no epoch, so its means are not from training."""
    text = "epoch,step,iou_epoch,iou_step,train_loss_epoch,train_loss_step\n"
    for epoch in range(3):
        text += f"{epoch},{2 * epoch},,,,1.5\n,{epoch},,0.5,,\n"
        text += f"{epoch},{2 * epoch + 1},0.25,,,\n{epoch},{2 * epoch + 1},,,1.25,\n"
    logs = read_text(tmp_path, text)
    assert kinds(logs) == {
        ("iou", "val", "step"),
        ("iou", "val", "epoch"),
        ("train_loss", "train", "step"),
        ("train_loss", "train", "epoch"),
    }
    assert logs.epochs()["validations"].to_list() == [1, 1, 1]


def test_a_name_logged_per_epoch_in_both_stages_is_two_metrics(tmp_path: Path) -> None:
    """Every epoch has two rows at one step: the validation comes first."""
    text = "acc,epoch,step\n" + "".join(f"0.{e},{e},{10 * e + 9}\n0.9,{e},{10 * e + 9}\n" for e in range(4))
    logs = read_text(tmp_path, text)
    assert kinds(logs) == {("acc", "train", "epoch"), ("acc", "val", "epoch")}
    assert [value for *_, value in series(logs, "acc", stage="train")] == [0.9] * 4


def test_rows_at_the_default_interval_may_be_train_steps(tmp_path: Path) -> None:
    text = "loss,epoch,step\n" + "".join(f"0.{e},{e},{50 * e + 49}\n0.9,{e},{50 * e + 49}\n" for e in range(4))
    logs = read_text(tmp_path, text)
    assert [value for *_, value in series(logs, "loss", stage="val")] == [0.9] * 4


def test_a_forked_mean_of_a_validate_after_training_is_not_of_the_training(tmp_path: Path) -> None:
    text = "epoch,step,loss_epoch,loss_step\n"
    for epoch in range(3):
        text += f"{epoch},{4 * epoch + 1},,1.5\n,{2 * epoch},,0.5\n"
        text += f"{epoch},{4 * epoch + 3},0.5,\n{epoch},{4 * epoch + 3},1.5,\n"
    logs = read_text(tmp_path, text + ",6,,0.5\n3,12,0.0625,\n")
    assert [value for *_, value in series(logs, "loss", stage="train", granularity="epoch")] == [1.5] * 3
    assert logs.epochs().select("train_loss", "val_loss").rows() == [(1.5, 0.5)] * 3
    assert logs.best("val_loss").value == 0.5
