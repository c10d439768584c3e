"""Find evaluations after the training: `trainer.validate` or `trainer.test` after `fit`, whatever they log.

Such an evaluation often logs the metrics of the validations, one step after the training, and since 1.6 in an epoch
that was not trained. It is no epoch of the training: its values get the granularity `run`. Test metrics that only it
logged keep their granularity, since tests belong to no epoch anyway.

An evaluation after the training ends a segment. Its step is one after the training (or one after the last validation,
if these count other steps). Its epoch was not trained, or was already validated, or was interrupted: then the earlier
validations were at the step of the training, not after it. If validations are a single step apart, every validated
epoch must have values of the training: otherwise the evaluation could be the validation of one more epoch.

An evaluation by another trainer is a segment of its own, at a single epoch and step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools.formats.lightning.axes import among
from logtools.metrics.stage import Stage

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

#: The columns that a row fills, each with the stage of its values.
Cells = frozenset[tuple[int, Stage | None]]

_TESTS = frozenset({"test", "predict"})

__all__ = ["split_final_evaluations"]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Rows:
    """The rows with an epoch and a step, as arrays of shape (rows,), in file order."""

    epoch: Array
    step: Array
    code: Array
    #: Whether a row has values of the training.
    trained: Array


def split_final_evaluations(
    frame: pl.DataFrame,
    *,
    training: Collection[int],
    unsure: Collection[int],
    evaluations: Mapping[int, Cells],
    unused: int,
) -> tuple[pl.DataFrame, dict[int, tuple[int, frozenset[int]]]]:
    """Give rows of evaluations after the training their own signature.

    Args:
        frame: a table with axes and codes.
        training: codes of rows with values of the training.
        unsure: codes in `training` and `evaluations`: evaluations if the segment has no other values of the training.
        evaluations: the cells that rows with epoch values of evaluations fill, by code.
        unused: the first code that is free.

    Returns:
        The frame with a changed column `code`; and for each new code, the old one, and the columns with values of the
        run.
    """
    import numpy as np

    if not evaluations or frame.height < 3:
        return frame, {}
    known = frame.get_column("epoch").is_not_null() & frame.get_column("step").is_not_null()
    at = known.arg_true()
    if at.is_empty():
        return frame, {}
    source, segment, epoch, step, code = (
        frame.get_column(name).gather(at).to_numpy() for name in ("source", "segment", "epoch", "step", "code")
    )
    apart = (source[1:] != source[:-1]) | (segment[1:] != segment[:-1])
    bounds = [0, *(np.flatnonzero(apart) + 1).tolist(), len(at)]
    trained, doubtful = among(code, training), among(code, unsure)
    if doubtful.any():
        decided = np.logical_or.reduceat(trained & ~doubtful, bounds[:-1])
        trained &= ~doubtful | np.repeat(decided, np.diff(bounds))
    rows = _Rows(epoch=epoch, step=step, code=code, trained=trained)
    fresh: dict[tuple[int, frozenset[int]], int] = {}
    moved: dict[int, int] = {}
    found = [pair for start, end in _candidates(rows, bounds) for pair in _final(rows, start, end, evaluations)]
    if segment.any():
        found.extend(_stand_alone(rows, bounds, source, evaluations))
    for row, columns in found:
        moved[int(at[row])] = fresh.setdefault((int(code[row]), columns), unused + len(fresh))
    if not moved:
        return frame, {}
    codes = frame.get_column("code").scatter(list(moved), list(moved.values()))
    return frame.with_columns(codes), {new: old for old, new in fresh.items()}


def _candidates(rows: _Rows, bounds: list[int]) -> list[tuple[int, int]]:
    """Return the segments that could end in a final evaluation, which are few, by their first row and their end.

    The last row is an evaluation one step after another row; and its epoch was not trained, or that row is an
    evaluation, too, or the last one of the training.
    """
    import numpy as np

    starts, last = np.array(bounds[:-1]), np.array(bounds[1:]) - 1
    one_before = rows.step == np.repeat(rows.step[last], last - starts + 1) - 1
    newest, end = (
        np.maximum.reduceat(np.where(rows.trained, axis, np.iinfo(axis.dtype).min), starts)
        for axis in (rows.epoch, rows.step)
    )
    again = np.logical_or.reduceat(one_before & ~rows.trained, starts)
    beyond = (rows.epoch[last] > newest) | (rows.step[last] == end + 1)
    found = ~rows.trained[last] & np.logical_or.reduceat(one_before, starts) & (beyond | again)
    return list(zip(starts[found].tolist(), (last[found] + 1).tolist(), strict=True))


def _final(rows: _Rows, start: int, end: int, evaluations: Mapping[int, Cells]) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the final evaluations of the segment in rows `start` to `end`, with the columns of the run."""
    import numpy as np

    first = end - 1
    epoch, step = int(rows.epoch[first]), int(rows.step[first])
    while (
        first > start and not rows.trained[first - 1] and (rows.epoch[first - 1], rows.step[first - 1]) == (epoch, step)
    ):
        first -= 1
    before = slice(start, first)
    codes = np.unique(rows.code[before][~rows.trained[before]]).tolist()
    earlier = {code: evaluations[code] for code in codes if code in evaluations}
    for row in range(first, end):
        cells = evaluations.get(int(rows.code[row]), Cells())
        like = [code for code, filled in earlier.items() if not filled.isdisjoint(cells)]
        validated = np.flatnonzero(among(rows.code[before], like or earlier)) + start
        if cells and _is_after(rows, before, validated, epoch=epoch, step=step):
            again = cells & Cells().union(*(earlier[code] for code in like))
            yield row, frozenset(i for i, stage in cells if stage not in _TESTS or (i, stage) in again)


