"""Read epoch and step from the name of a checkpoint, for all common templates.

ModelCheckpoint writes `epoch=3-step=400`, or `003-400` without the names of the values. Users also write `epoch_003`,
`model_epoch3` and `ep3`. If a metric's name contains a slash, the part before the slash becomes a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from logtools.metrics.direction import infer

__all__ = ["CheckpointName", "parse_checkpoint_name"]

_COUNT = r"[=_\- :(]?(\d{1,15})(?![\d.]|e[+-]?\d)"
_BEFORE = r"(?:(?<![a-z])([a-z]+)_)?(?<![a-z])"  # the word that a name such as `loss_epoch` begins with
_EPOCH = re.compile(rf"{_BEFORE}(?:epoch|ep){_COUNT}|(?-i:(?<=[a-z])Epoch){_COUNT}", re.IGNORECASE)
_STEP = re.compile(rf"{_BEFORE}(?:global[_-]?step|steps?|iter){_COUNT}", re.IGNORECASE)
#: `max_epoch`, `total_steps` and `val_step` are neither the epoch nor the step, and `loss_epoch` is a metric.
_OTHER_COUNTS = frozenset({"max", "min", "num", "n", "total", "warmup", "val", "valid", "validation", "test"})
_NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
#: `7-600-0.535`: the values of a template without their names.
_VALUES = re.compile(rf"({_NUMBER}(?:[-_]{_NUMBER})*)(?:-v\d+)?")
_VALUE = re.compile(rf"(?:^|[-_])({_NUMBER})")


@dataclass(frozen=True, kw_only=True)
class CheckpointName:
    """The epoch and step in the name of a checkpoint."""

    #: The epoch in which it was written, and the number of steps until then; None if not in the name.
    epoch: int | None = None
    step: int | None = None
    #: The integers in a name without words, such as `7-600-0.535`; `epoch` and `step` are then a guess: the first two.
    numbers: tuple[int, ...] = ()


def parse_checkpoint_name(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _counted(_EPOCH, name), _counted(_STEP, name)
    if epoch is not None or step is not None:
        return CheckpointName(epoch=epoch, step=step)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def _counted(pattern: re.Pattern[str], name: str) -> int | None:
    """Return the first number that counts epochs or steps; None if there is none."""
    for found in pattern.finditer(name):
        before = (found[1] or "").casefold()
        if before not in _OTHER_COUNTS and infer(before) is None:
            return next(int(number) for number in found.groups()[1:] if number is not None)
    return None
