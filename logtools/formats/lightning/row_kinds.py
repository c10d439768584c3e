"""What kind of row is this: train step, train epoch, validation, test, or a callback's?

The names decide where they can: a stage word, a proven fork, a callback's name. Where they do not, the rows do: several
rows an epoch are steps, one at the end of each is the epoch's; a row without an epoch is an evaluation step with its
own counter, or a callback's. Suffixes that stand alone are decided here too: the same evidence tells whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from logtools.formats.lightning.column_names import Column, Granularity, Header
from logtools.formats.lightning.row_signatures import Codes, RowSignature
from logtools.metrics.stage import Stage

__all__ = ["RowDecisions", "RowKind", "ambiguous", "decide", "training"]

_STAGES: tuple[Stage, ...] = ("train", "val", "test", "predict")


@dataclass(frozen=True, kw_only=True)
class RowKind:
    """What a row is."""

    #: The stage, where name or row tells.
    stage: Stage | None
    #: Step or epoch.
    granularity: Granularity
    #: Whether a callback wrote it, before the row of its train step.
    monitor: bool = False
    #: Whether the names told the stage (else the row did).
    named: bool = True


@dataclass(frozen=True, kw_only=True)
class RowDecisions:
    """What the columns and the rows of one file are."""

    #: The metric columns by position, lone suffixes decided.
    columns: dict[int, Column]
    #: The kind of the rows of each pattern, by the pattern's code.
    kinds: dict[int, RowKind]
    #: Lone suffixes that were taken as Lightning's: headers, for a notice.
    guessed: tuple[str, ...]
    #: Whether a trainer wrote the file: only then does a row without an epoch belong to one with it.
    trained: bool


def ambiguous(header: Header, codes: Codes) -> set[int]:
    """Return the patterns whose kind the names alone do not decide."""
    return {code for code, (filled, blank) in codes.items() if filled and _is_doubtful(header, filled, blank=blank)}


def training(header: Header, codes: Codes) -> set[int]:
    """Return the patterns whose names say that they are of the training."""
    return {code for code, (filled, _) in codes.items() if _stage(header.columns[i] for i in filled) == "train"}


def _is_doubtful(header: Header, filled: frozenset[int], *, blank: bool) -> bool:
    columns = [header.columns[i] for i in filled]
    if all(column.monitor for column in columns) or (blank and any(column.monitor for column in columns)):
        return False
    if any(column.fork or column.fold is not None for column in columns):
        return False
    return blank or _stage(columns) in {None, "train"}


def decide(
    header: Header,
    patterns: Iterable[RowSignature],
    *,
    forks: frozenset[str] = frozenset(),
    validations: Mapping[int, int] | None = None,
) -> RowDecisions:
    """Decide what the columns and rows of a file are.

    `forks` are names that sibling runs prove to be forked; `validations` are patterns whose rows are known to be
    validations, with the pattern of the training rows that they were told from.
    """
    known = validations or {}
    rows = tuple(row for row in patterns if row.code not in known)
    columns = _without_shared_forks(header.columns, rows)
    guessed = [i for i, column in columns.items() if column.lone and _is_fork(i, columns, rows, forks)]
    for i in guessed:
        columns[i] = columns[i].forked()
    trained = header.epoch is not None and not _is_bare(rows, columns)
    kinds = {row.code: _kind(row, columns, trained=trained) for row in rows}
    kinds = {row.code: _staged(row, kinds, rows, columns) for row in rows}
    if header.step is None:
        kinds = {row.code: _foreign(kinds[row.code], row, columns) for row in rows}
    for code in known:
        kinds[code] = RowKind(stage="val", granularity="epoch", named=False)
    names = tuple(columns[i].header for i in guessed if columns[i].metric not in forks)
    return RowDecisions(columns=columns, kinds=kinds, guessed=names, trained=trained)


def _without_shared_forks(columns: dict[int, Column], rows: tuple[RowSignature, ...]) -> dict[int, Column]:
    """Lightning never writes both halves of a fork into one row: where they meet, the names are the user's."""
    resolved = dict(columns)
    for row in rows:
        halves: dict[tuple[str, int | None], set[Granularity]] = {}
        for i in row.columns:
            if (fork := columns[i].fork) and columns[i].fold is None:
                halves.setdefault((columns[i].metric, columns[i].dataloader), set()).add(fork)
        shared = {name for name, both in halves.items() if len(both) > 1}
        if shared:
            for i, column in columns.items():
                if column.fork and (column.metric, column.dataloader) in shared:
                    resolved[i] = column.unforked()
    return resolved