def _stand_alone(
    rows: _Rows, bounds: list[int], source: Array, evaluations: Mapping[int, Cells]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the evaluations that another trainer wrote after a training, with the columns of the run.

    They are at a single epoch and step, in a segment of their own without values of a training.
    """
    import numpy as np

    trained: set[int] = set()  # files in which a training is before the segment
    for start, end in pairwise(bounds):
        file = int(source[start])
        if rows.trained[start:end].any():
            trained.add(file)
        elif file in trained and not (np.ptp(rows.epoch[start:end]) or np.ptp(rows.step[start:end])):
            for row in range(start, end):
                if cells := evaluations.get(int(rows.code[row])):
                    yield row, frozenset(i for i, stage in cells if stage not in _TESTS)


def _is_after(rows: _Rows, before: slice, validated: Array, *, epoch: int, step: int) -> bool:
    """Return whether an evaluation is after the training in the rows `before`, with evaluations at `validated`."""
    trained = set(rows.epoch[before][rows.trained[before]].tolist())
    epochs = set(rows.epoch[validated].tolist())
    if not trained | epochs:
        return False
    is_new = epoch > max(trained or epochs)
    is_next = step == int(rows.step[before].max()) + 1
    if not epochs:
        return is_new and is_next
    steps = rows.step[validated][-2:].tolist()
    is_spaced = steps[-1] - steps[0] != 1
    if is_next and is_spaced and (trained or len(steps) > 1):
        if epoch == max(trained, default=None) and epoch not in epochs:
            return not _is_ahead(rows, before, validated)
        return is_new or (epoch == int(rows.epoch[validated[-1]]) and step == steps[-1] + 1)
    return is_new and step == steps[-1] + 1 and epochs <= trained


def _is_ahead(rows: _Rows, before: slice, validated: Array) -> bool:
    """Return whether a validation is at a later step than the training of its epoch in the rows `before`."""
    trained = rows.trained[before]
    ends = dict(zip(rows.epoch[before][trained].tolist(), rows.step[before][trained].tolist(), strict=True))
    steps = zip(rows.epoch[validated].tolist(), rows.step[validated].tolist(), strict=True)
    return any(step > ends.get(epoch, -1) for epoch, step in steps)
