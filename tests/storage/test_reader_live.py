"""Reading while trainings write: each value that is read was logged, and no complete row is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from tests.storage.live_writer import LOGGERS, keys

READS = 2000 // LOGGERS
WRITER = Path(__file__).with_name("live_writer.py")

pytestmark = pytest.mark.skipif(find_spec("pytorch_lightning") is None, reason="needs the extra train")


@pytest.fixture(scope="module")
def logs_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Start the loggers; return the folder to which they write."""
    root = tmp_path_factory.mktemp("live")
    command = [sys.executable, "-W", "ignore", str(WRITER), str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        assert writer.stdout.readline() == b"writing\n"
        yield root
        assert writer.poll() is None, "the writer ended early"
        writer.stdin.close()
        assert writer.wait(30) == 0


def content(root: Path, run: int) -> bytes:
    try:
        return (root / f"run_{run}" / "metrics.csv").read_bytes()
    except FileNotFoundError:
        return b""


def complete(data: bytes) -> int:
    """Return the number of complete data rows; no name or value contains a line break."""
    return max(data.count(b"\r\n") - 1, 0)


def test_two_thousand_reads_of_files_during_writes(logs_folder: Path) -> None:
    """Each value was logged, each complete row is read with all its values, and no incomplete row is read."""
    grown = replaced = 0
    for _ in range(READS):
        before = [content(logs_folder, run) for run in range(LOGGERS)]
        frame = lt.read(logs_folder).metrics(provenance=True)
        after = [content(logs_folder, run) for run in range(LOGGERS)]
        number = pl.col("column").cast(pl.String).str.strip_prefix("k").cast(pl.Int64)
        assert frame.select((pl.col("value") == pl.col("step") + number / 64).all()).item()
        assert frame.get_column("flag").null_count() == frame.height
        for run in range(LOGGERS):
            steps = frame.filter(run=f"run_{run}").get_column("step")
            read = steps.n_unique()
            assert sorted(steps) == [step for step in range(read) for _ in range(keys(step))]
            if before[run] and after[run].startswith(before[run]):
                assert complete(before[run]) <= read <= complete(after[run])
                grown += after[run] != before[run]
            else:
                replaced += 1
    assert grown > READS / 2, "the files hardly grew meanwhile: the test shows nothing"
    assert replaced > READS / 20, "no file was rewritten during the test, so it proves nothing"


def test_every_frame_beside_a_writer(logs_folder: Path) -> None:
    for _ in range(10):
        logs = lt.read(logs_folder)
        for frame in (logs.runs, logs.epochs(), logs.steps(), logs.summary(), logs.hparams(), logs.notices):
            assert frame.width
        assert set(logs.notices.get_column("kind")) <= {"copy", "incomplete", "unreadable"}
