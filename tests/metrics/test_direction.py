"""Which direction is better, as metrics are named in practice."""

from __future__ import annotations

import pytest

from logtools.metrics.direction import infer


@pytest.mark.parametrize(
    "name",
    [
        "loss", "val_loss", "val/loss", "train_loss_epoch", "valLoss", "Val Loss", "mse", "val_rmse", "MAE",
        "loss_dice", "perplexity", "val_ppl", "wer", "test_error", "err", "nll", "kl_div_loss", "acc_loss", "FID",
        "cross_entropy", "one_minus_ssim", "eer", "lpips",
    ],
)  # fmt: skip
def test_smaller_is_better(name: str) -> None:
    assert infer(name) == "min"


@pytest.mark.parametrize(
    "name",
    [
        "acc", "val_acc", "val/accuracy", "test_top5_acc", "val_f1", "F1Score", "val/BinaryF1Score", "auroc",
        "AUC", "mAP", "val_mAP50", "iou", "val_mIoU", "dice", "reward", "episode_reward", "psnr", "ssim",
        "bleu", "r2", "precision", "Recall@5", "val_pearson", "MulticlassAccuracy",
    ],
)  # fmt: skip
def test_larger_is_better(name: str) -> None:
    assert infer(name) == "max"


@pytest.mark.parametrize(
    "name", ["lr-Adam", "epoch_time", "grad_norm", "step", "", "n_samples", "temperature", "hp_metric", "🙂"]
)
def test_a_name_that_does_not_tell_has_none(name: str) -> None:
    assert infer(name) is None
