"""The digits to train on: all of MNIST, or the 5,000 digits that come with logtools.

Both are read by `torchvision.datasets.MNIST`. The split does not depend on the seed of a run, so runs can be compared,
and no digit is in two parts:

1. The digits are shuffled into an order in which every section contains the classes in proportion.
2. The last digits are held out for testing, and those before them for validation. MNIST has its own test digits.
3. The others are for training, including the held-out digits if validation or testing is switched off.
4. A limit keeps the first training digits.

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

#: `mnist`: all digits, downloaded if missing. `sample`: the 5,000 digits that come with logtools.
DataName = Literal["mnist", "sample"]

#: Number of digits held out of the training files for (validation, testing).
HELD_OUT: Final = MappingProxyType[DataName, tuple[int, int]]({"mnist": (5_000, 0), "sample": (500, 500)})

#: Seed of the order of the digits. It is fixed: with another order, runs would not be comparable.
ORDER_SEED: Final = 0

#: Timeout in seconds for the answer of a mirror.
PATIENCE: Final = 20.0


class DataUnavailableError(LogtoolsError, OSError):
    """The digits are missing and cannot be downloaded, or cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Digits:
    """Disjoint datasets of pairs: image, float32 (1, 28, 28) in [0, 1], and label, int64 in 0-9."""

    #: The training digits.
    train: Dataset[tuple[Tensor, ...]]
    #: The validation digits; None without validation.
    validation: Dataset[tuple[Tensor, ...]] | None
    #: The test digits; None without testing.
    test: Dataset[tuple[Tensor, ...]] | None


def load(
    name: DataName,
    *,
    folder: str | os.PathLike[str] | None = None,
    limit: int | None = None,
    validate: bool = True,
    test: bool = True,
) -> Digits:
    """Read the digits and split them.

    Args:
        name: The digits to read. The sample needs no folder and no network.
        folder: The folder of MNIST (which contains `MNIST/raw`); MNIST is downloaded into it if missing. Default:
            `cache_folder()`.
        limit: Most training digits; None for all.
        validate: Whether to hold out digits for validation.
        test: Whether to hold out digits for testing (for `mnist`: whether to read the test digits).

    Raises:
        DataUnavailableError: MNIST is not in the folder and cannot be downloaded, or its files cannot be read.
        InvalidValueError: The limit is larger than the number of training digits.
    """
    with _root(name, folder) as root:
        pool = _tensors(root, train=True)
        for_validation, for_testing = HELD_OUT[name]
        order = _stratified_order(pool.tensors[1])
        order, tested = _split_off(order, for_testing if test else 0)
        order, validated = _split_off(order, for_validation if validate else 0)
        own_test = _tensors(root, train=False) if test and not for_testing else None
    if limit is not None and not 1 <= limit <= len(order):
        raise InvalidValueError(f"cannot train on {limit:,} digits of {name!r}: choose 1 to {len(order):,}")
    return Digits(
        train=Subset(pool, order[:limit]),
        validation=Subset(pool, validated) if validate else None,
        test=Subset(pool, tested) if tested else own_test,
    )


def cache_folder() -> Path:
    """Return the folder in the user's cache into which MNIST is downloaded."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "logtools"


@contextmanager
def _root(name: DataName, folder: str | os.PathLike[str] | None) -> Iterator[Path]:
    """Yield a folder that contains the four raw files of MNIST."""
    if name == "sample":
        # torchvision reads only unpacked files; they can be deleted after reading
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
    """Download into a temporary folder and move complete files: torchvision treats any existing file as complete."""
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
        reason = error.strerror or "no answer" if isinstance(error, OSError) else "no mirror delivered all files"
        raise DataUnavailableError(f"MNIST is not in {root} and cannot be downloaded ({reason})") from error
    finally:
        socket.setdefaulttimeout(patience)


def _tensors(root: Path, *, train: bool) -> TensorDataset:
    """Read one part of MNIST, and convert all images at once, with the same result as `transforms.ToTensor`."""
    try:
        part = MNIST(str(root), train=train)
    except (AssertionError, OSError, RuntimeError, ValueError) as error:
        raise DataUnavailableError(
            f"the files in {root / 'MNIST' / 'raw'} are not MNIST or are damaged: remove them"
        ) from error
    return TensorDataset(part.data.unsqueeze(1).float().div(255), part.targets)


def _stratified_order(labels: Tensor) -> list[int]:
    """Return all indices, shuffled so that every section contains the classes in proportion.

    Each class is shuffled and spread evenly over [0, 1); the indices are sorted by these positions.
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
