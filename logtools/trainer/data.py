"""The digits to train on: all of MNIST, or the 5,000 of it that come with logtools.

Both are read by `torchvision.datasets.MNIST`. Which digit serves what is decided before any training, by one rule and
whatever the seed of the run, so that runs can be compared and no digit serves twice:

1. The digits are put into an order in which every stretch holds the classes in their right proportions.
2. The last of them are held out, first for testing, before those for validation; MNIST brings test digits of its own.
3. The others train. Digits that are not held out, since nobody asked for validation or testing, train too.
4. A limit keeps the first of those that train.

|        | train  | validation | test   | train, with neither held out |
|--------|--------|------------|--------|------------------------------|
| mnist  | 55,000 | 5,000      | 10,000 | 60,000                       |
| sample | 4,000  | 500        | 500    | 5,000                        |
"""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

import torch
from torch import Tensor
from torch.utils.data import Dataset, Subset, TensorDataset
from torchvision.datasets import MNIST

from logtools.errors import InvalidValueError, LogtoolsError

__all__ = ["HELD_OUT", "DataName", "DataUnavailableError", "Digits", "cache_folder", "load"]

#: `mnist`: all of it, downloaded when missing. `sample`: the 5,000 digits that are part of logtools.
DataName = Literal["mnist", "sample"]

#: How many digits are held out of the training files for (validation, testing).
HELD_OUT: Final = MappingProxyType[DataName, tuple[int, int]]({"mnist": (5_000, 0), "sample": (500, 500)})

#: Seed of the order of the digits. Not a choice: with another order, runs would not be comparable.
ORDER_SEED: Final = 0

#: Seconds without an answer after which a mirror counts as out of reach.
PATIENCE: Final = 20.0


class DataUnavailableError(LogtoolsError, OSError):
    """The digits are not here and cannot be downloaded, or cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Digits:
    """Data sets of pairs: image, float32 (1, 28, 28) in [0, 1], and label, int64 in 0-9. No digit is in two of them."""

    #: What the network learns from.
    train: Dataset[tuple[Tensor, ...]]
    #: What it is checked on after each epoch; None if not wanted.
    validation: Dataset[tuple[Tensor, ...]] | None
    #: What it is judged on in the end; None if not wanted.
    test: Dataset[tuple[Tensor, ...]] | None


def load(
    name: DataName,
    *,
    folder: str | os.PathLike[str] | None = None,
    limit: int | None = None,
    validate: bool = True,
    test: bool = True,
) -> Digits:
    """Read the digits and divide them.

    Args:
        name: Which digits. The sample needs no folder and no network.
        folder: Where MNIST stands (`MNIST/raw` below it), or goes if it must be downloaded. Default: `cache_folder()`.
        limit: How many digits train at most; None for all there are.
        validate: Whether to hold out digits for validation.
        test: Whether to hold out digits for testing (for `mnist`: whether to read the test digits).

    Raises:
        DataUnavailableError: MNIST is not in the folder and cannot be downloaded, or its files cannot be read.
        InvalidValueError: The limit is larger than the number of digits left for training.
    """
    with _root(name, folder) as root:
        pool = _tensors(root, train=True)
        for_validation, for_testing = HELD_OUT[name]
        order = _stratified_order(pool.tensors[1])
        order, tested = _split_off(order, for_testing if test else 0)
        order, validated = _split_off(order, for_validation if validate else 0)
        brought = _tensors(root, train=False) if test and not for_testing else None
    if limit is not None and not 1 <= limit <= len(order):
        raise InvalidValueError(
            f"cannot train on {limit:,} digits of {name!r}: there are 1 to {len(order):,} for training"
        )
    return Digits(
        train=Subset(pool, order[:limit]),
        validation=Subset(pool, validated) if validate else None,
        test=Subset(pool, tested) if tested else brought,
    )


def cache_folder() -> Path:
    """Return the folder below the user's cache that MNIST is downloaded into."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "logtools"


@contextmanager
def _root(name: DataName, folder: str | os.PathLike[str] | None) -> Iterator[Path]:
    """Yield a folder with the four raw files of MNIST below it."""
    if name == "sample":
        # torchvision reads only unpacked files. They are read at once and need not outlive that.
        with tempfile.TemporaryDirectory(prefix="logtools-") as temporary:
            _unpack_sample(Path(temporary))
            yield Path(temporary)
        return
    root = Path(folder) if folder is not None else cache_folder()
    if not all(file.is_file() for file in _raw_files(root)):
        _download(root)
    yield root


def _raw_files(root: Path) -> list[Path]:
    return [root / "MNIST" / "raw" / name.removesuffix(".gz") for name, _ in MNIST.resources]


def _unpack_sample(root: Path) -> None:
    packed = resources.files("logtools.trainer") / "sample"
    for target in _raw_files(root):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(gzip.decompress((packed / f"{target.name}.gz").read_bytes()))


def _download(root: Path) -> None:
    """Download beside the target and move what is complete: torchvision takes a file that exists for a whole one."""
    patience = socket.getdefaulttimeout()
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".download-", dir=root) as temporary:
            socket.setdefaulttimeout(PATIENCE)
            MNIST(temporary, download=True)
            for source, target in zip(_raw_files(Path(temporary)), _raw_files(root), strict=True):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(source, target)
    except (OSError, RuntimeError, http.client.HTTPException) as error:
        reason = error.strerror or "no answer" if isinstance(error, OSError) else "no server gave all of it"
        raise DataUnavailableError(f"MNIST is not in {root} and cannot be downloaded ({reason})") from error
    finally:
        socket.setdefaulttimeout(patience)


def _tensors(root: Path, *, train: bool) -> TensorDataset:
    """Read one part of MNIST, every image converted at once as `torchvision.transforms.ToTensor` converts one."""
    try:
        part = MNIST(str(root), train=train)
    except (AssertionError, OSError, RuntimeError, ValueError) as error:
        raise DataUnavailableError(
            f"the files in {root / 'MNIST' / 'raw'} are not MNIST or are damaged: remove them"
        ) from error
    return TensorDataset(part.data.unsqueeze(1).float().div(255), part.targets)


def _stratified_order(labels: Tensor) -> list[int]:
    """Return all indices, shuffled so that every stretch holds the classes in proportion.

    Each class is shuffled and spread evenly over [0, 1); the order is that of the places.
    """
    generator = torch.Generator().manual_seed(ORDER_SEED)
    place = torch.empty(len(labels), dtype=torch.float64)
    for label in range(10):
        members = torch.nonzero(labels == label).flatten()
        members = members[torch.randperm(len(members), generator=generator)]
        place[members] = (torch.arange(len(members)) + torch.rand(1, generator=generator, dtype=torch.float64)) / len(
            members
        )
    return torch.argsort(place, stable=True).tolist()


def _split_off(order: list[int], count: int) -> tuple[list[int], list[int]]:
    kept = len(order) - count
    return order[:kept], order[kept:]
