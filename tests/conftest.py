"""What every test can count on."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

# Without PyTorch everything but the trainer can be tested.
collect_ignore_glob = [] if find_spec("torch") else ["trainer/*"]


@pytest.fixture(autouse=True)
def _plain_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no terminal that the tests run in decide how results look: they go into a pipe, unless a test says else."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
