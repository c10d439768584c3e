"""Which colours a figure has: one a run (or group), or a scale of a hyper-parameter that is a number."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from logtools.figures.spec import RunColour, Scale
from logtools.text.sorting import value_order

__all__ = ["hues_of", "scale_of"]

#: With more runs than this, only the best `_NAMED` have colours and names.
_MOST_HUES = 12
_NAMED = 10
#: Values whose largest is so many times the smallest are as far apart as their ratios.
_RATIO = 20

_NUMBER = re.compile(r"(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")


def hues_of(
    rows: pl.DataFrame, best: pl.DataFrame, labels: Mapping[str, str], values: Mapping[str, float]
) -> tuple[RunColour, ...]:
    """Give each run a hue, in the natural order of the labels, or best first where there are many.

    Args:
        rows: those of `select.Choice.rows`.
        best: those of `best.best_points`.
        labels: how to name runs; a run without label is named by its id.
        values: the places of runs on a scale; empty where colours stand for names.
    """
    runs: list[str] = rows["run"].cast(pl.String).unique(maintain_order=True).to_list()
    first = best.filter(pl.col("panel") == pl.col("panel").min())
    leading: list[str] = first["run"].cast(pl.String).to_list()
    ordered = sorted(runs, key=lambda run: (values.get(run, math.inf), value_order(labels.get(run, run))))
    named = set(ordered)
    if len(runs) > _MOST_HUES and not values:
        ordered = list(dict.fromkeys([*leading, *ordered]))
        named = set(ordered[:_NAMED])
    hues = [
        RunColour(run=run, label=labels.get(run, run), named=run in named, value=values.get(run)) for run in ordered
    ]
    if not leading or len(runs) < 2:
        return tuple(hues)
    of = str(first["label"][0]) + (" in one batch" if first["granularity"][0] == "step" else "")
    return tuple(replace(hue, winner=True, best_of=of) if hue.run == leading[0] else hue for hue in hues)


def scale_of(name: str, hues: Sequence[RunColour]) -> Scale | None:
    """Return the scale on which hues have their places; None where none has one."""
    values = [hue.value for hue in hues if hue.value is not None]
    if not values:
        return None
    low, high = min(values), max(values)
    return Scale(name=name, low=low, high=high, log=low > 0 and high / low >= _RATIO)
