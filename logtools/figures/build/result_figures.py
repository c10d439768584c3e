"""What came of it: the best value of each run against its hyper-parameters.

Four pictures of one table. A **scatter** has a panel for each hyper-parameter that is a number, with the mean of each
of its values; a **box** has a row for each group, with its runs as points and the interval of their mean; **parallel**
coordinates draw each run as a line across all its hyper-parameters, coloured by its value; a **heatmap** shows the mean
over two of them. All read a comparison; none computes what it already tells.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from logtools.choices import RESULT_KINDS, ResultKind
from logtools.errors import InvalidValueError, NothingFoundError, unknown
from logtools.figures.build.axis_limits import LARGEST
from logtools.figures.spec import (
    ColourScale,
    Curve,
    FigureSpec,
    HeatmapPanel,
    Interval,
    IntervalPanel,
    Mark,
    ParallelAxis,
    ParallelPanel,
    RunColour,
    ScatterPanel,
    SeriesKind,
)
from logtools.text.numbers import number
from logtools.text.sorting import value_order

__all__ = ["Results", "build_result_figure"]

_RATIO = 20
#: How many hyper-parameters have a panel or an axis each, and how many groups a place.
_MOST, _MOST_GROUPS = 12, 40
#: How many values are written along a parallel axis, and how far apart, as a part of its height.
_MOST_TICKS, _BETWEEN = 6, 0.05
_SERIES_KIND = SeriesKind(stage=None, granularity="epoch")


@dataclass(frozen=True, kw_only=True)
class Results:
    """What a comparison tells of each run."""

    #: One row a run, best first: `run`, `value` (Float64, finite), `group`, then a column a hyper-parameter.
    runs: pl.DataFrame
    #: One row a group with a finite value: schema.COMPARISON_GROUPS, then a column a setting. Those of a heat map are
    #: told apart by the first two of `hparams`.
    groups: pl.DataFrame
    #: For each hyper-parameter that is a number: `level` (Float64, ascending), `mean` over the runs that have it.
    levels: Mapping[str, pl.DataFrame]
    #: What the value is, such as `best val_loss`.
    name: str
    #: Hyper-parameters that differ, seeds left out.
    hparams: tuple[str, ...]
    #: Those that differ within a group all the same.
    pooled: tuple[str, ...] = ()
    #: How to name runs.
    labels: Mapping[str, str]
    #: What the interval of a group is, such as `mean, 95 % confidence interval`.
    interval: str
    #: How many runs have no finite value, and are not in the picture.
    diverged: int = 0


def build_result_figure(kind: ResultKind, results: Results, *, title: str | None = None) -> FigureSpec:
    """Say what a picture of results shows.

    Raises:
        NothingFoundError: no run has a finite value.
        InvalidValueError: no hyper-parameter fits the picture.
    """
    if kind not in RESULT_KINDS:
        raise unknown("plot of results", kind, RESULT_KINDS)
    results = _drawable(results)
    if results.runs.is_empty():
        raise NothingFoundError(f"there is nothing to draw: no run has a finite {results.name}")
    makers = {"scatter": _scatter, "box": _box, "parallel": _parallel, "heatmap": _heatmap}
    return makers[kind](results, title)


def _drawable(results: Results) -> Results:
    """Leave out what is too large for an axis."""
    runs = results.runs.filter(pl.col("value").abs() <= LARGEST)
    groups = results.groups.filter(pl.all_horizontal(pl.col("mean", "ci_low", "ci_high").fill_null(0).abs() <= LARGEST))
    levels = {name: table.filter(pl.col("mean").abs() <= LARGEST) for name, table in results.levels.items()}
    lost = results.runs.height - runs.height
    return replace(results, runs=runs, groups=groups, levels=levels, diverged=results.diverged + lost)


def _scatter(results: Results, title: str | None) -> FigureSpec:
    if not results.levels:
        raise InvalidValueError("no hyper-parameter that is a number differs between the runs")
    panels, notes = [], [*_missing(results)]
    for name, levels in list(results.levels.items())[:_MOST]:
        place = pl.col(name).cast(pl.Float64)
        rows = results.runs.with_columns(x=place).filter(place.is_finite() & (place.abs() <= LARGEST))
        if unset := results.runs.height - rows.height:
            notes.append(f"{_runs(unset)} not drawn: no finite {name}")
        if rows.is_empty():
            continue
        means = levels.select(x="level", value="mean").filter(pl.col("x").is_in(rows["x"].implode()))
        marks = (_mark("run", rows), *([_mark("mean", means)] if means.height < rows.height else []))
        line = Curve(
            colour_index=0, series_kind=_SERIES_KIND, metric=results.name, x=tuple(means["x"]), y=tuple(means["value"])
        )
        panels.append(
            ScatterPanel(
                quantity=results.name,
                x_label=name,
                y_label=results.name,
                caption=_best(results, rows),
                curves=(line,),
                marks=marks,
                log_x=_logarithmic(rows["x"].to_list()),
            )
        )
    if not panels:
        raise NothingFoundError("there is nothing to draw: " + "; ".join(notes))
    left_out = tuple(results.levels)[_MOST:]
    notes += [f"not drawn: {', '.join(left_out)}"] if left_out else []
    return FigureSpec(
        title=title,
        run_colours=(_all(results),),
        panels=tuple(panels),
        notes=tuple(dict.fromkeys(notes)),
        left_out=left_out,
    )


def _mark(kind: Literal["run", "mean"], rows: pl.DataFrame) -> Mark:
    return Mark(
        kind=kind, colour_index=0, series_kind=_SERIES_KIND, metric="", x=tuple(rows["x"]), y=tuple(rows["value"])
    )


def _box(results: Results, title: str | None) -> FigureSpec:
    kept = results.groups.head(_MOST_GROUPS)
    told = sorted(kept.iter_rows(named=True), key=lambda row: value_order(row["group"]))
    place = {row["group"]: float(i) for i, row in enumerate(told)}
    rows = results.runs.filter(pl.col("group").is_in(list(place)))
    rows = rows.select(x="value", value=pl.col("group").replace_strict(place, return_dtype=pl.Float64))
    intervals = tuple(
        Interval(row=i, mean=row["mean"], low=row["ci_low"], high=row["ci_high"])
        for i, row in enumerate(told)
        if row["n"] > 1
    )
    left = results.groups.height - kept.height
    verb = "differs" if len(results.pooled) == 1 else "differ"
    pooled = f"{', '.join(results.pooled)} {verb} within the groups too, so their spread is not that of seeds alone"
    notes = (
        *_missing(results),
        *([f"the best {kept.height} groups; {left} more are not drawn"] if left else []),
        *([pooled] if results.pooled else []),
    )
    panel = IntervalPanel(
        quantity=results.name,
        x_label=results.name,
        caption=_best(results),
        marks=(_mark("run", rows),),
        intervals=intervals,
        row_labels=tuple(f"{row['group']} (n={row['n']})" for row in told),
    )
    return FigureSpec(
        title=title,
        run_colours=(_all(results),),
        panels=(panel,),
        band=results.interval if intervals else "",
        notes=notes,
    )


def _parallel(results: Results, title: str | None) -> FigureSpec:
    if not results.hparams:
        raise InvalidValueError("no hyper-parameter differs between the runs")
    shown, left_out = results.hparams[:_MOST], results.hparams[_MOST:]
    columns = [results.runs[name] for name in shown] + [results.runs["value"].alias(results.name)]
    placed = [_along(column) for column in columns]
    values = results.runs["value"].to_list()
    runs = results.runs["run"].to_list()
    run_colours = tuple(
        RunColour(run=run, label=results.labels.get(run, run), value=v) for run, v in zip(runs, values, strict=True)
    )
    places = tuple(map(float, range(len(columns))))
    curves = tuple(
        Curve(colour_index=i, series_kind=_SERIES_KIND, metric=results.name, x=places, y=tuple(y[i] for y, _ in placed))
        for i in range(len(runs))
    )
    axes = tuple(
        ParallelAxis(label=column.name, ticks=ticks) for column, (_, ticks) in zip(columns, placed, strict=True)
    )
    panel = ParallelPanel(quantity=results.name, caption=_best(results), curves=curves, axes=axes)
    scale = ColourScale(name=results.name, low=min(values), high=max(values))
    notes = (
        *_missing(results),
        *([f"not drawn: {', '.join(left_out)}"] if left_out else []),
        *(_gap(column) for column in columns if column.null_count()),
    )
    return FigureSpec(
        title=title, run_colours=run_colours, panels=(panel,), scale=scale, notes=notes, left_out=left_out
    )


def _gap(column: pl.Series) -> str:
    runs = "1 run, whose line has" if column.null_count() == 1 else f"{column.null_count()} runs, whose lines have"
    return f"{column.name} is not set in {runs} a gap there"


def _along(column: pl.Series) -> tuple[list[float], tuple[tuple[float, str], ...]]:
    """Return the places of values on an axis from 0 to 1 (NaN where there is none), and what is written beside it."""
    if not column.dtype.is_numeric():
        names = sorted({str(value) for value in column.drop_nulls()}, key=value_order)
        height = {name: i / max(len(names) - 1, 1) for i, name in enumerate(names)}
        return [height.get(str(value), math.nan) for value in column], tuple((height[name], name) for name in names)
    numbers = [math.nan if value is None else float(value) for value in column]
    known = sorted({value for value in numbers if math.isfinite(value)})
    log = _logarithmic(known)
    low, high = (math.log(v) if log else v for v in (known[0], known[-1])) if known else (0.0, 1.0)

    def height_of(value: float) -> float:
        return ((math.log(value) if log else value) - low) / (high - low) if high > low else 0.5

    shown = known if len(known) <= _MOST_TICKS else [known[0], known[len(known) // 2], known[-1]]
    ticks = tuple((height_of(v), number(v)) for v in shown)
    return [height_of(v) if math.isfinite(v) else v for v in numbers], _apart(ticks)


def _apart(ticks: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
    """Leave out, from the bottom up, what would be written over another; the two ends stay."""
    kept = list(ticks[:1])
    for tick in ticks[1:-1]:
        if tick[0] - kept[-1][0] >= _BETWEEN and ticks[-1][0] - tick[0] >= _BETWEEN:
            kept.append(tick)
    return (*kept, *ticks[1:][-1:])


def _heatmap(results: Results, title: str | None) -> FigureSpec:
    if len(results.hparams) < 2:
        raise InvalidValueError("a heat map needs two hyper-parameters that differ between the runs, besides the seed")
    first, second = results.hparams[:2]
    rows = results.groups.select(first, second, "mean", "n").iter_rows()
    found = {(_shown(x), _shown(y)): (mean, n) for x, y, mean, n in rows}
    across, up = (sorted({key[i] for key in found}, key=value_order) for i in (0, 1))
    known = [mean for mean, _ in found.values()]
    sizes = {n for _, n in found.values()}
    panel = HeatmapPanel(
        quantity=results.name,
        x_label=first,
        y_label=second,
        caption=_best(results),
        columns=tuple(across),
        rows=tuple(up),
        values=tuple(tuple(found.get((x, y), (math.nan, 0))[0] for x in across) for y in up),
        counts=tuple(tuple(found.get((x, y), (math.nan, 0))[1] for x in across) for y in up) if len(sizes) > 1 else (),
    )
    scale = ColourScale(name=f"{results.name}, mean over runs", low=min(known), high=max(known))
    notes = (*_missing(results), *_averaged(results, sizes), *_uneven(results, [first, second]))
    return FigureSpec(title=title, run_colours=(_all(results),), panels=(panel,), scale=scale, notes=notes)


def _averaged(results: Results, sizes: set[int]) -> Iterator[str]:
    """Say what the value of a cell is the mean of."""
    if sizes == {1}:
        return
    runs = f"{min(sizes)} runs" if len(sizes) == 1 else "n runs"
    yield f"cell: mean over {runs}" + (f", averaged over {', '.join(results.pooled)}" if results.pooled else "")


def _uneven(results: Results, by: list[str]) -> Iterator[str]:
    """Warn of a cell that differs from the others by more than where it stands."""
    uneven = []
    for name in results.pooled:
        cells = results.runs.group_by(by).agg(pl.col(name).sort())
        shares = {tuple(sorted((str(v), c / len(vs)) for v, c in Counter(vs).items())) for vs in cells[name].to_list()}
        uneven += [name] if len(shares) > 1 else []
    if uneven:
        yield f"cells differ in {', '.join(uneven)}, so differences may be confounded"


def _all(results: Results) -> RunColour:
    return RunColour(run="runs", label="1 run" if results.runs.height == 1 else f"{results.runs.height} runs")


def _missing(results: Results) -> Iterator[str]:
    if results.diverged:
        yield f"{_runs(results.diverged)} not drawn: no finite {results.name}"


def _runs(number: int) -> str:
    return "1 run" if number == 1 else f"{number} runs"


def _shown(value: object) -> str:
    return "not set" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)


def _best(results: Results, rows: pl.DataFrame | None = None) -> str:
    """Say which of the runs, or of those of them that are drawn, is best."""
    best = (results.runs if rows is None else rows).row(0, named=True)
    return f"{results.name} {number(best['value'])}, {results.labels.get(best['run'], best['run'])}"


def _logarithmic(values: Sequence[float]) -> bool:
    return bool(values) and min(values) > 0 and max(values) / min(values) >= _RATIO
