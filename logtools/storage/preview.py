"""A cheap preview of a run, from the head and the tail of its file."""

from __future__ import annotations

from dataclasses import dataclass

from logtools.formats.base import format_named
from logtools.storage.discovery import log_names
from logtools.storage.reader import Source
from logtools.storage.snapshot import Run
from logtools.storage.stable_files import FileChangedError

__all__ = ["Preview", "preview"]

_PIECE = 16_384  # bytes read from each end


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The facts about a run that the first and last bytes of its file show."""

    #: `empty`, `active` or `idle`.
    state: str
    #: The last epoch and train step near the end of the file.
    epoch: int | None
    step: int | None
    #: Number of metrics in the header.
    metric_count: int
    #: A problem that both ends of the file show; None if there is none.
    notice: str | None


def preview(run: Run, source: Source) -> Preview:
    """Read the first and the last bytes of a run's file."""
    state = "active" if source.snapshot.is_active(run) else "idle"
    if run.locked:
        return Preview(state="empty", epoch=None, step=None, metric_count=0, notice=f"cannot be read: {run.locked}")
    if not run.files:
        return Preview(state="empty", epoch=None, step=None, metric_count=0, notice=f"no {log_names()}: {run.missing}")
    try:
        head, tail = source.files.read_ends(run.files[-1], _PIECE)
    except FileChangedError as error:
        return Preview(state=state, epoch=None, step=None, metric_count=0, notice=error.strerror)
    except OSError as error:
        notice = f"cannot be read: {error.strerror or error}"
        return Preview(state=state, epoch=None, step=None, metric_count=0, notice=notice)
    ends = format_named(run.format).preview(head, tail, source.configuration.stages)
    beside = f"{', '.join(run.beside)} beside {run.format} not read" if run.beside else None
    return Preview(
        state=state if ends.filled else "empty",
        epoch=ends.epoch,
        step=ends.step,
        metric_count=ends.metrics,
        notice=beside if ends.issue is None or (beside and ends.metrics) else ends.issue.message,
    )
