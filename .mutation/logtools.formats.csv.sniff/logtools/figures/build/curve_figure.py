"""Build the `FigureSpec` of training curves from frames.

Each quantity has one panel, which shows its training, validation and test values. Single training steps are drawn
faintly behind epoch values. The best value and non-finite values are marked. Notes name what is not shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from logtools.errors import InvalidValueError, NothingFoundError
from logtools.figures.build.axis_limits import AxisOptions, choose_axes
from logtools.figures.build.best_points import BestPoint, best_points
from logtools.figures.build.curves import series_of
from logtools.figures.build.epoch_axis import boundaries
from logtools.figures.build.metric_selection import MOST_PANELS, MetricSelection, choose
from logtools.figures.build.notes import Omissions, curve_notes
from logtools.figures.build.panels import PanelData, panels_of
from logtools.figures.build.run_colours import run_colours_of, scale_of
from logtools.figures.spec import CurvePanel, FigureSpec

__all__ = ["CurveOptions", "build_curve_figure"]

#: Up to this many facets are drawn side by side.
_MOST_COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class CurveOptions:
    """Options of a figure of curves."""

    #: Label of the x-axis: the name of the observations' `x`.
    x_label: str = "step"
    #: Whether the x-axis is logarithmic.
    log_x: bool = False
    y_axis: AxisOptions = field(default_factory=AxisOptions)
    #: The facet of each run id, such as `lr=0.01`; empty if each panel shows all runs.
    facets: Mapping[str, str] = field(default_factory=dict)
    #: Rows and columns of panels; None chooses as many as are needed.
    grid: tuple[int, int] | None = None
    #: The hyperparameter of the colour scale, and its value for each run; empty if each run has a colour of its own.
    scale: str = ""
    values: Mapping[str, float] = field(default_factory=dict)
    #: What the bands around means show, such as `mean ± std`.
    band: str = ""
    #: Whether the observations are means over groups of runs.
    mean: bool = False
    #: How the observations were smoothed, such as `median of 51 values`; empty if they were not.
    smoothing: str = ""
    #: Number of bins that the x-axis was divided into for downsampling; None if curves are complete.
    columns: int | None = None
    #: Notes on the observations.
    notes: tuple[str, ...] = ()


def build_curve_figure(  # noqa: PLR0913 - data and options
    metrics: pl.DataFrame,
    summary: pl.DataFrame,
    *,
    labels: Mapping[str, str],
    select: Sequence[str] = (),
    title: str | None = None,
    smoothed: pl.DataFrame | None = None,
    options: CurveOptions | None = None,
) -> FigureSpec:
    """Build the figure of some observations.

    Args:
        metrics: observations, columns of `schema.METRICS`; may be downsampled (see `analysis.curves.downsampling`). The
            column `x` (Float64), if present, is the position on the x-axis; otherwise the step is.
        summary: summary of the same runs, columns of `schema.SUMMARY`.
        labels: the name of each run id in the legend; a run without a label is named by its id.
        select: metrics to show: names, quantities or patterns such as `val_*`; the most important ones if empty.
        title: the figure's title; if None, the label of a single run.
        smoothed: the observations with smoothed values, drawn in front of `metrics`.
        options: how to show the observations.

    Raises:
        MetricNotFoundError: an entry of `select` matches no metric.
        InvalidValueError: an entry of `select` is not a valid regular expression, or the grid is too small.
        NothingFoundError: the runs have no observations.
    """
    if summary.is_empty() or metrics.is_empty():
        raise NothingFoundError("nothing to draw: no metric was logged")
    options = options or CurveOptions()
    selection = _select(summary, select, options)
    best = best_points(selection.rows)
    if len(set(options.facets.values())) > MOST_PANELS:
        options = _best_facets(options, best)
        best = [point for point in best if point.run in options.facets]
        metrics, rows = (_of_runs(frame, options.facets) for frame in (metrics, selection.rows))
        selection = replace(selection, rows=rows)
    run_colours = run_colours_of(selection.rows, best, labels, options.values)
    epochs = boundaries(metrics) if options.x_label == "step" else ()
    content = PanelData(
        rows=selection.rows,
        best=best,
        series=series_of(metrics, selection.rows),
        smoothed={} if smoothed is None else series_of(smoothed, selection.rows),
        run_colours=run_colours,
        epochs=epochs or (),
        x_label=options.x_label,
        log_x=options.log_x,
        facets=options.facets,
        mean=options.mean,
    )
    panels, axis_notes = _with_axes(list(panels_of(content)), options.y_axis)
    omissions = Omissions(
        selection=selection,
        series=content.series,
        selected=bool(select),
        grid=options.grid,
        epochs_differ=epochs is None,
        columns=options.columns,
    )
    return FigureSpec(
        title=run_colours[0].label if title is None and len(run_colours) == 1 else title,
        run_colours=run_colours,
        panels=panels,
        left_out=selection.left_out,
        notes=(*curve_notes(omissions), *axis_notes, *_smoothing_note(options), *options.notes),
        scale=scale_of(options.scale, run_colours),
        grid=_grid(len(panels), options),
        band=options.band if any(panel.bands for panel in panels) else "",
        smoothing=options.smoothing,
    )


def _select(summary: pl.DataFrame, select: Sequence[str], options: CurveOptions) -> MetricSelection:
    """Choose as many metrics as there are panels."""
    facets = len(set(options.facets.values())) or 1
    if options.grid is None:
        return choose(summary, select, most=max(1, MOST_PANELS // facets) if facets > 1 else None)
    rows, columns = options.grid
    if facets > rows * columns:
        raise InvalidValueError(f"a grid of {rows} x {columns} panels is too small for {facets} facets")
    return choose(summary, select, most=rows * columns // facets)


def _of_runs(frame: pl.DataFrame, runs: Mapping[str, str]) -> pl.DataFrame:
    return frame.filter(pl.col("run").cast(pl.String).is_in(list(runs)))


def _best_facets(options: CurveOptions, best: Sequence[BestPoint]) -> CurveOptions:
    """Keep the facets of the best runs, at most one per panel, and add a note."""
    leading = [point.run for point in best if point.panel == best[0].panel]
    ordered = [options.facets[run] for run in (*leading, *options.facets) if run in options.facets]
    kept = set(list(dict.fromkeys(ordered))[:MOST_PANELS])
    first = "best" if leading else "first"
    note = f"the {first} {MOST_PANELS} of {len(set(ordered))} facets (a figure has at most {MOST_PANELS} panels)"
    facets = {run: facet for run, facet in options.facets.items() if facet in kept}
    return replace(options, facets=facets, notes=(*options.notes, note))


def _with_axes(panels: Sequence[CurvePanel], y_axis: AxisOptions) -> tuple[tuple[CurvePanel, ...], list[str]]:
    """Choose the axes of the panels; facets of the same quantity share their axes."""
    groups: dict[object, list[int]] = {}
    for i, panel in enumerate(panels):
        groups.setdefault((panel.quantity, panel.x_label) if panel.facet else i, []).append(i)
    chosen, notes = list(panels), []
    for positions in groups.values():
        shared, about = choose_axes([panels[i] for i in positions], y_axis)
        notes += about
        for i, panel in zip(positions, shared, strict=True):
            chosen[i] = panel
    return tuple(chosen), list(dict.fromkeys(notes))


def _grid(panels: int, options: CurveOptions) -> tuple[int, int] | None:
    """Return the rows and columns of panels; None lets the renderer choose."""
    if options.grid:
        columns = min(options.grid[1], panels)
        return math.ceil(panels / columns), columns
    facets = len(set(options.facets.values())) or 1
    return (panels // facets, facets) if 1 < facets <= _MOST_COLUMNS else None


def _smoothing_note(options: CurveOptions) -> Iterator[str]:
    if options.smoothing:
        yield f"smoothed: {options.smoothing}; best values are as logged"
