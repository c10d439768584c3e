"""Read epoch and step from the name of a checkpoint, for all common templates.

ModelCheckpoint writes `epoch=3-step=400`, or `003-400` without the names of the values. Users also write `epoch_003`,
`model_epoch3` and `ep3`. If a metric's name contains a slash, the part before the slash becomes a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CheckpointName", "parse_checkpoint_name"]

_EPOCH = re.compile(r"(?:^|[^a-z])(?:epoch|ep)[=_\- ]?(\d{1,15})(?![\d.])", re.IGNORECASE)
_STEP = re.compile(r"(?:^|[^a-z])(?:global[_-]?step|steps?|iter)[=_\- ]?(\d{1,15})(?![\d.])", re.IGNORECASE)
_NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
#: `7-600-0.535`: the values of a template without their names.
_VALUES = re.compile(rf"({_NUMBER}(?:[-_]{_NUMBER})*)(?:-v\d+)?")
_VALUE = re.compile(rf"(?:^|[-_])({_NUMBER})")


from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict


@dataclass(frozen=True, kw_only=True)
class CheckpointName:
    """The epoch and step in the name of a checkpoint."""

    #: The epoch in which it was written, and the number of steps until then; None if not in the name.
    epoch: int | None = None
    step: int | None = None
    #: The integers in a name without words, such as `7-600-0.535`; `epoch` and `step` are then a guess: the first two.
    numbers: tuple[int, ...] = ()
mutants_x_parse_checkpoint_name__mutmut: MutantDict = {}  # type: ignore


@_mutmut_mutated(mutants_x_parse_checkpoint_name__mutmut)
def parse_checkpoint_name(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_orig(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_1(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = None
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_2(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(None), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_3(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(None)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_4(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch and step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_5(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_6(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_7(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_8(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, )
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_9(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if (epoch) and False else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_10(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if (epoch) or True else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_11(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(None) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_12(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[2]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_13(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if (step) and False else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_14(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if (step) or True else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_15(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(None) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_16(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[2]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_17(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = None
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_18(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(None)
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_19(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition(None)[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_20(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.partition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_21(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("XX/XX")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_22(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[3])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_23(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is not None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_24(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = None
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_25(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(None)
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_26(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(None) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_27(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(None) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_28(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[2]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_29(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(None, each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_30(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", None))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_31(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_32(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", ))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_33(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"XX\d{1,15}XX", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_34(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_35(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {2, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_36(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 3}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_37(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=None)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_38(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=None, step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_39(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_40(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, numbers=None)


def x_parse_checkpoint_name__mutmut_41(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_42(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], numbers=numbers)


def x_parse_checkpoint_name__mutmut_43(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 1 else None, )


def x_parse_checkpoint_name__mutmut_44(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[1], step=numbers[1] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_45(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if (len(numbers) > 1) and False else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_46(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if (len(numbers) > 1) or True else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_47(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[2] if len(numbers) > 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_48(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) >= 1 else None, numbers=numbers)


def x_parse_checkpoint_name__mutmut_49(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400, numbers=()), CheckpointName(epoch=None, step=None, numbers=()))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name.rpartition("/")[2])
    if values is None:
        return CheckpointName()
    numbers = tuple(int(each) for each in _VALUE.findall(values[1]) if re.fullmatch(r"\d{1,15}", each))
    if len(numbers) not in {1, 2}:
        return CheckpointName(numbers=numbers)
    return CheckpointName(epoch=numbers[0], step=numbers[1] if len(numbers) > 2 else None, numbers=numbers)

mutants_x_parse_checkpoint_name__mutmut['_mutmut_orig'] = x_parse_checkpoint_name__mutmut_orig # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_1'] = x_parse_checkpoint_name__mutmut_1 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_2'] = x_parse_checkpoint_name__mutmut_2 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_3'] = x_parse_checkpoint_name__mutmut_3 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_4'] = x_parse_checkpoint_name__mutmut_4 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_5'] = x_parse_checkpoint_name__mutmut_5 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_6'] = x_parse_checkpoint_name__mutmut_6 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_7'] = x_parse_checkpoint_name__mutmut_7 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_8'] = x_parse_checkpoint_name__mutmut_8 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_9'] = x_parse_checkpoint_name__mutmut_9 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_10'] = x_parse_checkpoint_name__mutmut_10 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_11'] = x_parse_checkpoint_name__mutmut_11 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_12'] = x_parse_checkpoint_name__mutmut_12 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_13'] = x_parse_checkpoint_name__mutmut_13 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_14'] = x_parse_checkpoint_name__mutmut_14 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_15'] = x_parse_checkpoint_name__mutmut_15 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_16'] = x_parse_checkpoint_name__mutmut_16 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_17'] = x_parse_checkpoint_name__mutmut_17 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_18'] = x_parse_checkpoint_name__mutmut_18 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_19'] = x_parse_checkpoint_name__mutmut_19 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_20'] = x_parse_checkpoint_name__mutmut_20 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_21'] = x_parse_checkpoint_name__mutmut_21 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_22'] = x_parse_checkpoint_name__mutmut_22 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_23'] = x_parse_checkpoint_name__mutmut_23 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_24'] = x_parse_checkpoint_name__mutmut_24 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_25'] = x_parse_checkpoint_name__mutmut_25 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_26'] = x_parse_checkpoint_name__mutmut_26 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_27'] = x_parse_checkpoint_name__mutmut_27 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_28'] = x_parse_checkpoint_name__mutmut_28 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_29'] = x_parse_checkpoint_name__mutmut_29 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_30'] = x_parse_checkpoint_name__mutmut_30 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_31'] = x_parse_checkpoint_name__mutmut_31 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_32'] = x_parse_checkpoint_name__mutmut_32 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_33'] = x_parse_checkpoint_name__mutmut_33 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_34'] = x_parse_checkpoint_name__mutmut_34 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_35'] = x_parse_checkpoint_name__mutmut_35 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_36'] = x_parse_checkpoint_name__mutmut_36 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_37'] = x_parse_checkpoint_name__mutmut_37 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_38'] = x_parse_checkpoint_name__mutmut_38 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_39'] = x_parse_checkpoint_name__mutmut_39 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_40'] = x_parse_checkpoint_name__mutmut_40 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_41'] = x_parse_checkpoint_name__mutmut_41 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_42'] = x_parse_checkpoint_name__mutmut_42 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_43'] = x_parse_checkpoint_name__mutmut_43 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_44'] = x_parse_checkpoint_name__mutmut_44 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_45'] = x_parse_checkpoint_name__mutmut_45 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_46'] = x_parse_checkpoint_name__mutmut_46 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_47'] = x_parse_checkpoint_name__mutmut_47 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_48'] = x_parse_checkpoint_name__mutmut_48 # type: ignore # mutmut generated
mutants_x_parse_checkpoint_name__mutmut['x_parse_checkpoint_name__mutmut_49'] = x_parse_checkpoint_name__mutmut_49 # type: ignore # mutmut generated
