"""Read files in one state, although trainings may write to them meanwhile.

The state of a file is that of the snapshot, or, if the file was rewritten before anybody read it, that of the first
read. From then on each read returns the same bytes: what was appended later is left out, and a file whose bytes changed
is not read again. Lightning's CSVLogger rewrites its file whenever a new metric appears.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from logtools.storage.filesystem import FileState, Store

__all__ = ["FileChangedError", "SeenFile", "StableFiles"]

_BUDGET = 8_000_000  # bytes that are kept in memory: nothing else saves the state of a file that is rewritten
_CHECKED = 1_024  # bytes at each end of a file that must not change: the header, and the last rows


class FileChangedError(OSError):
    """The bytes that were read before are gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenFile:
    """The state in which a file was first read."""

    #: Its path, and size, time and inode in that state. Bytes beyond the size do not count.
    state: FileState
    #: Of the first and last bytes in that state.
    checksum: int


@dataclass(kw_only=True)
class StableFiles:
    """Files that are always read in the same state. Several threads may read them; it can be pickled."""

    #: Where the files are.
    store: Store
    #: The paths of files whose content is kept in memory, as far as there is room.
    kept: frozenset[str]
    #: The files that were read, by path.
    seen: dict[str, SeenFile] = field(default_factory=dict)
    #: The paths of files whose state is gone.
    changed: set[str] = field(default_factory=set)
    #: Whether the beginning of any file was asked for, for evidence.
    sampled: bool = False
    #: Contents in memory, by path, and how many bytes they have.
    contents: dict[str, bytes] = field(default_factory=dict)
    used: int = 0

    @classmethod
    def of(cls, files: Sequence[FileState], store: Store, *, active: Iterable[str]) -> StableFiles:
        """Prepare to read files; those that are `active`, by path, are most likely to be rewritten."""
        fits = sum(file.size for file in files) <= _BUDGET
        return cls(store=store, kept=frozenset((file.path for file in files) if fits else active))

    def state(self, file: FileState) -> FileState:
        """Return the state in which a file is read."""
        seen = self.seen.get(file.path)
        return seen.state if seen else file

    def read(self, file: FileState) -> bytes:
        """Read a file.

        Raises:
            FileChangedError: if its state is gone.
            OSError: if it cannot be read.
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
        """Read the first `length` bytes of a file; raises what `read` raises."""
        self.sampled = True
        if file.path in self.kept and file.path not in self.seen and self.used + file.size <= _BUDGET:
            return self.read(file)[:length]
        content = self.contents.get(file.path)
        return self.store.read(file.path, min(length, file.size))[0] if content is None else content[:length]

    def read_ends(self, file: FileState, length: int) -> tuple[bytes, bytes]:
        """Read the first and the last `length` bytes of a file, as `Store.read_ends` does; raises what `read` raises.

        `length` is at least 1,024: so many bytes are checked.
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
        whole = head if head is tail else head + tail
        self._keep(file, head, tail, whole if len(whole) == file.size else None)
        return head, tail

    def remember(self, seen: Iterable[SeenFile], changed: Iterable[str]) -> None:
        """Take over what was seen elsewhere, such as in another process."""
        self.changed.update(changed)
        for file in seen:
            self.seen.setdefault(file.state.path, file)

    def take_over(self, earlier: StableFiles, paths: Iterable[str]) -> None:
        """Take over the state of files that did not change since an earlier snapshot."""
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
    """Tell whether a file is as it was found, or only rows were appended to it; `content` is what it held before."""
    if now == file:
        return True
    return now.inode == file.inode and now.size >= file.size and (not content or content.endswith(b"\n"))


def _checksum(head: bytes, tail: bytes) -> int:
    if len(tail) < _CHECKED and head is not tail:
        tail = head[-_CHECKED:] + tail
    return crc32(tail[-_CHECKED:], crc32(head[:_CHECKED]))
