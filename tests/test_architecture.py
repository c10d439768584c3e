"""The contracts on imports are kept, and each of them catches a violation."""

from __future__ import annotations

import os
import re
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

#: What breaks a contract: its id, the module that breaks it, and the line in it.
VIOLATIONS = [
    ("layers", "formats/intruder.py", "import logtools.storage"),
    ("layers", "storage/intruder.py", "import logtools.logs"),
    ("layers", "logs_intruder/__init__.py", "import logtools.errors"),
    ("layers", "analysis/intruder.py", "import logtools.render"),
    ("layers", "figures/intruder.py", "import logtools.pandas_frames"),
    ("layers", "schema.py", "import logtools.errors"),
    ("trainer-is-called-by-its-command", "cli/intruder.py", "import logtools.trainer"),
    ("trainer-is-called-by-its-command", "logs.py", "from logtools.trainer import model"),
    ("trainer-imports", "trainer/intruder.py", "import logtools.schema"),
    ("trainer-imports", "trainer/intruder.py", "from logtools.cli import options"),
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
    ("figures", "figures/build/intruder.py", "import logtools.figures.renderers.terminal"),
    ("figures", "figures/renderers/intruder.py", "import logtools.figures.build.curve_figure"),
    ("figures", "figures/spec.py", "import logtools.figures.style.palette"),
    ("analysis", "analysis/tables/intruder.py", "import logtools.analysis.comparison.statistics"),
    ("circles", "render/table.py", "import logtools.render.comparison"),
    ("circles", "analysis/comparison/statistics.py", "import logtools.analysis.comparison.aggregates"),
    ("circles", "formats/csv/sniff.py", "import logtools.formats.lightning.axes"),
    ("circles", "formats/lightning/axes.py", "import logtools.formats.keras_csv"),
    *(
        ("pure", f"{package}/intruder.py", line)
        for package in ("analysis", "figures/build", "formats", "metrics", "text")
        for line in ("from pathlib import Path", "def f():\n    import os")
    ),
]


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package and the contracts in `folder`."""
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", code, "--no-cache", *options]
    wide = os.environ | {"COLUMNS": "200"}  # each contract on a line of its own
    result = subprocess.run(command, cwd=folder, env=wide, capture_output=True, text=True, check=False)
    result.stdout = re.sub(r"\x1b\[[\d;]*m", "", result.stdout)  # older linters colour a pipe too
    return result


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and its contracts, which a test may break and has to mend."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path in (ROOT / "logtools").rglob("*.py"):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


def test_every_contract_is_kept() -> None:
    result = check(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(NAMES)} kept, 0 broken." in result.stdout


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_violation_is_caught(contract: str, module: str, line: str, copy: Path) -> None:
    target = copy / "logtools" / module
    is_new_package = not target.parent.exists()
    target.parent.mkdir(exist_ok=True)
    before = target.read_text(encoding="utf-8") if target.exists() else None
    try:
        target.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
        result = check(copy, "--contract", contract)
    finally:
        if before is not None:
            target.write_text(before, encoding="utf-8")
        elif is_new_package:
            shutil.rmtree(target.parent)
        else:
            target.unlink()
    assert result.returncode == 1
    assert f"{NAMES[contract]} BROKEN" in result.stdout, result.stdout + result.stderr
    assert "0 kept, 1 broken" in result.stdout


def test_the_copy_without_a_violation_keeps_every_contract(copy: Path) -> None:
    """Otherwise a contract that a copy breaks by itself would seem proven."""
    assert check(copy).returncode == 0


def test_no_contract_goes_unproven() -> None:
    assert {contract for contract, _, _ in VIOLATIONS} == NAMES.keys()
