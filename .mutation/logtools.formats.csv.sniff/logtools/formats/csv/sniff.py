"""Inspect the bytes of a file before parsing.

Most files are *plain*: written by Lightning, with only numbers and complete lines. The others are damaged, have another
encoding, contain text, or contain no data.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from logtools.formats.base import FileIssue

__all__ = ["RawFile", "delimiter_of", "incomplete", "inspect", "is_complete", "plain_header", "text_of"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COMMA, _NEWLINE = 0x2C, 0x0A
_BLOCK = 1 << 18
_LOOK = 64  # the first bytes show that most files are not blank
_BLANK = b"\x00\r\n\t "
_LFS_POINTER = b"version https://git-lfs"


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


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
mutants_x_inspect__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_inspect__mutmut)
def inspect(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_orig(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_1(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) or not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_2(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_3(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(None) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_4(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_5(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(None):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_6(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=None, body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_7(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=None, issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_8(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=None)
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_9(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_10(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_11(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", )
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_12(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"XXXX", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_13(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(None))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_14(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(None):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_15(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = None
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_16(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "XXis a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`XX"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_17(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "IS A GIT-LFS POINTER, NOT THE FILE ITSELF; FETCH THE FILE WITH `GIT LFS PULL`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_18(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=None, body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_19(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=None, issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_20(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=None)
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_21(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_22(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_23(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", )
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_24(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"XXXX", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_25(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind=None, count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_26(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=None, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_27(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=None),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_28(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_29(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_30(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, ),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_31(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="XXlfs-pointerXX", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_32(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="LFS-POINTER", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_33(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=2, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_34(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = None
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_35(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(None)
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_36(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 and b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_37(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header and data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_38(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_39(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(None, end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_40(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', None) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_41(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_42(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', ) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_43(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.rfind(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_44(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'XX"XX', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_45(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) > 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_46(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 1 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_47(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"XX\x00XX" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_48(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" not in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_49(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=None, body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_50(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=None)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_51(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_52(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), )
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_53(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = None
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_54(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = None
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_55(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" or not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_56(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end + 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_57(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 2 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_58(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] != b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_59(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"XX\rXX" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_60(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_61(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(None):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_62(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"XX\nXX"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_63(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = None
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_64(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") - 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_65(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(None) + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_66(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.find(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_67(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"XX\nXX") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_68(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 2, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_69(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" and not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_70(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 and data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_71(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) <= 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_72(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 3 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_73(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop + 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_74(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 2 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_75(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] == b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_76(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"XX\nXX" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_77(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_78(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() and data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_79(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=None, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_80(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=None)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_81(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_82(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, )
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_83(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = None
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_84(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(None)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_85(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end - 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_86(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
    header, end = plain_header(data)
    if not header or data.find(b'"', end) >= 0 or b"\x00" in data:
        return RawFile(header=(), body=data)
    issues: tuple[FileIssue, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, issues = data.rfind(b"\n") + 1, (incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return RawFile(header=header, body=data)
    body = memoryview(data)[end + 2 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_87(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = None
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_88(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(None, _NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_89(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(body, None), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_90(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(_NEWLINE), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_91(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(body, ), _count(body, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_92(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(body, _NEWLINE), _count(None, _COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_93(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(body, _NEWLINE), _count(body, None)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_94(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(body, _NEWLINE), _count(_COMMA)
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_95(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    rows, commas = _count(body, _NEWLINE), _count(body, )
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_96(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=None, body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_97(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=None, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_98(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=None, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_99(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=None, plain=True, issues=issues)


def x_inspect__mutmut_100(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=None, issues=issues)


def x_inspect__mutmut_101(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, issues=None)


def x_inspect__mutmut_102(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(body=body, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_103(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, rows=rows, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_104(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, commas=commas, plain=True, issues=issues)


def x_inspect__mutmut_105(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, plain=True, issues=issues)


def x_inspect__mutmut_106(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, issues=issues)


def x_inspect__mutmut_107(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=True, )


def x_inspect__mutmut_108(data: bytes) -> RawFile:
    """Inspect a file: its header, whether it is plain, and problems of the whole file."""
    if not data[:_LOOK].strip(_BLANK) and not data.strip(_BLANK):
        return RawFile(header=(), body=b"", issues=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself; fetch the file with `git lfs pull`"
        return RawFile(header=(), body=b"", issues=(FileIssue(kind="lfs-pointer", count=1, message=message),))
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
    return RawFile(header=header, body=body, rows=rows, commas=commas, plain=False, issues=issues)

mutants_x_inspect__mutmut['_mutmut_orig'] = x_inspect__mutmut_orig # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_1'] = x_inspect__mutmut_1 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_2'] = x_inspect__mutmut_2 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_3'] = x_inspect__mutmut_3 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_4'] = x_inspect__mutmut_4 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_5'] = x_inspect__mutmut_5 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_6'] = x_inspect__mutmut_6 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_7'] = x_inspect__mutmut_7 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_8'] = x_inspect__mutmut_8 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_9'] = x_inspect__mutmut_9 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_10'] = x_inspect__mutmut_10 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_11'] = x_inspect__mutmut_11 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_12'] = x_inspect__mutmut_12 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_13'] = x_inspect__mutmut_13 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_14'] = x_inspect__mutmut_14 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_15'] = x_inspect__mutmut_15 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_16'] = x_inspect__mutmut_16 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_17'] = x_inspect__mutmut_17 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_18'] = x_inspect__mutmut_18 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_19'] = x_inspect__mutmut_19 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_20'] = x_inspect__mutmut_20 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_21'] = x_inspect__mutmut_21 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_22'] = x_inspect__mutmut_22 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_23'] = x_inspect__mutmut_23 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_24'] = x_inspect__mutmut_24 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_25'] = x_inspect__mutmut_25 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_26'] = x_inspect__mutmut_26 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_27'] = x_inspect__mutmut_27 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_28'] = x_inspect__mutmut_28 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_29'] = x_inspect__mutmut_29 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_30'] = x_inspect__mutmut_30 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_31'] = x_inspect__mutmut_31 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_32'] = x_inspect__mutmut_32 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_33'] = x_inspect__mutmut_33 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_34'] = x_inspect__mutmut_34 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_35'] = x_inspect__mutmut_35 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_36'] = x_inspect__mutmut_36 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_37'] = x_inspect__mutmut_37 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_38'] = x_inspect__mutmut_38 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_39'] = x_inspect__mutmut_39 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_40'] = x_inspect__mutmut_40 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_41'] = x_inspect__mutmut_41 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_42'] = x_inspect__mutmut_42 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_43'] = x_inspect__mutmut_43 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_44'] = x_inspect__mutmut_44 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_45'] = x_inspect__mutmut_45 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_46'] = x_inspect__mutmut_46 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_47'] = x_inspect__mutmut_47 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_48'] = x_inspect__mutmut_48 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_49'] = x_inspect__mutmut_49 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_50'] = x_inspect__mutmut_50 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_51'] = x_inspect__mutmut_51 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_52'] = x_inspect__mutmut_52 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_53'] = x_inspect__mutmut_53 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_54'] = x_inspect__mutmut_54 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_55'] = x_inspect__mutmut_55 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_56'] = x_inspect__mutmut_56 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_57'] = x_inspect__mutmut_57 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_58'] = x_inspect__mutmut_58 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_59'] = x_inspect__mutmut_59 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_60'] = x_inspect__mutmut_60 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_61'] = x_inspect__mutmut_61 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_62'] = x_inspect__mutmut_62 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_63'] = x_inspect__mutmut_63 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_64'] = x_inspect__mutmut_64 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_65'] = x_inspect__mutmut_65 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_66'] = x_inspect__mutmut_66 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_67'] = x_inspect__mutmut_67 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_68'] = x_inspect__mutmut_68 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_69'] = x_inspect__mutmut_69 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_70'] = x_inspect__mutmut_70 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_71'] = x_inspect__mutmut_71 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_72'] = x_inspect__mutmut_72 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_73'] = x_inspect__mutmut_73 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_74'] = x_inspect__mutmut_74 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_75'] = x_inspect__mutmut_75 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_76'] = x_inspect__mutmut_76 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_77'] = x_inspect__mutmut_77 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_78'] = x_inspect__mutmut_78 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_79'] = x_inspect__mutmut_79 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_80'] = x_inspect__mutmut_80 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_81'] = x_inspect__mutmut_81 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_82'] = x_inspect__mutmut_82 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_83'] = x_inspect__mutmut_83 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_84'] = x_inspect__mutmut_84 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_85'] = x_inspect__mutmut_85 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_86'] = x_inspect__mutmut_86 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_87'] = x_inspect__mutmut_87 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_88'] = x_inspect__mutmut_88 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_89'] = x_inspect__mutmut_89 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_90'] = x_inspect__mutmut_90 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_91'] = x_inspect__mutmut_91 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_92'] = x_inspect__mutmut_92 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_93'] = x_inspect__mutmut_93 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_94'] = x_inspect__mutmut_94 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_95'] = x_inspect__mutmut_95 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_96'] = x_inspect__mutmut_96 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_97'] = x_inspect__mutmut_97 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_98'] = x_inspect__mutmut_98 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_99'] = x_inspect__mutmut_99 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_100'] = x_inspect__mutmut_100 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_101'] = x_inspect__mutmut_101 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_102'] = x_inspect__mutmut_102 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_103'] = x_inspect__mutmut_103 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_104'] = x_inspect__mutmut_104 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_105'] = x_inspect__mutmut_105 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_106'] = x_inspect__mutmut_106 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_107'] = x_inspect__mutmut_107 # type: ignore # mutmut generated
mutants_x_inspect__mutmut['x_inspect__mutmut_108'] = x_inspect__mutmut_108 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_plain_header__mutmut)
def plain_header(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_orig(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_1(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = None
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_2(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(None)
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_3(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.rfind(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_4(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"XX\nXX")
    return (_names(data[:end].removesuffix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_5(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if (end >= 0) and False else ()), end


def x_plain_header__mutmut_6(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if (end >= 0) or True else ()), end


def x_plain_header__mutmut_7(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(None) if end >= 0 else ()), end


def x_plain_header__mutmut_8(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(None)) if end >= 0 else ()), end


def x_plain_header__mutmut_9(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removeprefix(b"\r")) if end >= 0 else ()), end


def x_plain_header__mutmut_10(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"XX\rXX")) if end >= 0 else ()), end


def x_plain_header__mutmut_11(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if end > 0 else ()), end


def x_plain_header__mutmut_12(data: bytes) -> tuple[tuple[str, ...], int]:
    """Return the names in the first line, and the end of that line; no names if the csv module must parse them."""
    end = data.find(b"\n")
    return (_names(data[:end].removesuffix(b"\r")) if end >= 1 else ()), end

mutants_x_plain_header__mutmut['_mutmut_orig'] = x_plain_header__mutmut_orig # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_1'] = x_plain_header__mutmut_1 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_2'] = x_plain_header__mutmut_2 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_3'] = x_plain_header__mutmut_3 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_4'] = x_plain_header__mutmut_4 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_5'] = x_plain_header__mutmut_5 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_6'] = x_plain_header__mutmut_6 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_7'] = x_plain_header__mutmut_7 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_8'] = x_plain_header__mutmut_8 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_9'] = x_plain_header__mutmut_9 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_10'] = x_plain_header__mutmut_10 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_11'] = x_plain_header__mutmut_11 # type: ignore # mutmut generated
mutants_x_plain_header__mutmut['x_plain_header__mutmut_12'] = x_plain_header__mutmut_12 # type: ignore # mutmut generated


@lru_cache(maxsize=1024)
def _names(line: bytes) -> tuple[str, ...]:
    if b"\x00" in line or b"\r" in line or line.count(b'"') % 2:  # a quoted name continues on the next line
        return ()
    try:
        text = line.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError:
        return ()
    return tuple(next(csv.reader([text]), [])) if '"' in text else tuple(text.split(","))
mutants_x__no_data__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__no_data__mutmut)
def _no_data(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_orig(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_1(data: bytes) -> tuple[FileIssue, ...]:
    if data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_2(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = None
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_3(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if (b"\x00" in data) and False else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_4(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if (b"\x00" in data) or True else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_5(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"XX\x00XX" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_6(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" not in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_7(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "XXblank linesXX"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_8(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "BLANK LINES"
    return (FileIssue(kind="no-data", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_9(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind=None, count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_10(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=None, message=f"contains no data, only {what}"),)


def x__no_data__mutmut_11(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), message=None),)


def x__no_data__mutmut_12(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_13(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", message=f"contains no data, only {what}"),)


def x__no_data__mutmut_14(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="no-data", count=len(data), ),)


def x__no_data__mutmut_15(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="XXno-dataXX", count=len(data), message=f"contains no data, only {what}"),)


def x__no_data__mutmut_16(data: bytes) -> tuple[FileIssue, ...]:
    if not data:
        return ()
    what = f"{len(data):,} NUL bytes" if b"\x00" in data else "blank lines"
    return (FileIssue(kind="NO-DATA", count=len(data), message=f"contains no data, only {what}"),)

mutants_x__no_data__mutmut['_mutmut_orig'] = x__no_data__mutmut_orig # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_1'] = x__no_data__mutmut_1 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_2'] = x__no_data__mutmut_2 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_3'] = x__no_data__mutmut_3 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_4'] = x__no_data__mutmut_4 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_5'] = x__no_data__mutmut_5 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_6'] = x__no_data__mutmut_6 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_7'] = x__no_data__mutmut_7 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_8'] = x__no_data__mutmut_8 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_9'] = x__no_data__mutmut_9 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_10'] = x__no_data__mutmut_10 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_11'] = x__no_data__mutmut_11 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_12'] = x__no_data__mutmut_12 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_13'] = x__no_data__mutmut_13 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_14'] = x__no_data__mutmut_14 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_15'] = x__no_data__mutmut_15 # type: ignore # mutmut generated
mutants_x__no_data__mutmut['x__no_data__mutmut_16'] = x__no_data__mutmut_16 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_incomplete__mutmut)
def incomplete() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_orig() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_1() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind=None, count=1, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_2() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=None, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_3() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, message=None)


def x_incomplete__mutmut_4() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(count=1, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_5() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_6() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, )


def x_incomplete__mutmut_7() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="XXincompleteXX", count=1, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_8() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="INCOMPLETE", count=1, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_9() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=2, message="ends in an incomplete line, which was ignored")


def x_incomplete__mutmut_10() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, message="XXends in an incomplete line, which was ignoredXX")


def x_incomplete__mutmut_11() -> FileIssue:
    """Return the issue of an incomplete last line."""
    return FileIssue(kind="incomplete", count=1, message="ENDS IN AN INCOMPLETE LINE, WHICH WAS IGNORED")

mutants_x_incomplete__mutmut['_mutmut_orig'] = x_incomplete__mutmut_orig # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_1'] = x_incomplete__mutmut_1 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_2'] = x_incomplete__mutmut_2 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_3'] = x_incomplete__mutmut_3 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_4'] = x_incomplete__mutmut_4 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_5'] = x_incomplete__mutmut_5 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_6'] = x_incomplete__mutmut_6 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_7'] = x_incomplete__mutmut_7 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_8'] = x_incomplete__mutmut_8 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_9'] = x_incomplete__mutmut_9 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_10'] = x_incomplete__mutmut_10 # type: ignore # mutmut generated
mutants_x_incomplete__mutmut['x_incomplete__mutmut_11'] = x_incomplete__mutmut_11 # type: ignore # mutmut generated
mutants_x__count__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x__count__mutmut)
def _count(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_orig(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_1(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = None
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_2(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(None, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_3(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=None)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_4(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_5(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, )
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_6(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(None)


def x__count__mutmut_7(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(None) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_8(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(None)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_9(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i - _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_10(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] != byte)) for i in range(0, len(cells), _BLOCK))


def x__count__mutmut_11(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(None, len(cells), _BLOCK))


def x__count__mutmut_12(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, None, _BLOCK))


def x__count__mutmut_13(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), None))


def x__count__mutmut_14(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(len(cells), _BLOCK))


def x__count__mutmut_15(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, _BLOCK))


def x__count__mutmut_16(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), ))


def x__count__mutmut_17(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, in blocks that fit into the processor's cache."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(1, len(cells), _BLOCK))

mutants_x__count__mutmut['_mutmut_orig'] = x__count__mutmut_orig # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_1'] = x__count__mutmut_1 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_2'] = x__count__mutmut_2 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_3'] = x__count__mutmut_3 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_4'] = x__count__mutmut_4 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_5'] = x__count__mutmut_5 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_6'] = x__count__mutmut_6 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_7'] = x__count__mutmut_7 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_8'] = x__count__mutmut_8 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_9'] = x__count__mutmut_9 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_10'] = x__count__mutmut_10 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_11'] = x__count__mutmut_11 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_12'] = x__count__mutmut_12 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_13'] = x__count__mutmut_13 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_14'] = x__count__mutmut_14 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_15'] = x__count__mutmut_15 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_16'] = x__count__mutmut_16 # type: ignore # mutmut generated
mutants_x__count__mutmut['x__count__mutmut_17'] = x__count__mutmut_17 # type: ignore # mutmut generated
mutants_x_text_of__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_text_of__mutmut)
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


def x_text_of__mutmut_orig(data: bytes) -> tuple[str, str]:
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


def x_text_of__mutmut_1(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(None):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_2(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(None, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_3(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors=None), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_4(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_5(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, ), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_6(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(None).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_7(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removesuffix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_8(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="XXreplaceXX"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_9(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="REPLACE"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_10(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "XXutf-8XX"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_11(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_12(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) or error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_13(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end != len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_14(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start > len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_15(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) + 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_16(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 4:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_17(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "XXutf-8XX"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_18(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "UTF-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_19(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode(None, errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_20(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors=None), "cp1252 (Windows)"


def x_text_of__mutmut_21(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode(errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_22(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", ), "cp1252 (Windows)"


def x_text_of__mutmut_23(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("XXcp1252XX", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_24(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("CP1252", errors="replace"), "cp1252 (Windows)"


def x_text_of__mutmut_25(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="XXreplaceXX"), "cp1252 (Windows)"


def x_text_of__mutmut_26(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="REPLACE"), "cp1252 (Windows)"


def x_text_of__mutmut_27(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "XXcp1252 (Windows)XX"


def x_text_of__mutmut_28(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (windows)"


def x_text_of__mutmut_29(data: bytes) -> tuple[str, str]:
    """Decode bytes; return the text and the encoding: that of a byte order mark, else UTF-8, else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut within the last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "CP1252 (WINDOWS)"

