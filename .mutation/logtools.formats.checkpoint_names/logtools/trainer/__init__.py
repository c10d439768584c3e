"""The reference trainer: an MNIST classifier whose logs show everything that logtools reads.

    from logtools.trainer import Settings, grid, train_runs
    for folder in train_runs(grid(Settings(data="sample"), lr=[1e-3, 1e-2], batch_size=[128], seed=[0, 1])):
        print(folder)

It is independent of the rest of logtools, which does not need PyTorch. This package needs the extra `train`.
"""

from __future__ import annotations

from logtools.errors import MissingExtraError

try:
    from logtools.trainer.data import DataUnavailableError
    from logtools.trainer.settings import Settings, grid, run_name
    from logtools.trainer.train import Progress, describe, train_runs
except ModuleNotFoundError as error:
    if error.name in {"pytorch_lightning", "torch", "torchinfo", "torchmetrics", "torchvision"}:
        raise MissingExtraError.of("training", error.name, "train") from error
    raise

__all__ = ["DataUnavailableError", "Progress", "Settings", "describe", "grid", "run_name", "train_runs"]
