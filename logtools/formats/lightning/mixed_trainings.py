"""Find files that are not the log of a single training: several wrote into it, at the same time or one after another.

Two jobs that log into one folder write their rows in turn. At the same pace, every epoch has each of its values twice.
Otherwise the steps fall again and again to where the other job was, which is not the start of a training. A training
that is resumed into its own file looks the same, but once.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from logtools.formats.base import FileIssue
from logtools.formats.lightning.row_decisions import RowDecisions

__all__ = ["mixed_issues"]

_MIXED = "epoch values are repeated in most epochs: two jobs wrote into this file; their values are mixed"
_WHY = "a training was resumed into this file, or two jobs wrote into it"
_FEWEST = 2  # repeated epochs


def mixed_issues(frame: pl.DataFrame, decisions: RowDecisions) -> Iterator[tuple[int, FileIssue]]:
    """Yield an issue for each file that several trainings wrote.

    Args:
        frame: source, segment, epoch, step and code of the rows; those of a file are contiguous and in file order.
        decisions: the kinds of the rows, by code.
    """
    repeated: dict[int, int] = {}
    for code, kind in decisions.kinds.items():
        if kind.granularity == "epoch" and kind.stage in {"train", "val"} and not kind.final:
            for source, count in _repeated(frame, code):
                repeated[source] = max(count, repeated.get(source, 0))
    for source, count in repeated.items():
        yield source, FileIssue(kind="mixed", count=count, message=_MIXED)
    if not (frame.get_column("segment") > 0).any():
        return
    trained = [
        code for code, kind in decisions.kinds.items() if not kind.final and kind.stage not in {"test", "predict"}
    ]
    rows = frame.filter(pl.col("step").is_not_null(), pl.col("epoch").is_not_null(), pl.col("code").is_in(trained))
    starts = rows.group_by("source", "segment", maintain_order=True).agg(
        pl.col("epoch", "step").first(), pl.col("epoch").last().alias("end")
    )
    late = (pl.col("epoch") > pl.col("epoch").first()) | (pl.col("step") > pl.col("step").first())
    late &= pl.col("epoch") <= pl.col("end").shift(1)  # otherwise the steps of the user start again in each epoch
    for source, count in starts.group_by("source", maintain_order=True).agg(late.sum()).iter_rows():
        if count and source not in repeated:
            times = "once" if count == 1 else f"{count:,} times"
            message = f"steps fall back into the middle of the training {times}: {_WHY}"
            yield source, FileIssue(kind="mixed", count=count, message=message)


def _repeated(frame: pl.DataFrame, code: int) -> list[tuple[int, int]]:
    """Return the files in which most epochs repeat the step of the rows of a code, with the number of these epochs."""
    import numpy as np

    chosen = (frame.get_column("code") == code) & frame.get_column("step").is_not_null()
    source, segment, epoch, step = (
        frame.get_column(name).filter(chosen).to_numpy() for name in ("source", "segment", "epoch", "step")
    )
    again = (epoch[1:] == epoch[:-1]) & (step[1:] == step[:-1]) & (source[1:] == source[:-1])
    again &= segment[1:] == segment[:-1]
    if np.count_nonzero(again) < _FEWEST:
        return []
    files, rows = np.unique(source, return_counts=True)
    count = dict(zip(*(each.tolist() for each in np.unique(source[1:][again], return_counts=True)), strict=True))
    return [
        (file, count[file])
        for file, n in zip(files.tolist(), rows.tolist(), strict=True)
        if count.get(file, 0) >= max(_FEWEST, n / 3)
    ]
