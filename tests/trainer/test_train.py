"""Training runs: each of these tests trains the network on the digits that come with logtools."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import yaml

from logtools.errors import InvalidValueError, OutputError
from logtools.trainer import Progress, Settings, grid, train_runs
from logtools.trainer.model import DigitClassifier

Read = Callable[[Path], list[dict[str, str]]]

#: Two epochs of 20 steps each.
SHORT = Settings(data="sample", limit=640, batch_size=32, epochs=2, checkpoints=False)


def one(chosen: Settings, logs: Path, name: str | None = None) -> Path:
    (folder,) = train_runs([chosen], logs=logs, name=name)
    return folder


def test_the_training_of_the_notebook_logs_the_same_rows(notebook_run: Path, rows: Read) -> None:
    read = rows(notebook_run)
    assert set(read[0]) == {"loss_step", "acc_step", "loss_epoch", "acc_epoch", "epoch", "step"}
    steps = [row for row in read if row["loss_step"]]
    epochs = [row for row in read if row["loss_epoch"]]
    assert (len(read), len(steps), len(epochs)) == (239, 234, 5)
    assert [int(row["step"]) for row in steps] == list(range(9, 2345, 10))
    assert [(int(row["epoch"]), int(row["step"])) for row in epochs] == [(n, 469 * (n + 1) - 1) for n in range(5)]


def test_the_training_of_the_notebook_learns(notebook_run: Path, rows: Read) -> None:
    epochs = [row for row in rows(notebook_run) if row["loss_epoch"]]
    losses = [float(row["loss_epoch"]) for row in epochs]
    assert losses == sorted(losses, reverse=True)
    assert float(epochs[-1]["acc_epoch"]) > 0.9


def test_the_folder_is_named_as_in_the_notebook_and_keeps_one_checkpoint(notebook_run: Path) -> None:
    assert notebook_run.parts[-2:] == ("train_history_log", "version_0")
    (checkpoint,) = (notebook_run / "checkpoints").iterdir()
    assert checkpoint.name == "epoch=4-step=2345.ckpt"
    model = DigitClassifier.load_from_checkpoint(checkpoint)
    assert sum(parameter.numel() for parameter in model.parameters()) == 51_258


def test_epoch_only_logs_five_rows_with_any_interval(tmp_path: Path, notebook: Settings, rows: Read) -> None:
    chosen = replace(notebook, log_on="epoch", checkpoints=False)
    every_tenth = one(chosen, tmp_path / "a")
    every_step = one(replace(chosen, log_every_n_steps=1), tmp_path / "b")
    assert every_tenth.parent.name == "train_history_log_epoch_only"
    assert [(row["epoch"], row["step"]) for row in rows(every_tenth)] == [
        (str(n), str(469 * (n + 1) - 1)) for n in range(5)
    ]
    assert (every_tenth / "metrics.csv").read_bytes() == (every_step / "metrics.csv").read_bytes()


@pytest.mark.parametrize("log_on", ["step", "default"])
def test_step_values_have_the_bare_name(log_on: str, tmp_path: Path, rows: Read) -> None:
    chosen = replace(SHORT, log_on=log_on, validate=False, test=False)  # type: ignore[arg-type]
    read = rows(one(chosen, tmp_path))
    assert set(read[0]) == {"loss", "acc", "epoch", "step"}
    assert [int(row["step"]) for row in read] == [9, 19, 29, 39]


def test_validation_is_logged_each_epoch_and_testing_once(tmp_path: Path, rows: Read) -> None:
    read = rows(one(SHORT, tmp_path))
    assert [(row["epoch"], row["step"]) for row in read if row["val_loss"] and row["val_acc"]] == [
        ("0", "19"),
        ("1", "39"),
    ]
    assert [(row["epoch"], row["step"]) for row in read if row["test_loss"] and row["test_acc"]] == [("2", "40")]


def test_all_settings_are_saved_but_no_paths(tmp_path: Path) -> None:
    text = (one(SHORT, tmp_path) / "hparams.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == asdict(SHORT)


def test_a_grid_has_a_version_per_run_equal_to_the_run_alone(tmp_path: Path) -> None:
    runs = grid(SHORT, lr=[1e-3, 1e-2], batch_size=[32], seed=[0, 1])
    folders = list(train_runs(runs, logs=tmp_path, name="grid"))
    assert [folder.relative_to(tmp_path).as_posix() for folder in folders] == [f"grid/version_{n}" for n in range(4)]
    saved = [yaml.safe_load((folder / "hparams.yaml").read_text(encoding="utf-8")) for folder in folders]
    assert saved == [asdict(run) for run in runs]
    metrics = [(folder / "metrics.csv").read_bytes() for folder in folders]
    assert len(set(metrics)) == 4
    assert (one(runs[2], tmp_path / "alone") / "metrics.csv").read_bytes() == metrics[2]


def test_another_process_logs_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from logtools.trainer import *; "
        "print(*train_runs([Settings(data='sample', limit=640, batch_size=32, epochs=2)], logs=sys.argv[1]))"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "there")]
    there = Path(subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.strip())
    assert (there / "metrics.csv").read_bytes() == (one(SHORT, tmp_path / "here") / "metrics.csv").read_bytes()


def test_the_command_prints_only_the_folder(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "logtools", "train", "--data", "sample", "--epochs", "1", "--logs"]
    done = subprocess.run([*arguments, str(tmp_path)], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == [str(tmp_path / "train_history_log" / "version_0")]
    assert "leaked" not in done.stderr


def test_versions_continue_after_the_highest_number(tmp_path: Path) -> None:
    for name in ("version_2", "version_10", "version_x"):
        (tmp_path / "mine" / name).mkdir(parents=True)
    assert one(SHORT, tmp_path, "mine").name == "version_11"


def test_watch_is_called_after_every_step_of_every_run(tmp_path: Path) -> None:
    seen: list[Progress] = []
    runs = grid(replace(SHORT, epochs=1), lr=[1e-3], batch_size=[32, 64], seed=[0])
    list(train_runs(runs, logs=tmp_path, watch=seen.append))
    expected = [(0, step, 20) for step in range(1, 21)] + [(1, step, 10) for step in range(1, 11)]
    assert [(progress.run, progress.step, progress.steps) for progress in seen] == expected
    assert {progress.runs for progress in seen} == {2}
    assert 2 < seen[0].metrics["loss_step"] < 3  # loss of a uniform guess among ten classes: ln 10


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one(SHORT, tmp_path)
    assert capfd.readouterr() == ("", "")


def test_an_unknown_accelerator_is_an_error_before_a_folder_is_created(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="accelerator 'abacus'"):
        one(replace(SHORT, accelerator="abacus"), tmp_path / "logs")
    assert not (tmp_path / "logs").exists()


def test_a_log_that_cannot_be_written_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    with pytest.raises(OutputError, match=r"cannot write the log below .*logs"):
        one(SHORT, tmp_path / "logs")


def test_an_interrupt_closes_the_log_and_starts_no_more_runs(tmp_path: Path, rows: Read) -> None:
    def stop(progress: Progress) -> None:
        if progress.step == 25:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(train_runs([SHORT, SHORT], logs=tmp_path, name="stopped", watch=stop))
    assert [folder.name for folder in (tmp_path / "stopped").iterdir()] == ["version_0"]
    read = rows(tmp_path / "stopped" / "version_0")
    assert [row["step"] for row in read] == ["9", "19", "19", "19"]
