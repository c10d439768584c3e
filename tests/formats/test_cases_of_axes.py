"""The cases of FORMAT.md that are about epochs, steps and what kind of row it is, each under its name."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import CASES, LIGHTNING, case, kinds, notice_kinds, read_text, rows, series


def test_rows_that_share_a_step() -> None:
    """Step 3 has a learning rate, a train step, a validation and a train epoch: merged by kind, never blindly."""
    logs = case("rows_that_share_a_step")
    at = logs.metrics().filter(step=3)
    assert sorted(rows(at, "metric", "stage", "granularity")) == [
        ("lr-SGD", "train", "step"),
        ("train_acc", "train", "step"),
        ("train_eponly", "train", "epoch"),
        ("train_loss", "train", "epoch"),
        ("train_loss", "train", "step"),
        ("val_loss", "val", "epoch"),
    ]
    first = logs.epochs().row(0, named=True)
    assert (first["train_loss"], first["val_loss"]) == (3.543800115585327, 8.727646827697754)
    step = logs.steps().filter(step=3).row(0, named=True)
    assert (step["train_loss"], step["lr-SGD"]) == (4.127181053161621, 0.01)
    assert "val_loss" not in step


def test_learning_rate_without_epoch() -> None:
    """It is written before its step, so its epoch is that of the next row: 30 begins epoch 1."""
    rates = series(case("learning_rate_without_epoch"), "lr-SGD")
    assert [(epoch, step) for epoch, step, _ in rates] == [(0, 0), (1, 30), (2, 60), (3, 90)]


def test_evaluation_step_without_epoch() -> None:
    """Its epoch is that of the validation that it belongs to, its step the evaluation counter."""
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


def test_sanity_check_rows() -> None:
    """Validation steps before the first train row are kept aside."""
    logs = case("sanity_check_rows")
    flagged = logs.metrics(provenance=True).filter(flag="sanity")
    assert sorted(set(rows(flagged, "row", "metric"))) == [(0, "val_loss"), (0, "val_st"), (1, "val_loss"), (1, "val_st")]
    assert len(series(logs, "val_loss", granularity="step")) == 6
    assert notice_kinds(logs) == {"sanity": 4}


def test_float_in_step() -> None:
    logs = case("float_in_step")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25)]
    assert "axis" not in notice_kinds(logs)


def test_user_step() -> None:
    """The user's `step` (here the epoch) is what the row says; its epoch is that of the validation's place."""
    logs = case("user_step")
    assert series(logs, "val_loss") == [(0, 0, 8.727646827697754), (1, 1, 4.899878025054932)]
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}
    assert set(logs.metrics().get_column("segment")) == {0}
    epochs = logs.epochs()
    assert rows(epochs, "epoch", "step", "val_loss") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]


def test_user_epoch() -> None:
    """A user-logged epoch wins; one that is no whole number is told, and the row keeps its place."""
    logs = case("user_epoch")
    assert {epoch for epoch, *_ in series(logs, "train_loss")} == {100, 101}
    assert [(epoch, step) for epoch, step, _ in series(logs, "val_loss")] == [(100, 3), (101, 7)]
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}
    assert notice_kinds(logs) == {"axis": 2}


def test_test_after_fit() -> None:
    """The test stands at epoch max_epochs, which is no epoch of the training."""
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
    """It stands at epoch 0, step 0; what epoch 0 shows is its own validation."""
    logs = case("validate_before_fit")
    assert series(logs, "val_loss")[0] == (0, 0, 11.715411186218262)
    assert kinds(logs) >= {("val_loss", "val", "epoch")}
    assert logs.epochs().get_column("val_loss").to_list() == [8.727646827697754, 4.899878025054932]


def test_two_trainers_one_logger() -> None:
    """A new segment: the second training is neither mixed with the first nor lost."""
    logs = case("two_trainers_one_logger")
    assert len(series(logs, "train_loss", granularity="step", segment=0)) == 4
    assert len(series(logs, "train_loss", granularity="step", segment=1)) == 4
    assert rows(logs.epochs(), "segment", "epoch", "val_loss") == [(0, 0, 8.727646827697754), (1, 0, 10.327003479003906)]
    assert logs.steps().height == 8


def test_fabric_without_steps() -> None:
    """Steps begin again at 0 with each flush: no new segment, and row order is the axis."""
    logs = case("fabric_without_steps")
    frame = logs.metrics()
    assert set(frame.get_column("segment")) == {0}
    assert frame.get_column("step").to_list() == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1]
    assert frame.get_column("value").to_list() == sorted(frame.get_column("value"))
    assert frame.get_column("epoch").null_count() == 12


def test_fit_twice() -> None:
    """Steps go on, so it is one training; a validation and a test after it are no epochs of it."""
    logs = case("fit_twice")
    assert set(logs.metrics().get_column("segment")) == {0}
    assert [step for _, step, _ in series(logs, "train_loss", granularity="step")] == list(range(8))
    assert series(logs, "val_loss")[-1] == (2, 8, 6.5277628898620605)
    assert logs.epochs().get_column("epoch").to_list() == [0, 1]
    assert logs.epochs().get_column("validations").to_list() == [1, 1]


def test_resume_in_a_new_version() -> None:
    """By default two runs stay two runs; joined, the later one wins and every step is there once."""
    logs = case("resume_in_a_new_version")
    assert logs.ids == ("version_0", "version_1")
    assert logs["version_1"].steps().get_column("step").min() == 4
    joined = lt.read(*logs.runs.get_column("path"), stitch=True)
    assert joined.ids == ("version_0",)
    steps = joined.steps()
    assert steps.get_column("step").to_list() == list(range(steps.height))


def test_gap_after_a_resume() -> None:
    """1.5 leaves out a step when it resumes: it is the same training all the same."""
    logs = lt.read(CASES / "gap_after_a_resume", stitch=True)
    assert logs.ids == ("version_0",)
    steps = logs.steps().get_column("step").to_list()
    assert steps == [0, 1, 2, 3, *range(5, 13)]
    assert list(notice_kinds(logs)) == ["stitched"]


def test_duplicate_steps() -> None:
    """Gradients of two batches make a step: both values stay, and the table of steps shows the last."""
    logs = case("duplicate_steps")
    train = series(logs, "train_acc")
    assert [(step, value) for _, step, value in train][:5] == [(0, 0.5), (0, 1.5), (1, 2.5), (1, 3.5), (2, 4.5)]
    assert set(logs.metrics().get_column("segment")) == {0}
    assert logs.steps().get_column("train_acc").to_list()[:3] == [1.5, 3.5, 4.5]


def test_mid_epoch_validation() -> None:
    """Two validations an epoch are epoch values both; the epoch shows the last and how many there were."""
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
    """The cut epoch has its training values and no validation."""
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


def test_two_steps_of_one_epoch_are_steps(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss,val_loss\n0,0,.5,\n0,1,.25,\n0,1,,.75\n")
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}


def test_bare_names_get_their_stage_from_their_rows(tmp_path: Path) -> None:
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


def test_a_bare_training_metric_once_an_epoch_is_an_epoch_value(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "".join(["epoch,step,train_loss\n", *(f"{e},{e * 30 + 29},0.5\n" for e in range(6))]))
    assert kinds(logs) == {("train_loss", "train", "epoch")}


def test_a_bare_training_metric_several_times_an_epoch_is_a_step_value(tmp_path: Path) -> None:
    text = "epoch,step,train_loss\n" + "".join(f"{s // 235},{s},0.5\n" for s in range(49, 1000, 50))
    assert kinds(read_text(tmp_path, text)) == {("train_loss", "train", "step")}


def test_stand_alone_test_and_validation() -> None:
    """They stand at (0, 0), each of its own stage."""
    logs = lt.read(LIGHTNING / "2.6.6/test_only")
    assert sorted(rows(logs.metrics(), "metric", "stage", "granularity", "epoch", "step")) == [
        ("test_loss", "test", "epoch", 0, 0),
        ("val_loss", "val", "epoch", 0, 0),
    ]


def test_two_tests_at_one_place_are_two_tests(tmp_path: Path) -> None:
    """They are never averaged."""
    text = "epoch,step,test_acc,train_loss\n0,0,,0.5\n0,1,,0.5\n0,2,,.5\n1,3,0.5,\n1,3,0.75,\n"
    logs = read_text(tmp_path, text)
    assert series(logs, "test_acc") == [(1, 3, 0.5), (1, 3, 0.75)]
    row = logs.summary().filter(metric="test_acc").row(0, named=True)
    assert (row["count"], row["last"], row["best"]) == (2, 0.75, 0.75)


@pytest.mark.parametrize("version", ["1.8.6", "2.1.4", "2.6.6"])
def test_device_statistics_are_no_training_metrics(version: str) -> None:
    """A monitor's rows stand on the axis of the stage it watches, and rank nothing."""
    logs = lt.read(LIGHTNING / version / "device_stats")
    monitored = {stage for metric, stage, _ in kinds(logs) if str(metric).startswith("DeviceStatsMonitor.on_train")}
    assert monitored == {"train"}
    ranking = logs.compare().ranking
    assert ranking is not None
    assert ranking.label == "val_loss"


def test_a_bare_logger_invents_no_epochs() -> None:
    """One row of the recorded file names an epoch: it is that row's and no other's."""
    frame = case("values_that_are_no_numbers").metrics(provenance=True)
    told = frame.filter(frame.get_column("epoch").is_not_null())
    assert rows(told, "column", "value", "epoch") == [("a", 7.0, 2)]
