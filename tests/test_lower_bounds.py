"""logtools works with the lowest versions that pyproject.toml allows. The tests install exactly these."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from logtools.cli import COMMANDS

ROOT = Path(__file__).parents[1]
SWEEP = ROOT / "fixtures" / "logs" / "sweep"
BOUNDS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="the lowest versions have no wheels for this Python"
)


@pytest.fixture(scope="module")
def lowest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment with the lowest version of each dependency."""
    folder = tmp_path_factory.mktemp("lowest")
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    exact = [bound.replace(">=", "==") for bound in BOUNDS]
    install = [python, "-m", "pip", "install", "--no-input", "--no-compile", "--quiet", "--only-binary=:all:", *exact]
    subprocess.run(install, check=True)
    return python


def run(python: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run this tree's logtools with the Python of an environment, in a folder with runs."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [python, "-m", "logtools", *arguments],
        cwd=SWEEP,
        env=env | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("bound", BOUNDS)
def test_every_dependency_has_a_lower_bound(bound: str) -> None:
    assert re.fullmatch(r"[a-z]+>=\d+(\.\d+)*", bound)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_its_help(command: str, lowest: Path) -> None:
    result = run(lowest, command, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["ls", "--format", "csv"],
        ["show", "latest"],
        ["compare", "--format", "html"],
        ["compare", "--stats", "iqm", "--smooth", "median:3"],
        ["best", "--checkpoint"],
        ["gate", "lr=0.001", "--baseline", "lr=0.01", "-m", "val_acc", "--fail-on", "worse"],
        ["plot", "--terminal"],
        ["export"],
    ],
    ids=" ".join,
)
def test_every_command_says_the_same(arguments: list[str], lowest: Path) -> None:
    here, there = (run(python, *arguments) for python in (Path(sys.executable), lowest))
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)


@pytest.mark.parametrize(
    ("kind", "suffix"), [("curves", "png"), ("curves", "svg"), ("curves", "pdf"), ("box", "png"), ("scatter", "png")]
)
def test_plots_are_drawn(kind: str, suffix: str, lowest: Path, tmp_path: Path) -> None:
    output = tmp_path / f"x.{suffix}"
    result = run(lowest, "plot", "--kind", kind, "-o", output)
    assert result.returncode == 0, result.stderr
    assert output.stat().st_size > 1000


@pytest.mark.parametrize("suffix", ["parquet", "arrow", "csv", "json"])
def test_tables_are_exported(suffix: str, lowest: Path, tmp_path: Path) -> None:
    output = tmp_path / f"x.{suffix}"
    result = run(lowest, "export", "-o", output)
    assert result.returncode == 0, result.stderr
    assert output.stat().st_size > 1000
