"""What every test can count on, the examples in docstrings included."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

# Without PyTorch everything but the trainer can be tested.
collect_ignore_glob = [] if find_spec("torch") else ["logtools/trainer/*", "tests/trainer/*"]


@pytest.fixture(autouse=True)
def _examples_stand_beside_fixtures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example in a docstring may read "fixtures/logs", wherever the tests are started from."""
    if isinstance(request.node, pytest.DoctestItem):
        monkeypatch.chdir(Path(__file__).parent)
