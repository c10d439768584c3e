"""Checkpoints are found beside a log, in folders created by a slash in a name, and beside the `csv` folder of a job."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import logtools as lt
from logtools.storage.filesystem import Entry, LocalStore
from tests.formats.reading import read_text, rows
from tests.formats.test_checkpoint_files import checkpoint, lightning


def test_epoch_and_step_come_from_the_name_of_a_checkpoint(tmp_path: Path) -> None:
    read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n")
    folder = tmp_path / "run" / "checkpoints"
    folder.mkdir()
    for name in (
        "epoch=10-step=440.ckpt",
        "epoch=2-step=120.ckpt",
        "last.ckpt",
        "epoch=2-val_loss=0.25.ckpt",
        "notes.txt",
    ):
        (folder / name).write_bytes(b"12345")
    frame = lt.read(tmp_path).checkpoints()
    assert [Path(str(path)).name for path in frame.get_column("path")] == [
        "epoch=2-val_loss=0.25.ckpt",
        "epoch=2-step=120.ckpt",
        "epoch=10-step=440.ckpt",
        "last.ckpt",
    ]
    assert rows(frame, "run", "epoch", "step", "size") == [
        ("run", 2, None, 5),
        ("run", 2, 120, 5),
        ("run", 10, 440, 5),
        ("run", None, None, 5),
    ]


def job(folder: Path, *checkpoints: str, runs: tuple[str, ...] = ("csv/version_0",)) -> None:
    for run in runs:
        (folder / run).mkdir(parents=True, exist_ok=True)
        (folder / run / "metrics.csv").write_text("epoch,step,val_loss\n0,9,1.0\n1,19,0.5\n")
    for name in checkpoints:
        (folder / "checkpoints" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "checkpoints" / name).write_bytes(b"")


def names(folder: Path) -> list[tuple[str, str]]:
    """Return run and path (relative to the folder) of each checkpoint."""
    frame = lt.read(folder).checkpoints()
    return [(str(run), Path(str(path)).relative_to(folder).as_posix()) for run, path in rows(frame, "run", "path")]


def test_a_slash_in_a_metric_name_creates_a_folder(tmp_path: Path) -> None:
    job(tmp_path, "epoch=1-val/loss=0.5.ckpt", "epoch=0-val/loss=1.0.ckpt", runs=(".",))
    assert [name for _, name in names(tmp_path)] == [
        "checkpoints/epoch=0-val/loss=1.0.ckpt",
        "checkpoints/epoch=1-val/loss=0.5.ckpt",
    ]


def test_the_checkpoints_of_a_job_belong_to_its_only_run(tmp_path: Path) -> None:
    job(tmp_path / "a", "epoch_001.ckpt")
    job(tmp_path / "b", "epoch_001.ckpt", "last.ckpt")
    assert names(tmp_path) == [
        ("a/csv/version_0", "a/checkpoints/epoch_001.ckpt"),
        ("b/csv/version_0", "b/checkpoints/epoch_001.ckpt"),
        ("b/csv/version_0", "b/checkpoints/last.ckpt"),
    ]


def test_the_checkpoints_of_a_job_with_several_runs_belong_to_none(tmp_path: Path) -> None:
    job(tmp_path, "epoch_001.ckpt", runs=("csv/version_0", "csv/version_1"))
    assert names(tmp_path) == []


def test_a_job_is_searched_once_for_all_of_its_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job(tmp_path, "epoch_001.ckpt", runs=tuple(f"csv/version_{i}" for i in range(5)))
    logs = lt.read(tmp_path)
    searched: list[str] = []
    scan = LocalStore.scan

    def noted(store: LocalStore, folder: str) -> Sequence[Entry]:
        searched.append(Path(folder).name)
        return scan(store, folder)

    monkeypatch.setattr(LocalStore, "scan", noted)
    assert logs.checkpoints().height == 0
    assert searched.count("version_0") == 2  # as a run, and as one of the job


def test_only_a_logger_folder_belongs_to_a_job(tmp_path: Path) -> None:
    job(tmp_path, "epoch_001.ckpt", runs=("sweep/version_0",))
    assert names(tmp_path) == []


def test_checkpoints_may_be_in_the_folder_of_the_log(tmp_path: Path) -> None:
    job(tmp_path, runs=("a", "b"))
    for name in ("a/epoch=0.ckpt", "a/ckpt/epoch=1.ckpt", "b/weights/epoch=1.ckpt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert names(tmp_path) == [("a", "a/epoch=0.ckpt"), ("a", "a/ckpt/epoch=1.ckpt")]


def test_a_run_that_is_read_alone_is_still_one_of_several_in_its_job(tmp_path: Path) -> None:
    job(tmp_path, "epoch_001.ckpt", runs=("csv/version_0", "csv/version_1"))
    assert len(lt.read(tmp_path / "csv" / "version_0").checkpoints()) == 0


@pytest.mark.parametrize("run", ["csv/version_0", "csv"])
def test_the_current_folder_may_be_the_job(run: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job(tmp_path, "epoch_001.ckpt", runs=(run,))
    monkeypatch.chdir(tmp_path)
    assert lt.read(".").checkpoints()["path"].to_list() == ["checkpoints/epoch_001.ckpt"]


def test_what_a_file_records_overrides_its_name(tmp_path: Path) -> None:
    job(tmp_path, "best.ckpt", "3-7-0.5.ckpt", "epoch=1-step=20.ckpt", runs=(".",))
    for name in ("best.ckpt", "3-7-0.5.ckpt"):
        (tmp_path / "checkpoints" / name).write_bytes(checkpoint(lightning()))
    assert rows(lt.read(tmp_path).checkpoints(), "epoch", "step", "recorded") == [
        (1, 20, False),
        (3, 400, True),
        (3, 400, True),
    ]
