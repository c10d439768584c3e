"""Rows of the frames of a comparison as typed records; logtools/schema.py describes the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Literal, TypeVar

import polars as pl

from logtools import schema
from logtools.record import Record

__all__ = ["Conclusion", "DifferenceRow", "EffectRow", "GroupRow", "frame_of", "rows_of"]

Conclusion = Literal["better", "worse", "equivalent", "unconfirmed", "not significant"]


class GroupRow(Record):
    """A row of schema.COMPARISON_GROUPS."""

    rank: int | None = None
    group: str
    runs: int
    n: int
    diverged: int
    missing: int
    mean: float | None = None
    std: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    median: float | None = None
    iqm: float | None = None
    min: float | None = None
    max: float | None = None
    may_be_best: bool | None = None
    reason: str | None = None


class DifferenceRow(Record):
    """A row of schema.COMPARISON_DIFFERENCES."""

    group: str
    baseline: str
    n: int
    n_baseline: int
    pairs: int | None = None
    difference: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    error: float | None = None
    freedom: float | None = None
    p_better: float | None = None
    p_better_n: int | None = None
    p: float | None = None
    p_adjusted: float | None = None
    p_equivalent: float | None = None
    method: str | None = None
    conclusion: Conclusion = "not significant"
    reason: str | None = None
    level_difference: float | None = None
    level_p: float | None = None
    detectable_difference: float | None = None
    runs_needed: int | None = None
    effect: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None


class EffectRow(Record):
    """A row of schema.COMPARISON_EFFECTS."""

    hparam: str
    level: str
    runs: int
    n: int
    diverged: int
    mean: float | None = None
    best: float | None = None
    best_run: str | None = None


Row = TypeVar("Row", GroupRow, DifferenceRow, EffectRow)
_SCHEMAS: dict[type, schema.FrameSchema] = {
    GroupRow: schema.COMPARISON_GROUPS,
    DifferenceRow: schema.COMPARISON_DIFFERENCES,
    EffectRow: schema.COMPARISON_EFFECTS,
}


def frame_of(kind: type[Row], rows: Sequence[Row]) -> pl.DataFrame:
    """Return records as the frame of their schema; fields that only a subclass has are left out."""
    names = [field.name for field in fields(kind)]
    return pl.DataFrame([[vars(row)[name] for name in names] for row in rows], schema=_SCHEMAS[kind], orient="row")


def rows_of(kind: type[Row], frame: pl.DataFrame) -> list[Row]:
    """Return the rows of a frame as records; other columns are left out."""
    names = [field.name for field in fields(kind)]
    return [kind(**row) for row in frame.select(names).iter_rows(named=True)]
