"""The checks, and the versions that they use."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from scripts import check, lowest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_requirement_of_users_has_a_lowest_version() -> None:
    requirements = [
        *PROJECT["dependencies"],
        *(line for extra in lowest.EXTRAS for line in PROJECT["optional-dependencies"][extra]),
    ]
    constraints = lowest.constraints(ROOT / "pyproject.toml")
    assert len(constraints) == len(requirements)
    assert all(constraint.replace("==", ">=") in "\n".join(requirements) for constraint in constraints)


def test_a_requirement_without_a_lowest_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[project]\ndependencies = ['click<9']\n[project.optional-dependencies]\npandas = []\ntrain = []\n")
    with pytest.raises(ValueError, match=r"'click<9' has no lower bound"):
        lowest.constraints(file)


def test_a_check_that_fails_does_not_hide_the_next_ones(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    python = [sys.executable, "-c"]
    steps = [("first", [*python, "raise SystemExit(3)"]), ("second", [*python, "print('second ran')"])]
    monkeypatch.setattr(check, "steps", lambda _: steps)
    assert check.main([]) == 1
    out, err = capfd.readouterr()
    assert out == "second ran\n"
    assert err.splitlines() == ["--- first", "--- second", "Failed: first"]


def test_arguments_go_only_to_pytest() -> None:
    assert [name for name, _ in check.steps([])] == ["ruff format", "ruff check", "mypy", "lint-imports", "pytest"]
    [(_, command)] = check.steps(["-k", "gate"])
    assert command == [sys.executable, "-m", "pytest", "-k", "gate"]


def test_the_licences_of_code_and_digits_are_declared_and_included() -> None:
    assert PROJECT["license"] == "Apache-2.0 AND CC-BY-SA-3.0"
    first_lines = {
        (ROOT / file).read_text(encoding="utf-8").split("\n\n")[0].strip() for file in PROJECT["license-files"]
    }
    assert any("Apache License" in line for line in first_lines)
    assert any("Creative Commons Legal Code" in line for line in first_lines)
