"""Train runs: from settings to the folder of a run.

Equal settings give a byte-identical `metrics.csv` on the same machine, alone or in a grid. Each run reserves its own
version folder before it writes, so trainings that start at the same time do not collide. Nothing is printed: to follow
a training, pass a function that is called after every step.
"""

from __future__ import annotations

import itertools
import logging
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pytorch_lightning as pl
import torch
from lightning_fabric.utilities.exceptions import MisconfigurationException
from lightning_fabric.utilities.warnings import PossibleUserWarning
from pytorch_lightning.loggers import CSVLogger
from torch.utils.data import DataLoader, Dataset
from torchinfo import summary

from logtools.errors import InvalidValueError, OutputError
from logtools.trainer.data import Digits, load
from logtools.trainer.model import DigitClassifier
from logtools.trainer.settings import Settings, run_name

__all__ = ["Progress", "describe", "train_runs"]

#: Batch size of validation and testing.
EVALUATION_BATCH: Final = 500

Pairs = Dataset[tuple[torch.Tensor, ...]]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The progress of a training after a step."""

    #: Index of the run, from 0, and number of runs.
    run: int
    runs: int
    #: Completed training steps of this run, and their total number.
    step: int
    steps: int
    #: Latest loss and accuracy; None before they are known.
    metrics: dict[str, float]


def describe(batch_size: int) -> str:
    """Return torchinfo's summary of the network at (batch_size, 1, 28, 28): its layers, shapes and parameters."""
    return str(summary(DigitClassifier(), input_size=(batch_size, 1, 28, 28), verbose=0, device="cpu"))


