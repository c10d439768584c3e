"""Every script explains itself with `--help`, without an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(
    file.name
    for file in (ROOT / "scripts").iterdir()
    if file.is_file() and not file.name.startswith(("_", "."))
    if file.suffix != ".py" or '__name__ == "__main__"' in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_a_script_explains_itself(name: str, option: str, tmp_path: Path) -> None:
    program = [sys.executable] if name.endswith(".py") else ["bash"]
    before = set(ROOT.glob(".venv*"))
    result = subprocess.run(
        [*program, str(ROOT / "scripts" / name), option], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert name.removesuffix(".py") in result.stdout, "usage names the script"
    assert len(result.stdout.split()) > 10, "more than the usage line"
    assert set(ROOT.glob(".venv*")) == before
    assert not list(tmp_path.iterdir())
