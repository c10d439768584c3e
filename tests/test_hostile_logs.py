"""Whatever one log holds, every command ends, the other runs are shown, and nothing is a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from logtools.cli import main

HOSTILE_NAMES = ["*", "^val.*$", "^(a+)+$", "run", "value", "stage", "epoch ", "rank", "group", "label"]


def write(folder: Path, metrics: list[str], hparams: str = "lr: 0.1\n") -> Path:
    folder.mkdir(parents=True)
    header = ",".join(["epoch", "step", *metrics])
    rows = [",".join([str(e), str(10 * e + 9), *(str(1 / (e + i + 1)) for i in range(len(metrics)))]) for e in range(4)]
    (folder / "metrics.csv").write_text("\n".join([header, *rows, ""]))
    (folder / "hparams.yaml").write_text(hparams)
    return folder


def names(folder: Path) -> None:
    for number in range(2):
        settings = "".join(f'"{name}": {number}\n' for name in [*HOSTILE_NAMES, "run (hyperparameter)", "^lr$"])
        write(folder / f"bad_{number}", [*HOSTILE_NAMES, "val_loss"], settings)


def thousands_of_hyperparameters(folder: Path) -> None:
    write(folder / "bad", ["val_loss"], "".join(f"k{i}: {i}\n" for i in range(3_000)))


def pipes_and_devices(folder: Path) -> None:
    for name in ("metrics.csv", "hparams.yaml"):
        run = write(folder / f"fifo_{name}", ["val_loss"])
        (run / name).unlink()
        os.mkfifo(run / name)
        run = write(folder / f"device_{name}", ["val_loss"])
        (run / name).unlink()
        (run / name).symlink_to("/dev/zero")
    (folder / "processes").symlink_to("/proc")


def sparse_files(folder: Path) -> None:
    for name in ("metrics.csv", "hparams.yaml"):
        run = write(folder / f"sparse_{name}", ["val_loss"])
        with (run / name).open("wb") as file:
            file.truncate(10**12)


@pytest.mark.skipif(sys.platform != "linux", reason="makes pipes, and links to devices and /proc")
@pytest.mark.parametrize("make", [names, thousands_of_hyperparameters, pipes_and_devices, sparse_files])
def test_every_command_shows_the_other_runs(make: Callable[[Path], None], tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    for number in range(3):
        write(logs / f"good_{number}", ["val_loss", "val_acc"], f"lr: {0.1 * (number + 1)}\nseed: {number}\n")
    make(logs)
    output = tmp_path / "out"
    for line, shown in [
        ("ls {}", "good_1"),
        ("compare {} --metric val_loss", "good_1"),
        ("compare {} --metric val_loss --by lr --format json", "good_1"),
        ("best {} --metric val_acc", "good_"),
        ("export {} --wide -o {}.csv", "out.csv"),
        ("plot {} --metric val_loss -o {}.png", "out.png"),
    ]:
        arguments = line.replace("{}", str(logs), 1).replace("{}", str(output)).split()
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}"
        assert "Traceback" not in result.output
        assert shown in result.stdout, line
