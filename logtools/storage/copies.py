"""Find logs with the same bytes: a folder that was copied, or trainings whose seed has no effect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logtools.storage.batch import Notice
from logtools.storage.snapshot import Run
from logtools.storage.stable_files import StableFiles

__all__ = ["copy_notices"]

_SMALLEST = 64  # bytes: shorter logs have few values, and may be equal by chance


def copy_notices(runs: Sequence[Run], files: StableFiles) -> Iterator[Notice]:
    """Yield a notice for each run whose log has the same bytes as that of an earlier one.

    Only files that were read are compared. Sizes and checksums are compared first, so few files are read again.
    """
    alike: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        seen = files.seen.get(run.files[0].path) if len(run.files) == 1 else None
        if seen and seen.state.size >= _SMALLEST:
            alike.setdefault((seen.state.size, seen.checksum), []).append(run)
    for first, *others in alike.values():
        for run in others:
            if _have_same_bytes(first, run, files):
                message = f"same log as {first.id}: a copied folder, or a seed without effect"
                yield Notice(run=run.id, kind="copy", count=1, message=message)


def _have_same_bytes(one: Run, other: Run, files: StableFiles) -> bool:
    try:
        return files.read(one.files[0]) == files.read(other.files[0])
    except OSError:  # one of the files was deleted or changed
        return False
