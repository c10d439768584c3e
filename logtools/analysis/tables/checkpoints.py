"""Which checkpoint belongs to a place on a curve.

Lightning names a checkpoint after the epoch it was written in and the number of steps that had been made, which is one
more than the step that its last value is logged at. A value that was logged in an epoch belongs to the checkpoint of
that epoch; where an epoch has several, to the one whose step is nearest.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

__all__ = ["CheckpointMatch", "nearest"]


@dataclass(frozen=True, kw_only=True)
class CheckpointMatch:
    """A checkpoint, and whether it is the one that was looked for."""

    #: Its path.
    path: str
    #: Its epoch and step, as its name tells; None where it does not.
    epoch: int | None
    step: int | None
    #: Whether it is of the epoch (or, where no epoch is known, of the step) that was asked for.
    exact: bool


def nearest(checkpoints: pl.DataFrame, *, epoch: int | None, step: int | None) -> CheckpointMatch | None:
    """Return the checkpoint that is nearest to an epoch and step; None if there is none at all.

    `checkpoints` is schema.CHECKPOINTS of one run. Without a checkpoint whose name tells its place, it is the last one
    of the list, and not exact.
    """
    rows = [(str(path), at, after) for path, at, after in checkpoints.select("path", "epoch", "step").iter_rows()]
    if not rows:
        return None

    def distance(row: tuple[str, int | None, int | None]) -> tuple[float, float]:
        _, at, after = row
        epochs = abs(at - epoch) if at is not None and epoch is not None else float("inf")
        steps = abs(after - 1 - step) if after is not None and step is not None else float("inf")
        return epochs, steps

    known = min(rows, key=distance)
    if distance(known) == (float("inf"), float("inf")):
        known = rows[-1]
    path, at, after = known
    exact = at == epoch if epoch is not None else step is not None and after in {step, step + 1}
    return CheckpointMatch(path=path, epoch=at, step=after, exact=exact)