mutants_x_text_of__mutmut['_mutmut_orig'] = x_text_of__mutmut_orig # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_1'] = x_text_of__mutmut_1 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_2'] = x_text_of__mutmut_2 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_3'] = x_text_of__mutmut_3 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_4'] = x_text_of__mutmut_4 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_5'] = x_text_of__mutmut_5 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_6'] = x_text_of__mutmut_6 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_7'] = x_text_of__mutmut_7 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_8'] = x_text_of__mutmut_8 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_9'] = x_text_of__mutmut_9 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_10'] = x_text_of__mutmut_10 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_11'] = x_text_of__mutmut_11 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_12'] = x_text_of__mutmut_12 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_13'] = x_text_of__mutmut_13 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_14'] = x_text_of__mutmut_14 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_15'] = x_text_of__mutmut_15 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_16'] = x_text_of__mutmut_16 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_17'] = x_text_of__mutmut_17 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_18'] = x_text_of__mutmut_18 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_19'] = x_text_of__mutmut_19 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_20'] = x_text_of__mutmut_20 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_21'] = x_text_of__mutmut_21 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_22'] = x_text_of__mutmut_22 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_23'] = x_text_of__mutmut_23 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_24'] = x_text_of__mutmut_24 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_25'] = x_text_of__mutmut_25 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_26'] = x_text_of__mutmut_26 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_27'] = x_text_of__mutmut_27 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_28'] = x_text_of__mutmut_28 # type: ignore # mutmut generated
mutants_x_text_of__mutmut['x_text_of__mutmut_29'] = x_text_of__mutmut_29 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_delimiter_of__mutmut)
def delimiter_of(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_orig(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_1(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = None
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_2(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip(None)[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_3(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.rstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_4(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("XX\r\nXX")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_5(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith(None):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_6(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('XX"XX'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_7(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return "XX,XX"
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_8(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = None
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_9(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition(None)[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_10(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].rpartition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_11(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition(None)[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_12(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.rpartition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_13(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("XX\nXX")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_14(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[1].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_15(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("XX\rXX")[0]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_16(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[1]
    return "," if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_17(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if ("," in line) and False else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_18(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if ("," in line) or True else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_19(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "XX,XX" if "," in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_20(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "XX,XX" in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_21(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," not in line else max(",\t;", key=line.count)


def x_delimiter_of__mutmut_22(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(None, key=line.count)


def x_delimiter_of__mutmut_23(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", key=None)


def x_delimiter_of__mutmut_24(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(key=line.count)


def x_delimiter_of__mutmut_25(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max(",\t;", )


def x_delimiter_of__mutmut_26(text: str) -> str:
    """Return the delimiter: a comma, unless the first line has only tabs or semicolons."""
    head = text.lstrip("\r\n")[:_BLOCK]
    if head.startswith('"'):  # a quoted name may contain any delimiter
        return ","
    line = head.partition("\n")[0].partition("\r")[0]
    return "," if "," in line else max("XX,\t;XX", key=line.count)

mutants_x_delimiter_of__mutmut['_mutmut_orig'] = x_delimiter_of__mutmut_orig # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_1'] = x_delimiter_of__mutmut_1 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_2'] = x_delimiter_of__mutmut_2 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_3'] = x_delimiter_of__mutmut_3 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_4'] = x_delimiter_of__mutmut_4 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_5'] = x_delimiter_of__mutmut_5 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_6'] = x_delimiter_of__mutmut_6 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_7'] = x_delimiter_of__mutmut_7 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_8'] = x_delimiter_of__mutmut_8 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_9'] = x_delimiter_of__mutmut_9 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_10'] = x_delimiter_of__mutmut_10 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_11'] = x_delimiter_of__mutmut_11 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_12'] = x_delimiter_of__mutmut_12 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_13'] = x_delimiter_of__mutmut_13 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_14'] = x_delimiter_of__mutmut_14 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_15'] = x_delimiter_of__mutmut_15 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_16'] = x_delimiter_of__mutmut_16 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_17'] = x_delimiter_of__mutmut_17 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_18'] = x_delimiter_of__mutmut_18 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_19'] = x_delimiter_of__mutmut_19 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_20'] = x_delimiter_of__mutmut_20 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_21'] = x_delimiter_of__mutmut_21 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_22'] = x_delimiter_of__mutmut_22 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_23'] = x_delimiter_of__mutmut_23 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_24'] = x_delimiter_of__mutmut_24 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_25'] = x_delimiter_of__mutmut_25 # type: ignore # mutmut generated
mutants_x_delimiter_of__mutmut['x_delimiter_of__mutmut_26'] = x_delimiter_of__mutmut_26 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_is_complete__mutmut)
def is_complete(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("\r") and "\r\n" not in text)


def x_is_complete__mutmut_orig(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("\r") and "\r\n" not in text)


def x_is_complete__mutmut_1(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") and (text.endswith("\r") and "\r\n" not in text)


def x_is_complete__mutmut_2(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith(None) or (text.endswith("\r") and "\r\n" not in text)


def x_is_complete__mutmut_3(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("XX\nXX") or (text.endswith("\r") and "\r\n" not in text)


def x_is_complete__mutmut_4(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("\r") or "\r\n" not in text)


def x_is_complete__mutmut_5(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith(None) and "\r\n" not in text)


def x_is_complete__mutmut_6(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("XX\rXX") and "\r\n" not in text)


def x_is_complete__mutmut_7(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("\r") and "XX\r\nXX" not in text)


def x_is_complete__mutmut_8(text: str) -> bool:
    """Return whether the last line has a complete line end."""
    return text.endswith("\n") or (text.endswith("\r") and "\r\n" in text)

mutants_x_is_complete__mutmut['_mutmut_orig'] = x_is_complete__mutmut_orig # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_1'] = x_is_complete__mutmut_1 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_2'] = x_is_complete__mutmut_2 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_3'] = x_is_complete__mutmut_3 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_4'] = x_is_complete__mutmut_4 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_5'] = x_is_complete__mutmut_5 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_6'] = x_is_complete__mutmut_6 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_7'] = x_is_complete__mutmut_7 # type: ignore # mutmut generated
mutants_x_is_complete__mutmut['x_is_complete__mutmut_8'] = x_is_complete__mutmut_8 # type: ignore # mutmut generated
