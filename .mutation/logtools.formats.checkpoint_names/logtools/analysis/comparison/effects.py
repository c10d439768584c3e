"""Compute main effects: the mean result per value (level) of each hyperparameter.

The mean of a level averages over all other hyperparameters. In an unbalanced grid, where levels were combined with
different values of the others, the means are confounded by these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from logtools.analysis.comparison.aggregates import partition_finite
from logtools.analysis.comparison.rows import EffectRow, frame_of
from logtools.analysis.comparison.statistics import mean
from logtools.choices import Direction
from logtools.text.numbers import value_text

__all__ = ["effects", "is_crossed", "varying"]


def effects(runs: pl.DataFrame, members: pl.DataFrame, *, direction: Direction) -> pl.DataFrame:
    """Return one row per level of each hyperparameter that has several: schema.COMPARISON_EFFECTS.

    `runs` has the columns run and value; `members` (see `groups.Grouping`) one row per run with its hyperparameters.
    """
    rows = []
    for name in varying(members):
        table = members.select("run", level=pl.col(name)).join(runs.select("run", "value"), on="run")
        levels: dict[object, list[tuple[str, float | None]]] = {}
        for run, level, value in table.sort("level", nulls_last=True, maintain_order=True).iter_rows():
            levels.setdefault(level, []).append((run, value))
        for level, found in levels.items():
            rows.append(_row(name, value_text(level), found, direction))
    return frame_of(EffectRow, rows)


def is_crossed(members: pl.DataFrame) -> bool:
    """Return whether all combinations of levels have the same number of runs."""
    names = varying(members)
    counts = Counter(members.select(names).iter_rows())
    combinations = 1
    for name in names:
        combinations *= members.get_column(name).n_unique()
    return len(counts) == combinations and len(set(counts.values())) == 1


def varying(members: pl.DataFrame) -> list[str]:
    """Return the hyperparameters that have several levels."""
    names = [name for name in members.columns if name not in {"run", "group", "replicate"}]
    return [name for name in names if members.get_column(name).n_unique() > 1]


def _row(hparam: str, level: str, found: Sequence[tuple[str, float | None]], direction: Direction) -> EffectRow:
    finite, diverged, _ = partition_finite([value for _, value in found])
    row = EffectRow(hparam=hparam, level=level, runs=len(found), n=len(finite), diverged=diverged)
    if not finite:
        return row
    best = min(finite) if direction == "min" else max(finite)
    best_run = next(run for run, value in found if value == best)
    return replace(row, mean=mean(finite), best=best, best_run=best_run)
