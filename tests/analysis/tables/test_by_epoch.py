"""`epochs()` merges the rows of an epoch into one."""

from __future__ import annotations

import math
from pathlib import Path

from tests.formats.reading import case, read_text, rows


def test_training_and_validation_of_an_epoch_are_one_row_although_steps_differ(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss,val_loss\n0,9,0.5,\n0,8,,0.75\n1,19,0.25,\n1,18,,0.5\n")
    frame = logs.epochs()
    assert rows(frame, "epoch", "step", "validations", "train_loss", "val_loss")[-1][0] == 1


def test_rows_are_sorted_by_run_segment_and_epoch() -> None:
    frame = case("numeric_version_sort").epochs()
    order = list(dict.fromkeys(str(run) for run in frame.get_column("run")))
    assert order == [run for run in case("numeric_version_sort").ids if run in order]
    both = case("two_trainers_one_logger").epochs()
    assert rows(both, "segment", "epoch") == sorted(rows(both, "segment", "epoch"))


def test_step_values_and_monitors_are_left_out() -> None:
    columns = set(case("rows_that_share_a_step").epochs().columns)
    assert {"train_loss", "val_loss", "train_eponly"} < columns
    assert not {"lr-SGD", "train_acc", "test_loss"} & columns


def test_a_logged_nan_is_not_missing(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,val_loss,val_acc\n0,9,nan,0.5\n1,19,0.5,\n2,29,inf,0.75\n")
    losses = logs.epochs().get_column("val_loss").to_list()
    assert math.isnan(losses[0])
    assert losses[1:] == [0.5, math.inf]
    assert logs.epochs().get_column("val_acc").to_list() == [0.5, None, 0.75]


def test_a_metric_with_the_name_of_a_fixed_column_gets_another_name(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,run,segment,validations,val_loss\n0,9,1,2,3,0.5\n1,19,4,5,6,0.25\n")
    frame = logs.epochs()
    assert len(set(frame.columns)) == frame.width
    assert {"run (metric)", "segment (metric)", "validations (metric)"} <= set(frame.columns)
    assert frame.get_column("validations").to_list() == [1, 1]


def test_a_run_without_epochs_has_none() -> None:
    assert case("fabric_without_steps").epochs().is_empty()
