"""Runs that several tests use. Each is trained once."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from logtools.trainer import Settings, train_runs

#: 4,690 digits with batch size 10 give 469 batches per epoch, like all of MNIST with batch size 128.
NOTEBOOK = Settings(data="sample", limit=4_690, batch_size=10, validate=False, test=False)

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def notebook() -> Settings:
    return NOTEBOOK


@pytest.fixture(scope="session")
def notebook_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the notebook's training."""
    (folder,) = train_runs([NOTEBOOK], logs=tmp_path_factory.mktemp("notebook"))
    return folder


@pytest.fixture(scope="session")
def rows() -> Callable[[Path], Rows]:
    """Return a reader of `metrics.csv` that is independent of logtools."""

    def read(folder: Path) -> Rows:
        with (folder / "metrics.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read
