"""Epoch and step from the name of a checkpoint, for all common templates."""

from __future__ import annotations

import pytest

from logtools.formats.checkpoint_names import CheckpointName, parse_checkpoint_name


@pytest.mark.parametrize(
    ("name", "epoch", "step"),
    [
        ("epoch=3-step=400", 3, 400), ("epoch=02-val_loss=0.32", 2, None), ("step=400", None, 400),
        ("epoch_002", 2, None), ("epoch05-val_loss0.2963", 5, None), ("model_epoch_7", 7, None),
        ("best-epoch=7-v1", 7, None), ("ep3", 3, None), ("Epoch 4", 4, None), ("resnet18-epoch=1", 1, None),
        ("7-600-0.535", 7, 600), ("07-0.53", 7, None), ("12", 12, None), ("12-v1", 12, None),
        ("0.5-7-600", 7, 600), ("7-600--0.5-v1", 7, 600), ("7-600-93", None, None),
        ("epoch=2-val/loss=0.4000", 2, None), ("global_step=1000", None, 1000), ("epoch=1-global_step=10.0", 1, None),
        ("last", None, None), ("last-v1", None, None), ("best", None, None), ("best_model", None, None),
        ("", None, None),
        ("resnet18", None, None), ("val_loss=0.3", None, None), ("deep12", None, None), ("steps", None, None),
        ("epoch=99999999999999999999999-step=2", None, 2), ("epoch=0.5", None, None),
    ],
)  # fmt: skip
def test_names(name: str, epoch: int | None, step: int | None) -> None:
    parsed = parse_checkpoint_name(name)
    assert (parsed.epoch, parsed.step) == (epoch, step)


def test_a_name_without_words_has_numbers() -> None:
    assert parse_checkpoint_name("7-600-93--1e-05-v3").numbers == (7, 600, 93)
    assert parse_checkpoint_name("epoch=7-600").numbers == parse_checkpoint_name("model-7-600").numbers == ()


@pytest.mark.parametrize(
    "name", ["bestmodelEpoch2", "epoch:2", "epoch(2)", "max_epoch=9-epoch=2", "loss_epoch=0-epoch=2"]
)
def test_the_epoch_is_found_beside_other_counts(name: str) -> None:
    assert parse_checkpoint_name(name) == CheckpointName(epoch=2)


@pytest.mark.parametrize(
    "name",
    [
        "num_epoch=2",
        "val_step=30",
        "total_steps=30",
        "epoch=2e1",
        "val_loss_epoch=2",
        "train_loss_step=30",
        "acc_epoch2",
    ],
)
def test_other_counts_and_metrics_are_no_epochs_and_steps(name: str) -> None:
    assert parse_checkpoint_name(name) == CheckpointName()
