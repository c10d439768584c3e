"""Previews of runs from both ends of their files, and checkpoints."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import LIGHTNING, read_text, rows


def test_the_last_epoch_and_step_are_those_of_the_training() -> None:
    """The test row at epoch max_epochs is not an epoch of the training."""
    logs = lt.read(LIGHTNING / "2.6.6" / "basic")
    assert rows(logs.runs, "epoch", "step", "metric_count") == [(1, 7, 6)]


@pytest.mark.parametrize("version", ["1.3.8", "1.8.6", "2.6.6"])
def test_a_preview_agrees_with_reading_the_file(version: str) -> None:
    """For plain trainings: the last epoch of `epochs()`, and the last step of `steps()`."""
    logs = lt.read(LIGHTNING / version)
    for run in logs.ids:
        if run.split("/")[0] in {"basic", "valcheck", "interval50", "check_val_every_2", "gan", "late_columns"}:
            seen = logs[run].runs.row(0, named=True)
            epochs, steps = logs[run].epochs(), logs[run].steps()
            assert seen["epoch"] == epochs.get_column("epoch").max(), run
            assert seen["step"] == max([*epochs.get_column("step"), *steps.get_column("step")]), run


def test_size_change_and_path(tmp_path: Path) -> None:
    text = "epoch,step,loss\n0,0,1.0\n"
    logs = read_text(tmp_path, text)
    os.utime(tmp_path / "run" / "metrics.csv", (1_000_000_000, 1_000_000_000))
    row = lt.read(tmp_path).runs.row(0, named=True)
    assert row["size"] == len(text)
    assert row["path"] == str(tmp_path / "run")
    assert row["changed"] == datetime.fromtimestamp(1_000_000_000, tz=UTC)
    assert logs.runs.get_column("state").to_list() == ["active"]


def test_a_run_is_idle_when_its_file_has_not_changed_for_five_minutes(tmp_path: Path) -> None:
    read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n")
    for age, state in ((60, "active"), (400, "idle")):
        os.utime(tmp_path / "run" / "metrics.csv", (time.time() - age, time.time() - age))
        assert lt.read(tmp_path).runs.get_column("state").to_list() == [state]


def test_a_large_file_is_previewed_from_its_ends(tmp_path: Path) -> None:
    text = "epoch,step,train_loss,val_loss\r\n" + "".join(f"{i // 1000},{i},0.5,\r\n" for i in range(50_000))
    logs = read_text(tmp_path, text + "49,49999,,0.25\r\n")
    assert rows(logs.runs, "epoch", "step", "metric_count", "notice") == [(49, 49_999, 2, None)]


def test_an_incomplete_file_has_a_notice(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,loss\r\n0,0,1.0\r\n0,1,1.")
    row = logs.runs.row(0, named=True)
    assert row["notice"]
    assert (row["epoch"], row["step"]) == (0, 0)


def test_learning_rate_rows_at_the_end_have_no_epoch(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,lr-Adam,step,train_loss\n0,,49,1.0\n0,,99,1.0\n,0.1,100,\n")
    assert rows(logs.runs, "epoch") == [(0,)]


def test_forked_columns_are_one_metric(tmp_path: Path) -> None:
    logs = read_text(
        tmp_path, "epoch,loss_epoch,loss_step,step,val/dataloader_idx_0,val/dataloader_idx_1\n0,,1.0,0,,\n"
    )
    assert logs.runs.get_column("metric_count").to_list() == [3]
