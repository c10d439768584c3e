"""Select the value that represents a run: best, last, or at an epoch or step.

`best` and `last` are in the summary; `epoch=10`, `step=5000` and smoothed curves need the observations. `epoch=10` is
the last value of that epoch. `step=5000` is the last value up to that step, unless the run ended more than one logging
interval before it. A smoothed value was never logged, so `unsmoothed` is the logged value at the same step.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import polars as pl

from logtools import schema
from logtools.analysis.curves.smoothing import Smoothing, smooth
from logtools.choices import Direction
from logtools.errors import InvalidValueError

__all__ = ["ValueAt", "from_observations", "from_summary", "parse_value_at"]

_AT = re.compile(r"(epoch|step) ?= ?(\d{1,18})")
_COLUMNS = ("run", "value", "value_epoch", "value_step", "unsmoothed")


@dataclass(frozen=True, kw_only=True)
class ValueAt:
    """Which value represents a run."""

    kind: Literal["best", "last", "epoch", "step"]
    #: The epoch or step; None for best and last.
    number: int | None = None

    def __str__(self) -> str:
        """Return the text that `parse_value_at` reads, such as `epoch=10`."""
        return self.kind if self.number is None else f"{self.kind}={self.number}"


def parse_value_at(text: str) -> ValueAt:
    """Parse `best`, `last`, `epoch=10` or `step=5000`.

    >>> parse_value_at("epoch=10")
    ValueAt(kind='epoch', number=10)

    Raises:
        InvalidValueError: if the text is none of these.
    """
    word = text.strip().casefold()
    if word in {"best", "last"}:
        return ValueAt(kind="best" if word == "best" else "last")
    found = _AT.fullmatch(word)
    if not found:
        raise InvalidValueError(f"invalid at {text!r}: use best, last, epoch=10 or step=5000")
    return ValueAt(kind="epoch" if found[1] == "epoch" else "step", number=int(found[2]))


def from_summary(series: pl.DataFrame, *, at: ValueAt, direction: Direction) -> pl.DataFrame:
    """Select the best or last value of runs: columns `run` and `value` to `unsmoothed` of schema.COMPARISON_RUNS.

    `series` has one row of schema.SUMMARY per run. If a run has no finite value, its last value is selected.
    """
    best = at.kind == "best"
    found = [
        (pl.when(pl.col(direction).is_not_null()).then(f"{direction}{part}") if best else pl.when(False).then(None))
        .otherwise(f"last{part}")
        .alias(f"value{part}")
        for part in ("", "_epoch", "_step")
    ]
    chosen = series.select(pl.col("run").cast(pl.String), *found).with_columns(unsmoothed=pl.col("value"))
    return _typed(chosen)


def from_observations(
    observations: pl.DataFrame, *, at: ValueAt, direction: Direction, smoothing: Smoothing | None
) -> pl.DataFrame:
    """Select a value of each run's curve: columns `run` and `value` to `unsmoothed` of schema.COMPARISON_RUNS.

    `observations` has the columns run, segment, epoch, step and value of one metric, in file order. A run without
    such a value has no row.
    """
    curve = observations.with_columns(unsmoothed=pl.col("value"))
    if smoothing is not None:
        curve = smooth(curve, smoothing)
    if at.kind == "epoch":
        curve = curve.filter(pl.col("epoch") == at.number)
    elif at.kind == "step":
        interval = pl.col("step").diff().max().over("run").fill_null(1)
        curve = curve.filter((pl.col("step") <= at.number) & (pl.col("step") + interval > at.number))
    picked = curve.group_by("run", maintain_order=True).agg(pl.all().get(_position(at, direction)))
    named = picked.rename({"epoch": "value_epoch", "step": "value_step"}).with_columns(pl.col("run").cast(pl.String))
    return _typed(named)


def _position(at: ValueAt, direction: Direction) -> pl.Expr:
    last = pl.len() - 1
    if at.kind != "best":
        return last
    finite = pl.when(pl.col("value").is_finite()).then(pl.col("value"))
    found = finite.arg_min() if direction == "min" else finite.arg_max()
    return pl.when(finite.count() > 0).then(found).otherwise(last)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(schema.COMPARISON_RUNS[name]) for name in _COLUMNS)
