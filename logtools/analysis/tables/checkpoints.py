"""Find the checkpoint of a value.

Lightning records the epoch in a checkpoint (and in its name), and the number of finished steps, which is one more than
the step of the last logged value. With several optimizers, it is a multiple of this number. A checkpoint is exact only
if it belongs to one value of the metric, and to no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple, TypeAlias

import polars as pl

from logtools.formats.checkpoint_names import parse_checkpoint_name

__all__ = ["CheckpointMatch", "Position", "exact", "nearest"]

#: An epoch and a step; None if unknown.
Position: TypeAlias = tuple[int | None, int | None]

_VERSION = re.compile(r"-v(\d{1,9})\.ckpt$")
_BEST = re.compile(r"(?<![a-z])best(?![a-z])[^/]*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CheckpointMatch:
    """A checkpoint, and whether it matches a value exactly."""

    #: Its path.
    path: str
    #: The epoch and the number of finished steps, recorded in the file or in its name; None if missing.
    epoch: int | None
    step: int | None
    #: Whether it was written at the value: after the same epoch and step.
    exact: bool


def exact(checkpoints: pl.DataFrame, value: Position, values: Iterable[Position]) -> CheckpointMatch | None:
    """Return the checkpoint that was written at a value; None if there is none, or if that is uncertain.

    `checkpoints` is schema.CHECKPOINTS of one run. `value` is the epoch and step of the value, and `values` those of
    all values of the metric in this run: they tell which of the numbers in `7-600-0.535.ckpt` is the epoch, and whether
    an epoch has several values, so that its number alone is not enough. Of several files, the result is the last
    version (`-v2`) of those that record their epoch and step.
    """
    known = list(values)
    if value not in known:
        known.append(value)
    counts_epochs = all(epoch == step for epoch, step in known)  # the user logged the epoch as the step
    if counts_epochs:
        value, known = (value[0], None), [(epoch, None) for epoch, _ in known]
    rows = _rows(checkpoints)
    names = [parse_checkpoint_name(_name(row.path).removesuffix(".ckpt")) for row in rows]
    last = max((epoch for epoch, _ in known if epoch is not None), default=-1)
    are_epochs = all(
        name.numbers[0] <= last
        for row, name in zip(rows, names, strict=True)
        if len(name.numbers) == 1 and not row.recorded
    )
    found = []
    for row, name in zip(rows, names, strict=True):
        # otherwise the file, or the name of a folder, has the epoch
        bare = name.numbers and not row.recorded and (name.epoch, name.step) == (row.epoch, row.step)
        readings = _readings(name.numbers, are_epochs=are_epochs) if bare else [(row.epoch, row.step)]
        if {_place(each, known, recorded=row.recorded) for each in readings} - {None} == {value}:
            found.append(row)
    if not found or (counts_epochs and len({row.step for row in found} - {None}) > 1):
        return None
    best = max(found, key=lambda row: (row.recorded, row.step is not None, _version(row.path)))
    return CheckpointMatch(path=best.path, epoch=best.epoch, step=best.step, exact=True)


def nearest(checkpoints: pl.DataFrame, value: Position) -> CheckpointMatch | None:
    """Return the checkpoint nearest to an epoch and step, which is not exact; None if there is no checkpoint.

    `checkpoints` is schema.CHECKPOINTS of one run. If no epoch and step is known of any of them, the result is a file
    called `best`, or else the last one.
    """
    rows, (epoch, step) = _rows(checkpoints), value
    if not rows:
        return None

    def distance(row: _Row) -> tuple[float, float]:
        epochs = abs(row.epoch - epoch) if row.epoch is not None and epoch is not None else float("inf")
        steps = abs(row.step - 1 - step) if row.step is not None and step is not None else float("inf")
        return epochs, steps

    chosen = min(rows, key=distance)
    if distance(chosen) == (float("inf"), float("inf")):
        chosen = next((row for row in rows if _BEST.search(row.path)), rows[-1])
    return CheckpointMatch(path=chosen.path, epoch=chosen.epoch, step=chosen.step, exact=False)


class _Row(NamedTuple):
    """A row of schema.CHECKPOINTS."""

    path: str
    epoch: int | None
    step: int | None
    recorded: bool


def _rows(checkpoints: pl.DataFrame) -> list[_Row]:
    return [_Row(*row) for row in checkpoints.select(_Row._fields).iter_rows()]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _version(path: str) -> int:
    """Return the number that ModelCheckpoint appends to a name that exists already."""
    version = _VERSION.search(path)
    return int(version[1]) if version else 0


def _readings(numbers: Sequence[int], *, are_epochs: bool) -> list[Position]:
    """Return what the integers in a name may be."""
    if len(numbers) > 1:
        return list(permutations(numbers, 2))
    return [*([(numbers[0], None)] if are_epochs else []), (None, numbers[0])]


def _place(checkpoint: Position, known: Sequence[Position], *, recorded: bool) -> Position | None:
    """Return the value at which a checkpoint was written; None if there is none, or several."""
    epoch, step = checkpoint
    if epoch is None and step is None:
        return None
    here = [each for each in known if epoch is None or each[0] in {epoch, None}]
    if step is not None:
        # a user may log with the number of finished steps; names of old versions contain the last step
        for finished in (step - 1, step) if not recorded or _epoch_length(known, ahead=0) else (step - 1,):
            same = [each for each in here if each[1] == finished]
            if same:
                return same[0] if len(same) == 1 else None
    if epoch is None:
        return None
    if not here and recorded and (epoch - 1, (step or 0) - 1) in known:  # saved after the last epoch
        return epoch - 1, (step or 0) - 1
    if len(here) != 1 or here[0][0] is None:
        return None
    length = _epoch_length(known, ahead=1)
    optimizers = step / (length * (epoch + 1)) if step and length else 0.5
    return here[0] if step is None or here[0][1] is None or optimizers.is_integer() else None


def _epoch_length(known: Sequence[Position], *, ahead: int) -> int | None:
    """Return the number of steps per epoch if the steps (plus `ahead`) of all values are multiples of it, else None."""
    lengths = {(step + ahead) / (epoch + 1) if epoch is not None and step else 0.5 for epoch, step in known}
    length = lengths.pop() if len(lengths) == 1 and len(known) > 1 else 0.5
    return int(length) if length.is_integer() else None
