"""From frames to a `FigureSpec`: what a figure of training curves says, before anybody draws it.

One panel per quantity, so that training, validation and test of it meet; single training steps stand faint behind the
epoch values; the best value is marked; what is no number is marked where it happened. Whatever is not shown is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from logtools.errors import InvalidValueError, NothingFoundError
from logtools.figures.build.axis_limits import AxisOptions, framed
from logtools.figures.build.best_points import best_points
from logtools.figures.build.curves import CurveData, series_of
from logtools.figures.build.epoch_axis import boundaries
from logtools.figures.build.metric_selection import MOST_PANELS, MetricSelection, choose
from logtools.figures.build.panels import PanelData, panels_of
from logtools.figures.build.run_colours import hues_of, scale_of
from logtools.figures.spec import FigureSpec, Panel
from logtools.text.lists import listing
from logtools.text.truncation import shorten

__all__ = ["CurveOptions", "build"]

#: How many metrics a note names.
_NAMED_METRICS = 6
_NAME_WIDTH = 32
#: Facets stand side by side up to this many.
_MOST_COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class CurveOptions:
    """How a figure shows its observations."""

    #: What the x-axis shows: the name of what `x` of the observations is.
    x_label: str = "step"
    #: Whether the x-axis is logarithmic.
    log_x: bool = False
    view: AxisOptions = field(default_factory=AxisOptions)
    #: Which facet each run belongs to, such as `lr=0.01`; empty for panels that show all runs.
    facets: Mapping[str, str] = field(default_factory=dict)
    #: Rows and columns of panels; as many as are needed if None.
    grid: tuple[int, int] | None = None
    #: The hyper-parameter that colours stand for, and its value for each run; empty where they stand for names.
    scale: str = ""
    values: Mapping[str, float] = field(default_factory=dict)
    #: What the bands around means show, such as `mean ± standard deviation`.
    band: str = ""
    #: Whether the observations are means over groups of runs.
    mean: bool = False
    #: How they were smoothed, such as `median of 51 values`; empty if they were not.
    smoothing: str = ""
    #: How many columns the x-axis was divided into to thin the curves; None if they are whole.
    columns: int | None = None
    #: What is to be said about the observations, as sentences.
    notes: tuple[str, ...] = ()


def build(  # noqa: PLR0913 - what is shown, and how
    metrics: pl.DataFrame,
    summary: pl.DataFrame,
    *,
    labels: Mapping[str, str],
    select: Sequence[str] = (),
    title: str | None = None,
    smoothed: pl.DataFrame | None = None,
    look: CurveOptions | None = None,
) -> FigureSpec:
    """Say what a figure of these observations shows.

    Args:
        metrics: observations, columns of `schema.METRICS`; may be thinned (see `analysis.downsampling`). A column `x`
            (Float64) is their place on the x-axis; their step if there is none.
        summary: the same runs' summary, columns of `schema.SUMMARY`.
        labels: how the legend names each run id; a run without label is named by its id.
        select: metrics to show: names, quantities or patterns such as `val_*`; the most important ones if empty.
        title: the figure's title; a single run's label if None.
        smoothed: the observations with smoothed values, which are drawn in front of them.
        look: how to show them.

    Returns:
        The figure as plain data.

    Raises:
        MetricNotFoundError: an entry of `select` fits no metric.
        InvalidValueError: an entry of `select` is no regular expression, or the grid is too small.
        NothingFoundError: the runs hold no observation.
    """
    if summary.is_empty() or metrics.is_empty():
        raise NothingFoundError("there is nothing to draw: no metric was logged")
    look = look or CurveOptions()
    room = look.grid[0] * look.grid[1] if look.grid else MOST_PANELS
    facets = len(set(look.facets.values())) or 1
    if look.grid and facets > room:
        rows, columns = look.grid
        raise InvalidValueError(f"a grid of {rows} x {columns} panels is too small for {facets} facets")
    choice = choose(summary, select, most=max(1, room // facets) if look.grid or facets > 1 else None)
    best = best_points(choice.rows)
    if facets > room:
        look = _best_facets(look, best, most=room)
        best, metrics = (
            frame.filter(pl.col("run").cast(pl.String).is_in(list(look.facets))) for frame in (best, metrics)
        )
        choice = replace(choice, rows=choice.rows.filter(pl.col("run").cast(pl.String).is_in(list(look.facets))))
        facets = room
    hues = hues_of(choice.rows, best, labels, look.values)
    series = series_of(metrics, choice.rows)
    epochs = boundaries(metrics) if look.x_label == "step" else ()
    content = PanelData(
        rows=choice.rows,
        best=best,
        series=series,
        smoothed={} if smoothed is None else series_of(smoothed, choice.rows),
        hues=hues,
        epochs=epochs or (),
        x_label=look.x_label,
        log_x=look.log_x,
        facets=look.facets,
        mean=look.mean,
    )
    panels, said = _framed(list(panels_of(content)), look.view)
    if title is None and len(hues) == 1:
        title = hues[0].label
    grid = (len(panels) // facets, facets) if 1 < facets <= _MOST_COLUMNS else None
    if look.grid:
        columns = min(look.grid[1], len(panels))
        grid = math.ceil(len(panels) / columns), columns
    notes = (
        *_notes(choice, series, look, selected=bool(select), disagree=epochs is None),
        *said,
        *_smoothed(look),
        *look.notes,
    )
    scale = scale_of(look.scale, hues)
    banded = look.band if any(panel.bands for panel in panels) else ""
    return FigureSpec(
        title=title,
        hues=hues,
        panels=panels,
        left_out=choice.left_out,
        notes=notes,
        scale=scale,
        grid=grid,
        band=banded,
        smoothing=look.smoothing,
    )


def _best_facets(look: CurveOptions, best: pl.DataFrame, *, most: int) -> CurveOptions:
    """Keep the facets of the best runs, as many as there are panels, and say so."""
    leading = best.filter(pl.col("panel") == pl.col("panel").min())["run"].cast(pl.String).to_list()
    ordered = [look.facets[run] for run in (*leading, *look.facets) if run in look.facets]
    kept = set(list(dict.fromkeys(ordered))[:most])
    first = "best" if leading else "first"
    note = f"the {first} {most} of {len(set(ordered))} facets: a picture has {most} panels at most"
    return replace(
        look, facets={run: facet for run, facet in look.facets.items() if facet in kept}, notes=(*look.notes, note)
    )


def _framed(panels: Sequence[Panel], view: AxisOptions) -> tuple[tuple[Panel, ...], list[str]]:
    """Choose the axes of the panels; the facets of a quantity share theirs."""
    alike: dict[object, list[int]] = {}
    for i, panel in enumerate(panels):
        alike.setdefault((panel.quantity, panel.x_label) if panel.facet else i, []).append(i)
    chosen, notes = list(panels), []
    for places in alike.values():
        together, said = framed([panels[i] for i in places], view)
        notes += said
        for i, panel in zip(places, together, strict=True):
            chosen[i] = panel
    return tuple(chosen), list(dict.fromkeys(notes))


def _notes(
    choice: MetricSelection,
    series: Mapping[int, list[CurveData]],
    look: CurveOptions,
    *,
    selected: bool,
    disagree: bool,
) -> Iterator[str]:
    if choice.left_out:
        yield f"{_why_not(look, selected=selected)}: {_names(choice.left_out)}"
    if choice.evaluation_steps:
        yield f"without the evaluation steps of {_names(choice.evaluation_steps)}, which count batches of their own"
    if disagree:
        yield "no epoch axis: the epochs of the runs end at different steps"
    drawn = sum(len(one.x) for members in series.values() for one in members)
    logged = int(choice.rows["count"].sum())
    if drawn < logged and look.columns:
        kept = f"the smallest and largest of each of {look.columns:,} columns"
        yield f"drawn: {drawn:,} of {logged:,} values, with {kept}"


def _why_not(look: CurveOptions, *, selected: bool) -> str:
    if look.grid:
        return f"not drawn, for the grid has {look.grid[0]} x {look.grid[1]} panels"
    if selected:
        return f"not drawn, for a picture has {MOST_PANELS} panels at most"
    return "not drawn unless asked for by name or pattern"


def _smoothed(look: CurveOptions) -> Iterator[str]:
    if look.smoothing:
        yield f"smoothed: {look.smoothing}; best values are as logged"


def _names(names: Sequence[str]) -> str:
    return listing([shorten(name, _NAME_WIDTH) for name in names], _NAMED_METRICS)
