"""Segments: one fit is one segment, however its rows count steps; a second fit in the file starts another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import case, read_text, rows, series


def segments(folder: Path, text: str) -> list[tuple[str, int, int]]:
    """Return metric, step and segment of each value, in file order."""
    metrics = read_text(folder, text).metrics(provenance=True).sort("row")
    return [(str(m), s, n) for m, s, n in metrics.select("metric", "step", "segment").iter_rows()]


def test_validations_that_count_batches_start_no_segment(tmp_path: Path) -> None:
    rows = "".join(f"{e},{50 * e + 24},1,\n{e},{50 * e + 49},1,\n{e},{25 * e + 24},,1\n" for e in range(4))
    found = segments(tmp_path, f"epoch,step,train_loss_step,val_loss\n{rows}")
    assert {segment for *_, segment in found} == {0}
    assert len(found) == 12


def test_a_validation_whose_step_is_its_epoch_starts_no_segment(tmp_path: Path) -> None:
    rows = "".join(f"{e},{10 * e + 4},1,\n{e},{10 * e + 9},1,\n{e},{e},,1\n" for e in range(4))
    assert {segment for *_, segment in segments(tmp_path, f"epoch,step,train_loss,val_loss\n{rows}")} == {0}


def test_an_interrupted_epoch_starts_no_segment(tmp_path: Path) -> None:
    """The validation of the epoch is one step ahead of the mean of the training."""
    text = "epoch,step,train_loss_step,train_loss_epoch,val_loss\n0,9,1,,\n0,9,,,1\n0,9,,1,\n"
    text += "1,15,1,,\n1,17,,,1\n1,16,,1,\n"
    assert {segment for *_, segment in segments(tmp_path, text)} == {0}


@pytest.mark.parametrize("validation", ["{e},{s},,1\n", ""])
def test_a_second_fit_starts_a_segment(tmp_path: Path, validation: str) -> None:
    fit = "".join(f"{e},{5 * e + 4},1,\n" + validation.format(e=e, s=5 * e + 4) for e in range(3))
    found = segments(tmp_path, f"epoch,step,train_loss,val_loss\n{fit}{fit}{fit}")
    each = len(found) // 3
    assert [segment for *_, segment in found] == [0] * each + [1] * each + [2] * each


def test_a_second_trainer_with_other_metrics_starts_a_segment(tmp_path: Path) -> None:
    text = "epoch,step,train_loss,train_gan\n0,4,1,\n1,9,1,\n0,4,,1\n1,9,,1\n"
    assert [segment for *_, segment in segments(tmp_path, text)] == [0, 0, 1, 1]


def test_rows_without_an_epoch_have_the_segment_of_their_neighbours(tmp_path: Path) -> None:
    text = "epoch,step,lr-Adam,train_loss\n,0,1,\n0,0,,1\n,5,1,\n0,5,,1\n,0,1,\n0,0,,1\n"
    assert segments(tmp_path, text) == [
        ("lr-Adam", 0, 0), ("train_loss", 0, 0), ("lr-Adam", 5, 0), ("train_loss", 5, 0), ("lr-Adam", 0, 1),
        ("train_loss", 0, 1),
    ]  # fmt: skip


def test_two_trainers_one_logger() -> None:
    """The second training is a new segment: it is neither mixed with the first nor lost."""
    logs = case("two_trainers_one_logger")
    assert len(series(logs, "train_loss", granularity="step", segment=0)) == 4
    assert len(series(logs, "train_loss", granularity="step", segment=1)) == 4
    assert rows(logs.epochs(), "segment", "epoch", "val_loss") == [
        (0, 0, 8.727646827697754),
        (1, 0, 10.327003479003906),
    ]
    assert logs.steps().height == 8


def test_fit_twice() -> None:
    """Steps continue, so it is one training; a validation and a test after it are not epochs of it."""
    logs = case("fit_twice")
    assert set(logs.metrics().get_column("segment")) == {0}
    assert [step for _, step, _ in series(logs, "train_loss", granularity="step")] == list(range(8))
    assert series(logs, "val_loss")[-1] == (2, 8, 6.5277628898620605)
    assert logs.epochs().get_column("epoch").to_list() == [0, 1]
    assert logs.epochs().get_column("validations").to_list() == [1, 1]
