"""The layers hold, and each contract that guards them catches what it is there for."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONFIG: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
NAMES = {contract["id"]: contract["name"] for contract in CONFIG["contracts"]}

#: What breaks a contract: its id, the module that does it, and the line that it holds.
VIOLATIONS = [
    ("layers", "formats/intruder.py", "import logtools.storage"),
    ("layers", "storage/intruder.py", "import logtools.logs"),
    ("layers", "logs_intruder/__init__.py", "import logtools.errors"),
    ("layers", "analysis/intruder.py", "import logtools.render"),
    ("layers", "figures/intruder.py", "import logtools.pandas_frames"),
    ("layers", "schema.py", "import logtools.errors"),
    ("trainer-is-called-by-its-command", "cli/intruder.py", "import logtools.trainer"),
    ("trainer-is-called-by-its-command", "logs.py", "from logtools.trainer import model"),
    ("trainer-stands-apart", "trainer/intruder.py", "import logtools.schema"),
    ("trainer-stands-apart", "trainer/intruder.py", "from logtools.cli import options"),
    *(
        ("torch", "analysis/intruder.py", f"import {package}")
        for package in ("torch", "torchvision", "pytorch_lightning", "torchmetrics", "torchinfo")
    ),
    ("torch", "cli/train.py", "def f():\n    import torch.nn"),
    ("matplotlib", "figures/intruder.py", "import matplotlib.figure"),
    ("plotext", "figures/intruder.py", "import plotext"),
    ("pandas", "logs.py", "def f():\n    import pandas"),
    ("click", "render/intruder.py", "import click"),
    ("rich", "render/intruder.py", "from rich.text import Text"),
    ("wcwidth", "render/intruder.py", "import wcwidth"),
]


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package and the contracts that stand in `folder`."""
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_every_module_keeps_to_its_floor() -> None:
    result = check(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(NAMES)} kept, 0 broken." in result.stdout


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_violation_is_caught(contract: str, module: str, line: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "logtools", tmp_path / "logtools", ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path / "logtools" / module
    target.parent.mkdir(exist_ok=True)
    with target.open("a") as file:
        file.write(f"\n{line}\n")
    result = check(tmp_path)
    broken = {id for id, name in NAMES.items() if f"{name} BROKEN" in result.stdout}
    assert result.returncode == 1
    assert contract in broken, result.stdout + result.stderr


def test_no_contract_goes_unproven() -> None:
    assert {contract for contract, _, _ in VIOLATIONS} == NAMES.keys()
