"""What the head and the tail of a run's file tell: enough for a list of runs, however long the files are.

The header names the metrics; the last lines name the last epoch and step, and show whether the file broke off. Nothing
between them is read.
"""

from __future__ import annotations

import csv
import io
import math
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from logtools.formats.cells import number_of
from logtools.formats.names import Header, read_header
from logtools.formats.source import Source, delimiter_of, inspect, text_of
from logtools.storage.discover import METRICS_FILE, Run

__all__ = ["Checkpoint", "Glance", "checkpoints", "glance"]

_PIECE = 16_384  # bytes read from each end
_ACTIVE = 300.0  # seconds since the last write for which a run counts as active


@dataclass(frozen=True, kw_only=True)
class Glance:
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


def glance(run: Run, *, now: float | None = None) -> Glance:
    """Look at both ends of a run's file."""
    idle = (time.time() if now is None else now) - run.changed > _ACTIVE
    state = "idle" if idle else "active"
    if run.size is None:
        return Glance(state="empty", epoch=None, step=None, metrics=0, notice=f"no {METRICS_FILE}: nothing logged yet")
    try:
        head, tail = _ends(run)
    except OSError as error:
        return Glance(
            state=state, epoch=None, step=None, metrics=0, notice=f"cannot be read: {error.strerror or error}"
        )
    source = inspect(head)
    notice = _beside(run)
    if not source.header and not source.body:
        defect = source.defects[0].message if source.defects else None
        return Glance(state="empty", epoch=None, step=None, metrics=0, notice=defect or notice)
    names, rows = _rows(source, head, tail)
    header = read_header(names)
    metrics = len({(column.metric, column.dataloader) for column in header.columns.values()})
    if not tail.endswith((b"\n", b"\r")):
        notice = notice or "ends in an incomplete line"
    epoch, step = _last(header, rows)
    return Glance(state=state if rows else "empty", epoch=epoch, step=step, metrics=metrics, notice=notice)


def _ends(run: Run) -> tuple[bytes, bytes]:
    with (run.path / METRICS_FILE).open("rb") as file:
        head = file.read(_PIECE)
        size = os.fstat(file.fileno()).st_size
        if size <= len(head):
            return head, head
        file.seek(max(size - _PIECE, len(head)))
        return head, file.read()


def _beside(run: Run) -> str | None:
    return f"{', '.join(run.beside)} beside {METRICS_FILE} not read" if run.beside else None


def _rows(source: Source, head: bytes, tail: bytes) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the names of the columns and the complete rows at the end of the file."""
    first = text_of(head)[0].replace("\x00", "")
    delimiter = delimiter_of(first)
    header = source.header if source.plain else tuple(next(_parsed(first, delimiter), []))
    last = list(_parsed(text_of(tail)[0].replace("\x00", ""), delimiter))
    if not tail.endswith((b"\n", b"\r")):
        last = last[:-1]
    return header, last[1:]  # the header, or a row whose beginning was not read


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row)


def _last(header: Header, rows: Sequence[list[str]]) -> tuple[int | None, int | None]:
    """Return the epoch and step of the last row that belongs to the training: tests are no epoch of it."""
    tests = {i for i, column in header.columns.items() if column.stage in {"test", "predict"}}
    fallback: tuple[int | None, int | None] = (None, None)
    for row in reversed(rows):
        if len(row) != len(header.names):
            continue
        epoch, step = _cell(row, header.epoch), _cell(row, header.step)
        tested = any(row[i] for i in tests)
        if fallback == (None, None):
            fallback = (epoch, step)
        if not tested and (epoch is not None or header.epoch is None):
            return epoch, step
    return fallback


def _cell(row: Sequence[str], position: int | None) -> int | None:
    number = number_of(row[position]) if position is not None else None
    return int(number) if number is not None and math.isfinite(number) and abs(number) < 2**63 else None


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
