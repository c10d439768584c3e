"""Choose what the colours of a figure mean: runs, groups of runs, or a scale of a numeric hyperparameter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from logtools.figures.build.best_points import BestPoint
from logtools.figures.spec import ColourScale, RunColour
from logtools.text.sorting import value_order

__all__ = ["run_colours_of", "scale_of"]

#: With more runs than this, only the best `_NAMED` have colours and names.
_MOST_COLOURS = 12
_NAMED = 10
#: A scale is logarithmic if the ratio of its largest to its smallest value is at least this.
_RATIO = 20


def run_colours_of(
    rows: pl.DataFrame, best: Sequence[BestPoint], labels: Mapping[str, str], values: Mapping[str, float]
) -> tuple[RunColour, ...]:
    """Give each run a colour, in the natural order of the labels, or best first if there are many.

    Args:
        rows: `MetricSelection.rows`.
        best: the result of `best_points`.
        labels: names of runs; a run without a label is named by its id.
        values: the values of runs on a numeric scale; empty if each run has a colour of its own.
    """
    runs: list[str] = rows["run"].cast(pl.String).unique(maintain_order=True).to_list()
    leading = [point for point in best if point.panel == best[0].panel]
    ordered = sorted(runs, key=lambda run: (values.get(run, math.inf), value_order(labels.get(run, run))))
    named = set(ordered)
    if len(runs) > _MOST_COLOURS and not values:
        ordered = list(dict.fromkeys([*(point.run for point in leading), *ordered]))
        named = set(ordered[:_NAMED])
    run_colours = [
        RunColour(run=run, label=labels.get(run, run), named=run in named, value=values.get(run)) for run in ordered
    ]
    if not leading or len(runs) < 2:
        return tuple(run_colours)
    winner = leading[0]
    of = winner.label + (" in one batch" if winner.is_step else "")
    return tuple(replace(one, winner=True, best_of=of) if one.run == winner.run else one for one in run_colours)


def scale_of(name: str, run_colours: Sequence[RunColour]) -> ColourScale | None:
    """Return the scale of the runs' values; None if no run has one."""
    values = [run_colour.value for run_colour in run_colours if run_colour.value is not None]
    if not values:
        return None
    low, high = min(values), max(values)
    return ColourScale(name=name, low=low, high=high, log=low > 0 and high / low >= _RATIO)
