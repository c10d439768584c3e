"""The default ranking metric, tested through `Logs.compare`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import logtools as lt


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
    ],
)
def test_totals_come_before_scores_and_scores_before_parts(tmp_path: Path, metrics: list[str], ranks: str) -> None:
    columns = {
        name: UP if any(word in name for word in ("acc", "re", "elbo", "psnr", "ssim")) else DOWN for name in metrics
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


def test_a_metric_without_a_finite_value_never_ranks(tmp_path: Path) -> None:
    nan = float("nan")
    assert ranking(tmp_path, {"val_loss": [nan] * 3, "val_acc": UP}) == "val_acc"


def test_nothing_ranks_without_a_direction(tmp_path: Path) -> None:
    assert ranking(tmp_path, {"val_thing": UP}) is None
