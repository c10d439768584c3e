"""Read files in one consistent state, even if a training writes to them meanwhile.

The state of a file is that of the snapshot. If the file was rewritten before its first read, it is that of the first
read. Later reads return the same bytes: appended rows are left out, and a file whose bytes changed is not read again.
Lightning's CSVLogger rewrites its file whenever a new metric appears.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from logtools.storage.filesystem import FileState, Store

__all__ = ["FileChangedError", "SeenFile", "StableFiles"]

_BUDGET = 8_000_000  # most bytes kept in memory: this is the only way to preserve the state of a file that is rewritten
_CHECKED = 1_024  # bytes at each end of a file that are checked for changes: the header and the last rows


class FileChangedError(OSError):
    """The file was changed, so the bytes that were read before no longer exist."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenFile:
    """The state in which a file was first read."""

    #: Path, size, time and inode in that state. Bytes beyond the size are ignored.
    state: FileState
    #: Checksum of the first and last bytes in that state.
    checksum: int


@dataclass(kw_only=True)
class StableFiles:
    """Files that are always read in the same state. It is thread-safe and can be pickled."""

    #: The store that contains the files.
    store: Store
    #: Paths of files whose content is kept in memory, up to a limit.
    kept: frozenset[str]
    #: The files that were read, by path.
    seen: dict[str, SeenFile] = field(default_factory=dict)
    #: Paths of files that changed, so that their state no longer exists.
    changed: set[str] = field(default_factory=set)
    #: Whether the first bytes of any file were read, for evidence.
    sampled: bool = False
    #: Contents in memory, by path, and their total size in bytes.
    contents: dict[str, bytes] = field(default_factory=dict)
    used: int = 0

    @classmethod
    def of(cls, files: Sequence[FileState], store: Store, *, active: Iterable[str]) -> StableFiles:
        """Prepare to read files; the paths in `active` are the most likely to be rewritten."""
        fits = sum(file.size for file in files) <= _BUDGET
        return cls(store=store, kept=frozenset((file.path for file in files) if fits else active))

    def state(self, file: FileState) -> FileState:
        """Return the state in which a file is read."""
        seen = self.seen.get(file.path)
        return seen.state if seen else file

    def read(self, file: FileState) -> bytes:
        """Read a file.

        Raises:
            FileChangedError: if the file was changed.
            OSError: if the file cannot be read.
        """
        content = self.contents.get(file.path)
        if content is not None:
            return content
        seen = self.seen.get(file.path)
        if seen:
            try:
                content, now = self.store.read(file.path, seen.state.size)
            except OSError as error:
                raise self._lost(seen) from error
            self._check(seen, now, content, content)
            return content
        content, now = self.store.read(file.path, file.size)
        if not _has_only_grown(file, now, content):
            content, file = self.store.read(file.path)
        self._keep(replace(file, size=len(content)), content, content, content)
        return content

    def read_head(self, file: FileState, length: int) -> bytes:
        """Read the first `length` bytes of a file. Raises the same errors as `read`."""
        self.sampled = True
        if file.path in self.kept and file.path not in self.seen and self.used + file.size <= _BUDGET:
            return self.read(file)[:length]
        content = self.contents.get(file.path)
        return self.store.read(file.path, min(length, file.size))[0] if content is None else content[:length]

    def read_ends(self, file: FileState, length: int) -> tuple[bytes, bytes]:
        """Read the first and the last `length` bytes of a file, like `Store.read_ends`.

        `length` must be at least 1,024, the number of bytes that are checked for changes. Raises the same errors as
        `read`.
        """
        content = self.contents.get(file.path)
        if content is not None:
            return content[:length], content[max(length, len(content) - length) :] or content
        seen = self.seen.get(file.path)
        if seen:
            try:
                head, tail, now = self.store.read_ends(file.path, length, seen.state.size)
            except OSError as error:
                raise self._lost(seen) from error
            self._check(seen, now, head, tail)
            return head, tail
        head, tail, now = self.store.read_ends(file.path, length, file.size)
        if not _has_only_grown(file, now, tail):
            head, tail, file = self.store.read_ends(file.path, length, now.size)
        both = head if head is tail else head + tail
        self._keep(file, head, tail, both if len(both) == file.size else None)
        return head, tail

    def remember(self, seen: Iterable[SeenFile], changed: Iterable[str]) -> None:
        """Add the states that another process saw."""
        self.changed.update(changed)
        for file in seen:
            self.seen.setdefault(file.state.path, file)

    def take_over(self, earlier: StableFiles, paths: Iterable[str]) -> None:
        """Copy the states of files that did not change since an earlier snapshot."""
        for path in paths:
            if path in earlier.seen:
                self.seen[path] = earlier.seen[path]
            content = earlier.contents.get(path)
            if content is not None and self.used + len(content) <= _BUDGET:
                self.contents[path] = content
                self.used += len(content)

    def _check(self, seen: SeenFile, now: FileState, head: bytes, tail: bytes) -> None:
        if now != seen.state and (now.size < seen.state.size or _checksum(head, tail) != seen.checksum):
            raise self._lost(seen)

    def _lost(self, seen: SeenFile) -> FileChangedError:
        self.changed.add(seen.state.path)
        return FileChangedError(errno.ESTALE, "changed while it was being read", seen.state.path)

    def _keep(self, file: FileState, head: bytes, tail: bytes, content: bytes | None) -> None:
        self.seen[file.path] = SeenFile(state=file, checksum=_checksum(head, tail))
        if content is not None and file.path in self.kept and self.used + len(content) <= _BUDGET:
            self.contents[file.path] = content
            self.used += len(content)


def _has_only_grown(file: FileState, now: FileState, content: bytes) -> bool:
    """Return whether a file is unchanged or rows were only appended; `content` is its earlier content."""
    if now == file:
        return True
    return now.inode == file.inode and now.size >= file.size and (not content or content.endswith(b"\n"))


def _checksum(head: bytes, tail: bytes) -> int:
    if len(tail) < _CHECKED and head is not tail:
        tail = head[-_CHECKED:] + tail
    return crc32(tail[-_CHECKED:], crc32(head[:_CHECKED]))
