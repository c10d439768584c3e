"""Find the checkpoint of a value.

Lightning names a checkpoint after its epoch and the number of finished steps, which is one more than the step of the
last logged value. A value belongs to the checkpoint of its epoch; if an epoch has several, to the one with the nearest
step.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

__all__ = ["CheckpointMatch", "nearest"]


@dataclass(frozen=True, kw_only=True)
class CheckpointMatch:
    """A checkpoint, and whether it matches a value exactly."""

    #: Its path.
    path: str
    #: The epoch and step in its name; None if missing.
    epoch: int | None
    step: int | None
    #: Whether it has the epoch of the value (or the step, if the epoch is unknown).
    exact: bool


def nearest(checkpoints: pl.DataFrame, *, epoch: int | None, step: int | None) -> CheckpointMatch | None:
    """Return the checkpoint nearest to an epoch and step; None if there is no checkpoint.

    `checkpoints` is schema.CHECKPOINTS of one run. If no name has an epoch or step, the result is the last one, and not
    exact.
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
