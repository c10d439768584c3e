"""An evaluation after the training is no epoch of the training, whatever it logs."""

from __future__ import annotations

from pathlib import Path

import pytest

from logtools.figures.spec import CurvePanel
from tests.formats.reading import Logs, kinds, read_text, series

TRAIN_STEP, TRAIN_EPOCH, VAL = "{e},{s},1,,,,\n", "{e},{s},,1,,,\n", "{e},{s},,,0.{v},,\n"
HEADER = "epoch,step,train_loss_step,train_loss_epoch,val_loss,test_loss,other_val\n"


def fit(length: int = 100, *, epochs: int = 3, logged: str = TRAIN_EPOCH, first: str = "") -> str:
    """Return the rows of a training: a validation (0.9, 0.8, ...) and values of the training for each epoch."""
    rows = "".join((VAL + logged).format(e=epoch, s=(epoch + 1) * length - 1, v=9 - epoch) for epoch in range(epochs))
    return first + rows


def validated(folder: Path, rows: str) -> tuple[list[object], list[object]]:
    """Return the values of val_loss that belong to epochs, and those that belong to the run."""
    logs = read_text(folder, HEADER + rows)
    assert logs.metrics().height == sum(cell != "" for row in rows.split() for cell in row.split(",")[2:])
    by_epoch, by_run = (series(logs, "val_loss", granularity=granularity) for granularity in ("epoch", "run"))
    return [value for *_, value in by_epoch], [value for *_, value in by_run]


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        (fit() + "3,300,,,0.1,,\n", [0.1]),  # since 1.6
        (fit() + "2,300,,,0.1,,\n", [0.1]),  # up to 1.5: in the last epoch
        (fit() + "3,300,,,0.1,,\n3,300,,,0.2,,\n3,300,,,,0.3,\n", [0.1, 0.2]),  # two checkpoints, and a test
        (fit() + "3,300,,,0.1,0.3,\n", [0.1]),  # the test logs both
        (fit(1) + "3,3,,,0.1,,\n", [0.1]),  # epochs of one step
        (fit(logged="{e},{e},,,,,1\n") + "3,300,,,0.1,,\n", [0.1]),  # nothing of the training is logged
        (fit(logged="") + "3,300,,,0.1,,\n", [0.1]),
        (fit(epochs=1) + "1,100,,,0.1,,\n", [0.1]),
        (fit() + "3,300,,,0.1,,\n" + fit() + "3,300,,,0.2,,\n", [0.1, 0.2]),  # after each of two fits
    ],
)
def test_validation_after_the_training(tmp_path: Path, rows: str, after: list[float]) -> None:
    by_epoch, by_run = validated(tmp_path, rows)
    assert by_run == after
    assert by_epoch == [0.9, 0.8, 0.7] * (len(by_epoch) // 3) or by_epoch == [0.9]


@pytest.mark.parametrize(
    "last",
    [
        "3,317,,,0.1,,\n3,316,,1,,,\n",  # an interrupted epoch: the mean of the training comes last
        "3,399,,,0.1,,\n",  # one more epoch
    ],
)
def test_validation_of_the_last_epoch(tmp_path: Path, last: str) -> None:
    assert validated(tmp_path, fit() + last) == ([0.9, 0.8, 0.7, 0.1], [])


def test_an_evaluation_after_an_interrupted_epoch_is_not_its_validation(tmp_path: Path) -> None:
    last = "3,316,1,,,,\n3,317,,,0.1,,\n"
    assert validated(tmp_path / "after", fit() + last) == ([0.9, 0.8, 0.7], [0.1])
    sparse = "".join(f"{e},{99 + 100 * e},1,,,,\n{e},{100 + 100 * e},,,0.{9 - e},,\n" for e in range(3))
    assert validated(tmp_path / "ahead", sparse) == ([0.9, 0.8, 0.7], [])


def test_epochs_of_one_step_without_values_of_the_training_stay_epochs(tmp_path: Path) -> None:
    assert validated(tmp_path, fit(1, epochs=5, logged="", first="0,0,1,,,,\n"))[1] == []


def test_a_validation_whose_step_is_its_epoch(tmp_path: Path) -> None:
    rows = "".join(f"{e},{e},,,0.{9 - e},,\n{e},{100 * e + 99},,1,,,\n" for e in range(3))
    assert validated(tmp_path, rows + "3,3,,,0.1,,\n") == ([0.9, 0.8, 0.7], [0.1])


def after(folder: Path, text: str) -> Logs:
    return read_text(folder, HEADER + fit() + text)


def test_it_is_neither_the_best_nor_the_last_epoch(tmp_path: Path) -> None:
    logs = after(tmp_path, "3,300,,,0.1,,\n")
    best = logs.best("val_loss")
    assert (best.value, best.epoch) == (0.7, 2)
    assert logs.compare("val_loss").runs["last"].to_list() == [0.7]
    assert logs.epochs()["epoch"].to_list() == [0, 1, 2]
    assert (logs.runs["epoch"].item(), logs.runs["step"].item()) == (2, 299)
    (panel,) = logs.figure("val_loss").panels
    assert isinstance(panel, CurvePanel)
    assert [mark.y for mark in panel.marks if mark.kind == "best"] == [(0.7,)]


def test_metrics_that_only_it_logged_can_be_ranked(tmp_path: Path) -> None:
    """A test metric keeps its granularity; a validation metric belongs to the run."""
    logs = after(tmp_path, "3,300,,,,,0.2\n3,300,,,,0.3,\n")
    assert {("test_loss", "test", "epoch"), ("other_val", "val", "run")} <= kinds(logs)
    assert logs.epochs()["epoch"].to_list() == [0, 1, 2]
    assert (logs.best("test_loss").value, logs.best("other_val", direction="max").value) == (0.3, 0.2)


@pytest.mark.parametrize("place", ["0,0", "1,199", "3,300"])
def test_an_evaluation_by_another_trainer_is_no_epoch(tmp_path: Path, place: str) -> None:
    logs = after(tmp_path, f"{place},,,0.1,,\n{place},,,0.05,,\n")
    best = logs.best("val_loss")
    assert (best.value, best.epoch) == (0.7, 2)
    assert logs.epochs()["epoch"].to_list() == [0, 1, 2]
    assert logs.report().fits == 1
    assert logs.notices.is_empty()


def test_a_second_fit_of_one_epoch_is_a_fit(tmp_path: Path) -> None:
    again = "0,49,1,,,,\n0,99,,,0.1,,\n0,99,,1,,,\n"
    logs = after(tmp_path, again)
    assert (logs.best("val_loss").value, logs.report().fits) == (0.1, 2)
