"""Find logs with the same bytes: a folder that was copied, or trainings whose seed has no effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logtools.storage.batch import Notice
from logtools.storage.snapshot import Run
from logtools.storage.stable_files import StableFiles

__all__ = ["copy_notices"]

_MOST = 4_000_000  # bytes that are compared
_SMALLEST = 64  # bytes: shorter logs have few values, and may be equal by chance


def copy_notices(runs: Sequence[Run], files: StableFiles) -> Iterator[Notice]:
    """Yield a notice for each run whose log has the same bytes as that of an earlier one.

    Only files that were read are compared. Sizes and checksums are compared first, so few files are read again, and no
    more than 4 MB of them.
    """
    alike: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        seen = files.seen.get(run.files[0].path) if len(run.files) == 1 else None
        if seen and seen.state.size >= _SMALLEST:
            alike.setdefault((seen.state.size, seen.checksum), []).append(run)
    left = _MOST
    for (size, _), (first, *others) in alike.items():
        content = _content(first, files) if others else None
        for run in others:
            left -= size
            if left < 0:
                return
            if content is not None and _content(run, files) == content:
                message = f"same log as {first.id}: a copied folder, or a seed without effect"
                yield Notice(run=run.id, kind="copy", count=1, message=message)


def _content(run: Run, files: StableFiles) -> bytes | None:
    try:
        return files.read(run.files[0])
    except OSError:  # the file was deleted or changed
        return None
