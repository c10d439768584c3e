"""What decides the course of a run, as plain data.

All of it is written to the run's `hparams.yaml`. Where a run goes and how it is watched are no settings, so that a log
holds no path of the machine it was made on.
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

#: What the notebook calls its experiments.
NAME: Final = "train_history_log"
SUFFIXES: Final = MappingProxyType[LogOn, str](
    {"both": "", "step": "_step_only", "epoch": "_epoch_only", "default": "_default"}
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that decides what one run logs.

    Raises:
        InvalidValueError: A value that nothing can be trained with.
    """

    #: What a training step logs: values of steps, means of epochs, both, or whatever Lightning does when not told.
    log_on: LogOn = "both"
    #: Passes over the training digits.
    epochs: int = 5
    #: Digits per training step.
    batch_size: int = 128
    #: Learning rate of Adam.
    lr: float = 1e-3
    #: Seed of the first weights and of the order of the batches.
    seed: int = 0
    #: A row for every how many training steps.
    log_every_n_steps: int = 10
    #: What to compute on, as Lightning names it.
    accelerator: str = "auto"
    #: Which digits.
    data: DataName = "mnist"
    #: How many digits to train on; None for all that are not held out.
    limit: int | None = None
    #: Whether to validate after each epoch, on digits held out of training.
    validate: bool = True
    #: Whether to test in the end, on digits used for nothing else.
    test: bool = True
    #: Whether to keep the weights of the last epoch.
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
    """Return the name the notebook gives to runs that log so.

    >>> run_name("epoch")
    'train_history_log_epoch_only'
    """
    return NAME + SUFFIXES[log_on]


def grid(base: Settings, *, lr: Sequence[float], batch_size: Sequence[int], seed: Sequence[int]) -> list[Settings]:
    """Return the settings of every combination, the seeds of one configuration side by side."""
    return [replace(base, lr=a, batch_size=b, seed=c) for a, b, c in itertools.product(lr, batch_size, seed)]
