"""The shell completes commands, options, runs, metrics and hyperparameters."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOGS = ROOT / "fixtures" / "logs"

SCRIPTS = {
    "bash": """{setup}
COMP_WORDS=(logtools {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _logtools_completion logtools
printf '%s\\n' "${{COMPREPLY[@]}}" """,
    "fish": """{setup}
complete --do-complete 'logtools {words}' """,
}


def complete(words: str, position: int, folder: Path, shell: str = "bash") -> tuple[list[str], str]:
    """Return the values that logtools prints for the words of a command line, and standard error."""
    env = os.environ | {"_LOGTOOLS_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}
    env["PYTHONPATH"] = str(ROOT)
    result = subprocess.run(
        [sys.executable, "-m", "logtools"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    return result.stdout.splitlines(), result.stderr


def values(words: str, folder: Path = LOGS) -> list[str]:
    printed, errors = complete(words, len(words.split(" ")) - 1, folder)
    assert not errors
    return [line.removeprefix("plain,") for line in printed if line]


def test_runs_and_folders_of_runs_are_completed() -> None:
    assert values("logtools compare sw")[:3] == ["sweep", "sweep/version_0", "sweep/version_1"]
    assert values("logtools show version_11") == ["version_11"]
    assert values("logtools show version_0") == [], "several runs have this name"
    assert values("logtools show la") == ["latest"]
    assert values("logtools show ../") == ["dir,../"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("logtools compare sweep -m val_a", ["val_acc"]),
        ("logtools plot sweep --metric=val_a", ["val_acc"]),
        ("logtools compare --by l", ["limit", "log_every_n_steps", "log_on", "lr"]),
        ("logtools compare --by seed,lr", ["seed,lr"]),
        ("logtools gate x --baseline lr", ["lr="]),
        ("logtools compare --only gr", ["groups"]),
        ("logtools compare --fo", ["--format"]),
    ],
)
def test_names_are_completed(words: str, found: list[str]) -> None:
    assert values(words) == found


def test_the_last_name_of_a_condition_is_completed() -> None:
    printed, errors = complete("logtools compare --where 'lr < 0.1 and val_l", 3, LOGS)
    assert (printed, errors) == (["plain,lr < 0.1 and val_loss"], "")


def test_names_come_from_the_folders_in_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "metrics.csv").write_text("epoch,step,fid\n0,1,2\n")
    shutil.copytree(LOGS / "sweep" / "version_0", tmp_path / "b")
    assert values("logtools compare a -m ", tmp_path) == ["fid"]
    assert "val_loss" in values("logtools compare -m ", tmp_path)


@pytest.mark.parametrize("words", ["logtools lst x", "logtools compare x", "logtools compare -m x"])
def test_nothing_is_printed_where_nothing_can_be_completed(words: str, tmp_path: Path) -> None:
    assert values(words, tmp_path) == []


def test_a_run_that_cannot_be_read_has_no_completions(tmp_path: Path) -> None:
    (tmp_path / "a" / "metrics.csv").mkdir(parents=True)
    assert values("logtools compare -m ", tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_real_shell_completes_runs_metrics_and_hyperparameters(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None or sys.platform == "win32":
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "logtools"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m logtools "$@"\n')
    program.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    source = subprocess.run(
        [program], env=env | {"_LOGTOOLS_COMPLETE": f"{shell}_source"}, capture_output=True, text=True, check=True
    ).stdout
    for words, expected in (("show version_11", "version_11"), ("plot -m val_a", "val_acc"), ("plot --by lr", "lr")):
        script = SCRIPTS[shell].format(setup=source, words=words)
        shown = subprocess.run([shell, "-c", script], cwd=LOGS, env=env, capture_output=True, text=True, check=False)
        assert (shown.stdout.split(), shown.stderr) == ([expected], "")
