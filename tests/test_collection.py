"""A collection shows one state of its files until it is refreshed, and reads each file once."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import logtools as lt
from logtools.analysis.tables.summary import merge_summaries, summarise
from logtools.collection import Collection
from logtools.logs import Logs
from logtools.storage.discovery import find
from logtools.storage.filesystem import FileState, LocalStore
from logtools.storage.reader import Source, read_batches
from tests.formats.reading import LIGHTNING

CASES = Path(__file__).parents[1] / "fixtures" / "cases"
HEADER = "epoch,step,train_loss,val_loss\n"


class CountingStore(LocalStore):
    """The local disk, with a count of how often each file was opened."""

    def __init__(self) -> None:
        self.opened: Counter[str] = Counter()

    def read(self, path: str, size: int | None = None) -> tuple[bytes, FileState]:
        """Count and read."""
        self.opened[path] += 1
        return super().read(path, size)

    def read_ends(self, path: str, length: int, size: int) -> tuple[bytes, bytes, FileState]:
        """Count and read."""
        self.opened[path] += 1
        return super().read_ends(path, length, size)

    def logs_opened(self) -> dict[str, int]:
        """Return how often the log of each run was opened, by folder name."""
        return {path.split("/")[-2]: n for path, n in self.opened.items() if path.endswith("metrics.csv")}


def epoch(number: int, loss: float) -> str:
    """Return the rows of one epoch: a train step and a validation."""
    return f"{number},{2 * number + 1},{loss},\n{number},{2 * number + 1},,{loss / 2}\n"


def write(root: Path, run: str, losses: Iterable[float] = (4.0, 3.0, 2.0)) -> Path:
    folder = root / run
    folder.mkdir(parents=True)
    (folder / "hparams.yaml").write_text(f"lr: 0.{len(run)}\n")
    (folder / "metrics.csv").write_text(HEADER + "".join(epoch(i, loss) for i, loss in enumerate(losses)))
    return folder / "metrics.csv"


def age(*files: Path) -> None:
    """Make files older than active ones."""
    for file in files:
        os.utime(file, (time.time() - 1000, time.time() - 1000))


def open_logs(root: Path, store: LocalStore | None = None, *, stitch: bool = False) -> Logs[pl.DataFrame]:
    return Logs(Collection.of(find([root], store=store or LocalStore()), stitch=stitch))


FRAMES: Mapping[str, Callable[[Logs[pl.DataFrame]], pl.DataFrame]] = {
    "runs": lambda logs: logs.runs,
    "metrics": lambda logs: logs.metrics(),
    "provenance": lambda logs: logs.metrics(provenance=True),
    "epochs": lambda logs: logs.epochs(),
    "steps": lambda logs: logs.steps(),
    "summary": lambda logs: logs.summary(),
    "compare": lambda logs: logs.compare("val_loss", at="epoch=2").runs,
    "notices": lambda logs: logs.notices,
    "subset": lambda logs: logs["b"].metrics(),
}


def frames(logs: Logs[pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {name: frame(logs) for name, frame in FRAMES.items()}


def append(file: Path) -> None:
    with file.open("a") as opened:
        opened.write(epoch(3, 0.25) + "4,9,0.")


def rewrite(file: Path) -> None:
    """Write the file again with one more column, as Lightning does for a new metric."""
    lines = file.read_text().splitlines()
    file.write_text("\n".join([f"{lines[0]},zeta", *(f"{line}," for line in lines[1:]), "3,7,9.0,,1.0"]) + "\n")


def truncate(file: Path) -> None:
    file.write_text(HEADER + epoch(0, 9.0))


def replace(file: Path) -> None:
    other = file.with_name("other")
    other.write_text(file.read_text().replace("3.0", "7.0"))
    other.replace(file)


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "append": append,
    "rewrite": rewrite,
    "truncate": truncate,
    "replace": replace,
    "delete": Path.unlink,
}


@pytest.fixture(params=["kept", "streamed"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Treat the tree as small (observations are cached) or as large (read in batches)."""
    if request.param == "streamed":
        monkeypatch.setattr("logtools.storage.run_reader._SMALL", -1)
        monkeypatch.setattr("logtools.storage.reader._BATCH", 10)
    return str(request.param)


