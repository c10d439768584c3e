"""The grammar of column names: `name[_step|_epoch][/dataloader_idx_N][/epoch_N]`.

Lightning decorates the name that a user passes to `self.log`. It *forks* a name that is logged with both `on_step` and
`on_epoch` into `name_step` and `name_epoch` (0.9: `step_name` and `epoch_name`). It adds the index of the dataloader,
and up to 1.3 it gave evaluation steps one column per epoch. Whether a suffix is Lightning's or the user's often depends
on the other columns, and sometimes on the rows. `read_header` decides what the names decide, and marks what they leave
open (`Column.lone`, `Column.epoch_suffix`). `lone_suffixes` and `layouts` decide the rest from the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from logtools.metrics.monitors import is_monitor
from logtools.metrics.stage import Stage, stage_of
from logtools.record import Record

__all__ = ["Column", "Granularity", "Header", "axes_of", "read_header"]

Granularity = Literal["step", "epoch"]

_EPOCH_SUFFIX = re.compile(r"(.+)/epoch_(\d{1,9})", re.DOTALL)
_DATALOADER = re.compile(r"(.+)/dataloader_idx_(\d{1,9})", re.DOTALL)
_SUFFIX = re.compile(r"(.+)_(step|epoch)", re.DOTALL)
#: Words that form a new name with `_step` or `_epoch`, so that it is no suffix: `global_step`, `time_per_epoch`.
_COUNTERS = frozenset(
    {
        "agent", "batch", "best", "current", "env", "environment", "first", "global", "grad", "gradient", "inner",
        "last", "max", "n", "num", "opt", "optim", "optimizer", "outer", "per", "time", "total", "train", "trainer",
        "update", "warmup",
    }
)  # fmt: skip
_WORD_AT_END = re.compile(r"[_/.\- ]")
_PREFIX = re.compile(r"(step|epoch)_(.+)", re.DOTALL)


class Column(Record):
    """One metric column of a header, as far as its name alone decides."""

    #: The header as written.
    header: str
    #: The metric's name without decoration.
    metric: str
    #: The dataloader index that Lightning added, or None.
    dataloader: int | None = None
    #: The half of a fork (`step` or `epoch`) if a sibling column proves that the suffix is Lightning's, else None.
    fork: Granularity | None = None
    #: A suffix without a sibling column: the rows decide whether it is Lightning's or the user's.
    lone: Granularity | None = None
    #: N of `/epoch_N` if Lightning added it (0.9 to 1.3), or None.
    epoch_suffix: int | None = None
    #: Whether a callback logs it (learning rate, device statistics, throughput).
    monitor: bool = False

    @property
    def stage(self) -> Stage | None:
        """The stage in the name, or None."""
        return stage_of(self.metric)

    def unforked(self) -> Column:
        """Return the column with its suffix as part of the user's name."""
        match = _EPOCH_SUFFIX.fullmatch(self.header)
        name, dataloader = _dataloader(match[1] if match and self.epoch_suffix is not None else self.header)
        return replace(self, metric=name, dataloader=dataloader, fork=None, lone=None)

    def with_suffix(self) -> Column:
        """Return the column with its suffix in the metric's name, but keep the granularity of the suffix."""
        return replace(self.unforked(), fork=self.fork)

    def forked(self) -> Column:
        """Return a column that has a lone suffix, with the suffix as Lightning's."""
        match = _SUFFIX.fullmatch(self.metric)
        if match is None or self.lone is None:
            return self
        return replace(self, metric=match[1], fork=self.lone, lone=None)


class Header(Record):
    """The meaning of the names in one header."""

    #: The names as written, in file order.
    names: tuple[str, ...]
    #: Position of the step axis, or None.
    step: int | None
    #: Position of the epoch axis, or None.
    epoch: int | None
    #: The metric columns by position.
    columns: dict[int, Column]
    #: Names that this header proves to be forked, as evidence for lone suffixes in sibling runs.
    forks: frozenset[str]


@lru_cache(maxsize=4096)
def read_header(names: tuple[str, ...], *, epoch_suffix: bool | None = None) -> Header:
    """Read a header: find the axes, and undo the decorations that the names alone decide.

    `epoch_suffix` is whether `/epoch_N` is Lightning's (0.9 to 1.3); by default, it is if a forked name has it.

    >>> header = read_header(("epoch", "step", "loss_step", "loss_epoch", "val_acc"))
    >>> [(column.metric, column.fork) for column in header.columns.values()]
    [('loss', 'step'), ('loss', 'epoch'), ('val_acc', None)]
    """
    step = _axis(names, "step")
    epoch, prefix = _epoch_axis(names)
    metrics = {i: name for i, name in enumerate(names) if i not in {step, epoch}}
    suffixed_by_epoch = (
        any(_is_fork_with_epoch_suffix(name) for name in metrics.values()) if epoch_suffix is None else epoch_suffix
    )
    aligned = sum(name != name.strip() for name in names) > len(names) / 2
    columns = {
        i: _read_name(name, prefix, aligned=aligned, epoch_suffix=suffixed_by_epoch) for i, name in metrics.items()
    }
    return _resolve(names, step, epoch, columns)


