"""Files that are read in one consistent state, whatever is written to them."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from logtools.storage import stable_files
from logtools.storage.filesystem import LOCAL, FileState
from logtools.storage.stable_files import FileChangedError, StableFiles

CONTENT = b"epoch,step\n" + b"".join(b"%d,%d\n" % (i, i) for i in range(2_000))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "metrics.csv"
    path.write_bytes(CONTENT)
    return path


def stable(file: Path, *, kept: bool = False) -> tuple[StableFiles, FileState]:
    state = LOCAL.state(str(file))
    return StableFiles(store=LOCAL, kept=frozenset([state.path] if kept else [])), state


def test_appended_bytes_are_left_out(file: Path) -> None:
    files, state = stable(file)
    file.write_bytes(CONTENT + b"3,")
    for _ in range(2):
        assert files.read(state) == CONTENT
        assert files.read_ends(state, 1_024) == (CONTENT[:1_024], CONTENT[-1_024:])
    assert files.state(state) == state
    assert not files.changed


@pytest.mark.parametrize(
    "content",
    [
        CONTENT.replace(b"epoch,step", b"epoch,step,zeta"),
        CONTENT[:-2] + b"\n7,7\n",
        CONTENT[:100],
        b"",
        CONTENT[:-5] + b"99\n" + b"1" * 99,
    ],
)
@pytest.mark.parametrize("length", [1_024, 2_000, len(CONTENT) - 10, len(CONTENT)])
def test_bytes_that_changed_are_not_read_again(file: Path, content: bytes, length: int) -> None:
    for ends_first in (True, False):
        file.write_bytes(CONTENT)
        files, state = stable(file)
        assert files.read_ends(state, length) if ends_first else files.read(state)
        file.write_bytes(content)
        os.utime(file, ns=(1, 1))
        with pytest.raises(FileChangedError, match="changed while it was being read"):
            files.read(state)
        with pytest.raises(FileChangedError):
            files.read_ends(state, length)
        assert files.changed == {state.path}


def test_a_file_replaced_by_an_equal_copy_is_read(file: Path) -> None:
    files, state = stable(file)
    files.read(state)
    (file.parent / "copy").write_bytes(CONTENT)
    (file.parent / "copy").replace(file)
    assert files.read(state) == CONTENT


def test_a_deleted_file_counts_as_changed_only_if_it_was_read(file: Path) -> None:
    files, state = stable(file)
    files.read_ends(state, 10)
    file.unlink()
    with pytest.raises(FileChangedError):
        files.read(state)
    other = StableFiles(store=LOCAL, kept=frozenset())
    with pytest.raises(FileNotFoundError):
        other.read(state)
    assert not other.changed


@pytest.mark.parametrize("length", [20, 20_000])
def test_the_content_of_kept_files_stays_in_memory(file: Path, length: int) -> None:
    files, state = stable(file, kept=True)
    files.read(state)
    file.unlink()
    assert files.read(state) == CONTENT
    assert files.read_head(state, length) == CONTENT[:length]
    assert files.read_ends(state, length) == (CONTENT[:length], CONTENT[-length:])


def test_two_ends_that_cover_the_file_are_kept_in_memory(file: Path) -> None:
    files, state = stable(file, kept=True)
    head, tail = files.read_ends(state, len(CONTENT) - 100)
    file.unlink()
    assert head + tail == files.read(state) == CONTENT


def test_the_kept_bytes_are_limited(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stable_files, "_BUDGET", len(CONTENT) - 1)
    files, state = stable(file, kept=True)
    assert files.read_head(state, 5) == CONTENT[:5]
    assert files.read(state) == CONTENT
    assert not files.contents
    few, many = StableFiles.of([], LOCAL, active=()), StableFiles.of([state], LOCAL, active=["a"])
    assert not few.kept
    assert many.kept == {"a"}
    monkeypatch.setattr(stable_files, "_BUDGET", len(CONTENT))
    assert StableFiles.of([state], LOCAL, active=()).kept == {state.path}


@pytest.mark.parametrize("content", [b"new\n", CONTENT[:-30] + b"0" * 60])
def test_a_file_that_was_rewritten_before_it_was_read_has_its_new_state(file: Path, content: bytes) -> None:
    files, state = stable(file)
    file.write_bytes(content)
    assert files.read_ends(state, 100) == (content[:100], content[-100:])
    assert files.read(state) == content
    assert files.state(state) == LOCAL.state(str(file))


def test_the_head_is_limited_to_the_size_in_the_state(file: Path) -> None:
    files, state = stable(file)
    assert not files.sampled
    file.write_bytes(CONTENT + b"1,1\n")
    assert files.read_head(state, len(CONTENT) + 4) == CONTENT
    assert files.sampled


def test_states_from_another_process_are_added(file: Path) -> None:
    files, state = stable(file)
    elsewhere: StableFiles = pickle.loads(pickle.dumps(files))  # noqa: S301 - pickled by this test
    elsewhere.read(state)
    files.remember(elsewhere.seen.values(), ["lost"])
    assert files.changed == {"lost"}
    file.write_bytes(b"other\n")
    with pytest.raises(FileChangedError):
        files.read(state)