@pytest.mark.parametrize("first", ["runs", "metrics", "provenance", "summary", "compare", "subset"])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("size")
def test_all_frames_describe_the_state_that_was_read_first(tmp_path: Path, first: str, change: str) -> None:
    write(tmp_path, "a")
    file = write(tmp_path, "b", [5.0, 3.0, 1.0])
    before = frames(open_logs(tmp_path))
    logs = open_logs(tmp_path)
    FRAMES[first](logs)
    CHANGES[change](file)
    for name, frame in frames(logs).items():
        assert_frame_equal(frame, before[name], check_row_order=name not in {"metrics", "provenance"})


@pytest.mark.usefixtures("size")
def test_rows_appended_after_the_snapshot_are_left_out_even_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a")
    file = write(tmp_path, "b", [5.0, 3.0, 1.0])
    before = frames(open_logs(tmp_path))
    logs = open_logs(tmp_path)
    append(file)
    for name, frame in frames(logs).items():
        assert_frame_equal(frame, before[name])


@pytest.mark.parametrize("change", ["rewrite", "truncate", "replace"])
@pytest.mark.usefixtures("size")
def test_a_file_that_was_rewritten_before_it_was_read_is_read_in_its_new_state(tmp_path: Path, change: str) -> None:
    file = write(tmp_path, "b", [5.0, 3.0, 1.0])
    write(tmp_path, "a")
    logs = open_logs(tmp_path)
    CHANGES[change](file)
    now = frames(open_logs(tmp_path))
    logs.summary()
    file.unlink()
    for name, frame in frames(logs).items():
        assert_frame_equal(frame, now[name])


def test_a_file_whose_old_content_is_lost_is_left_out_with_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large tree, the content of files that are not active is not cached."""
    monkeypatch.setattr("logtools.storage.run_reader._SMALL", -1)
    monkeypatch.setattr("logtools.storage.stable_files._BUDGET", 10)
    files = [write(tmp_path, name, (4.0, 3.0, 2.0 + i)) for i, name in enumerate(("a", "b", "c", "d"))]
    age(*files)
    logs = open_logs(tmp_path)
    summary = logs.summary()
    assert logs.notices.is_empty()
    append(files[0])
    rewrite(files[1])
    files[2].unlink()
    assert set(logs.metrics()["run"].cast(pl.String)) == {"a", "d"}
    assert logs["a"].metrics().height == logs["d"].metrics().height == 6
    assert_frame_equal(logs.summary(), summary)
    assert logs.notices.select("run", "kind").rows() == [("b", "changed"), ("c", "changed")]
    assert logs.notices["message"][0].endswith("call refresh()")
    notices = logs.runs["notice"].to_list()
    assert notices == [None, "changed while it was being read", "changed while it was being read", None]
    assert logs.refresh().notices.select("run", "kind").rows() == [("a", "incomplete")]
    assert logs.refresh()["b"].metrics().height == 8


def test_files_of_a_small_tree_are_opened_once(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path, name)
    store = CountingStore()
    logs = open_logs(tmp_path, store)
    frames(logs)
    logs[["a", "b"]].where("lr = 0.1").compare("val_loss", at="epoch=1", smooth=0.5)
    assert store.logs_opened() == {"a": 1, "b": 1, "c": 1}
    assert {n for path, n in store.opened.items() if path.endswith("hparams.yaml")} == {1}


def test_files_are_opened_once_if_names_are_ambiguous(tmp_path: Path) -> None:
    """Evidence needs the headers of all files, which are read together with the values."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text("epoch,step,loss_step\n0,0,1.0\n0,1,1.0\n")
    age(tmp_path / "a" / "metrics.csv")
    store = CountingStore()
    logs = open_logs(tmp_path, store)
    assert logs.summary().height == 2
    logs.metrics()
    assert store.logs_opened() == {"a": 1, "b": 1}


