"""The baseline for `logtools ls`: hand-written code that lists runs from both ends of each file.

It relies on files as Lightning writes them, and reads the same bytes as `logtools ls`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

__all__ = ["rows", "show"]

_ENDS = 16_384  # bytes read from each end
_ACTIVE = 300.0  # seconds

#: id, state, last epoch, last step, number of metrics, size in bytes, and time of the last change.
Row = tuple[str, str, int, int, int, int, float]


def rows(root: str) -> list[Row]:
    """Return a row per run in `root`, in the order of their numbers."""
    return sorted(_found(root), key=lambda row: int(row[0].rpartition("_")[2]))


def show(root: str) -> None:
    """Print the table."""
    for run, state, epoch, step, metrics, size, changed in rows(root):
        when = time.strftime("%F %T", time.gmtime(changed))
        sys.stdout.write(f"{run:<16} {epoch:>6} {step:>9} {metrics:>8} {size:>11} {when} {state}\n")


def _found(root: str) -> Iterator[Row]:
    now = time.time()
    for folder, _, names in os.walk(root):
        if "metrics.csv" in names:
            with open(os.path.join(folder, "metrics.csv"), "rb") as file:  # noqa: PTH118, PTH123 - faster than pathlib
                status = os.fstat(file.fileno())
                head = tail = file.read(_ENDS)
                if status.st_size > len(head):
                    file.seek(max(status.st_size - _ENDS, len(head)))
                    tail = file.read()
            header = head[: head.index(b"\r\n")].decode().split(",")
            epoch, step = _last(header, tail)
            state = "idle" if now - status.st_mtime > _ACTIVE else "active"
            metrics = {name.removesuffix("_step").removesuffix("_epoch") for name in header} - {"epoch", "step"}
            run = os.path.relpath(folder, root)
            yield run, state, epoch, step, len(metrics), status.st_size, status.st_mtime


def _last(header: list[str], tail: bytes) -> tuple[int, int]:
    """Return epoch and step of the last row that has an epoch and is not a test."""
    epoch, step = header.index("epoch"), header.index("step")
    tests = [i for i, name in enumerate(header) if name.startswith("test")]
    for line in reversed(tail.splitlines()):
        cells = line.split(b",")
        if cells[epoch] and not any(cells[i] for i in tests):
            return int(cells[epoch]), int(cells[step])
    return -1, -1
