"""Decide from the rows whether a column is an index, and whether `/epoch_N` in names is Lightning's."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from logtools.formats.lightning.column_names import Header, read_header

__all__ = ["layouts"]

_INDEX_NAMES = frozenset({"", "Unnamed: 0", "index"})


def layouts(placed: pl.DataFrame, header: Header) -> list[tuple[list[int] | None, Header]]:
    """Return pairs of files (None: all files) and their header, decided by the rows of each file."""
    suffixed = read_header(header.names, epoch_suffix=True)
    indexed = _with_index(placed, header) if header.names[0] in _INDEX_NAMES else set()
    epochs = _with_epoch_suffix(placed, header, suffixed) if suffixed != header else set()
    if not indexed and not epochs:
        return [(None, header)]
    found: dict[tuple[bool, bool], list[int]] = {}
    for source in placed.get_column("source").unique().sort():
        found.setdefault((source in indexed, source in epochs), []).append(source)
    return [
        (None if len(found) == 1 else sources, _without_first(suffixed if suffix else header, without=index))
        for (index, suffix), sources in found.items()
    ]


def _without_first(header: Header, *, without: bool) -> Header:
    return replace(header, columns={i: c for i, c in header.columns.items() if i}) if without else header


def _with_index(placed: pl.DataFrame, header: Header) -> set[int]:
    """Return the files whose first column is an index (0, 1, ...), as pandas writes it."""
    if 0 not in header.columns:
        return set()
    numbered = (pl.col("c0") == pl.col("row")).fill_null(value=False).all() & (pl.len() > 1)
    return _sources(placed.group_by("source").agg(numbered.alias("found")))


def _with_epoch_suffix(placed: pl.DataFrame, header: Header, suffixed: Header) -> set[int]:
    """Return the files in which `/epoch_N` is Lightning's: no row with such a column has an epoch (0.9 to 1.3)."""
    columns = [i for i, column in suffixed.columns.items() if column.epoch_suffix is not None]
    if not columns or any(column.epoch_suffix is not None for column in header.columns.values()):
        return set()
    filled = pl.any_horizontal(pl.col(f"c{i}").is_not_null() for i in columns)
    theirs = (filled & pl.col("epoch").is_not_null()).any().not_()
    return _sources(placed.group_by("source").agg(theirs.alias("found")))


def _sources(decided: pl.DataFrame) -> set[int]:
    return set(decided.filter("found").get_column("source").to_list())