def test_files_of_a_stitched_collection_are_opened_once(tmp_path: Path) -> None:
    shutil.copytree(CASES / "resume_in_a_new_version", tmp_path / "logs")
    store = CountingStore()
    logs = open_logs(tmp_path / "logs", store, stitch=True)
    assert len(logs) == 1
    subset = logs[logs.ids[0]]
    assert subset.ids == logs.ids
    assert_frame_equal(subset.metrics(), logs.metrics())
    assert_frame_equal(subset.notices, logs.notices)
    assert len(logs.runs) == 1
    logs.summary()
    logs.metrics(provenance=True)
    assert set(store.logs_opened().values()) == {1}


@pytest.mark.parametrize("small", [True, False])
def test_a_subset_keeps_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, small: bool) -> None:
    if not small:
        monkeypatch.setattr("logtools.storage.run_reader._SMALL", -1)
        monkeypatch.setattr("logtools.storage.stable_files._BUDGET", 10)
    age(write(tmp_path, "a"), write(tmp_path, "b"))
    store = CountingStore()
    logs = open_logs(tmp_path, store)
    complete = logs.summary()
    metrics = logs.metrics()
    store.opened.clear()
    subset = logs["b"]
    assert_frame_equal(subset.summary(), complete.filter(run="b"))
    assert_frame_equal(subset.metrics(), metrics.filter(run="b"))
    assert subset.notices.is_empty()
    assert store.logs_opened() == {}


@pytest.mark.parametrize(
    ("ask", "reads"),
    [(Logs.compare, 2), (Logs.metrics, 1), (Logs.figure, 1)],
)
def test_notices_of_a_large_tree_take_no_second_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Logs[pl.DataFrame]], object], reads: int
) -> None:
    monkeypatch.setattr("logtools.storage.run_reader._SMALL", -1)
    monkeypatch.setattr("logtools.storage.stable_files._BUDGET", 10)
    age(write(tmp_path, "a"), write(tmp_path, "b", [4.0, 3.0, 1.0]))
    store = CountingStore()
    logs = open_logs(tmp_path, store)
    ask(logs)
    assert logs.notices.is_empty()
    assert store.logs_opened() == {"a": reads, "b": reads}


@pytest.mark.usefixtures("size")
def test_a_refreshed_collection_equals_a_new_one(tmp_path: Path) -> None:
    files = [write(tmp_path, name) for name in ("a", "b", "c", "d")]
    age(*files)
    logs = open_logs(tmp_path)
    old = frames(logs)
    append(files[1])
    rewrite(files[2])
    files[3].unlink()
    write(tmp_path, "e")
    new = logs.refresh()
    for name, frame in frames(lt.read(tmp_path)).items():
        assert_frame_equal(frames(new)[name], frame, check_row_order=name not in {"metrics", "provenance"})
    for name, frame in frames(logs).items():
        assert_frame_equal(frame, old[name])
    assert new.ids == ("a", "b", "c", "d", "e")
    assert new["b"].metrics()["epoch"].max() == 3


def test_refreshing_reads_only_what_changed(tmp_path: Path) -> None:
    files = [write(tmp_path, name) for name in ("a", "b")]
    store = CountingStore()
    logs = open_logs(tmp_path, store)
    logs.summary()
    append(files[1])
    store.opened.clear()
    new = logs.refresh()
    assert new.summary().filter(metric="val_loss")["last"].to_list() == [1.0, 0.125]
    assert new.metrics().height == 14
    assert store.logs_opened() == {"b": 1}