def _is_fork(i: int, columns: dict[int, Column], rows: tuple[RowSignature, ...], forks: frozenset[str]) -> bool:
    column = columns[i]
    bare = column.forked().metric
    if bare in forks:
        return True
    if any(other.metric == bare for other in columns.values()):
        return False
    mine = [row for row in rows if i in row.columns]
    if not mine:
        return False
    others = [row for row in rows if i not in row.columns and not _is_monitor(row, columns)]
    if column.lone == "epoch":
        if column.stage not in {"train", None} or any(row.blank or row.multiple or not row.at_end for row in mine):
            return False
        return not any(_is_train_step(row, columns) for row in others)
    return all(row.first_epoch for row in rows) and not any(_closes(row, column, columns) for row in rows)


def _is_train_step(row: RowSignature, columns: dict[int, Column]) -> bool:
    here = [columns[i] for i in row.columns]
    if row.blank or _stage(here) not in {"train", None}:
        return False
    return any(column.fork == "step" for column in here) or row.multiple or not row.at_end


def _closes(row: RowSignature, column: Column, columns: dict[int, Column]) -> bool:
    """Tell whether a row ends an epoch of the stage that a column belongs to."""
    here = [columns[i] for i in row.columns]
    if any(other.fork == "epoch" for other in here):
        return True
    if column.stage in {"val", "test", "predict"}:
        return not row.blank and _stage(here) == column.stage
    return not row.blank and _stage(here) in {"train", None} and not row.multiple and not row.single and row.at_end


def _is_monitor(row: RowSignature, columns: dict[int, Column]) -> bool:
    """Tell whether a callback wrote a row; one of its names is enough where the epoch is blank (others are custom)."""
    some = any if row.blank else all
    return some(columns[i].monitor for i in row.columns)


def _stage(columns: Iterable[Column]) -> Stage | None:
    """Return the stage that most names of a row tell; those of callbacks count only where there is nothing else."""
    told = [(column.monitor, stage) for column in columns if (stage := column.stage)]
    own = [stage for monitor, stage in told if not monitor] or [stage for _, stage in told]
    commonest: Stage = max(_STAGES, key=own.count)
    return commonest if own else None


def _is_bare(rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:
    """Tell whether a logger was used without a trainer: hardly a row has an epoch, and names tell no stage."""
    unnamed = [row for row in rows if _stage(columns[i] for i in row.columns) is None]
    return any(row.blank for row in unnamed) and all(row.blank or row.single for row in rows)


def _kind(row: RowSignature, columns: dict[int, Column], *, trained: bool) -> RowKind:
    here = [columns[i] for i in sorted(row.columns)]
    stage = _stage(here)
    if _is_monitor(row, columns):
        return RowKind(stage=stage, granularity="step", monitor=True)
    fork = next((column.fork for column in here if column.fork), None)
    if not trained:
        return RowKind(stage=stage, granularity=fork or "step")
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
    """Let the other rows of the file tell the stage of rows whose names do not."""
    kind = kinds[row.code]
    if kind.stage is not None or row.blank or kind.named:
        return kind
    if kind.granularity == "step":
        return RowKind(stage="train", granularity="step", named=False)
    trains = [other for other in rows if other is not row and kinds[other.code].stage in {"train", None}]
    trains = [other for other in trains if not other.blank and not kinds[other.code].monitor]
    if not trains:
        alone = row.single and len(rows) == 1 and row.first_epoch and row.leading
        return RowKind(stage=None if alone and not _forked(row, columns) else "train", granularity="epoch", named=False)
    if _forked(row, columns):
        return RowKind(stage="train", granularity="epoch", named=False)
    names = {columns[i].metric for i in row.columns}
    repeated = any(columns[i].metric in names for other in trains for i in other.columns)
    ended = any(kinds[other.code].granularity == "epoch" for other in trains)
    return RowKind(stage="val" if repeated or ended else "train", granularity="epoch", named=False)


def _foreign(kind: RowKind, row: RowSignature, columns: dict[int, Column]) -> RowKind:
    """Other loggers write all of an epoch into one row: what no name tells is of the training, if others are not."""
    named = any(columns[i].stage not in {"train", None} for i in row.columns)
    return RowKind(stage="train" if named else None, granularity=kind.granularity)


def _forked(row: RowSignature, columns: dict[int, Column]) -> bool:
    return any(columns[i].fork for i in row.columns)
