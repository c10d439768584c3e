"""The reference model: a small network with two branches, and the classifier that trains it.

A flattened digit goes through two branches: one layer (784-32), and two layers (784-32-16). Their outputs are
concatenated and mapped to the ten classes (48-10). Every layer except the last has a ReLU. The network has 51,258
parameters: enough to learn MNIST, and few enough to train within seconds.

The purpose of this model is to show what training metrics look like in a log. Lightning's `log_dict` has two flags,
`on_step` and `on_epoch`, which determine the columns of `metrics.csv`; `TRAIN_FLAGS` lists the choices.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

import pytorch_lightning as pl
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torchmetrics.functional import accuracy

__all__ = ["TRAIN_FLAGS", "DigitClassifier", "LogOn", "TwoBranchNetwork"]

#: What a training step logs: the value of each step, the mean of each epoch, both, or Lightning's default.
LogOn = Literal["both", "step", "epoch", "default"]

#: `on_step` and `on_epoch` of each choice; None uses Lightning's default.
TRAIN_FLAGS: Final = MappingProxyType[LogOn, tuple[bool | None, bool | None]](
    {"both": (True, True), "step": (True, False), "epoch": (False, True), "default": (None, None)}
)

Batch = tuple[Tensor, Tensor]


class TwoBranchNetwork(nn.Module):
    """Maps images, float (batch, 1, 28, 28) in [0, 1], to logits of the classes, float (batch, 10)."""

    def __init__(self) -> None:
        super().__init__()
        self.flatten = nn.Flatten()
        self.short = nn.Sequential(nn.Linear(28 * 28, 32), nn.ReLU())
        self.long = nn.Sequential(nn.Linear(28 * 28, 32), nn.ReLU(), nn.Linear(32, 16), nn.ReLU())
        self.head = nn.Linear(32 + 16, 10)

    def forward(self, images: Tensor) -> Tensor:
        """Return the logits of the ten classes."""
        pixels = self.flatten(images)
        joined = torch.cat([self.short(pixels), self.long(pixels)], dim=1)
        return self.head(joined)  # type: ignore[no-any-return]


class DigitClassifier(pl.LightningModule):
    """Trains a `TwoBranchNetwork` with cross entropy and Adam.

    Training logs `loss` and `acc`, validation `val_loss` and `val_acc`, testing `test_loss` and `test_acc`.

    Args:
        lr: Learning rate of Adam.
        log_on: The flags that the training step passes to `log_dict`. Validation and testing always log epoch means.
    """

    def __init__(self, *, lr: float = 1e-3, log_on: LogOn = "both") -> None:
        super().__init__()
        self.save_hyperparameters()
        self.lr = lr
        self.on_step, self.on_epoch = TRAIN_FLAGS[log_on]
        self.layers = TwoBranchNetwork()

    def forward(self, images: Tensor) -> Tensor:
        """Return the logits of the ten classes, as the network does."""
        return self.layers(images)  # type: ignore[no-any-return]

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:  # noqa: ARG002 - Lightning passes it
        """Log the metrics of a batch, and return its loss to Lightning."""
        loss, acc = self._loss_and_accuracy(batch)
        self.log_dict({"loss": loss, "acc": acc}, prog_bar=True, on_step=self.on_step, on_epoch=self.on_epoch)
        return loss

    def validation_step(self, batch: Batch, batch_idx: int) -> None:  # noqa: ARG002 - Lightning passes it
        """Log the metrics of a batch."""
        loss, acc = self._loss_and_accuracy(batch)
        self.log_dict({"val_loss": loss, "val_acc": acc})

    def test_step(self, batch: Batch, batch_idx: int) -> None:  # noqa: ARG002 - Lightning passes it
        """Log the metrics of a batch."""
        loss, acc = self._loss_and_accuracy(batch)
        self.log_dict({"test_loss": loss, "test_acc": acc})

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """Return Adam over all parameters."""
        return torch.optim.Adam(self.parameters(), lr=self.lr)

    def _loss_and_accuracy(self, batch: Batch) -> tuple[Tensor, Tensor]:
        images, labels = batch
        scores = self(images)
        return F.cross_entropy(scores, labels), accuracy(scores, labels, task="multiclass", num_classes=10)
