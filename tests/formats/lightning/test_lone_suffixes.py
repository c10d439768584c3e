"""Whether a suffix is Lightning's or the user's."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.formats.reading import kinds, notice_kinds, read_text, series


def test_two_halves_in_one_row_are_names_of_the_user(tmp_path: Path) -> None:
    """`t_step` and `t_epoch` in one row are two names of the user."""
    logs = read_text(
        tmp_path, "epoch,step,t_epoch,t_step,train_loss\n0,0,1.0,2.0,0.5\n0,1,3.0,4.0,0.25\n0,2,5.0,6.0,.1\n"
    )
    assert {metric for metric, *_ in kinds(logs)} == {"t_epoch", "t_step", "train_loss"}


def test_a_lone_step_suffix_is_lightnings_if_training_died_in_its_first_epoch(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss_step\n0,49,1.0\n0,99,0.5\n0,149,0.25\n")
    assert kinds(logs) == {("train_loss", "train", "step")}
    assert notice_kinds(logs) == {"suffix": 1}


def test_a_lone_step_suffix_is_the_users_if_epochs_ended(tmp_path: Path) -> None:
    text = "epoch,step,my_step,train_loss_epoch,train_loss_step\n"
    text += "".join(
        f"{e},{4 * e + b},{b}.0,,0.5\n" if b < 4 else f"{e},{4 * e + 3},,0.25,\n" for e in (0, 1) for b in range(5)
    )
    assert ("my_step", "train", "step") in kinds(read_text(tmp_path, text))


def test_a_lone_epoch_suffix_is_lightnings_if_epochs_are_shorter_than_the_log_interval(tmp_path: Path) -> None:
    """30 batches per epoch, a row every 50 steps, and stopped before the first one: only epoch ends were written."""
    logs = read_text(tmp_path, "epoch,step,train_loss_epoch,val_loss\n0,29,,0.75\n0,29,1.0,\n1,39,,0.5\n1,39,.5,\n")
    assert ("train_loss", "train", "epoch") in kinds(logs)


def test_a_lone_epoch_suffix_of_a_validation_is_the_users(tmp_path: Path) -> None:
    """Lightning would have written `val_acc_step` too: each evaluation logs every one of its steps."""
    logs = read_text(tmp_path, "epoch,step,val_acc_epoch\n0,29,0.75\n1,59,0.5\n")
    assert kinds(logs) == {("val_acc_epoch", "val", "epoch")}


@pytest.mark.parametrize(
    "name",
    ["global_step", "val_acc_epoch", "val_family_acc", "Accuracy (t=0.5, e=0)", "hp_metric", "loss_0", "train-loss x"],
)
def test_names_of_users_are_kept(tmp_path: Path, name: str) -> None:
    quoted = f'"{name}"' if "," in name else name
    text = f"epoch,step,train_loss_epoch,train_loss_step,{quoted}\n"
    for e in range(3):
        text += f"{e},{4 * e + 1},,1.0,\n{e},{4 * e + 3},,1.0,\n{e},{4 * e + 3},,,0.5\n{e},{4 * e + 3},1.0,,\n"
    assert len(series(read_text(tmp_path, text), name)) == 3


def test_a_lone_suffix_is_the_users_if_the_bare_name_exists(tmp_path: Path) -> None:
    """Lightning would write `loss_step` beside `loss_epoch`, never `loss`: two metrics."""
    text = "epoch,step,val_acc,loss,loss_epoch\n0,29,.5,,\n0,29,,,1.0\n1,59,.5,,\n1,59,,,.5\n"
    with_bare = read_text(tmp_path / "bare", text)
    assert {metric for metric, *_ in kinds(with_bare)} == {"val_acc", "loss_epoch"}
    without = read_text(tmp_path / "no", text.replace(",loss,", ",other,"))
    assert {metric for metric, *_ in kinds(without)} == {"val_acc", "loss"}


def test_a_name_logged_by_the_user_beside_its_fork_is_another_metric(tmp_path: Path) -> None:
    text = "epoch,step,train_loss,train_loss_epoch,train_loss_step\n"
    for epoch in range(3):
        text += f"{epoch},{2 * epoch},,,1.0\n{epoch},{2 * epoch + 1},,,0.9\n"
        text += f"{epoch},{2 * epoch + 1},0.5,,\n{epoch},{2 * epoch + 1},,0.95,\n"
    logs = read_text(tmp_path, text)
    assert kinds(logs) == {
        ("train_loss", "train", "epoch"),
        ("train_loss_epoch", "train", "epoch"),
        ("train_loss_step", "train", "step"),
    }
    assert logs.summary().filter(pl.col("count") == 3).height == 2


def test_a_row_of_text_in_both_halves_of_a_fork_separates_no_names(tmp_path: Path) -> None:
    text = "epoch,step,loss_step,loss_epoch\n0,4,0.5,\n0,9,,0.5\n1,12,resumed,resumed\n1,14,0.5,\n1,19,,0.5\n"
    logs = read_text(tmp_path, text)
    assert {metric for metric, *_ in kinds(logs)} == {"loss"}
    assert notice_kinds(logs) == {"text": 2}
