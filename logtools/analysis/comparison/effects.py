"""What made it so: each level of a hyperparameter, over all runs that have it.

These are main effects: the mean of a level is over whatever else differs between its runs. Where the levels of one
hyperparameter were not tried with the same levels of the others, their means compare different company too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import polars as pl

from logtools import schema
from logtools.analysis.comparison.aggregates import partition_finite
from logtools.analysis.comparison.statistics import mean
from logtools.text.numbers import value_text

__all__ = ["effects", "is_crossed", "varying"]


def effects(runs: pl.DataFrame, members: pl.DataFrame, *, direction: Literal["min", "max"]) -> pl.DataFrame:
    """Return a row per level of each setting that has several: schema.COMPARISON_EFFECTS.

    `runs` has the columns run and value; `members` (see `groups.Grouping`) a row a run with the settings.
    """
    rows = []
    for name in varying(members):
        table = members.select("run", level=pl.col(name)).join(runs.select("run", "value"), on="run")
        levels: dict[object, list[tuple[str, float | None]]] = {}
        for run, level, value in table.sort("level", nulls_last=True, maintain_order=True).iter_rows():
            levels.setdefault(level, []).append((run, value))
        for level, found in levels.items():
            rows.append({"hparam": name, "level": value_text(level), **_numbers(found, direction)})
    return pl.DataFrame(rows, schema=schema.COMPARISON_EFFECTS)


def is_crossed(members: pl.DataFrame) -> bool:
    """Tell whether all levels of all settings were tried together, equally often."""
    names = varying(members)
    counts = Counter(members.select(names).iter_rows())
    combinations = 1
    for name in names:
        combinations *= members.get_column(name).n_unique()
    return len(counts) == combinations and len(set(counts.values())) == 1


def varying(members: pl.DataFrame) -> list[str]:
    """Return the settings that have several levels."""
    names = [name for name in members.columns if name not in {"run", "group", "replicate"}]
    return [name for name in names if members.get_column(name).n_unique() > 1]


def _numbers(found: Sequence[tuple[str, float | None]], direction: Literal["min", "max"]) -> dict[str, object]:
    finite, diverged, _ = partition_finite([value for _, value in found])
    counts: dict[str, object] = {"runs": len(found), "n": len(finite), "diverged": diverged}
    if not finite:
        return counts
    best = min(finite) if direction == "min" else max(finite)
    run = next(run for run, value in found if value == best)
    return counts | {"mean": mean(finite), "best": best, "best_run": run}
