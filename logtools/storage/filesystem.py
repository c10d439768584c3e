"""Access to files: the only module that lists, inspects, reads or writes them.

Paths are strings with `/` between their parts. All other modules use a `Store`, so another kind of storage can replace
the local disk.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from logtools.errors import OutputError

__all__ = ["LOCAL", "Entry", "FileState", "Kind", "LocalStore", "Store", "join", "path_text", "remove_unfinished"]

#: Flags: opening a FIFO must not block, and Windows must not translate line ends.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


#: Files larger than this are checked for being sparse.
_LARGE = 100_000_000

#: Kinds of file; links are followed.
Kind = Literal["file", "folder", "other"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileState:
    """The state of a file at one moment, which identifies its content."""

    #: The path of the file.
    path: str
    #: Size in bytes.
    size: int
    #: Time of the last modification, in nanoseconds since the epoch.
    mtime_ns: int
    #: Inode number; a different one means that the file was replaced.
    inode: int
    #: Kind of file; links are followed.
    kind: Kind = "file"

    @property
    def modified(self) -> float:
        """The time of the last modification, in seconds since the epoch."""
        seconds, nanoseconds = divmod(self.mtime_ns, 10**9)
        return seconds + 1e-9 * nanoseconds  # the same number as in os.stat


class Entry(Protocol):
    """One entry of a folder, such as `os.DirEntry`. `is_dir` and `is_file` follow links and may raise OSError."""

    @property
    def name(self) -> str:
        """The name in the folder."""
        ...

    def is_dir(self) -> bool:
        """Return whether it is a folder, or a link to one."""
        ...

    def is_file(self) -> bool:
        """Return whether it is a regular file, or a link to one."""
        ...

    def is_symlink(self) -> bool:
        """Return whether it is a link."""
        ...


class Store(Protocol):
    """A place where files are stored. Methods raise OSError if a file is missing or cannot be read."""

    def scan(self, folder: str) -> Sequence[Entry]:
        """List the entries of a folder, in any order."""
        ...

    def state(self, path: str) -> FileState:
        """Return the state of a file or folder; links are followed."""
        ...

    def kind(self, path: str) -> Kind | None:
        """Return the kind of file at a path; None if there is none."""
        ...

    def resolve(self, path: str) -> str:
        """Return the canonical absolute path of a file or folder, without links."""
        ...

    def read(self, path: str, size: int | None = None) -> tuple[bytes, FileState]:
        """Return the first `size` bytes of a regular file (default: all), and its state when it was opened."""
        ...

    def read_ends(self, path: str, length: int, size: int) -> tuple[bytes, bytes, FileState]:
        """Read the first and the last `length` of the first `size` bytes of a regular file.

        Returns head, tail, and the state of the file when it was opened. Head and tail never overlap, unless all bytes
        fit into `length`: then both contain all of them.
        """
        ...

    def write(self, path: str, write: Callable[[Path], None]) -> None:
        """Write a file atomically: concurrent readers see either the old file or the new one.

        `write` receives the path of a temporary file, in the same folder and with the same suffix, and writes the
        content into it. Links are followed.

        Raises:
            OutputError: if the folder does not exist or the file cannot be written; an existing file is not changed.
        """
        ...


def path_text(path: str | os.PathLike[str]) -> str:
    """Return a path as a string with `/`, without redundant parts (`./`, a trailing `/`)."""
    return Path(path).as_posix()


def join(folder: str, name: str) -> str:
    """Return the path of an entry of a folder."""
    return name if folder == "." else f"{folder.removesuffix('/')}/{name}"


class LocalStore:
    """The local disk."""

    def scan(self, folder: str) -> Sequence[Entry]:
        """List the entries of a folder, in any order."""
        with os.scandir(folder) as listing:
            return list(listing)

    def state(self, path: str) -> FileState:
        """Return the state of a file or folder; links are followed."""
        try:
            return _state(path, os.stat(path))  # noqa: PTH116 - a Path per file is slow
        except ValueError as error:  # a NUL in the path
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path) from error

    def kind(self, path: str) -> Kind | None:
        """Return the kind of file at a path; None if there is none."""
        try:
            return self.state(path).kind
        except OSError:
            return None

    def resolve(self, path: str) -> str:
        """Return the canonical absolute path of a file or folder, without links."""
        return path_text(os.path.realpath(path))

    def read(self, path: str, size: int | None = None) -> tuple[bytes, FileState]:
        """Return the first `size` bytes of a regular file (default: all), and its state when it was opened."""
        file, state = _open(path)
        try:
            return _read(file, state.size if size is None else min(size, state.size)), state
        finally:
            os.close(file)

    def read_ends(self, path: str, length: int, size: int) -> tuple[bytes, bytes, FileState]:
        """Read the first and the last `length` of the first `size` bytes of a regular file."""
        file, state = _open(path)
        try:
            size = min(size, state.size)
            head = _read(file, min(length, size))
            if size <= length:
                return head, head, state
            start = max(size - length, length)
            os.lseek(file, start, os.SEEK_SET)
            return head, _read(file, size - start), state
        finally:
            os.close(file)

    def write(self, path: str, write: Callable[[Path], None]) -> None:
        """Write a file atomically: see `Store.write`."""
        from secrets import token_hex  # only needed by commands that write files

        goal = Path(os.path.realpath(path))
        part = goal.with_name(f".{goal.stem[:100]}-{token_hex(4)}{goal.suffix}")
        try:
            mode = _mode(path, goal)
            _UNFINISHED.append(part)
            try:
                write(part)
                if mode is not None:
                    part.chmod(mode)
                part.replace(goal)
            finally:
                part.unlink(missing_ok=True)
                _UNFINISHED.remove(part)
        except OutputError:
            raise
        except OSError as error:
            raise OutputError(_reason(path, error)) from error


LOCAL = LocalStore()

#: The temporary files that are being written.
_UNFINISHED: list[Path] = []


def remove_unfinished() -> None:
    """Remove the temporary files that are being written, because the process ends without cleanup."""
    for part in _UNFINISHED.copy():  # another thread may be writing
        part.unlink(missing_ok=True)


def _state(path: str, status: os.stat_result) -> FileState:
    kind: Kind = "other"
    if stat.S_ISREG(status.st_mode):
        kind = "file"
    elif stat.S_ISDIR(status.st_mode):
        kind = "folder"
    return FileState(path=path, size=status.st_size, mtime_ns=status.st_mtime_ns, inode=status.st_ino, kind=kind)


def _open(path: str) -> tuple[int, FileState]:
    """Open a regular file; refuse FIFOs, which could block, and devices, which could be endless."""
    file = os.open(path, _READ)
    state = _state(path, os.fstat(file))
    if state.kind == "file" and not _is_sparse(file, state.size):
        return file, state
    os.close(file)
    if state.kind == "file":
        raise OSError(errno.EFBIG, f"a sparse file of {state.size:,} bytes", path)
    if state.kind == "folder":
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    raise OSError(errno.EINVAL, "not a regular file", path)


def _is_sparse(file: int, size: int) -> bool:
    """Return whether a large file is sparse: reading it would fill the memory with zeros."""
    blocks = getattr(os.fstat(file), "st_blocks", None) if size > _LARGE else None
    return blocks is not None and blocks * 512 < size // 10


def _read(file: int, size: int) -> bytes:
    """Read `size` bytes, or fewer if the file was truncated meanwhile."""
    parts = []
    while size > 0 and (part := os.read(file, size)):
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _mode(path: str, goal: Path) -> int | None:
    """Return the permissions of the file to replace; None if there is none; raise if it cannot be replaced."""
    if goal.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; give the name of a file")
    if not goal.parent.is_dir():
        what = "is not a folder" if goal.parent.exists() else "does not exist; create it first"
        raise OutputError(f"cannot write {path}: the folder {Path(path).parent} {what}")
    if not goal.exists():
        return None
    if not goal.is_file():
        raise OutputError(f"cannot write {path}: it is not a regular file")
    if not os.access(goal, os.W_OK):
        raise OutputError(f"cannot write {path}: the file is write-protected")
    return stat.S_IMODE(goal.stat().st_mode)


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"cannot write {path}: no permission to write in {Path(path).parent}"
    return f"cannot write {path}: {error.strerror or error}"
