"""`steps()` has one row per train step, with the learning rate and the loss."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import case, read_text, rows


def test_the_learning_rate_is_in_the_row_of_the_loss() -> None:
    frame = case("rows_that_share_a_step").steps()
    assert frame.get_column("step").to_list() == list(range(8))
    assert frame.get_column("lr-SGD").null_count() == 0
    assert frame.get_column("train_loss").null_count() == 0
    assert frame.get_column("epoch").to_list() == [0] * 4 + [1] * 4


def test_evaluation_steps_and_epoch_values_are_left_out() -> None:
    columns = set(case("evaluation_step_without_epoch").steps().columns)
    assert columns == {"run", "segment", "epoch", "step", "train_acc", "train_loss"}


def test_steps_are_sorted_and_missing_values_are_null(tmp_path: Path) -> None:
    text = "epoch,lr-Adam,step,train_loss\n,0.1,0,\n0,,4,1.0\n0,,9,0.5\n,0.01,10,\n1,,14,0.25\n1,,19,0.125\n"
    frame = read_text(tmp_path, text).steps()
    assert rows(frame, "step", "epoch", "lr-Adam", "train_loss") == [
        (0, 0, 0.1, None),
        (4, 0, None, 1.0),
        (9, 0, None, 0.5),
        (10, 1, 0.01, None),
        (14, 1, None, 0.25),
        (19, 1, None, 0.125),
    ]


def test_each_training_in_a_file_has_its_own_steps() -> None:
    frame = case("two_trainers_one_logger").steps()
    assert rows(frame, "segment", "step") == [(s, i) for s in (0, 1) for i in range(4)]
