"""Signatures of rows show their kind."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import kinds, read_text


def test_two_steps_of_one_epoch_are_steps(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss,val_loss\n0,0,.5,\n0,1,.25,\n0,1,,.75\n")
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}


def test_a_bare_training_metric_once_per_epoch_is_an_epoch_value(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "".join(["epoch,step,train_loss\n", *(f"{e},{e * 30 + 29},0.5\n" for e in range(6))]))
    assert kinds(logs) == {("train_loss", "train", "epoch")}


def test_a_bare_training_metric_several_times_per_epoch_is_a_step_value(tmp_path: Path) -> None:
    text = "epoch,step,train_loss\n" + "".join(f"{s // 235},{s},0.5\n" for s in range(49, 1000, 50))
    assert kinds(read_text(tmp_path, text)) == {("train_loss", "train", "step")}
