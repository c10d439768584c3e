"""The kind of a row: train step, train epoch, validation, test, or values of a callback.

The names decide if they can: by a stage word, a proven fork, or a callback's name. Otherwise the rows decide: several
rows per epoch are steps, and one row at the end of each epoch is an epoch value. A row without an epoch is an
evaluation step with its own counter, or was written by a callback.
"""

from __future__ import annotations

from collections.abc import Iterable

from logtools.formats.lightning.column_names import Column, Granularity, Header
from logtools.formats.lightning.row_signatures import Codes, RowSignature
from logtools.metrics.stage import Stage
from logtools.record import Record

__all__ = ["RowKind", "ambiguous", "fork_of_row", "is_monitor_row", "row_kinds", "stage_of_row", "training", "unstaged"]

_STAGES: tuple[Stage, ...] = ("train", "val", "test", "predict")


class RowKind(Record):
    """The kind of a row."""

    #: The stage; None if neither names nor rows decide it.
    stage: Stage | None
    #: `step` or `epoch`.
    granularity: Granularity
    #: Whether a callback wrote it, before the row of its train step.
    monitor: bool = False
    #: Whether the names decided the stage (otherwise the rows did).
    named: bool = True
    #: Columns with values of the run, not of an epoch: an evaluation after the training wrote the row.
    final: frozenset[int] = frozenset()


def ambiguous(header: Header, codes: Codes) -> set[int]:
    """Return the codes of rows whose kind the names alone do not decide."""
    return {code for code, (filled, blank) in codes.items() if filled and _is_doubtful(header, filled, blank=blank)}


def training(header: Header, codes: Codes) -> set[int]:
    """Return the codes of rows with names of the train stage."""
    return {code for code, (filled, _) in codes.items() if stage_of_row(header.columns[i] for i in filled) == "train"}


def unstaged(header: Header, codes: Codes) -> set[int]:
    """Return the codes of rows whose names have no stage, except those of callbacks."""
    own = {i for i, column in header.columns.items() if not column.monitor}
    return {c for c, (filled, _) in codes.items() if filled & own and not any(header.columns[i].stage for i in filled)}


def _is_doubtful(header: Header, filled: frozenset[int], *, blank: bool) -> bool:
    columns = [header.columns[i] for i in filled]
    if all(column.monitor for column in columns) or (blank and any(column.monitor for column in columns)):
        return False
    if any(column.fork or column.epoch_suffix is not None for column in columns):
        return False
    return blank or stage_of_row(columns) in {None, "train"}


def is_monitor_row(row: RowSignature, columns: dict[int, Column]) -> bool:
    """Return whether a callback wrote a row. If the epoch is blank, one name of a callback is enough."""
    enough = any if row.blank else all
    return enough(columns[i].monitor for i in row.columns)


def stage_of_row(columns: Iterable[Column]) -> Stage | None:
    """Return the most frequent stage among the names of a row; names of callbacks count only if there are no others."""
    named = [(column.monitor, stage) for column in columns if (stage := column.stage)]
    own = [stage for monitor, stage in named if not monitor] or [stage for _, stage in named]
    commonest: Stage = max(_STAGES, key=own.count)
    return commonest if own else None


def row_kinds(rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> dict[int, RowKind]:
    """Return the kinds of rows that a Lightning trainer wrote, by the code of their signature."""
    kinds = {row.code: _kind(row, columns) for row in rows}
    return {row.code: _staged(row, kinds, rows, columns) for row in rows}


def fork_of_row(row: RowSignature, columns: dict[int, Column]) -> Granularity | None:
    """Return the half of a fork that a row contains (`step` or `epoch`); None if it has no forked column."""
    return next((columns[i].fork for i in sorted(row.columns) if columns[i].fork), None)


def _kind(row: RowSignature, columns: dict[int, Column]) -> RowKind:
    stage = stage_of_row(columns[i] for i in row.columns)
    if is_monitor_row(row, columns):
        return RowKind(stage=stage, granularity="step", monitor=True)
    fork = fork_of_row(row, columns)
    if row.blank:
        return _blank_kind(row, stage, fork)
    if stage in {"val", "test", "predict"}:
        return RowKind(stage=stage, granularity=fork or "epoch")
    ends = row.at_end and not row.multiple
    return RowKind(stage=stage, granularity=fork or ("epoch" if ends else "step"), named=stage is not None)


def _blank_kind(row: RowSignature, stage: Stage | None, fork: Granularity | None) -> RowKind:
    if stage is None and fork is None and row.ahead:
        return RowKind(stage="train", granularity="step", monitor=True)
    granularity = fork or ("step" if row.multiple else "epoch")
    if stage is None and granularity == "step":
        return RowKind(stage="val", granularity="step", named=False)
    return RowKind(stage=stage, granularity=granularity, named=stage is not None)


def _staged(
    row: RowSignature, kinds: dict[int, RowKind], rows: tuple[RowSignature, ...], columns: dict[int, Column]
) -> RowKind:
    """Decide the stage of a row without a stage in its names from the other rows of the file."""
    kind = kinds[row.code]
    if kind.stage is not None or row.blank or kind.named:
        return kind
    if kind.granularity == "step":
        return RowKind(stage="train", granularity="step", named=False)
    if fork_of_row(row, columns) and _is_of_evaluation(row, rows, columns):
        return RowKind(stage="val", granularity="epoch", named=False)
    trains = [other for other in rows if other is not row and kinds[other.code].stage in {"train", None}]
    trains = [other for other in trains if not other.blank and not kinds[other.code].monitor]
    if not trains:
        alone = row.single and len(rows) == 1 and row.first_epoch and row.leading
        return RowKind(
            stage=None if alone and not fork_of_row(row, columns) else "train", granularity="epoch", named=False
        )
    if fork_of_row(row, columns):
        return RowKind(stage="train", granularity="epoch", named=False)
    names = {columns[i].metric for i in row.columns}
    repeated = any(columns[i].metric in names for other in trains for i in other.columns)
    ended = any(kinds[other.code].granularity == "epoch" for other in trains)
    return RowKind(stage="val" if repeated or ended else "train", granularity="epoch", named=False)


def _is_of_evaluation(row: RowSignature, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:
    """Return whether the steps of a row's metrics are evaluation steps: then none of them has an epoch."""
    metrics = {(columns[i].metric, columns[i].dataloader) for i in row.columns}
    halves = {i for i, c in columns.items() if c.fork == "step" and (c.metric, c.dataloader) in metrics}
    steps = [other for other in rows if not halves.isdisjoint(other.columns)]
    return bool(steps) and all(other.blank for other in steps)
