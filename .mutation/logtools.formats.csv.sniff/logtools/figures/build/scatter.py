"""Scatter plots of results: a panel per numeric hyperparameter, with each run and the mean of each value."""

from __future__ import annotations

import polars as pl

from logtools.errors import InvalidValueError, NothingFoundError
from logtools.figures.build.axis_limits import LARGEST
from logtools.figures.build.results import (
    MOST_HPARAMS,
    SERIES_KIND,
    Results,
    all_runs,
    best_result,
    diverged_runs,
    is_logarithmic,
    mark,
)
from logtools.figures.spec import Curve, FigureSpec, ScatterPanel
from logtools.text.lists import listing
from logtools.text.numbers import count

__all__ = ["scatter_figure"]


def scatter_figure(results: Results, title: str | None) -> FigureSpec:
    """Build a scatter plot.

    Raises:
        InvalidValueError: if no numeric hyperparameter differs between the runs.
        NothingFoundError: if no run has a finite hyperparameter.
    """
    if not results.levels:
        raise InvalidValueError("no numeric hyperparameter differs between the runs")
    panels, notes = [], [*diverged_runs(results)]
    for name, levels in list(results.levels.items())[:MOST_HPARAMS]:
        place = pl.col(name).cast(pl.Float64)
        rows = results.runs.with_columns(x=place).filter(place.is_finite() & (place.abs() <= LARGEST))
        if unset := results.runs.height - rows.height:
            notes.append(f"{count(unset, 'run')} not drawn: no finite {name}")
        if rows.is_empty():
            continue
        means = levels.select(x="level", value="mean").filter(pl.col("x").is_in(rows["x"].implode()))
        marks = (mark("run", rows), *([mark("mean", means)] if means.height < rows.height else []))
        line = Curve(
            colour_index=0, series_kind=SERIES_KIND, metric=results.name, x=tuple(means["x"]), y=tuple(means["value"])
        )
        panels.append(
            ScatterPanel(
                quantity=results.name,
                x_label=name,
                y_label=results.name,
                caption=best_result(results, rows),
                curves=(line,),
                marks=marks,
                log_x=is_logarithmic(rows["x"].to_list()),
            )
        )
    if not panels:
        raise NothingFoundError("nothing to draw: " + "; ".join(notes))
    left_out = tuple(results.levels)[MOST_HPARAMS:]
    notes += [f"not drawn: {listing(left_out)}"] if left_out else []
    return FigureSpec(
        title=title,
        run_colours=(all_runs(results),),
        panels=tuple(panels),
        notes=tuple(dict.fromkeys(notes)),
        left_out=left_out,
    )
