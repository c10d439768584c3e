"""Plots of results: the best value of each run against its hyperparameters.

All plots take their numbers from a comparison and compute no statistics of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from logtools.choices import RESULT_KINDS, ResultKind
from logtools.errors import NothingFoundError, unknown
from logtools.figures.build.axis_limits import LARGEST
from logtools.figures.build.box import box_figure
from logtools.figures.build.heatmap import heatmap_figure
from logtools.figures.build.parallel_coordinates import parallel_figure
from logtools.figures.build.results import Results
from logtools.figures.build.scatter import scatter_figure
from logtools.figures.spec import FigureSpec

__all__ = ["build_result_figure"]

_BUILDERS: Mapping[ResultKind, Callable[[Results, str | None], FigureSpec]] = {
    "scatter": scatter_figure,
    "box": box_figure,
    "parallel": parallel_figure,
    "heatmap": heatmap_figure,
}


def build_result_figure(kind: ResultKind, results: Results, *, title: str | None = None) -> FigureSpec:
    """Build a plot of results.

    Raises:
        NothingFoundError: if no run has a finite value.
        InvalidValueError: if the plot needs other hyperparameters than the runs have, or there is no such plot.
    """
    if kind not in RESULT_KINDS:
        raise unknown("plot of results", kind, RESULT_KINDS)
    results = _drawable(results)
    if results.runs.is_empty():
        raise NothingFoundError(f"nothing to draw: no run has a finite {results.name}")
    return _BUILDERS[kind](results, title)


def _drawable(results: Results) -> Results:
    """Leave out values that are too large for an axis."""
    runs = results.runs.filter(pl.col("value").abs() <= LARGEST)
    groups = results.groups.filter(pl.all_horizontal(pl.col("mean", "ci_low", "ci_high").fill_null(0).abs() <= LARGEST))
    levels = {name: table.filter(pl.col("mean").abs() <= LARGEST) for name, table in results.levels.items()}
    lost = results.runs.height - runs.height
    return replace(results, runs=runs, groups=groups, levels=levels, diverged=results.diverged + lost)
