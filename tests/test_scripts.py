"""The environments that the scripts make for themselves: made once, kept while they fit, never left half made.

Environments here are real ones; only pip in them is a stand-in, which installs a program in no time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = """
set -euo pipefail
source "${BASH_SOURCE[0]%/*}/_env.sh"
need_env .venv "[extra]" "a moment"
"$bin/tiny"
"""
PIP = """
import pathlib, sys
if "broken" in pathlib.Path(sys.argv[-1].removesuffix("[extra]"), "pyproject.toml").read_text():
    sys.exit("cannot install what is broken")
program = pathlib.Path(sys.prefix, "bin", "tiny")
program.write_text("#!/bin/sh\\necho it runs\\n")
program.chmod(0o755)
"""
PYTHON = f"""#!/bin/sh
[ "$1 $2" = "-m venv" ] || exec '{sys.executable}' "$@"
'{sys.executable}' -m venv --without-pip "$3" && cp -R "${{0%/*}}/pip" "$3"/lib/python*/site-packages/
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose one script has made its environment."""
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__init__.py").touch()
    (tmp_path / "pip" / "__main__.py").write_text(PIP)
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setenv("PYTHON", str(tmp_path / "python"))

    folder = tmp_path / "a checkout"
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts" / "run").write_text(SCRIPT)
    (folder / "pyproject.toml").write_text("[project]\nversion = '1'\n")
    shutil.copy(ROOT / "scripts" / "_env.sh", folder / "scripts")
    assert said(folder) == ["Making", "Installing", "Installed"]
    return folder


def start(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of `folder`."""
    command = [shutil.which("bash") or "bash", str(folder / "scripts" / "run")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def said(folder: Path) -> list[str]:
    """Run the script of `folder` to its good end; return the first word of every line of progress."""
    result = start(folder)
    assert (result.returncode, result.stdout) == (0, "it runs\n"), result.stderr
    return [line.split()[0] for line in result.stderr.splitlines()]


def test_an_environment_that_fits_is_used_as_it_is(checkout: Path) -> None:
    assert said(checkout) == []


def test_an_environment_out_of_date_is_brought_up_to_date(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("[project]\nversion = '2'\n")
    assert said(checkout) == ["Installing", "Installed"]
    assert said(checkout) == []


def test_a_change_that_installs_nothing_costs_nothing(checkout: Path) -> None:
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("[tool.ruff]\n")
    assert said(checkout) == []


def test_an_environment_whose_making_was_interrupted_is_made_again(checkout: Path) -> None:
    (checkout / ".venv" / "logtools-unfinished").touch()
    (checkout / ".venv" / "left over").touch()
    assert said(checkout) == ["Making", "Installing", "Installed"]
    assert not (checkout / ".venv" / "left over").exists()


def test_an_environment_made_by_hand_is_kept(checkout: Path) -> None:
    (checkout / ".venv" / "logtools-stamp").unlink()
    (checkout / ".venv" / "by hand").touch()
    assert said(checkout) == ["Installing", "Installed"]
    assert (checkout / ".venv" / "by hand").exists()


def test_an_environment_that_was_moved_is_made_again(checkout: Path) -> None:
    assert said(checkout.rename(checkout.with_name("moved"))) == ["Making", "Installing", "Installed"]


def test_an_installation_that_fails_says_why_and_leaves_what_worked(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("[project]\nversion = 'broken'\n")
    result = start(checkout)
    assert result.returncode == 1
    assert "cannot install what is broken" in result.stderr
    assert "The installation failed" in result.stderr
    (checkout / "pyproject.toml").write_text("[project]\nversion = '1'\n")
    assert said(checkout) == []


def test_a_first_installation_that_fails_does_not_pass_for_finished(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    (checkout / "pyproject.toml").write_text("[project]\nversion = 'broken'\n")
    assert start(checkout).returncode == 1
    (checkout / "pyproject.toml").write_text("[project]\nversion = '1'\n")
    assert said(checkout) == ["Making", "Installing", "Installed"]


def test_without_a_fitting_python_it_says_what_is_needed(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(checkout / ".venv")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname") or "dirname")
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    bash = shutil.which("bash") or "bash"
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.delenv("PYTHON")
    result = subprocess.run([bash, str(checkout / "scripts" / "run")], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "logtools needs Python 3.11 or newer" in result.stderr
    assert not (checkout / ".venv").exists()


def test_no_extra_asks_for_another_version_of_what_is_installed_anyway() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    always = {name(requirement) for requirement in project["dependencies"]}
    for extra, requirements in project["optional-dependencies"].items():
        assert not always & {name(requirement) for requirement in requirements}, extra


def name(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement)[0].casefold()
