"""Discovery of runs in a tree."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import logtools as lt
from logtools.errors import NothingFoundError
from logtools.storage.discovery import find
from logtools.storage.filesystem import Entry, LocalStore
from tests.formats.reading import LIGHTNING, case

TEXT = "epoch,step,loss\n0,0,1.0\n0,1,1.0\n"


def make(root: Path, *runs: str) -> None:
    for run in runs:
        (root / run).mkdir(parents=True, exist_ok=True)
        (root / run / "metrics.csv").write_text(TEXT)


def ids(*roots: Path) -> tuple[str, ...]:
    return lt.read(*roots).ids


def test_each_folder_with_metrics_is_a_run_with_its_path_below_the_root_as_id(tmp_path: Path) -> None:
    make(tmp_path, "a/version_0", "a/version_1", "b", "experiment_7/version_21/datafold_1")
    assert ids(tmp_path) == ("a/version_0", "a/version_1", "b", "experiment_7/version_21/datafold_1")


def test_a_run_at_the_root_has_the_name_of_its_folder(tmp_path: Path) -> None:
    make(tmp_path, "deep/down/version_3")
    assert ids(tmp_path) == ids(tmp_path / "deep/down/version_3") == ("version_3",)


def test_a_log_file_can_be_given_instead_of_its_folder(tmp_path: Path) -> None:
    make(tmp_path, "a", "b")
    assert ids(tmp_path / "a" / "metrics.csv") == ("a",)


def test_versions_sort_by_number_at_every_level(tmp_path: Path) -> None:
    make(tmp_path, "run_10/v_9", "run_10/v_10", "run_9/v_2", "version_2_10_743", "version__77", "Übung_1")
    found = ids(tmp_path)
    assert found.index("run_9/v_2") < found.index("run_10/v_9") < found.index("run_10/v_10")
    assert set(found) == {"run_10/v_9", "run_10/v_10", "run_9/v_2", "version_2_10_743", "version__77", "Übung_1"}


def test_a_run_can_contain_another_run(tmp_path: Path) -> None:
    make(tmp_path, "outer", "outer/inner")
    assert ids(tmp_path) == ("outer", "outer/inner")


@pytest.mark.parametrize("folder", [".hidden", "venv", ".venv", "node_modules", "__pycache__", "site-packages"])
def test_hidden_and_environment_folders_are_not_searched(tmp_path: Path, folder: str) -> None:
    make(tmp_path, "a", "b", f"{folder}/c", f"b/{folder}/d")
    assert ids(tmp_path) == ("a", "b")


def test_an_environment_of_any_name_is_not_searched(tmp_path: Path) -> None:
    make(tmp_path, "a", "b", "mine/lib/c")
    (tmp_path / "mine" / "pyvenv.cfg").write_text("home = /\n")
    assert ids(tmp_path) == ("a", "b")


def test_a_folder_without_permission_beside_runs_counts_as_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "sweep/version_0", "sweep/version_1", "elsewhere/other")
    shut = {str(tmp_path / "sweep" / "version_1"), str(tmp_path / "elsewhere")}
    scan = LocalStore.scan

    def refuse(store: LocalStore, folder: str) -> Sequence[Entry]:
        if folder in shut:
            raise PermissionError(13, "Permission denied")
        return scan(store, folder)

    monkeypatch.setattr(LocalStore, "scan", refuse)
    logs = lt.read(tmp_path)
    assert logs.ids == ("sweep/version_0", "sweep/version_1")
    assert logs.runs["notice"].to_list() == [None, "cannot be read: Permission denied"]
    assert logs.notices.select("run", "kind", "message").rows() == [
        ("sweep/version_1", "unreadable", "cannot be read: Permission denied")
    ]
    assert logs.hparams().height == 2
    with pytest.raises(NothingFoundError, match="version_1 cannot be read: Permission denied"):
        lt.read(tmp_path / "sweep" / "version_1")


def test_a_hidden_folder_can_be_the_root(tmp_path: Path) -> None:
    make(tmp_path, ".hidden/a", ".hidden/b")
    assert ids(tmp_path / ".hidden") == ("a", "b")


def test_a_folder_with_hparams_or_checkpoints_is_a_run_without_a_log(tmp_path: Path) -> None:
    make(tmp_path, "done")
    (tmp_path / "died" / "checkpoints").mkdir(parents=True)
    (tmp_path / "begun").mkdir()
    (tmp_path / "begun" / "hparams.yaml").write_text("lr: 0.1\n")
    logs = lt.read(tmp_path)
    assert logs.ids == ("begun", "died", "done")
    assert logs.runs.get_column("state").to_list()[:2] == ["empty", "empty"]


def test_symlink_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "a", "b/c")
    (tmp_path / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b" / "self").symlink_to(tmp_path / "b" / "self")
    (tmp_path / "a" / "other").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "b" / "other").symlink_to(tmp_path / "a", target_is_directory=True)
    logs = lt.read(tmp_path)
    assert len({Path(path).resolve() for path in logs.runs.get_column("path")}) == len(logs) == 2


@pytest.mark.parametrize("link", ["a_link", "z_link", "a/run"])
def test_a_run_has_the_name_of_its_folder_also_if_a_link_leads_to_it(link: str, tmp_path: Path) -> None:
    for name in ("m", "n"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text("epoch,step,loss\n0,0,1\n")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "m", target_is_directory=True)
    assert [(run.id, run.path) for run in find([tmp_path]).runs] == [
        (name, (tmp_path / name).as_posix()) for name in ("m", "n")
    ]


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "logs/a", "logs/b/c", "elsewhere/d")
    (tmp_path / "logs" / "b" / "up").symlink_to(tmp_path / "logs", target_is_directory=True)
    (tmp_path / "logs" / "b" / "self").symlink_to(".", target_is_directory=True)
    (tmp_path / "logs" / "b" / "higher").symlink_to(tmp_path, target_is_directory=True)
    assert [run.path for run in find([tmp_path / "logs"]).runs] == [
        f"{tmp_path}/logs/a",
        f"{tmp_path}/logs/b/c",
    ]


def test_a_folder_with_the_same_prefix_as_a_link_target_is_not_its_parent(tmp_path: Path) -> None:
    make(tmp_path, "logs_2/a", "logs/x", "logs/y")
    (tmp_path / "logs_2" / "other").symlink_to(tmp_path / "logs", target_is_directory=True)
    assert ids(tmp_path / "logs_2") == ("a", "other/x", "other/y")


def test_a_linked_folder_is_followed_once(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", "x")
    make(tmp_path / "logs", "a")
    for name in ("link_1", "link_2"):
        (tmp_path / "logs" / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found = ids(tmp_path / "logs")
    assert len(found) == 2
    assert found[0] == "a"
    assert found[1].endswith("/x")


def test_links_do_not_multiply_the_walk(tmp_path: Path) -> None:
    """Thirty folders, each with links to the next two: the number of paths through them is huge."""
    for i in range(30):
        (tmp_path / "pool" / f"d{i}").mkdir(parents=True)
    for i in range(29):
        for j in (1, 2):
            (tmp_path / "pool" / f"d{i}" / f"l{j}").symlink_to(
                tmp_path / "pool" / f"d{i + 1}", target_is_directory=True
            )
    make(tmp_path, "a")
    started = time.perf_counter()
    assert ids(tmp_path) == ("a",)
    assert time.perf_counter() - started < 5


def test_many_folders_without_a_run(tmp_path: Path) -> None:
    for i in range(60):
        for j in range(50):
            (tmp_path / f"f{i}" / f"g{j}").mkdir(parents=True)
    started = time.perf_counter()
    with pytest.raises(lt.NothingFoundError):
        lt.read(tmp_path)
    assert time.perf_counter() - started < 5


def test_a_deep_tree(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 300)
    make(tmp_path, deep, "a")
    assert ids(tmp_path) == ("a", deep)


def test_a_path_without_runs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(lt.NothingFoundError, match=r"metrics\.csv") as caught:
        lt.read(tmp_path)
    assert str(tmp_path) in str(caught.value)
    with pytest.raises(FileNotFoundError):
        lt.read(tmp_path / "nowhere")
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(lt.NothingFoundError):
        lt.read(tmp_path / "file.txt")


@pytest.mark.parametrize("root", [".", "./", "", "../here"])
def test_paths_begin_with_the_root_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str) -> None:
    make(tmp_path, "here/a/b", "here/c")
    monkeypatch.chdir(tmp_path / "here")
    prefix = "" if root != "../here" else "../here/"
    assert [(run.id, run.path) for run in find([root]).runs] == [("a/b", f"{prefix}a/b"), ("c", f"{prefix}c")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_a_pipe_is_not_a_log(tmp_path: Path) -> None:
    make(tmp_path, "a")
    (tmp_path / "b").mkdir()
    os.mkfifo(tmp_path / "b" / "metrics.csv")
    logs = lt.read(tmp_path)
    assert logs.runs["notice"].to_list() == [None, "no metrics.csv: nothing logged yet"]
    assert logs.metrics().height == 2


def test_numeric_version_sort() -> None:
    assert case("numeric_version_sort").ids == tuple(f"version_{i}" for i in (0, 1, 2, 10, 11, 20, 100))


def test_names_of_versions() -> None:
    """String versions are verbatim and may have slashes; `name=None` creates no folder; a log can be at the root."""
    logs = case("names_of_versions")
    wanted = {"name_none/version_0", "name_empty/version_0", "name_slash/a/b/version_0"}
    assert wanted < set(logs.ids)
    assert {"version_str/lightning_logs/my_run", "version_slash/lightning_logs/x/y"} < set(logs.ids)
    assert logs["my_run"].ids == ("version_str/lightning_logs/my_run",)
    assert logs["x/y"].ids == logs["y"].ids
    flat = lt.read(LIGHTNING / "2.6.6/flat")
    assert flat.ids == ("flat",)
    assert not flat.metrics().is_empty()


@pytest.mark.parametrize("folder", ["checkpoints", "ckpt"])
def test_a_folder_of_checkpoints_is_searched_unless_it_is_that_of_a_run(tmp_path: Path, folder: str) -> None:
    make(tmp_path, "a", f"{folder}/c", f"a/{folder}/d")
    assert ids(tmp_path) == ("a", f"{folder}/c")


@pytest.mark.parametrize("below", ["csv/version_0", "lightning_logs/deep/version_0"])
def test_a_folder_with_checkpoints_above_a_run_is_not_a_run(tmp_path: Path, below: str) -> None:
    make(tmp_path, f"job/{below}", f"other/{below}")
    (tmp_path / "job" / "checkpoints").mkdir()
    assert ids(tmp_path) == (f"job/{below}", f"other/{below}")


def test_a_folder_of_tensorboard_is_no_run_if_there_are_logs_elsewhere(tmp_path: Path) -> None:
    make(tmp_path, "csv/version_0", "csv/version_1")
    for name in ("tensorboard/version_0", "csv/version_2"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "hparams.yaml").write_text("lr: 1\n")
        (tmp_path / name / "events.out.tfevents.17.host.0").write_bytes(b"")
    assert ids(tmp_path) == ("csv/version_0", "csv/version_1", "csv/version_2")


def test_folders_with_only_event_files_are_runs_without_a_log(tmp_path: Path) -> None:
    for name in ("version_0", "version_1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.out.tfevents.17.host.0").write_bytes(b"")
    logs = lt.read(tmp_path)
    assert logs.runs.select("state", "notice").unique().rows() == [
        ("empty", "no metrics.csv: only event files of TensorBoard, which are not read")
    ]
    assert logs.notices["kind"].to_list() == ["no-log", "no-log"]
