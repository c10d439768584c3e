"""Find the checkpoint of a value.

Lightning names a checkpoint after its epoch and the number of finished steps, which is one more than the step of the
last logged value. With several optimizers, the number in the name is a multiple of it. A checkpoint is exact only if it
belongs to one value of the metric, and to no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TypeAlias

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
    #: The epoch and step in its name; None if missing.
    epoch: int | None
    step: int | None
    #: Whether it was written at the value: after the same epoch and step.
    exact: bool


def exact(checkpoints: pl.DataFrame, value: Position, values: Iterable[Position]) -> CheckpointMatch | None:
    """Return the checkpoint that was written at a value; None if there is none, or if that is uncertain.

    `checkpoints` is schema.CHECKPOINTS of one run. `value` is the epoch and step of the value, and `values` those of
    all values of the metric in this run: they tell which of the numbers in `7-600-0.535.ckpt` is the epoch, and whether
    an epoch has several values, so that its number alone is not enough. Of several files, the result is the last
    version (`-v2`).
    """
    known = list(values)
    if value not in known:
        known.append(value)
    if all(epoch == step for epoch, step in known):  # the step was logged by the user, as the epoch
        value, known = (value[0], None), [(epoch, None) for epoch, _ in known]
    rows = _rows(checkpoints)
    names = [parse_checkpoint_name(_name(path).removesuffix(".ckpt")) for path, _, _ in rows]
    last = max((epoch for epoch, _ in known if epoch is not None), default=-1)
    are_epochs = all(name.numbers[0] <= last for name in names if len(name.numbers) == 1)
    found = []
    for (path, epoch, step), name in zip(rows, names, strict=True):
        bare = name.numbers and (name.epoch, name.step) == (epoch, step)  # else a folder's name has the epoch
        readings = _readings(name.numbers, are_epochs=are_epochs) if bare else [(epoch, step)]
        if {_place(each, known) for each in readings} - {None} == {value}:
            found.append((path, epoch, step))
    if not found:
        return None
    path, epoch, step = max(found, key=lambda row: (row[2] is not None, _version(row[0])))
    return CheckpointMatch(path=path, epoch=epoch, step=step, exact=True)


def nearest(checkpoints: pl.DataFrame, value: Position) -> CheckpointMatch | None:
    """Return the checkpoint nearest to an epoch and step by its name, and not exact; None if there is no checkpoint.

    `checkpoints` is schema.CHECKPOINTS of one run. If no name has an epoch or step, the result is a file called `best`,
    or else the last one.
    """
    rows, (epoch, step) = _rows(checkpoints), value
    if not rows:
        return None

    def distance(row: tuple[str, int | None, int | None]) -> tuple[float, float]:
        _, at, after = row
        epochs = abs(at - epoch) if at is not None and epoch is not None else float("inf")
        steps = abs(after - 1 - step) if after is not None and step is not None else float("inf")
        return epochs, steps

    chosen = min(rows, key=distance)
    if distance(chosen) == (float("inf"), float("inf")):
        chosen = next((row for row in rows if _BEST.search(row[0])), rows[-1])
    return CheckpointMatch(path=chosen[0], epoch=chosen[1], step=chosen[2], exact=False)


def _rows(checkpoints: pl.DataFrame) -> list[tuple[str, int | None, int | None]]:
    return [(str(path), at, after) for path, at, after in checkpoints.select("path", "epoch", "step").iter_rows()]


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


def _place(checkpoint: Position, known: Sequence[Position]) -> Position | None:
    """Return the value at which a checkpoint was written; None if there is none, or several."""
    epoch, step = checkpoint
    if epoch is None and step is None:
        return None
    here = [each for each in known if epoch is None or each[0] in {epoch, None}]
    for finished in (step - 1, step) if step is not None else ():
        same = [each for each in here if each[1] == finished]
        if same:
            return same[0] if len(same) == 1 else None
    if epoch is None or len(here) != 1 or here[0][0] is None:
        return None
    logged = here[0][1]
    several_optimizers = step is not None and logged is not None and step > logged and step % (logged + 1) == 0
    return here[0] if step is None or logged is None or several_optimizers else None
