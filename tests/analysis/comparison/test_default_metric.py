"""The default ranking metric, tested through `Logs.compare`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

import pytest

import logtools as lt
from logtools.analysis.comparison import default_metric


def ranking(folder: Path, *runs: Mapping[str, Sequence[float | None]]) -> str | None:
    """Return the label of the default metric for runs with these columns of metrics, one value per epoch."""
    for number, columns in enumerate(runs):
        rows = zip(*columns.values(), strict=True)
        lines = [
            f"{e},{10 * e + 9}," + ",".join("" if v is None else str(v) for v in row) for e, row in enumerate(rows)
        ]
        (folder / f"version_{number}").mkdir(parents=True)
        text = "\n".join([f"epoch,step,{','.join(columns)}", *lines, ""])
        (folder / f"version_{number}" / "metrics.csv").write_text(text)
    found = lt.read(folder).compare().ranking
    return found.label if found else None


UP, DOWN = [0.1, 0.2, 0.3], [0.9, 0.8, 0.7]


@pytest.mark.parametrize(
    ("metrics", "ranks"),
    [
        (["val_kl_loss", "val_loss"], "val_loss"),
        (["val_acc", "val_kl_loss", "val_loss"], "val_loss"),
        (["val_aux_loss", "val_total_loss"], "val_total_loss"),
        (["val_family_loss", "val_loss_mean"], "val_loss_mean"),
        (["val/clip_loss", "val/Loss"], "val/Loss"),
        (["val_acc", "val_ce_loss"], "val_ce_loss"),
        (["val_acc", "val_cls_loss", "val_box_loss"], "val_acc"),
        (["train_loss", "val_acc"], "val_acc"),
        (["test_loss", "val_acc"], "val_acc"),
        (["train_loss", "test_loss"], "test_loss"),
        (["train_loss", "train_reward"], "train_reward"),
        (["train_value_loss", "train_policy_loss", "train_return"], "train_return"),
        (["val_d_loss", "val_g_loss", "val_fid"], "val_fid"),
        (["val_loss", "val_reward"], "val_loss"),
        (["val_policy_loss", "val_return", "val_value_loss"], "val_return"),
        (["val/KLLoss", "val/LossTotal", "val/ReconLoss"], "val/LossTotal"),
        (["val_net_kl_loss", "val_net_loss", "val_net_recon_loss"], "val_net_loss"),
        (["val_elbo", "val_kl", "val_recon_loss"], "val_elbo"),
        (["val_kl", "val_psnr"], "val_psnr"),
        (["val_d_loss", "val_ssim"], "val_ssim"),
        (["val_lossD", "val_lpips"], "val_lpips"),
        (["val_acc_class_0", "val_acc"], "val_acc"),
        (["val_fp", "val_fn", "val_precision"], "val_precision"),
        (["train_reward_ctrl", "train_episode_reward"], "train_episode_reward"),
        (["loss_valid", "kl_loss_valid"], "loss_valid"),
        (["Validation_acc", "Validation_loss_mask", "Validation_loss_total"], "Validation_loss_total"),
        (["val_loss_a", "val_loss_b", "val_loss_sum"], "val_loss_sum"),
        (["loss_cls/val", "loss/val"], "loss/val"),
        (["train/loss", "train/loss_simple", "train/loss_vlb"], "train/loss"),
        (["train/loss_simple", "train/loss_total", "train/loss_vlb"], "train/loss_total"),
        (["rollout/ep_rew_mean", "train/loss", "train/policy_gradient_loss"], "rollout/ep_rew_mean"),
        (["eval/mean_reward", "train/loss"], "eval/mean_reward"),
        (["disc_loss", "gen_loss", "val_adv_loss", "val_psnr"], "val_psnr"),
        (["d_loss", "g_loss", "inception_score"], "inception_score"),
        (["val_loss_ema", "val_loss"], "val_loss"),
        (["Loss/Val_rec", "Loss/Val_total"], "Loss/Val_total"),
        (["ValKLLoss", "ValLoss"], "ValLoss"),
        (["val_loss_aux", "val_nll"], "val_nll"),
        (["val_center_loss", "val_mAP", "val_triplet_loss"], "val_mAP"),
        (["train_actor_loss", "train_critic_loss", "train_return"], "train_return"),
        (["val_main_loss", "val_loss"], "val_loss"),
        (["val_loss_seg", "val_loss_tot", "val_dice"], "val_loss_tot"),
        (["val_a_loss", "val_b_loss", "val_joint_loss"], "val_joint_loss"),
        (["val_nelbo", "val_kl", "val_nll"], "val_nelbo"),
        (["val_loss_discriminator", "val_loss_generator", "val_kid"], "val_kid"),
        (["val_rpn_loss", "val_roi_loss", "val_loss"], "val_loss"),
        (["val_reward_std", "val_reward_mean"], "val_reward_mean"),
        (["val_elbo", "val_loss"], "val_loss"),
    ],
)
def test_totals_come_before_scores_and_scores_before_parts(tmp_path: Path, metrics: list[str], ranks: str) -> None:
    columns = {
        name: UP if any(word in name for word in ("acc", "re", "_elbo", "psnr", "ssim", "dice")) else DOWN
        for name in metrics
    }
    assert ranking(tmp_path / "a", columns) == ranks
    assert ranking(tmp_path / "b", dict(reversed(columns.items()))) == ranks


def test_a_metric_of_few_runs_does_not_rank(tmp_path: Path) -> None:
    few = {"val_loss": DOWN, "train_loss": DOWN}
    assert ranking(tmp_path, few, *[{"train_loss": DOWN}] * 3) == "train_loss"


def test_half_of_the_runs_are_enough(tmp_path: Path) -> None:
    assert ranking(tmp_path, *[{"val_loss": DOWN, "train_loss": DOWN}] * 2, *[{"train_loss": DOWN}] * 2) == "val_loss"


@pytest.mark.parametrize("constant", [0.0, -1.0, 3.5])
def test_a_constant_never_ranks(tmp_path: Path, constant: float) -> None:
    columns = {"val_loss": [constant] * 3, "val_acc": UP}
    assert ranking(tmp_path, columns, columns) == "val_acc"


def test_a_placeholder_in_one_run_does_not_count(tmp_path: Path) -> None:
    filled, real = {"val_loss": [-1.0] * 3, "val_acc": UP}, {"val_loss": DOWN, "val_acc": UP}
    assert ranking(tmp_path, real, filled, filled) == "val_acc"


def test_one_value_per_run_is_not_a_constant(tmp_path: Path) -> None:
    assert (
        ranking(tmp_path, {"val_loss": [0.5], "train_loss": [0.9]}, {"val_loss": [0.5], "train_loss": [0.8]})
        == "val_loss"
    )


def step_rows(*, by_epoch: str) -> str:
    """Return a log with `val_loss` per validation batch, `train_loss` per epoch, and another metric per epoch."""
    rows = [f"epoch,step,train_loss_epoch,train_loss_step,val_loss,{by_epoch}"]
    for epoch in range(4):
        rows += [f"{epoch},{4 * epoch + i},,{1 / (4 * epoch + i + 1)},," for i in range(4)]
        rows += [f",{3 * epoch + i},,,{0.9 - 0.1 * epoch - 0.01 * i}," for i in range(3)]
        rows += [f"{epoch},{4 * epoch + 3},,,,{0.5 + 0.1 * epoch}", f"{epoch},{4 * epoch + 3},{1 / (epoch + 1)},,,"]
    return "\n".join([*rows, ""])


@pytest.mark.parametrize(("by_epoch", "ranks"), [("val_acc", "val_acc"), ("unknown", "train_loss")])
def test_epochs_come_before_single_validation_batches(tmp_path: Path, by_epoch: str, ranks: str) -> None:
    for run in ("version_0", "version_1"):
        (tmp_path / run).mkdir()
        (tmp_path / run / "metrics.csv").write_text(step_rows(by_epoch=by_epoch))
    found = lt.read(tmp_path).compare().ranking
    assert found is not None
    assert found.label == ranks


def test_a_metric_without_a_finite_value_never_ranks(tmp_path: Path) -> None:
    nan = float("nan")
    assert ranking(tmp_path, {"val_loss": [nan] * 3, "val_acc": UP}) == "val_acc"


def test_nothing_ranks_without_a_direction(tmp_path: Path) -> None:
    assert ranking(tmp_path, {"val_thing": UP}) is None


def calls(folder: Path, metrics: int) -> int:
    """Return the number of calls in the module for a run with this number of metrics, each with a word of its own."""
    counted = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        counted += event == "call" and frame.f_code.co_filename == default_metric.__file__

    columns = {f"val_acc_task{i}": UP for i in range(metrics)}
    sys.setprofile(count)
    try:
        ranking(folder, columns)
    finally:
        sys.setprofile(None)
    return counted


def test_twice_as_many_metrics_take_twice_as_many_calls(tmp_path: Path) -> None:
    few, many = calls(tmp_path / "few", 100), calls(tmp_path / "many", 200)
    assert few > 100
    assert many < 2.1 * few
