from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from logtools.errors import OutputError
from logtools.storage.writer import save


def write(path: Path) -> None:
    path.write_text("new")


def fail(path: Path) -> None:
    path.write_text("half")
    raise ValueError("in the midst")


def test_a_file_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    save(tmp_path / "a.txt", write)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "new")]


def test_the_content_goes_into_the_same_folder_under_the_same_suffix(tmp_path: Path) -> None:
    seen: list[Path] = []

    def watch(path: Path) -> None:
        seen.append(path)
        write(path)

    save(tmp_path / "a.parquet", watch)
    assert (seen[0].parent, seen[0].suffix) == (tmp_path, ".parquet")
    assert seen[0].name != "a.parquet"


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(ValueError, match="in the midst"):
        save(tmp_path / "a.txt", fail)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_a_relative_path_is_one_below_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(Path("a.txt"), write)
    assert (tmp_path / "a.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_are_those_of_the_file_before_or_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    save(path, write)
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    save(path, write)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_a_link_stays_and_its_goal_is_written(tmp_path: Path) -> None:
    (tmp_path / "goal.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("goal.txt")
    save(tmp_path / "link.txt", write)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "goal.txt").read_text() == "new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere does not exist; create it first"):
        save(tmp_path / "nowhere" / "a.txt", write)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"it is a folder"):
        save(tmp_path, write)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"file is no folder"):
        save(tmp_path / "file" / "a.txt", write)


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(OutputError, match=r"no ordinary file"):
        save(Path(os.devnull), write)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "no permission to write in"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_what_the_system_refuses_is_told(tmp_path: Path, error: OSError, message: str) -> None:
    def refuse(path: Path) -> None:
        path.write_text("half")
        raise error

    with pytest.raises(OutputError, match=message):
        save(tmp_path / "a.txt", refuse)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="no permission"):
            save(tmp_path / "a.txt", write)
    finally:
        tmp_path.chmod(0o700)
