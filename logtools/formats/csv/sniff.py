"""Inspect the bytes of a file before parsing.

Most files are *plain*: written by Lightning, with only numbers and complete lines. The others are damaged, have another
encoding, contain text, or contain no data.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from logtools.formats.base import FileIssue

__all__ = [
    "RawFile",
    "delimiter_of",
    "incomplete",
    "inspect",
    "is_complete",
    "plain_header",
    "repeated_names",
    "text_of",
]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COMMA, _NEWLINE = 0x2C, 0x0A
_BLOCK = 1 << 18
_LOOK = 64  # the first bytes show that most files are not blank
_BLANK = b"\x00\r\n\t "
_LONGEST = 16_000_000  # bytes: a much longer line needs gigabytes of memory, and is damage
_LFS_POINTER = b"version https://git-lfs"
#: The first bytes of files that contain a log in another form.
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip or Excel", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}


@dataclass(frozen=True, kw_only=True, eq=False)
class RawFile:
    """The bytes of a file, inspected but not yet parsed."""

    #: The names of the columns; empty if the file has no data.
    header: tuple[str, ...]
    #: For a plain file, the data lines with their line ends; otherwise all bytes of the file.
    body: bytes | memoryview
    #: For a plain file, the number of data rows and of commas in them.
    rows: int = 0
    commas: int = 0
    #: Whether `read_plain` may succeed.
    plain: bool = False
    #: Problems found so far.
    issues: tuple[FileIssue, ...] = ()


def inspect(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if other := _other_file(data):
        return RawFile(header=(), body=b"", issues=(other,))
    data, ignored = _without_long_lines(data)
    if ignored:
        return RawFile(header=(), body=data, issues=ignored)
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    issues += repeated_names(header)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


@lru_cache(maxsize=1024)
def repeated_names(header: tuple[str, ...]) -> tuple[FileIssue, ...]:
    """Return an issue for each name that several columns have: their values form one series."""
    return tuple(
        FileIssue(kind="columns", count=n, message=f"{n:,} columns are named {name!r}; their values form one series")
        for name, n in Counter(header).items()
        if n > 1
    )


def plain_header(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


@lru_cache(maxsize=1024)
def _names(line: bytes) -> tuple[str, ...]:
    if b"\x00" in line or b"\r" in line or line.count(b'"') % 2:  # a quoted name continues on the next line
        return ()
    try:
        text = line.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError:
        return ()
    return tuple(next(csv.reader([text]), [])) if '"' in text else tuple(text.split(","))


def _without_long_lines(data: bytes) -> tuple[bytes, tuple[FileIssue, ...]]:
    """Return the bytes without lines of more than 16 MB, and an issue; no bytes if the first line is so long."""
    kept, begin, start = [], 0, 0
    while start + _LONGEST < len(data):
        window = start, start + _LONGEST + 1
        end = data.rfind(b"\n", *window)
        if end < 0:
            end = data.rfind(b"\r", *window)
        if end < 0:  # no end of a line: this line is too long
            kept.append(data[begin:start])
            end = data.find(b"\n", window[1])
            end = len(data) - 1 if end < 0 else end
            begin = end + 1
        start = end + 1
    if not begin:
        return data, ()
    count = len(kept)
    if not kept[0].strip(_BLANK):
        message = f"has a first line of more than {_LONGEST:,} bytes: not read"
        return b"", (FileIssue(kind="long-line", count=1, message=message),)
    what = "a line" if count == 1 else f"{count:,} lines"
    message = f"{what} of more than {_LONGEST:,} bytes ignored"
    return b"".join([*kept, data[begin:]]), (FileIssue(kind="long-line", count=count, message=message),)


def _other_file(data: bytes) -> FileIssue | None:
    """Return an issue if the bytes are not those of a log, but of a file that stands for it or contains it."""
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return FileIssue(kind="lfs-pointer", count=1, message=message)
    for start, name in _PACKED.items():
        if data.startswith(start):
            return FileIssue(kind="packed", count=1, message=f"is a {name} file, not text; save it as CSV text")
    return None


def _no_data(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def incomplete() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, message="ends in an incomplete line, which was ignored")


def _count(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def text_of(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def delimiter_of(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def is_complete(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("\r") and "\r\n" not in text)
