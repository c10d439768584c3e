"""Decide from the rows whether a suffix is Lightning's or the user's, if the names leave it open.

Lightning forks a name into two halves that never share a row. If two halves share a row, they are two names of the
user. A suffix without its sibling is Lightning's only if the rows are as Lightning would have written them.
"""

from __future__ import annotations

from logtools.formats.lightning.column_names import Column, Granularity
from logtools.formats.lightning.row_kinds import is_monitor_row, stage_of_row
from logtools.formats.lightning.row_signatures import RowSignature

__all__ = ["decide_columns"]


def decide_columns(
    columns: dict[int, Column], rows: tuple[RowSignature, ...], forks: frozenset[str]
) -> tuple[dict[int, Column], tuple[str, ...]]:
    """Decide every suffix; return the columns, and the headers whose lone suffix is a guess (Lightning's).

    `forks` are names that sibling runs prove to be forked.
    """
    decided = _apart_from_bare_names(_without_shared_forks(columns, rows), rows)
    names = {column.metric for column in decided.values()}
    lone = [i for i, column in decided.items() if column.lone and column.forked().metric not in names]
    guessed = [i for i in lone if _is_fork(i, decided, rows, forks)]
    for i in guessed:
        decided[i] = decided[i].forked()
    return decided, tuple(decided[i].header for i in guessed if decided[i].metric not in forks)


def _without_shared_forks(columns: dict[int, Column], rows: tuple[RowSignature, ...]) -> dict[int, Column]:
    """Undo forks whose halves share a row: Lightning never does that, so these are names of the user."""
    resolved = dict(columns)
    for row in rows:
        halves: dict[tuple[str, int | None], set[Granularity]] = {}
        for i in row.columns:
            if (fork := columns[i].fork) and columns[i].epoch_suffix is None:
                halves.setdefault((columns[i].metric, columns[i].dataloader), set()).add(fork)
        shared = {name for name, both in halves.items() if len(both) > 1}
        if shared:
            for i, column in columns.items():
                if column.fork and (column.metric, column.dataloader) in shared:
                    resolved[i] = column.unforked()
    return resolved


def _apart_from_bare_names(columns: dict[int, Column], rows: tuple[RowSignature, ...]) -> dict[int, Column]:
    """Separate a fork from its bare name if that is in other rows: then a user logged the bare name as well.

    The fork then keeps its suffix in the name. Lightning 0.10 itself writes the bare name into the rows of the fork,
    where it adds nothing. A bare name without a stage may belong to another stage and needs no separation.
    """
    resolved = dict(columns)
    by_name: dict[tuple[str, int | None], list[int]] = {}
    for i, column in columns.items():
        if column.fork:
            by_name.setdefault((column.metric, column.dataloader), []).append(i)
    for bare, named in columns.items():
        forks = by_name.get((named.metric, named.dataloader), [])
        if named.fork or named.stage is None or not forks or not any(bare in row.columns for row in rows):
            continue
        if not any(bare in row.columns and not row.columns.isdisjoint(forks) for row in rows):
            for i in forks:
                resolved[i] = columns[i].with_suffix()
    return resolved


def _is_fork(i: int, columns: dict[int, Column], rows: tuple[RowSignature, ...], forks: frozenset[str]) -> bool:
    column = columns[i]
    if column.forked().metric in forks:
        return True
    mine = [row for row in rows if i in row.columns]
    if not mine:
        return False
    others = [row for row in rows if i not in row.columns and not is_monitor_row(row, columns)]
    if column.lone == "epoch":
        if column.stage not in {"train", None} or any(row.blank or row.multiple or not row.at_end for row in mine):
            return False
        return not any(_is_train_step(row, columns) for row in others)
    return all(row.first_epoch for row in rows) and not any(_closes(row, column, columns) for row in rows)


def _is_train_step(row: RowSignature, columns: dict[int, Column]) -> bool:
    here = [columns[i] for i in row.columns]
    if row.blank or stage_of_row(here) not in {"train", None}:
        return False
    return any(column.fork == "step" for column in here) or row.multiple or not row.at_end


def _closes(row: RowSignature, column: Column, columns: dict[int, Column]) -> bool:
    """Return whether a row ends an epoch of the column's stage."""
    here = [columns[i] for i in row.columns]
    if any(other.fork == "epoch" for other in here):
        return True
    if column.stage in {"val", "test", "predict"}:
        return not row.blank and stage_of_row(here) == column.stage
    return (
        not row.blank and stage_of_row(here) in {"train", None} and not row.multiple and not row.single and row.at_end
    )
