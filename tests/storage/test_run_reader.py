"""The cache of a run reader: which results are kept, and which files are read again."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from logtools.storage import run_reader
from logtools.storage.batch import Batch
from logtools.storage.discovery import find
from logtools.storage.filesystem import FileState, LocalStore
from logtools.storage.reader import Source
from logtools.storage.run_reader import KnownRuns, RunReader


class CountingStore(LocalStore):
    """A local store that counts the files that were read."""

    reads = 0

    def read(self, path: str, size: int | None = None) -> tuple[bytes, FileState]:
        """Count the file and read it."""
        self.reads += 1
        return super().read(path, size)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    monkeypatch.setattr("logtools.storage.stable_files._BUDGET", 10)
    for name in "abc":
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text("epoch,step,val_loss\n0,1,0.5\n1,3,oops\n")
    return Source.of(find([tmp_path], store=CountingStore()))


def reads(source: Source) -> int:
    """Return the number of files that were read since the last call."""
    store = source.snapshot.store
    assert isinstance(store, CountingStore)
    count, store.reads = store.reads, 0
    return count


def count(batch: Batch) -> pl.DataFrame:
    return batch.frame.group_by("run").len()


def runs_of(parts: object) -> list[str]:
    frames = list(parts)  # type: ignore[call-overload]
    return sorted(run for frame in frames for run in frame["run"].cast(pl.String).unique())


def test_the_observations_of_few_files_are_read_once(source: Source) -> None:
    reader = RunReader(source, source.snapshot.runs)
    assert runs_of(reader.reduce(count)) == runs_of(reader.reduce_once(Batch.tidy)) == ["a", "b", "c"]
    assert reads(source) == 3
    some = RunReader(source, source.snapshot.runs[1:], known=reader.known.of({"b", "c"}))
    assert runs_of(some.reduce(count)) == ["b", "c"]
    assert reads(source) == 0


def test_only_requested_results_of_many_files_are_cached(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_reader, "_SMALL", 10)
    reader = RunReader(source, source.snapshot.runs)
    for _ in range(2):
        assert runs_of(reader.reduce_once(count)) == ["a", "b", "c"]
    assert reads(source) == 3
    assert reader.known.batches == KnownRuns().batches
    assert runs_of(reader.reduce(Batch.tidy)) == ["a", "b", "c"]
    assert reads(source) == 3
    kept = RunReader(source, source.snapshot.runs, keep=True)
    list(kept.reduce(count))
    list(kept.reduce(Batch.tidy))
    assert reads(source) == 3


@pytest.mark.parametrize("small", [10, 10**6])
def test_only_missing_runs_are_read(source: Source, monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(run_reader, "_SMALL", small)
    some = RunReader(source, source.snapshot.runs[:1])
    some.reduce_once(count)
    assert reads(source) == 1
    reader = RunReader(source, source.snapshot.runs, known=some.known)
    assert not reader.is_read
    assert runs_of(reader.reduce_once(count)) == ["a", "b", "c"]
    assert reads(source) == 2
    assert reader.is_read


@pytest.mark.parametrize("small", [10, 10**6])
def test_each_notice_is_given_once(source: Source, monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(run_reader, "_SMALL", small)
    reader = RunReader(source, source.snapshot.runs)
    assert list(reader.notices()) == []
    reader.reduce_once(count)
    list(reader.reduce(Batch.tidy))
    assert [(notice.run, notice.kind) for notice in reader.notices()] == [("a", "text"), ("b", "text"), ("c", "text")]
    some = RunReader(source, source.snapshot.runs[1:2], known=reader.known.of({"b"}))
    assert [notice.run for notice in some.notices()] == ["b"]


def test_no_runs_give_one_empty_part(source: Source) -> None:
    [part] = RunReader(source, []).reduce_once(Batch.tidy)
    assert part.is_empty()
    assert part.width
