"""Checkpoints that Lightning writes are found by what they record, whatever their names are."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from logtools.cli import main

#: The validation losses of the epochs.
LOSSES = (0.9, 0.4, 0.7, 0.6)


def train(root: Path, *, batches: int = 10, optimizers: int = 1, trainer: dict[str, Any], **options: object) -> Path:
    """Train four epochs with a ModelCheckpoint, and return the folder of its checkpoints."""
    import pytorch_lightning as pl  # slow to import
    import torch
    from pytorch_lightning.callbacks import ModelCheckpoint
    from pytorch_lightning.loggers import CSVLogger
    from torch.utils.data import DataLoader, TensorDataset

    class Model(pl.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.layer = torch.nn.Linear(1, 1)
            self.validations = 0
            self.automatic_optimization = optimizers == 1

        def training_step(self, batch: list[torch.Tensor]) -> torch.Tensor:
            loss: torch.Tensor = self.layer(batch[0]).mean()
            self.log("train/loss", loss)
            if optimizers > 1:
                self.manual_backward(loss)
                for optimizer in self.optimizers():  # type: ignore[union-attr]
                    optimizer.step()
            return loss

        def validation_step(self, batch: list[torch.Tensor]) -> None:  # noqa: ARG002
            self.log("val/loss", torch.tensor(LOSSES[self.validations % 4]))

        def on_validation_epoch_end(self) -> None:
            self.validations += 1

        def configure_optimizers(self) -> list[torch.optim.Optimizer]:
            return [torch.optim.SGD(self.parameters(), 0.1) for _ in range(optimizers)]

    logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
    loader = DataLoader(TensorDataset(torch.zeros(batches, 1)))
    arguments: dict[str, Any] = {"monitor": "val/loss", **options}
    callback = ModelCheckpoint(**arguments)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitting = pl.Trainer(
            logger=CSVLogger(root, name=""), callbacks=[callback], accelerator="cpu", num_sanity_val_steps=0,
            enable_progress_bar=False, enable_model_summary=False, **{"max_epochs": 4, **trainer},
        )  # fmt: skip
        fitting.fit(Model(), loader, loader)
    return Path(str(callback.dirpath))


def best_checkpoint(root: Path, *options: str) -> tuple[int, str]:
    """Return the exit code of `best --checkpoint`, and what it prints."""
    result = CliRunner().invoke(main, ["best", str(root), "-m", "val/loss", "--checkpoint", "-q", *options])
    return result.exit_code, result.stdout.strip()


@pytest.mark.parametrize(
    ("name", "options", "trainer"),
    [
        ("best.ckpt", {"filename": "best", "save_last": True}, {}),
        ("1-20-0.400.ckpt", {"filename": "{epoch}-{step}-{val/loss:.3f}", "auto_insert_metric_name": False}, {}),
        ("0.400.ckpt", {"filename": "{val/loss:.3f}", "auto_insert_metric_name": False, "save_top_k": -1}, {}),
        ("epoch=1-val/loss=0.40.ckpt", {"filename": "{epoch}-{val/loss:.2f}", "save_top_k": 2}, {}),
        ("best.ckpt", {"filename": "best"}, {"accumulate_grad_batches": 2}),
        ("best.ckpt", {"filename": "best", "optimizers": 2}, {}),
        ("epoch=0-step=10.ckpt", {"save_top_k": -1}, {"val_check_interval": 0.5, "max_epochs": 2}),
    ],
)
def test_the_best_checkpoint_has_any_name(
    name: str, options: dict[str, Any], trainer: dict[str, Any], tmp_path: Path
) -> None:
    folder = train(tmp_path, trainer=trainer, **options)
    assert best_checkpoint(tmp_path) == (0, str(folder / name))


def test_a_last_checkpoint_of_another_epoch_is_not_the_best(tmp_path: Path) -> None:
    folder = train(tmp_path, trainer={}, monitor=None, filename="best")
    assert best_checkpoint(tmp_path) == (2, "")
    assert best_checkpoint(tmp_path, "--nearest") == (0, str(folder / "best.ckpt"))


def test_a_checkpoint_in_the_middle_of_an_epoch_is_not_that_of_its_end(tmp_path: Path) -> None:
    train(tmp_path, trainer={}, monitor=None, filename="epoch={epoch}", auto_insert_metric_name=False,
          every_n_train_steps=7, save_top_k=-1)  # fmt: skip
    assert best_checkpoint(tmp_path) == (2, "")
