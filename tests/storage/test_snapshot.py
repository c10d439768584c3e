"""Snapshots of a tree."""

from __future__ import annotations

import os
from pathlib import Path

from logtools.storage.discovery import find

TEXT = "epoch,step,loss\n0,0,1.0\n0,1,1.0\n"


def make(root: Path, *runs: str) -> None:
    for run in runs:
        (root / run).mkdir(parents=True)
        (root / run / "metrics.csv").write_text(TEXT)


def test_a_snapshot_has_the_state_of_each_file(tmp_path: Path) -> None:
    make(tmp_path, "a", "b")
    os.utime(tmp_path / "b" / "metrics.csv", ns=(10**18, 10**18))
    snapshot = find([tmp_path])
    status = (tmp_path / "b" / "metrics.csv").stat()
    [file] = snapshot.runs[1].files
    assert (file.path, file.size) == (f"{tmp_path}/b/metrics.csv", len(TEXT))
    assert (file.mtime_ns, file.inode) == (10**18, status.st_ino)
    assert snapshot.is_active(snapshot.runs[0])
    assert not snapshot.is_active(snapshot.runs[1])


def test_the_size_of_a_run_is_the_size_of_its_log(tmp_path: Path) -> None:
    make(tmp_path, "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "hparams.yaml").write_text("lr: 0.1\n")
    found = [(run.id, run.format, run.size) for run in find([tmp_path]).runs]
    assert found == [("a", "metrics.csv", len(TEXT)), ("b", "", 0)]
