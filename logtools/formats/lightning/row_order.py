"""Evidence from the order of rows whose names have no stage.

One call of the logger writes one row: all values of a train step, or of the end of an epoch. So a second row at the
step of a train step is not a train step. Train steps are logged at a regular interval, so a row at another step is not
one either. Of two rows at the end of an epoch, the validation comes first (in Lightning 1.4 and later).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from math import gcd

import polars as pl

__all__ = ["add_order"]


def add_order(
    frame: pl.DataFrame,
    shown: dict[tuple[int, int], dict[str, bool]],
    unstaged: AbstractSet[int],
    *,
    training: AbstractSet[int],
    forked: AbstractSet[int],
) -> None:
    """Add the evidence `apart` and `closing` of rows without a stage.

    Args:
        frame: a table with axes and codes.
        shown: the evidence of doubtful signatures by (source, code), which is changed.
        unstaged: codes of rows with an epoch whose names have no stage.
        training: codes of rows with names of the train stage.
        forked: codes of rows with the step values of forks, and an epoch.
    """
    often = [key for key, marks in shown.items() if key[1] in unstaged and marks["multiple"]]
    ends = [key for key, marks in shown.items() if key[1] in unstaged and marks["at_end"] and not marks["multiple"]]
    if often:
        steps = [key for key, marks in shown.items() if key[1] in training and marks["multiple"]]
        for key in _apart(frame, often, steps, forked):
            shown[key]["apart"] = True
    if len(ends) > len({source for source, _ in ends}):
        for key in _closing(frame, ends):
            shown[key]["closing"] = True


def _apart(
    frame: pl.DataFrame, asked: list[tuple[int, int]], steps: list[tuple[int, int]], forked: AbstractSet[int]
) -> list[tuple[int, int]]:
    """Return which of the pairs (source, code) have rows that cannot be train steps; `steps` are those that are."""
    rows = frame.filter(pl.col("epoch").is_not_null(), pl.col("step").is_not_null())
    rows = rows.select("source", "segment", "step", "code")
    known = pl.concat([_of(rows, steps), rows.filter(pl.col("code").is_in(sorted(forked)))]).with_columns(beside=True)
    if known.is_empty():
        return []
    intervals = [
        (source, gcd(*(step + 1 for step in values)) if len(values) > 2 else 1)
        for source, values in known.group_by("source").agg(pl.col("step").unique()).iter_rows()
    ]
    interval = pl.DataFrame(intervals, schema={"source": frame.schema["source"], "interval": pl.Int64}, orient="row")
    placed = _of(rows, asked).join(interval, on="source")
    placed = placed.join(known.drop("code").unique(), on=["source", "segment", "step"], how="left")
    apart = pl.col("beside").is_not_null() | ((pl.col("step") + 1) % pl.col("interval") != 0)
    return placed.filter(apart).select("source", "code").unique().rows()


def _closing(frame: pl.DataFrame, asked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return which of the pairs (source, code) always come last in the epochs that several of them end."""
    epoch = ["source", "segment", "epoch"]
    rows = _of(frame.filter(pl.col("epoch").is_not_null()).select(*epoch, "code"), asked)
    shared = rows.filter(pl.col("code").n_unique().over(epoch) > 1)
    last = shared.with_columns(last=pl.col("code") == pl.col("code").last().over(epoch))
    return last.group_by("source", "code").agg(pl.col("last").all()).filter("last").select("source", "code").rows()


def _of(rows: pl.DataFrame, pairs: list[tuple[int, int]]) -> pl.DataFrame:
    """Return the rows of some pairs (source, code)."""
    types = {name: rows.schema[name] for name in ("source", "code")}
    return rows.join(pl.DataFrame(pairs, schema=types, orient="row"), on=list(types), how="semi", maintain_order="left")