def train_runs(
    settings: Sequence[Settings],
    *,
    logs: str | os.PathLike[str] = "logs",
    name: str | None = None,
    data_folder: str | os.PathLike[str] | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Iterator[Path]:
    """Train runs one after the other, and yield the folder of each completed run.

    Args:
        settings: The settings of each run.
        logs: The root folder of the logs.
        name: The folder in `logs` that contains a `version_N` for each run; default: `run_name` of its settings.
        data_folder: The folder of MNIST, which is downloaded if missing; default: the user's cache.
        watch: Called after every training step.

    Raises:
        DataUnavailableError: The digits are missing and cannot be downloaded, or cannot be read.
        InvalidValueError: A limit is too large, or the accelerator is not available.
        OutputError: The log folder cannot be written.
        KeyboardInterrupt: Ctrl-C. The run's folder contains what was logged so far; later runs are not started.
    """
    for run, chosen in enumerate(settings):
        digits = load(chosen.data, folder=data_folder, limit=chosen.limit, validate=chosen.validate, test=chosen.test)
        callbacks: list[pl.Callback] = [] if watch is None else [_Watch(watch, run=run, runs=len(settings))]
        with _quiet(), _one_thread():
            folder = _train(chosen, digits, Path(logs), run_name(chosen.log_on) if name is None else name, callbacks)
        yield folder


def _train(chosen: Settings, digits: Digits, logs: Path, name: str, callbacks: list[pl.Callback]) -> Path:
    pl.seed_everything(chosen.seed, workers=True)
    model = DigitClassifier(lr=chosen.lr, log_on=chosen.log_on)
    stop = _Stop()
    trainer = _trainer(chosen, [stop, *callbacks])
    try:
        logger = CSVLogger(logs, name=name, version=_reserve_version(logs / name))
        logger.log_hyperparams(asdict(chosen))
        trainer.logger = logger
        with _interruptible(trainer, stop):
            trainer.fit(model, _loader(digits.train, chosen), digits.validation and _loader(digits.validation))
        if digits.test is not None:
            with _interruptible(trainer, stop):
                trainer.test(model, _loader(digits.test), verbose=False)
    except OSError as error:
        raise OutputError(f"cannot write the log below {logs / name}: {error.strerror or error}") from error
    return Path(logger.log_dir)


def _trainer(chosen: Settings, callbacks: list[pl.Callback]) -> pl.Trainer:
    try:
        return pl.Trainer(
            max_epochs=chosen.epochs,
            logger=False,
            accelerator=chosen.accelerator,
            devices=1,
            log_every_n_steps=chosen.log_every_n_steps,
            callbacks=callbacks,
            deterministic="warn",  # some devices have no deterministic version of every operation: only warn
            enable_checkpointing=chosen.checkpoints,
            enable_model_summary=False,
            enable_progress_bar=False,
        )
    except (MisconfigurationException, ValueError) as error:
        raise InvalidValueError(f"cannot train on the accelerator {chosen.accelerator!r}: {error}") from error


def _reserve_version(folder: Path) -> int:
    """Create the folder of the next version and return its number. Creating it atomically reserves the number."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = [entry.name.removeprefix("version_") for entry in folder.glob("version_*")]
    for version in itertools.count(max((int(number) + 1 for number in taken if number.isdecimal()), default=0)):
        try:
            (folder / f"version_{version}").mkdir()
        except FileExistsError:
            continue
        return version
    raise AssertionError


def _loader(digits: Pairs, training: Settings | None = None) -> DataLoader[tuple[torch.Tensor, ...]]:
    """Return batches: as in the settings for training, else large ones, since means do not depend on the batch size."""
    if training is None:
        return DataLoader(digits, batch_size=EVALUATION_BATCH)
    generator = torch.Generator().manual_seed(training.seed)
    return DataLoader(digits, batch_size=training.batch_size, shuffle=True, generator=generator)


@contextmanager
def _interruptible(trainer: pl.Trainer, stop: _Stop) -> Iterator[None]:
    """Let Ctrl-C stop a training between two batches, with KeyboardInterrupt.

    An exception raised by the signal handler could be lost in code that swallows it. So the handler only sets a flag,
    and `stop` raises the exception. Lightning then closes the log and, depending on its version, exits the process or
    returns normally.
    """
    main = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, stop.ask) if main else None
    try:
        yield
    except SystemExit:
        if not trainer.interrupted:
            raise
    finally:
        if main:
            signal.signal(signal.SIGINT, handler)
    if trainer.interrupted or stop.asked:
        raise KeyboardInterrupt


@contextmanager
def _quiet() -> Iterator[None]:
    """Suppress Lightning's hints about devices and data loaders."""
    loggers = [logging.getLogger(name) for name in ("pytorch_lightning", "lightning_fabric")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PossibleUserWarning)
            warnings.filterwarnings("ignore", message="(GPU|MPS|TPU|HPU) available but not used")
            warnings.filterwarnings("ignore", message="Detected KeyboardInterrupt")  # Lightning before 2.4
            # caused by Lightning's own use of PyTorch
            warnings.filterwarnings("ignore", message=r".*LeafSpec.* is deprecated")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Compute on one core: for a network this small, more cores are slower, and rounding depends on their number."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class _Stop(pl.Callback):
    """Raises KeyboardInterrupt before the next batch after the first Ctrl-C, and at once after the second."""

    def __init__(self) -> None:
        self.asked = False

    def ask(self, *_: object) -> None:
        """Handle SIGINT."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def _raise(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - Lightning's signatures
        if self.asked:
            raise KeyboardInterrupt

    on_train_batch_start = on_validation_batch_start = on_test_batch_start = _raise


class _Watch(pl.Callback):
    """Calls a function after every training step."""

    def __init__(self, watch: Callable[[Progress], None], *, run: int, runs: int) -> None:
        self._watch = watch
        self._run = run
        self._runs = runs

    def on_train_batch_end(self, trainer: pl.Trainer, *_: Any) -> None:  # noqa: ANN401 - Lightning's signature
        metrics = {name: float(value) for name, value in trainer.progress_bar_metrics.items()}
        steps = int(trainer.estimated_stepping_batches)
        step = trainer.global_step
        self._watch(Progress(run=self._run, runs=self._runs, step=step, steps=steps, metrics=metrics))
