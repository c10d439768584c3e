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


def values(line: str, folder: Path = LOGS) -> list[str]:
    """Return what logtools completes at the end of a command line, as it prints it for fish, without help texts."""
    env = os.environ | {"_LOGTOOLS_COMPLETE": "fish_complete", "COMP_WORDS": line, "COMP_CWORD": ""}
    result = subprocess.run(
        [sys.executable, "-m", "logtools"],
        cwd=folder,
        env=env | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not result.stderr
    lines = [line.partition("\t")[0] for line in result.stdout.splitlines() if line]
    return [line.removeprefix("plain,").removeprefix("part,") for line in lines]


def test_runs_and_folders_of_runs_are_completed() -> None:
    assert values("logtools compare sw")[:3] == ["sweep", "sweep/version_0", "sweep/version_1"]
    assert values("logtools show version_11") == ["version_11"]
    assert values("logtools show version_0") == [], "several runs have this name"
    assert values("logtools show la") == ["latest"]


@pytest.mark.parametrize("line", ["logtools show ../", "logtools gate ../", "logtools gate x --baseline ../"])
def test_a_path_that_starts_like_one_is_completed_by_the_shell(line: str) -> None:
    assert values(line) == ["dir,../"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("logtools compare sweep -m val_a", ["val_acc"]),
        ("logtools plot sweep --metric=val_a", ["--metric=val_acc"]),
        ("logtools compare --by l", ["limit", "log_every_n_steps", "log_on", "lr"]),
        ("logtools compare --by seed,lr", ["seed,lr"]),
        ("logtools compare --where 'lr < 0.1 and val_l", ["lr < 0.1 and val_loss"]),
        ("logtools compare --only gr", ["groups"]),
        ("logtools compare --format=ht", ["--format=html"]),
        ("logtools compare --fo", ["--format"]),
        ("logtools comp", ["compare"]),
    ],
)
def test_names_are_completed(line: str, found: list[str]) -> None:
    assert values(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("logtools gate x --baseline lr", ["lr="]),
        ("logtools gate lr=", ["lr=0.0001", "lr=0.001", "lr=0.01"]),
        ("logtools gate 'lr=0.01 log_on=", ["lr=0.01 log_on=both", "lr=0.01 log_on=epoch", "lr=0.01 log_on=step"]),
        ("logtools gate lr=0.01,log_on=st", ["lr=0.01,log_on=step"]),
        ("logtools compare --baseline=lr=0.01", ["--baseline=lr=0.01"]),
        ("logtools gate nonsense=", []),
    ],
)
def test_hyperparameters_of_a_setting_and_their_values_are_completed(line: str, found: list[str]) -> None:
    assert values(line) == found


def test_names_come_from_the_folders_in_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "metrics.csv").write_text("epoch,step,fid\n0,1,2\n")
    shutil.copytree(LOGS / "sweep" / "version_0", tmp_path / "b")
    assert values("logtools compare a -m ", tmp_path) == ["fid"]
    assert "val_loss" in values("logtools compare -m ", tmp_path)


@pytest.mark.parametrize("line", ["logtools lst x", "logtools compare x", "logtools compare -m x"])
def test_nothing_is_printed_where_nothing_can_be_completed(line: str, tmp_path: Path) -> None:
    assert values(line, tmp_path) == []


def test_a_run_that_cannot_be_read_has_no_completions(tmp_path: Path) -> None:
    (tmp_path / "a" / "metrics.csv").mkdir(parents=True)
    assert values("logtools compare -m ", tmp_path) == []
