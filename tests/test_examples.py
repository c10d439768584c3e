"""The examples in docstrings are correct: the tests run them in the root folder of the repository."""

from __future__ import annotations

import doctest
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules() -> list[str]:
    """Return the modules with examples; those of the trainer only if PyTorch is installed."""
    holding = [path for path in sorted((ROOT / "logtools").rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in holding]
    return [name for name in names if find_spec("torch") or not name.startswith("logtools.trainer")]


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_are_correct(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(import_module(name), optionflags=FLAGS)
    assert result.attempted
    assert not result.failed
