"""The store of the local disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from logtools.errors import OutputError
from logtools.storage.filesystem import LOCAL, join, path_text


def write(path: Path) -> None:
    path.write_text("new")


def fail(path: Path) -> None:
    path.write_text("half")
    raise ValueError("in the midst")


def test_writing_leaves_no_other_file(tmp_path: Path) -> None:
    LOCAL.write(str(tmp_path / "a.txt"), write)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "new")]


def test_the_temporary_file_has_the_same_folder_and_suffix(tmp_path: Path) -> None:
    seen: list[Path] = []

    def watch(path: Path) -> None:
        seen.append(path)
        write(path)

    LOCAL.write(str(tmp_path / "a.parquet"), watch)
    assert (seen[0].parent, seen[0].suffix) == (tmp_path, ".parquet")
    assert seen[0].name != "a.parquet"


def test_a_failure_does_not_change_the_existing_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(ValueError, match="in the midst"):
        LOCAL.write(str(tmp_path / "a.txt"), fail)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_a_relative_path_is_relative_to_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    LOCAL.write("a.txt", write)
    assert (tmp_path / "a.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_are_kept_or_the_default(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    LOCAL.write(str(path), write)
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    LOCAL.write(str(path), write)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_a_link_is_kept_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "goal.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("goal.txt")
    LOCAL.write(str(tmp_path / "link.txt"), write)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "goal.txt").read_text() == "new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere does not exist; create it first"):
        LOCAL.write(str(tmp_path / "nowhere" / "a.txt"), write)


def test_writing_to_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"it is a folder"):
        LOCAL.write(str(tmp_path), write)


def test_writing_below_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"file is not a folder"):
        LOCAL.write(str(tmp_path / "file" / "a.txt"), write)


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(OutputError, match=r"not a regular file"):
        LOCAL.write(os.devnull, write)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "no permission to write in"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_errors_of_the_system_are_reported(tmp_path: Path, error: OSError, message: str) -> None:
    def refuse(path: Path) -> None:
        path.write_text("half")
        raise error

    with pytest.raises(OutputError, match=message):
        LOCAL.write(str(tmp_path / "a.txt"), refuse)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="no permission"):
            LOCAL.write(str(tmp_path / "a.txt"), write)
    finally:
        tmp_path.chmod(0o700)


def test_a_read_is_bounded_and_returns_the_state_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789\r\n")
    assert LOCAL.read(str(path)) == (b"0123456789\r\n", LOCAL.state(str(path)))
    assert LOCAL.read(str(path), 4) == (b"0123", LOCAL.state(str(path)))
    assert LOCAL.read(str(path), 100)[0] == b"0123456789\r\n"
    state = LOCAL.state(str(path))
    assert (state.path, state.size, state.kind) == (str(path), 12, "file")
    assert state.modified == path.stat().st_mtime
    assert (state.mtime_ns, state.inode) == (path.stat().st_mtime_ns, path.stat().st_ino)


@pytest.mark.parametrize(
    ("size", "head", "tail"),
    [(10, b"012", b"789"), (100, b"012", b"789"), (7, b"012", b"456"), (5, b"012", b"34"), (3, b"012", b"012")],
)
def test_both_ends_of_the_first_bytes_of_a_file(tmp_path: Path, size: int, head: bytes, tail: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    state = LOCAL.state(str(tmp_path / "a.txt"))
    assert LOCAL.read_ends(str(tmp_path / "a.txt"), 3, size) == (head, tail, state)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_only_regular_files_are_read_and_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for path, reason in ((tmp_path / "pipe", "not a regular file"), (Path("/dev/zero"), "not a regular file")):
        with pytest.raises(OSError, match=reason):
            LOCAL.read(str(path))
        with pytest.raises(OSError, match=reason):
            LOCAL.read_ends(str(path), 3, 10)
    with pytest.raises(IsADirectoryError):
        LOCAL.read(str(tmp_path / "folder"))


def test_files_that_are_refused_are_closed(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(IsADirectoryError):
            LOCAL.read(str(tmp_path))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_kind_of_a_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "dangling").symlink_to("nowhere")
    kinds = {name: LOCAL.kind(str(tmp_path / name)) for name in ("", "file", "link", "dangling", "none", "a\0b")}
    assert kinds == {"": "folder", "file": "file", "link": "file", "dangling": None, "none": None, "a\0b": None}
    assert LOCAL.kind(os.devnull) == "other"
    assert LOCAL.resolve(str(tmp_path / "link")) == LOCAL.resolve(str(tmp_path)) + "/file"


@pytest.mark.parametrize(
    ("path", "text"),
    [("./logs", "logs"), ("logs/", "logs"), ("a//b", "a/b"), (".", "."), ("", "."), ("/", "/"), (Path("a/b"), "a/b")],
)
def test_equal_paths_have_the_same_text(path: str | Path, text: str) -> None:
    assert path_text(path) == text


@pytest.mark.parametrize(("folder", "path"), [(".", "a"), ("logs", "logs/a"), ("/", "/a"), ("/logs", "/logs/a")])
def test_the_path_of_an_entry(folder: str, path: str) -> None:
    assert join(folder, "a") == path
