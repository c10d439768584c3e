"""What a short look at a run's folder tells: enough for a list of runs, however long their files are.

Of `metrics.csv` only the head and the tail are read; of checkpoints only the names.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from logtools.formats.csv.head_tail import read_head_tail
from logtools.storage.discovery import METRICS_FILE, Run

__all__ = ["Checkpoint", "Preview", "checkpoints", "is_active", "preview"]

_PIECE = 16_384  # bytes read from each end
_ACTIVE = 300.0  # seconds since the last write for which a run counts as active


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a look at both ends of a run's file tells."""

    #: empty, active or idle.
    state: str
    #: The last epoch and train step near the end of the file.
    epoch: int | None
    step: int | None
    #: Number of metrics in the header.
    metrics: int
    #: What is wrong, as far as can be seen; None if nothing.
    notice: str | None


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A saved model beside a run's log."""

    #: The file.
    path: Path
    #: Epoch and step that its name tells (`epoch=3-step=400.ckpt`).
    epoch: int | None
    step: int | None
    #: In bytes.
    size: int


def is_active(run: Run, *, now: float | None = None) -> bool:
    """Tell whether a run was written to shortly before `now` (seconds since the epoch; by default the present)."""
    return (time.time() if now is None else now) - run.changed <= _ACTIVE


def preview(run: Run, *, now: float | None = None) -> Preview:
    """Look at both ends of a run's file."""
    state = "active" if is_active(run, now=now) else "idle"
    if run.locked:
        return Preview(state="empty", epoch=None, step=None, metrics=0, notice=f"cannot be read: {run.locked}")
    if run.size is None:
        return Preview(state="empty", epoch=None, step=None, metrics=0, notice=f"no {METRICS_FILE}: nothing logged yet")
    try:
        ends = read_head_tail(*_ends(run))
    except OSError as error:
        notice = f"cannot be read: {error.strerror or error}"
        return Preview(state=state, epoch=None, step=None, metrics=0, notice=notice)
    beside = f"{', '.join(run.beside)} beside {METRICS_FILE} not read" if run.beside else None
    return Preview(
        state=state if ends.filled else "empty",
        epoch=ends.epoch,
        step=ends.step,
        metrics=ends.metrics,
        notice=beside if ends.issue is None or (beside and ends.metrics) else ends.issue.message,
    )


def _ends(run: Run) -> tuple[bytes, bytes]:
    with open(os.path.join(run.path, METRICS_FILE), "rb") as file:  # noqa: PTH118, PTH123 - of many files, it counts
        head = file.read(_PIECE)
        size = os.fstat(file.fileno()).st_size
        if size <= len(head):
            return head, head
        file.seek(max(size - _PIECE, len(head)))
        return head, file.read()


def checkpoints(run: Run) -> list[Checkpoint]:
    """List the checkpoints beside a run's log, by epoch and step."""
    found = []
    try:
        with os.scandir(run.path / "checkpoints") as listing:
            for entry in listing:
                if entry.name.endswith(".ckpt"):
                    told = _told(entry.name.removesuffix(".ckpt"))
                    size = entry.stat().st_size
                    found.append(
                        Checkpoint(path=Path(entry.path), epoch=told.get("epoch"), step=told.get("step"), size=size)
                    )
    except OSError:
        return []
    return sorted(found, key=lambda c: (c.epoch is None, c.epoch or 0, c.step or 0, c.path.name))


def _told(name: str) -> dict[str, int]:
    """Read `epoch=3-step=400` as ModelCheckpoint writes it."""
    pairs = (part.partition("=") for part in name.split("-"))
    return {key: int(value) for key, _, value in pairs if key in {"epoch", "step"} and value.isdecimal()}
