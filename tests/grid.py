"""Runs with hyperparameters for tests of comparisons and plots of results."""

from __future__ import annotations

from pathlib import Path

import logtools as lt

__all__ = ["OPTIMISERS", "RATES", "grid_of_runs", "runs_with_files", "runs_with_lr", "value"]

RATES = (0.0001, 0.001, 0.01)
OPTIMISERS = ("adam", "sgd")


def grid_of_runs(folder: Path) -> lt.Logs[object]:
    """Return eighteen runs: three learning rates, two optimisers, three seeds."""
    for i, lr in enumerate(RATES):
        for j, optimiser in enumerate(OPTIMISERS):
            for seed in range(3):
                run = folder / f"version_{i * 6 + j * 3 + seed}"
                run.mkdir()
                (run / "hparams.yaml").write_text(f"lr: {lr}\noptim: {optimiser}\nseed: {seed}\n")
                (run / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,9\n1,19,{value(i, j, seed)}\n")
    return lt.read(folder)  # type: ignore[return-value] # the frames are of no interest here


def value(i: int, j: int, seed: int) -> float:
    """Return the best value of a run of the grid."""
    return 1 + i + j / 10 + seed / 100


def runs_with_lr(folder: Path, *runs: tuple[str, str]) -> lt.Logs[object]:
    """Return runs, each with the given learning rate and loss."""
    for i, (lr, loss) in enumerate(runs):
        (folder / f"v{i}").mkdir()
        (folder / f"v{i}" / "hparams.yaml").write_text(f"lr: {lr}\n")
        (folder / f"v{i}" / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{loss}\n")
    return lt.read(folder)  # type: ignore[return-value] # the frames are of no interest here


def runs_with_files(folder: Path, **runs: tuple[str, str]) -> lt.Logs[object]:
    """Return runs, each with the given texts of metrics.csv and hparams.yaml."""
    for name, (metrics, hparams) in runs.items():
        (folder / name).mkdir()
        (folder / name / "metrics.csv").write_text(metrics)
        (folder / name / "hparams.yaml").write_text(hparams)
    return lt.read(folder)  # type: ignore[return-value] # the frames are of no interest here
