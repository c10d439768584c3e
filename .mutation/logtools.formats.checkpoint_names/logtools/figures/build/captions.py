"""Write the caption of a panel: its best value, where it was logged, and by which run."""

from __future__ import annotations

from collections.abc import Sequence

from logtools.figures.build.best_points import BestPoint
from logtools.text.numbers import count, number

__all__ = ["best_caption", "best_value"]


def best_caption(points: Sequence[BestPoint], *, name: str, mean: bool) -> str:
    """Return the caption of a panel.

    Args:
        points: the panel's best points, best run first.
        name: name of the best run; empty if the panel shows only that run.
        mean: whether the values are means over runs.
    """
    if not points:
        return ""
    sentence = best_value(points[0], mean=mean)
    if not name:
        return sentence
    others = sum(point.value == points[0].value for point in points) - 1
    return f"{sentence}, {name}" + (f" (tied with {count(others, 'other')})" if others else "")


def best_value(point: BestPoint, *, mean: bool = False) -> str:
    """Return a phrase for one best point.

    >>> point = BestPoint(
    ...     panel=0,
    ...     run="version_0",
    ...     metric="loss",
    ...     label="val_loss",
    ...     stage="val",
    ...     granularity="epoch",
    ...     value=0.2312,
    ...     step=499,
    ...     epoch=4,
    ... )
    >>> best_value(point)
    'best val_loss 0.2312 at epoch 4'
    """
    positions = {"step": point.step} if point.is_step else {"epoch": point.epoch, "step": point.step}
    where = next((f" at {axis} {position}" for axis, position in positions.items() if position is not None), "")
    batch = " in one batch" if point.is_step else ""
    return f"best {'mean ' if mean else ''}{point.label} {number(point.value)}{batch}{where}"
