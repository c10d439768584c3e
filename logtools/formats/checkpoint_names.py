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
#: `7-600-0.535` and `7-0.535`: values of a template without their names; the epoch comes first.
_VALUES = re.compile(r"(\d{1,15})(?:-(\d{1,15}))?(?:-\d+\.\d+)*(?:-v\d+)?")


@dataclass(frozen=True, kw_only=True)
class CheckpointName:
    """The epoch and step in the name of a checkpoint."""

    #: The epoch in which it was written, and the number of steps until then; None if not in the name.
    epoch: int | None = None
    step: int | None = None


def parse_checkpoint_name(name: str) -> CheckpointName:
    """Return epoch and step from the path of a checkpoint relative to its folder, without `.ckpt`.

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
