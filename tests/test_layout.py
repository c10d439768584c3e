"""Tests mirror the package: `logtools/text/numbers.py` is tested in `tests/text/test_numbers.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Modules that need no test file of their own, and why.
EXCEPTIONS = {
    "analysis/comparison/comparison.py": "declares a type only; `pipeline` and `render` are tested",
    "analysis/comparison/gate_verdict.py": "declares types only; `non_inferiority` is tested",
    "render/writers/base.py": "declares types only; each writer is tested",
}


def modules() -> list[str]:
    """Return all modules but `__init__` and `__main__`, as paths below the package."""
    package = ROOT / "logtools"
    return [path.relative_to(package).as_posix() for path in sorted(package.rglob("*.py")) if path.name[:2] != "__"]


def has_tests(module: str) -> bool:
    """Tell whether the file that should hold the tests of a module has a test in it."""
    path = ROOT / "tests" / Path(module).with_name(f"test_{Path(module).name}")
    return path.is_file() and "def test_" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("module", sorted({*modules()} - {*EXCEPTIONS}))
def test_a_module_has_a_test_file(module: str) -> None:
    assert has_tests(module)


@pytest.mark.parametrize("module", EXCEPTIONS)
def test_an_exception_is_a_module_without_a_test_file(module: str) -> None:
    assert module in modules()
    assert not has_tests(module)
