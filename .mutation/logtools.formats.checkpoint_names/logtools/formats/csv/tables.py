"""Parse many files to tables.

Plain files with the same header are parsed together. A file that turns out not to be plain is parsed alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from logtools.formats.base import FileIssue
from logtools.formats.csv.parse import Table, concat_tables, read_carefully, read_plain
from logtools.formats.csv.sniff import RawFile, inspect

__all__ = ["read_tables"]


@dataclass(kw_only=True)
class _Group:
    """Plain files with the same header, or a single file of any kind."""

    #: Positions in the sequence of files.
    files: list[int] = field(default_factory=list)
    sources: list[RawFile] = field(default_factory=list)


def read_tables(
    files: Iterable[bytes], *, axes_of: Callable[[tuple[str, ...]], Collection[int]]
) -> Iterator[tuple[tuple[int, ...], Table]]:
    """Parse files; yield each table with the positions of its files. Every file is in exactly one table.

    `axes_of` returns the positions of the columns of a header that usually contain only integers.
    """
    groups, issues = _grouped(files)
    careful: dict[tuple[str, ...], list[tuple[int, Table]]] = {}
    while groups:
        group = groups.pop()
        table = _read_plain(group.sources, axes_of)
        if table is not None:
            group.sources.clear()  # free the bytes of parsed files: nothing else may refer to them here
            yield _noted(group.files, table, issues)
        elif len(group.sources) == 1:
            table = read_carefully(group.sources[0])
            careful.setdefault(table.header, []).append((group.files[0], table))
        else:  # one of them is not plain after all: bisect to find it
            middle = len(group.sources) // 2
            halves = (slice(middle, None), slice(None, middle))
            groups.extend(_Group(files=group.files[half], sources=group.sources[half]) for half in halves)
    for alike in careful.values():
        yield _noted([file for file, _ in alike], concat_tables([table for _, table in alike]), issues)


def _read_plain(sources: list[RawFile], axes_of: Callable[[tuple[str, ...]], Collection[int]]) -> Table | None:
    return read_plain(sources, axes=axes_of(sources[0].header)) if sources[0].plain else None


def _grouped(files: Iterable[bytes]) -> tuple[list[_Group], dict[int, tuple[FileIssue, ...]]]:
    """Inspect files; return groups of files to parse together, and the issues found so far by file."""
    alone: list[_Group] = []
    groups: dict[tuple[str, ...], _Group] = {}
    issues: dict[int, tuple[FileIssue, ...]] = {}
    for i, data in enumerate(files):
        source = inspect(data)
        if source.issues:
            issues[i] = source.issues
        if source.plain:
            group = groups.setdefault(source.header, _Group())
        else:
            group = _Group()
            alone.append(group)
        group.files.append(i)
        group.sources.append(source)
    return [*groups.values(), *alone], issues


def _noted(files: list[int], table: Table, issues: dict[int, tuple[FileIssue, ...]]) -> tuple[tuple[int, ...], Table]:
    """Put the issues from inspecting the files before those from parsing them."""
    found = {i: (*issues.get(file, ()), *table.issues.get(i, ())) for i, file in enumerate(files)}
    return tuple(files), replace(table, issues={i: some for i, some in found.items() if some})
