"""The command runs as users run it; tests/trainer tests the trainer itself."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from torchvision.datasets import MNIST

from logtools.cli.train import train
from logtools.trainer import DataUnavailableError

SHORT = ["--data", "sample", "--limit", "640", "--batch-size", "32", "--epochs", "1", "--no-checkpoints"]
PROGRAM = "import sys; from logtools.cli.train import train; train(sys.argv[1:])"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(train, [str(argument) for argument in arguments])


def read(folder: Path) -> list[dict[str, str]]:
    with (folder / "metrics.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_run_prints_its_folder_and_nothing_else(tmp_path: Path) -> None:
    result = run(*SHORT, "--logs", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / 'train_history_log' / 'version_0'}\n"
    assert len(read(Path(result.stdout.strip()))) == 5  # two steps, one epoch, one validation, one test


def test_every_option_reaches_the_run(tmp_path: Path) -> None:
    given = (
        "--data sample --log-on epoch --epochs 2 --batch-size 40 --lr 0.02 --seed 3 --log-every-n-steps 7 "
        "--accelerator cpu --limit 400 --no-validate --no-test --no-checkpoints --no-progress --name mine/own"
    )
    result = run(*given.split(), "--logs", tmp_path)
    folder = tmp_path / "mine" / "own" / "version_0"
    assert result.stdout == f"{folder}\n"
    assert yaml.safe_load((folder / "hparams.yaml").read_text(encoding="utf-8")) == {
        "log_on": "epoch",
        "epochs": 2,
        "batch_size": 40,
        "lr": 0.02,
        "seed": 3,
        "log_every_n_steps": 7,
        "accelerator": "cpu",
        "data": "sample",
        "limit": 400,
        "validate": False,
        "test": False,
        "checkpoints": False,
    }
    assert [row["step"] for row in read(folder)] == ["9", "19"]
    assert not (folder / "checkpoints").exists()


def test_repeated_options_train_the_grid(tmp_path: Path) -> None:
    result = run(*SHORT, "--lr", "0.001", "--lr", "0.01", "--seed", "4", "--seed", "5", "--logs", tmp_path)
    folders = [Path(line) for line in result.stdout.splitlines()]
    assert [folder.name for folder in folders] == ["version_0", "version_1", "version_2", "version_3"]
    saved = [yaml.safe_load((folder / "hparams.yaml").read_text(encoding="utf-8")) for folder in folders]
    assert [(one["lr"], one["seed"]) for one in saved] == [(0.001, 4), (0.001, 5), (0.01, 4), (0.01, 5)]


def test_the_summary_uses_the_batch_size(tmp_path: Path) -> None:
    result = run(*SHORT, "--summary", "--logs", tmp_path)
    assert "[32, 10]" in result.stdout
    assert "Total params: 51,258" in result.stdout


def test_without_internet_access_the_error_suggests_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MNIST, "mirrors", ["http://127.0.0.1:9/"])
    result = run("--data-dir", tmp_path / "data", "--logs", tmp_path / "logs")
    assert isinstance(result.exception, DataUnavailableError)
    message = str(result.exception)
    assert "cannot be downloaded" in message
    assert "--data sample" in message
    assert "\n" not in message
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize(
    "wrong", [["--lr", "0"], ["--batch-size", "0"], ["--epochs", "-1"], ["--seed", "-1"], ["--log-on", "often"]]
)
def test_an_invalid_value_is_a_usage_error(wrong: list[str]) -> None:
    result = run(*wrong)
    assert result.exit_code == 2
    assert f"Invalid value for '{wrong[0]}'" in result.stderr


def test_a_terminal_shows_one_bar_over_all_runs_and_each_folder_on_a_line(tmp_path: Path) -> None:
    import pty

    screen, terminal = pty.openpty()
    arguments = [*SHORT, "--lr", "0.001", "--lr", "0.01", "--logs", str(tmp_path)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], stdout=terminal, stderr=terminal, env=environment
    ):
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # raised by Linux when the last program of a terminal has ended
            while read_now := os.read(screen, 65_536):
                shown += read_now
    os.close(screen)
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()))
    texts = [line.strip() for line in lines]
    assert [line for line in texts if line.startswith(str(tmp_path))] == [
        str(tmp_path / "train_history_log" / f"version_{version}") for version in (0, 1)
    ]
    last = next(line for line in reversed(texts) if "step" in line)
    assert re.search(r"100% .*run 2/2  lr=0.01  step 20/20  loss \d\.\d{3}  acc \d\.\d{3}$", last)


def test_ctrl_c_leaves_a_readable_log_and_exits_130(tmp_path: Path) -> None:
    """A real process is stopped by a real signal in the first of two runs that would take hours."""
    arguments = ["--data", "sample", "--batch-size", "10", "--epochs", "100000", "--seed", "0", "--seed", "1"]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments, "--logs", tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        metrics = tmp_path / "train_history_log" / "version_0" / "metrics.csv"
        deadline = time.monotonic() + 240
        while not (metrics.is_file() and metrics.stat().st_size > 2_000):
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < deadline, "no log within four minutes"
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 130
    assert stdout == ""
    assert stderr.splitlines() == [f"Interrupted. Values logged so far are in {tmp_path}."]
    assert sorted(folder.name for folder in metrics.parent.parent.iterdir()) == ["version_0"]
    assert metrics.read_bytes().endswith(b"\r\n")
    steps = [int(row["step"]) for row in read(metrics.parent) if row["loss_step"]]
    assert steps == list(range(9, 10 * len(steps), 10))
    assert yaml.safe_load((metrics.parent / "hparams.yaml").read_text(encoding="utf-8"))["seed"] == 0
