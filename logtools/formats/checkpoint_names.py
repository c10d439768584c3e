"""Read epoch and step from the name of a checkpoint, whatever template it was written with.

ModelCheckpoint writes `epoch=3-step=400`, or without the names of the values `003-400`; people write `epoch_003`,
`model_epoch3` and `ep3`. A metric whose name holds a slash makes a folder of the part in front of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CheckpointName", "parse_checkpoint_name"]

_EPOCH = re.compile(r"(?:^|[^a-z])(?:epoch|ep)[=_\- ]?(\d{1,15})(?![\d.])", re.IGNORECASE)
_STEP = re.compile(r"(?:^|[^a-z])(?:global[_-]?step|steps?|iter)[=_\- ]?(\d{1,15})(?![\d.])", re.IGNORECASE)
#: `7-600-0.535` and `7-0.535`: the values of a template without their names, the epoch first.
_VALUES = re.compile(r"(\d{1,15})(?:-(\d{1,15}))?(?:-\d+\.\d+)*(?:-v\d+)?")


@dataclass(frozen=True, kw_only=True)
class CheckpointName:
    """What the name of a checkpoint says."""

    #: The epoch in which it was written, and the number of steps until then; None where the name does not say.
    epoch: int | None = None
    step: int | None = None


def parse_checkpoint_name(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint below its folder, without `.ckpt`.

    >>> parse_checkpoint_name("epoch=3-step=400"), parse_checkpoint_name("last")
    (CheckpointName(epoch=3, step=400), CheckpointName(epoch=None, step=None))
    """
    epoch, step = _EPOCH.search(name), _STEP.search(name)
    if epoch or step:
        return CheckpointName(epoch=int(epoch[1]) if epoch else None, step=int(step[1]) if step else None)
    values = _VALUES.fullmatch(name)
    if values is None:
        return CheckpointName()
    return CheckpointName(epoch=int(values[1]), step=int(values[2]) if values[2] else None)
