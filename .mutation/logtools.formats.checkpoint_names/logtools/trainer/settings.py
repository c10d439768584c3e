"""The settings of a run, as plain data.

All settings are written to the run's `hparams.yaml`. The output folder and the progress callback are not settings, so a
log contains no paths of the machine.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from logtools.errors import InvalidValueError
from logtools.trainer.data import HELD_OUT, DataName
from logtools.trainer.model import TRAIN_FLAGS, LogOn

__all__ = ["Settings", "grid", "run_name"]

#: The names of the notebook's experiments.
NAME: Final = "train_history_log"
SUFFIXES: Final = MappingProxyType[LogOn, str](
    {"both": "", "step": "_step_only", "epoch": "_epoch_only", "default": "_default"}
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that determines what one run logs.

    Raises:
        InvalidValueError: A value is out of range or unknown.
    """

    #: What a training step logs: the value of each step, the mean of each epoch, both, or Lightning's default.
    log_on: LogOn = "both"
    #: Number of epochs.
    epochs: int = 5
    #: Batch size of training.
    batch_size: int = 128
    #: Learning rate of Adam.
    lr: float = 1e-3
    #: Seed of the initial weights and of the batches.
    seed: int = 0
    #: Number of training steps per logged row (`log_every_n_steps`).
    log_every_n_steps: int = 10
    #: Accelerator, as Lightning names it.
    accelerator: str = "auto"
    #: The digits to use.
    data: DataName = "mnist"
    #: Number of training digits; None for all that are not held out.
    limit: int | None = None
    #: Whether to validate after each epoch, on held-out digits.
    validate: bool = True
    #: Whether to test after training, on digits that are used for nothing else.
    test: bool = True
    #: Whether to save a checkpoint of the last epoch.
    checkpoints: bool = True

    def __post_init__(self) -> None:
        """Check the values."""
        for name in ("epochs", "batch_size", "log_every_n_steps"):
            if getattr(self, name) < 1:
                raise InvalidValueError(f"{name} must be 1 or more, not {getattr(self, name)}")
        if not 0 < self.lr < math.inf:
            raise InvalidValueError(f"lr must be a positive number, not {self.lr}")
        if not 0 <= self.seed < 2**32:
            raise InvalidValueError(f"seed must be between 0 and {2**32 - 1}, not {self.seed}")
        for name, known in (("log_on", TRAIN_FLAGS), ("data", HELD_OUT)):
            if getattr(self, name) not in known:
                raise InvalidValueError(f"{name} must be one of {', '.join(known)}, not {getattr(self, name)!r}")


def run_name(log_on: LogOn) -> str:
    """Return the notebook's name for runs with this choice.

    >>> run_name("epoch")
    'train_history_log_epoch_only'
    """
    return NAME + SUFFIXES[log_on]


def grid(base: Settings, *, lr: Sequence[float], batch_size: Sequence[int], seed: Sequence[int]) -> list[Settings]:
    """Return the settings of every combination; the seeds of a configuration are adjacent."""
    return [replace(base, lr=a, batch_size=b, seed=c) for a, b, c in itertools.product(lr, batch_size, seed)]
