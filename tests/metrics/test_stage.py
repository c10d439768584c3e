"""The stage of a metric is inferred from its name."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from logtools import schema
from logtools.metrics.stage import is_evaluation, is_evaluation_step, is_test, quantity_of, stage_of
from tests.formats.reading import kinds, read_text


@pytest.mark.parametrize(
    ("name", "stage", "quantity"),
    [
        ("val_loss", "val", "loss"), ("Train Loss", "train", "Loss"), ("fit/loss", "train", "loss"),
        ("dev.acc", "val", "acc"), ("TEST-acc", "test", "acc"), ("valid_f1", "val", "f1"), ("eval/loss", "val", "loss"),
        ("loss/val", "val", "loss"), ("loss_train", "train", "loss"), ("loss_val", "val", "loss"),
        ("LOSS_VAL", "val", "LOSS"), ("loss-validation", "val", "loss"), ("loss.test", "test", "loss"),
        ("exposure_train_loss", "train", "exposure_loss"), ("model/val/loss", "val", "model/loss"),
        ("avg_val_projected_errors", "val", "avg_projected_errors"), ("valLoss", "val", "Loss"),
        ("lossVal", "val", "loss"), ("ValLoss", "val", "Loss"), ("loss dev", "val", "loss"),
        ("predict_score", "predict", "score"), (" val_loss", "val", "loss"),
        ("val_loss/train_set", "val", "loss/train_set"), ("loss (val)", "val", "loss"), ("acc [test]", "test", "acc"),
        ("loss@val", "val", "loss"), ("val>loss", "val", "loss"), ("val~loss", "val", "loss"),
    ],
)  # fmt: skip
def test_a_stage_word_counts_anywhere_in_the_name(name: str, stage: str, quantity: str) -> None:
    assert (stage_of(name), quantity_of(name)) == (stage, quantity)


@pytest.mark.parametrize(
    "name",
    [
        "loss", "value", "valve_loss", "trainer/loss", "pretraining_loss", "std_dev", "num_valid", "goodness_of_fit",
        "t_test", "latest_loss", "interval", "gap_train_val", "validity", "contest", "test1_loss", "", "🙂", "n_valid",
    ],
)  # fmt: skip
def test_other_words_are_not_stages(name: str) -> None:
    assert (stage_of(name), quantity_of(name)) == (None, name)


@pytest.mark.parametrize("name", ["val", "test", "train"])
def test_a_name_that_is_only_a_stage_is_kept(name: str) -> None:
    assert (stage_of(name), quantity_of(name)) == (name, name)


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("lr-Adam", "train"), ("DeviceStatsMonitor.on_validation_batch_start/cpu_percent", "val"),
        ("grad_2.0_norm/val_head.weight", None), ("train/device/flops", "train"),
    ],
)  # fmt: skip
def test_monitors_have_the_stage_of_their_callback(name: str, stage: str | None) -> None:
    assert stage_of(name) == stage


@pytest.mark.parametrize(
    ("name", "stage", "quantity"),
    [
        ("val_loss", "val", "loss"),
        ("valid/f1", "val", "f1"),
        ("dev acc", "val", "acc"),
        ("Validation.IoU", "val", "IoU"),
        ("validate-x", "val", "x"),
        ("test_acc", "test", "acc"),
        ("TEST/acc", "test", "acc"),
        ("predict_time", "predict", "time"),
        ("train-loss", "train", "loss"),
        ("Train Loss", "train", "Loss"),
        ("training_loss", "train", "loss"),
        ("fit/loss", "train", "loss"),
    ],
)
def test_the_first_word_decides_the_stage(tmp_path: Path, name: str, stage: str, quantity: str) -> None:
    logs = read_text(tmp_path, f"epoch,step,{name}\n0,9,0.5\n1,19,0.25\n")
    assert kinds(logs, "metric", "stage", "quantity") == {(name, stage, quantity)}


def test_masks_of_stages_are_false_where_the_stage_is_unknown() -> None:
    stages = ["train", "val", "test", "predict", None]
    frame = pl.DataFrame({"stage": stages, "granularity": ["step"] * 5}, schema_overrides={"stage": schema.STAGE})
    masks = frame.select(evaluation=is_evaluation(), step=is_evaluation_step(), test=is_test())
    assert masks["evaluation"].to_list() == masks["step"].to_list() == [False, True, True, True, False]
    assert masks["test"].to_list() == [False, False, True, True, False]
    epochs = frame.with_columns(granularity=pl.lit("epoch"))
    assert not epochs.select(is_evaluation_step()).to_series().any()