def axes_of(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the positions of the epoch and the step in a header, if it has them.

    >>> axes_of(("loss", "step", "epoch")), axes_of(("loss", "step"))
    ((2, 1), (1,))
    """
    header = read_header(names)
    return tuple(position for position in (header.epoch, header.step) if position is not None)


def _resolve(names: tuple[str, ...], step: int | None, epoch: int | None, columns: dict[int, Column]) -> Header:
    suffixed = _siblings(columns, _suffix_fork)
    prefixed = _siblings(columns, _prefix_fork)
    resolved: dict[int, Column] = {}
    for i, column in columns.items():
        ending, beginning = _suffix_fork(column), _prefix_fork(column)
        if ending and (ending[0], column.dataloader) in suffixed:
            resolved[i] = replace(column, metric=ending[0], fork=ending[1])
        elif beginning and (beginning[0], column.dataloader) in prefixed:
            resolved[i] = replace(column, metric=beginning[0], fork=beginning[1])
        elif ending and column.epoch_suffix is not None and ending[1] == "step":
            resolved[i] = replace(column, metric=ending[0], fork="step")
        elif ending and not column.monitor and not _is_counter(ending[0]):
            resolved[i] = replace(column, lone=ending[1])
        else:
            resolved[i] = column
    forks = frozenset(name for name, _ in suffixed | prefixed)
    return Header(names=names, step=step, epoch=epoch, columns=resolved, forks=forks)


def _is_counter(name: str) -> bool:
    """Return whether a name without its suffix belongs to a counter, such as `global` of `global_step`."""
    return _WORD_AT_END.split(name)[-1].casefold() in _COUNTERS


def _axis(names: Sequence[str], wanted: str) -> int | None:
    """Return the position of an axis: as Lightning spells it, with blanks, or in another case."""
    stripped = [name.strip() for name in names]
    for spelled in (list(names), stripped, [name.casefold() for name in stripped]):
        if wanted in spelled:
            return spelled.index(wanted)
    return None


def _epoch_axis(names: Sequence[str]) -> tuple[int | None, str]:
    """Return the position of the epoch column, and the logger's prefix: `prefix="pre"` writes `pre-epoch`."""
    epoch = _axis(names, "epoch")
    if epoch is not None:
        return epoch, ""
    for i, name in enumerate(names):
        prefix = name.removesuffix("epoch")
        if prefix not in {name, "-"} and prefix.endswith("-"):
            others = [other for other in names if other != "step"]
            if all(other.startswith(prefix) for other in others):
                return i, prefix
    return None, ""


def _is_fork_with_epoch_suffix(name: str) -> bool:
    match = _EPOCH_SUFFIX.fullmatch(name)
    if match is None:
        return False
    bare, _ = _dataloader(match[1])
    return bare.endswith("_step") or bare.startswith("step_")


def _read_name(name: str, prefix: str, *, aligned: bool, epoch_suffix: bool) -> Column:
    """Strip blanks of aligned columns, the logger's prefix, the epoch number (old files) and the dataloader."""
    bare = (name.strip() if aligned else name).removeprefix(prefix)
    match = _EPOCH_SUFFIX.fullmatch(bare) if epoch_suffix else None
    bare, dataloader = _dataloader(match[1] if match else bare)
    number = int(match[2]) if match else None
    return Column(header=name, metric=bare, dataloader=dataloader, epoch_suffix=number, monitor=is_monitor(bare))


def _dataloader(name: str) -> tuple[str, int | None]:
    match = _DATALOADER.fullmatch(name)
    return (match[1], min(int(match[2]), 32767)) if match else (name, None)


def _suffix_fork(column: Column) -> tuple[str, Granularity] | None:
    match = _SUFFIX.fullmatch(column.metric)
    return (match[1], "step" if match[2] == "step" else "epoch") if match else None


def _prefix_fork(column: Column) -> tuple[str, Granularity] | None:
    match = _PREFIX.fullmatch(column.metric)
    return (match[2], "step" if match[1] == "step" else "epoch") if match else None


def _siblings(
    columns: dict[int, Column], fork_of: Callable[[Column], tuple[str, Granularity] | None]
) -> set[tuple[str, int | None]]:
    """Return the (name, dataloader) pairs that have both halves of a fork."""
    forms = {(fork[0], c.dataloader, fork[1]) for c in columns.values() if (fork := fork_of(c)) is not None}
    counted = Counter((name, dataloader) for name, dataloader, _ in forms)
    return {pair for pair, count in counted.items() if count == 2}