def test_unchanged_files_keep_their_state_when_refreshed(tmp_path: Path) -> None:
    file = write(tmp_path, "a")
    logs = open_logs(tmp_path)
    runs, metrics = logs.runs, logs.metrics()
    new = logs.refresh()
    rewrite(file)
    assert_frame_equal(new.runs, runs)
    assert_frame_equal(new.metrics(), metrics)
    assert new.notices.is_empty()


def test_refreshing_some_runs_gives_the_same_ones(tmp_path: Path) -> None:
    files = [write(tmp_path, name) for name in ("a", "b", "c")]
    subset = open_logs(tmp_path)[["a", "b"]]
    subset.summary()
    append(files[0])
    write(tmp_path, "d")
    shutil.rmtree(tmp_path / "b")
    assert subset.refresh().ids == ("a",)
    assert subset.refresh().metrics().height == 8
    shutil.rmtree(tmp_path / "a")
    with pytest.raises(lt.NothingFoundError, match="none of the 2 runs"):
        subset.refresh()


def test_new_evidence_makes_all_runs_be_read_again(tmp_path: Path) -> None:
    """The header of another run shows that `loss_step` is Lightning's fork of `loss`: new evidence for all runs."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "metrics.csv").write_text("epoch,step,loss_step\n0,0,1.0\n0,1,1.0\n")
    age(tmp_path / "a" / "metrics.csv")
    logs = open_logs(tmp_path)
    logs.metrics()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "metrics.csv").write_text("epoch,loss_epoch,loss_step,step\n0,,1.0,0\n0,,1.0,1\n0,1.0,,1\n")
    anew = lt.read(tmp_path)
    assert_frame_equal(logs.refresh().metrics(), anew.metrics(), check_row_order=False)
    assert_frame_equal(logs.refresh().notices, anew.notices)


@pytest.mark.parametrize("first", FRAMES)
def test_notices_do_not_depend_on_earlier_calls(first: str) -> None:
    logs = lt.read(CASES)
    if first not in {"subset", "compare"}:
        FRAMES[first](logs)
    assert_frame_equal(logs.notices, lt.read(CASES).notices)


def test_whether_a_run_is_active_is_decided_at_the_time_of_the_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a")
    logs = open_logs(tmp_path)
    monkeypatch.setattr(time, "time", lambda: 1e12)
    assert logs.runs["state"].to_list() == ["active"]
    assert logs.since("1h").ids == ("a",)
    assert logs.refresh().runs["state"].to_list() == ["idle"]


def test_batches_can_be_summarised_in_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logtools.storage.reader._BATCH", 20_000)
    snapshot = find([LIGHTNING / "2.6.6"])
    here = Collection.of(snapshot)
    source = Source.of(snapshot)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        parts = list(read_batches(source, snapshot.runs, summarise, executor=executor))
    assert len(parts) > 2
    merged = merge_summaries(part.made for part in parts)
    expected = here.summary.select(merged.columns)
    assert_frame_equal(here.ordered(merged), expected)
    read = {file.path for run in snapshot.runs for file in run.files}
    assert set(source.files.seen) == read
    notices = sorted((n.run, n.kind, n.count) for part in parts for n in part.notices)
    assert notices == sorted(
        here.notices()
        .filter(~pl.col("kind").is_in(["copy", "hparams", "resumed"]))
        .select("run", "kind", "count")
        .rows()
    )


def test_a_run_that_continues_another_has_a_notice(tmp_path: Path) -> None:
    for number, first in enumerate((0, 3, 0)):
        rows = "".join(f"{e},{100 * e + s},1\n" for e in range(first, first + 4) for s in (49, 99))
        (tmp_path / f"version_{number}").mkdir()
        (tmp_path / f"version_{number}" / "metrics.csv").write_text("epoch,step,train_loss\n" + rows)
    logs = lt.read(tmp_path)
    resumed = logs.notices.filter(kind="resumed")
    assert resumed.select("run", "message").rows() == [("version_1", "continues version_0; merge with --stitch")]
    assert lt.read(tmp_path, stitch=True).notices.filter(kind="resumed").is_empty()
