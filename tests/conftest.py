"""What every test can count on."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import logtools as lt
from tests.grid import grid_of_runs

# Without PyTorch everything but the trainer can be tested.
collect_ignore_glob = [] if find_spec("torch") else ["trainer/*"]

# A busy machine must not fail a test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def _plain_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no terminal that the tests run in decide how results look: they go into a pipe, unless a test says else."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def grid(tmp_path: Path) -> lt.Logs[object]:
    """Return eighteen runs: three learning rates, two optimisers, three seeds."""
    return grid_of_runs(tmp_path)


@pytest.fixture(scope="session")
def sweep() -> lt.Logs[Any]:
    """Return twelve runs: three learning rates, four seeds each."""
    return lt.read(Path(__file__).parents[1] / "fixtures" / "logs" / "sweep")
