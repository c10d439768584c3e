"""Turn a collection of runs into a `FigureSpec`: select, smooth, downsample, add x, average."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from logtools.analysis.comparison.groups import group
from logtools.analysis.curves.x_axis import unit
from logtools.analysis.queries.colour_by import numeric_values, scale_name
from logtools.collection import Collection
from logtools.errors import InvalidValueError, NothingFoundError
from logtools.figures.build.axis_limits import AxisOptions
from logtools.figures.build.curve_figure import CurveOptions, build_curve_figure
from logtools.figures.build.metric_selection import MOST_PANELS, choose
from logtools.figures.build.result_figures import build_result_figure
from logtools.figures.spec import FigureSpec
from logtools.metrics.wildcards import is_pattern
from logtools.plotting.curve_frames import (
    CurveFrames,
    average,
    downsample,
    members,
    place_on,
    rescale,
    select_and_smooth,
)
from logtools.plotting.options import PlotOptions

__all__ = ["build_figure"]


def build_figure(collection: Collection, select: Sequence[str], options: PlotOptions) -> FigureSpec:
    """Build the figure of some runs.

    Args:
        collection: the runs.
        select: names, quantities, patterns or regular expressions; the most important metrics if empty.
        options: the options of the plot.

    Raises:
        MetricNotFoundError: an entry of `select` matches no metric.
        InvalidValueError: an option has an invalid value.
        NothingFoundError: the runs have no observations.
    """
    return _curves(collection, select, options) if options.kind == "curves" else _results(collection, select, options)


def _results(collection: Collection, select: Sequence[str], options: PlotOptions) -> FigureSpec:
    from logtools.plotting.results import collect_results

    if options.kind == "curves":
        raise ValueError(options.kind)
    if reason := collection.nothing_logged:
        raise NothingFoundError(f"nothing to draw: {reason}")
    if len(select) > 1:
        raise InvalidValueError(f"a plot of kind {options.kind} shows one metric, not {len(select)}")
    results = collect_results(collection, _ranking(collection, select), options.groups, options.kind)
    return build_result_figure(options.kind, results, title=options.title)


def _ranking(collection: Collection, select: Sequence[str]) -> str | None:
    """Return the metric that `select` names or matches; None if `select` is empty."""
    summary = collection.summary
    if not select or not is_pattern(select[0]) or select[0] in summary["label"].unique():
        return select[0] if select else None
    fitting = choose(summary, select, most=MOST_PANELS).rows["label"].unique(maintain_order=True).to_list()
    if len(fitting) > 1:
        matches = ", ".join(fitting[:6])
        raise InvalidValueError(f"a plot of results shows one metric, but {select[0]} matches {matches}")
    return str(fitting[0])


def _curves(collection: Collection, select: Sequence[str], options: PlotOptions) -> FigureSpec:
    frames = select_and_smooth(collection, select, options.smooth)
    if names := options.groups:
        names = names if options.facet in {"quantity", "run", *names} else [*names, options.facet]
        frames = average(place_on(frames, options.x, collection.metrics), names, options.band)
    else:
        frames = place_on(downsample(frames), options.x, collection.metrics)
    label: str = options.x
    if options.x == "time":
        divisor, label = unit(float(frames.metrics["x"].max() or 0.0))  # type: ignore[arg-type] # a Float64 column
        frames = rescale(frames, divisor)
    return build_curve_figure(
        frames.metrics,
        frames.summary,
        labels=frames.labels,
        select=frames.select,
        title=options.title,
        smoothed=frames.smoothed,
        options=_curve_options(frames, options, label),
    )


def _curve_options(frames: CurveFrames, options: PlotOptions, label: str) -> CurveOptions:
    facets: dict[str, str] = {}
    if options.facet == "run":
        facets = {run: frames.labels.get(run, run) for run in frames.hparams["run"]}
    elif options.facet != "quantity":
        facets = members(group(frames.hparams, by=[options.facet]))
    name = options.color_by
    if name is None and not facets:
        name = scale_name(frames.hparams, frames.configuration)
    values: dict[str, Any] = {} if name in {None, "run"} else numeric_values(frames.hparams, str(name))
    return CurveOptions(
        x_label=label,
        log_x=options.log_x,
        y_axis=AxisOptions(log=options.log, clip=options.clip),
        facets=facets,
        grid=options.grid,
        scale=str(name) if values else "",
        values=values,
        notes=frames.notes,
        band=frames.band,
        mean=bool(options.groups),
        smoothing=frames.smoothing,
        columns=frames.columns,
    )
