"""Parallel coordinates of results: a line per run across all hyperparameters, coloured by its result."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl

from logtools.errors import InvalidValueError
from logtools.figures.build.results import (
    MOST_HPARAMS,
    SERIES_KIND,
    Results,
    best_result,
    diverged_runs,
    is_logarithmic,
)
from logtools.figures.spec import ColourScale, Curve, FigureSpec, ParallelAxis, ParallelPanel, RunColour
from logtools.text.lists import listing
from logtools.text.numbers import count, number
from logtools.text.sorting import value_order

__all__ = ["parallel_figure"]

_MOST_TICKS = 6  # values that are written along an axis
_BETWEEN = 0.05  # least distance of two of them, as a fraction of the axis


def parallel_figure(results: Results, title: str | None) -> FigureSpec:
    """Build parallel coordinates.

    Raises:
        InvalidValueError: if no hyperparameter differs between the runs.
    """
    if not results.hparams:
        raise InvalidValueError("no hyperparameter differs between the runs")
    shown, left_out = results.hparams[:MOST_HPARAMS], results.hparams[MOST_HPARAMS:]
    columns = [results.runs[name] for name in shown] + [results.runs["value"].alias(results.name)]
    placed = [_along(column) for column in columns]
    values = results.runs["value"].to_list()
    runs = results.runs["run"].to_list()
    run_colours = tuple(
        RunColour(run=run, label=results.labels.get(run, run), value=v) for run, v in zip(runs, values, strict=True)
    )
    places = tuple(map(float, range(len(columns))))
    curves = tuple(
        Curve(colour_index=i, series_kind=SERIES_KIND, metric=results.name, x=places, y=tuple(y[i] for y, _ in placed))
        for i in range(len(runs))
    )
    axes = tuple(
        ParallelAxis(label=column.name, ticks=ticks) for column, (_, ticks) in zip(columns, placed, strict=True)
    )
    panel = ParallelPanel(quantity=results.name, caption=best_result(results), curves=curves, axes=axes)
    scale = ColourScale(name=results.name, low=min(values), high=max(values))
    notes = (
        *diverged_runs(results),
        *([f"not drawn: {listing(left_out)}"] if left_out else []),
        *(_gap(column) for column in columns if column.null_count()),
    )
    return FigureSpec(
        title=title, run_colours=run_colours, panels=(panel,), scale=scale, notes=notes, left_out=left_out
    )


def _gap(column: pl.Series) -> str:
    verb = "whose line has" if column.null_count() == 1 else "whose lines have"
    return f"{column.name} is not set in {count(column.null_count(), 'run')}, {verb} a gap there"


def _along(column: pl.Series) -> tuple[list[float], tuple[tuple[float, str], ...]]:
    """Return the positions of values on an axis from 0 to 1 (NaN if unset), and the ticks of the axis."""
    if not column.dtype.is_numeric():
        names = sorted({str(value) for value in column.drop_nulls()}, key=value_order)
        height = {name: i / max(len(names) - 1, 1) for i, name in enumerate(names)}
        return [height.get(str(value), math.nan) for value in column], tuple((height[name], name) for name in names)
    numbers = [math.nan if value is None else float(value) for value in column]
    known = sorted({value for value in numbers if math.isfinite(value)})
    log = is_logarithmic(known)
    low, high = (math.log(v) if log else v for v in (known[0], known[-1])) if known else (0.0, 1.0)

    def height_of(value: float) -> float:
        return ((math.log(value) if log else value) - low) / (high - low) if high > low else 0.5

    shown = known if len(known) <= _MOST_TICKS else [known[0], known[len(known) // 2], known[-1]]
    ticks = tuple((height_of(v), number(v)) for v in shown)
    return [height_of(v) if math.isfinite(v) else v for v in numbers], _apart(ticks)


def _apart(ticks: Sequence[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Leave out ticks that would overlap, from the bottom up; those at the two ends are kept."""
    kept = list(ticks[:1])
    for tick in ticks[1:-1]:
        if tick[0] - kept[-1][0] >= _BETWEEN and ticks[-1][0] - tick[0] >= _BETWEEN:
            kept.append(tick)
    return (*kept, *ticks[1:][-1:])
