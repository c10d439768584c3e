"""Parsing files to tables: plain files with the same header together, all others alone."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from logtools.formats.csv.parse import Table
from logtools.formats.csv.tables import read_tables

GOOD = b"epoch,step,loss\n0,0,1.0\n0,1,2.0\n"


def epoch_and_step(header: tuple[str, ...]) -> list[int]:
    """Return the positions of epoch and step."""
    return [i for i, name in enumerate(header) if name in {"epoch", "step"}]


def values(table: Table, source: int) -> list[tuple[float | None, ...]]:
    """Return the cells of one file, one tuple per row."""
    columns = [f"c{i}" for i in range(len(table.header))]
    return table.frame.filter(source=source).sort("row").select(columns).rows()


def test_plain_files_with_the_same_header_are_one_table() -> None:
    files = [GOOD, GOOD.replace(b"1.0", b"5.0"), b"step,acc\n0,1\n", GOOD]
    found = dict(read_tables(files, axes_of=epoch_and_step))
    assert set(found) == {(0, 1, 3), (2,)}
    assert values(found[0, 1, 3], 1) == [(0, 0, 5.0), (0, 1, 2.0)]
    assert values(found[0, 1, 3], 2) == values(found[0, 1, 3], 0)


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (b"epoch,step,loss\n0,0,1.0\n0,1\n", "short-rows"),
        (b"epoch,step,loss\n0,0,1.0,9\n0,1,2.0\n", "long-rows"),
        (b"epoch,step,loss\r\n0,0,1.0\r\n0,1,2.", "incomplete"),
        (b"", None),
        (b"\n\n", "no-data"),
        (b"version https://git-lfs.github.com/spec/v1\n", "lfs-pointer"),
    ],
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_damaged_file_does_not_affect_others(damaged: bytes, kind: str | None, at: int) -> None:
    files = [GOOD] * 4
    files.insert(at, damaged)
    seen: list[int] = []
    for members, table in read_tables(files, axes_of=epoch_and_step):
        seen.extend(members)
        for source, member in enumerate(members):
            issues = [issue.kind for issue in table.issues.get(source, ())]
            if member == at:
                assert issues == ([kind] if kind else [])
            else:
                assert issues == []
                assert values(table, source) == [(0, 0, 1.0), (0, 1, 2.0)]
    assert sorted(seen) == [0, 1, 2, 3, 4]


def test_a_large_step_is_exact_beside_a_file_with_fractions() -> None:
    large = b"epoch,step,loss\n0,9007199254740993,1.0\n"
    fractions = b"epoch,step,loss\n0,0.5,1.0\n"
    for members, table in read_tables([fractions, large], axes_of=epoch_and_step):
        if 1 in members:
            assert values(table, members.index(1)) == [(0, 9007199254740993, 1.0)]


def test_axes_are_integers_if_all_cells_are() -> None:
    whole, fraction = b"epoch,step,loss\n0,1,2\n", b"step,epoch,loss\n0.5,1,2\n"
    types = {}
    for members, table in read_tables([whole, fraction], axes_of=epoch_and_step):
        types[members[0]] = [table.frame.schema[name] for name in ("c0", "c1", "c2")]
    assert types == {0: [pl.Int64, pl.Int64, pl.Float64], 1: [pl.Float64] * 3}


def test_files_can_come_from_a_generator() -> None:
    def files() -> Iterator[bytes]:
        yield GOOD
        yield GOOD

    assert [members for members, _ in read_tables(files(), axes_of=epoch_and_step)] == [(0, 1)]
