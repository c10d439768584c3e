"""Repeated headers in the middle of a file, from concatenated files or a logger that met a new metric.

The rows after a repeated header are read by it. Columns with the same name are joined.
"""

from __future__ import annotations

from collections.abc import Sequence

from logtools.formats.base import FileIssue

__all__ = ["is_header", "without_repeated_headers"]


def is_header(row: Sequence[str], first: Sequence[str]) -> bool:
    """Return whether a row is a repeated header: it equals the first one, or has all of its columns and more.

    >>> is_header(["epoch", "step", "loss", "acc"], ["epoch", "step", "loss"]), is_header(["0", "9", "0.5"], ["a"])
    (True, False)
    """
    return len(row) >= len(first) > 1 and row[0] in first and set(first) <= set(row)


def without_repeated_headers(rows: list[list[str]], issues: list[FileIssue]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the columns of all headers, and the data rows in this column order; report repeats in `issues`."""
    first = rows[0]
    again = {i for i, row in enumerate(rows[1:], 1) if is_header(row, first)}
    if not again:
        return tuple(first), rows[1:]
    times = "once" if len(again) == 1 else f"{len(again):,} times"
    message = f"the header repeats {times}; rows after a repeated header are read by it"
    issues.append(FileIssue(kind="header-again", count=len(again), message=message))
    names = list(first)
    placed: list[list[str]] = []
    positions = list(range(len(first)))
    for i, row in enumerate(rows[1:], 1):
        if i in again:
            names += [name for name in row if name not in names]
            positions = [names.index(name) for name in row]
        else:
            placed.append(_placed(row, positions))
    return tuple(names), [row + [""] * (len(names) - len(row)) for row in placed]


def _placed(row: list[str], positions: list[int]) -> list[str]:
    """Return the cells of a row at the positions of their columns, followed by cells without a column."""
    cells = [""] * (max(positions) + 1)
    for position, cell in zip(positions, row, strict=False):
        cells[position] = cell
    return cells + row[len(positions) :]
