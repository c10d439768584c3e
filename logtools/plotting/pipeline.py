"""From what was read to what a picture says: selecting, smoothing, placing and averaging, put together.

Each part is a function from frame to frame that knows nothing of the others; this is the order they are called in. The
end is a `FigureSpec`, plain data, which matplotlib or a terminal draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypedDict

import polars as pl

from logtools import schema
from logtools.analysis.comparison.groups import Grouping, group
from logtools.analysis.curves.averaging import BANDS, BandKind, average_runs
from logtools.analysis.curves.downsampling import thin
from logtools.analysis.curves.smoothing import Smoothing, parse, smooth
from logtools.analysis.curves.x_axis import Axis, place, unit
from logtools.analysis.queries.colour_by import numeric_values, scale_name
from logtools.analysis.tables.hparams import run_labels
from logtools.analysis.tables.summary import add_labels, summarise_tidy
from logtools.collection import Collection
from logtools.errors import InvalidValueError, NothingFoundError, near
from logtools.figures.build.axis_limits import AxisOptions
from logtools.figures.build.curve_figure import CurveOptions, build
from logtools.figures.build.metric_selection import MOST_PANELS, choose
from logtools.figures.build.result_figures import KINDS, ResultKind, build_results
from logtools.figures.spec import FigureSpec
from logtools.metrics.name_patterns import is_pattern

__all__ = ["PlotOptions", "build_figure"]

_KEYS = ["stage", "metric", "granularity", "dataloader"]
#: How many points a panel is made of at most, and the columns that a curve is thinned to at least and at most.
_POINTS, _COARSE, _FINE = 40_000, 50, 1000
#: What only curves have, and what that is where it is not asked for.
_OF_CURVES: dict[str, object] = {
    "x": "step",
    "smooth": None,
    "band": "std",
    "color_by": None,
    "facet": "quantity",
    "grid": None,
    "log": False,
    "log_x": False,
    "clip": None,
}
#: What kind of thing an option is, and how to say that.
_TEXT, _TEXT_OR_NONE, _SWITCH, _SWITCH_OR_NONE = (str,), (str, type(None)), (bool,), (bool, type(None))
_TYPES: dict[str, tuple[type, ...]] = {
    "kind": _TEXT,
    "x": _TEXT,
    "band": _TEXT,
    "facet": _TEXT,
    "color_by": _TEXT_OR_NONE,
    "title": _TEXT_OR_NONE,
    "log": _SWITCH,
    "log_x": _SWITCH,
    "clip": _SWITCH_OR_NONE,
}
_WORDS = {
    _TEXT: "a text",
    _TEXT_OR_NONE: "a text or None",
    _SWITCH: "True or False",
    _SWITCH_OR_NONE: "True, False or None",
}
_BAND_NAMES: dict[BandKind, str] = {
    "std": "mean ± standard deviation",
    "ci": "mean, 95 % confidence interval",
    "minmax": "mean, smallest to largest",
}


class PlotOptions(TypedDict, total=False):
    """How a picture shows its metrics; whatever is not given is chosen."""

    #: `curves`, or what came of the runs: `scatter`, `parallel`, `box` or `heatmap`.
    kind: Literal["curves"] | ResultKind
    #: What the x-axis shows: `step`, `epoch`, `samples` or `time`.
    x: Axis
    #: `0.6` (or `ema:0.6`), `gaussian:200`, `median:51`.
    smooth: float | str | None
    #: Hyper-parameters: runs that share their values are drawn as their mean.
    by: str | Sequence[str] | None
    #: What the band around a mean shows: `std`, `ci` or `minmax`.
    band: BandKind
    #: `run`, or a hyper-parameter that is a number and becomes a colour scale.
    color_by: str | None
    #: `quantity`, or a panel each for every `run` or value of a hyper-parameter.
    facet: str
    #: Rows and columns of panels.
    grid: tuple[int, int] | None
    #: Logarithmic axes.
    log: bool
    log_x: bool
    #: Whether to cut off outliers; None to do so only where they hide everything else.
    clip: bool | None
    #: Text above the figure.
    title: str | None


@dataclass(frozen=True, kw_only=True)
class _Frames:
    """What is drawn, on its way from frame to frame."""

    metrics: pl.DataFrame
    smoothed: pl.DataFrame | None
    summary: pl.DataFrame
    labels: Mapping[str, str]
    #: One row for each thing that has a colour: runs, or groups.
    hparams: pl.DataFrame
    notes: tuple[str, ...] = ()
    band: str = ""
    smoothing: str = ""
    #: How many columns the curves were thinned to, if they were.
    columns: int | None = None


def build_figure(contents: Collection, select: Sequence[str], options: PlotOptions) -> FigureSpec:
    """Say what a picture of some runs shows.

    Args:
        contents: the runs.
        select: names, quantities, patterns or regular expressions; the most important metrics if empty.
        options: how to show them.

    Raises:
        MetricNotFoundError: an entry of `select` fits nothing that was logged.
        InvalidValueError: an option has a value that cannot be used.
        NothingFoundError: the runs hold no observation.
    """
    _check(options)
    kind = options.get("kind", "curves")
    if kind != "curves":
        from logtools.plotting.results import collect_results

        _check_results(kind, select, options)
        results = collect_results(contents, _ranking(contents, select), _names(options.get("by")), kind)
        return build_results(kind, results, title=options.get("title"))
    axis = options.get("x", "step")
    names = _names(options.get("by", ()))
    frames = _selected(contents, select, options.get("smooth"))
    if names:
        facet = options.get("facet", "quantity")
        names = names if facet in {"quantity", "run", *names} else [*names, facet]
        frames = _grouped(_placed(frames, axis, contents.metrics), names, options.get("band", "std"))
    else:
        frames = _placed(_thinned(frames), axis, contents.metrics)
    label: str = axis
    if axis == "time":
        divisor, label = unit(float(frames.metrics["x"].max() or 0.0))  # type: ignore[arg-type] # a Float64 column
        frames = _scaled(frames, divisor)
    look = _look(frames, options, label, grouped=bool(names))
    return build(
        frames.metrics,
        frames.summary,
        labels=frames.labels,
        select=select,
        title=options.get("title"),
        smoothed=frames.smoothed,
        look=look,
    )


def _check(options: PlotOptions) -> None:
    """Refuse an option that there is not: who misspells one must not believe the picture."""
    for name in options:
        if name not in PlotOptions.__annotations__:
            likely = near(name, PlotOptions.__annotations__)
            hint = (
                f"did you mean {' or '.join(likely)}?"
                if likely
                else f"there are {', '.join(PlotOptions.__annotations__)}"
            )
            raise InvalidValueError(f"no such option of a picture: {name!r}; {hint}")
    given: dict[str, object] = {**options}
    for name, kinds in _TYPES.items():
        if name in given and not isinstance(given[name], kinds):
            raise InvalidValueError(f"{name} is {_WORDS[kinds]}, not {given[name]!r}")
    if not _are_names(given.get("by")):
        raise InvalidValueError(f"by is the name of a hyper-parameter, or several, not {given['by']!r}")
    if options.get("band", "std") != "std" and not options.get("by"):
        raise InvalidValueError("a band surrounds the mean of a group of runs: say by what they are grouped (by)")
    grid = given.get("grid")
    if grid is not None and not _is_grid(grid):
        raise InvalidValueError(f"a grid is a number of rows and one of columns, such as (2, 3), not {grid!r}")


def _are_names(by: object) -> bool:
    return by is None or isinstance(by, str) or (isinstance(by, Sequence) and all(isinstance(name, str) for name in by))


def _is_grid(grid: object) -> bool:
    return (
        isinstance(grid, Sequence) and len(grid) == 2 and all(isinstance(count, int) and count >= 1 for count in grid)
    )


def _check_results(kind: str, select: Sequence[str], options: PlotOptions) -> None:
    """Refuse what a picture of results would leave aside without a word."""
    if len(select) > 1:
        raise InvalidValueError(f"a picture of results shows one metric, not {len(select)}")
    given: dict[str, object] = {**options}
    aside = [name for name, default in _OF_CURVES.items() if given.get(name, default) != default]
    if kind in KINDS and aside:
        raise InvalidValueError(f"only curves have {', '.join(aside)}: a picture of kind {kind} has no use for that")


def _ranking(contents: Collection, select: Sequence[str]) -> str | None:
    """Return the one metric that was asked for, by its name or by a pattern."""
    summary = contents.summary
    if not select or not is_pattern(select[0]) or select[0] in summary["label"].unique():
        return select[0] if select else None
    fitting = choose(summary, select, most=MOST_PANELS).rows["label"].unique(maintain_order=True).to_list()
    if len(fitting) > 1:
        raise InvalidValueError(f"a picture of results shows one metric, and {select[0]} fits {', '.join(fitting[:6])}")
    return str(fitting[0])


def _names(by: str | Sequence[str] | None) -> list[str]:
    return [name for name in (by.split(",") if isinstance(by, str) else by or ()) if name]


def _selected(contents: Collection, select: Sequence[str], smoothing: float | str | None) -> _Frames:
    """Keep the observations that may be drawn, so that what follows has less to do."""
    metrics = contents.metrics
    if metrics.is_empty():
        raise NothingFoundError("there is nothing to draw: no metric was logged")
    summary = contents.ordered(
        add_labels(summarise_tidy(metrics))
    )  # of what was read, rather than of the files once more
    rows = choose(summary, select, most=MOST_PANELS).rows
    wanted = rows.select(_KEYS).unique()
    if wanted.height < summary.select(_KEYS).unique().height:
        metrics = metrics.join(wanted, on=_KEYS, how="semi", nulls_equal=True, maintain_order="left")
    hparams = contents.hparams
    frames = _Frames(metrics=metrics, smoothed=None, summary=summary, labels=run_labels(hparams), hparams=hparams)
    if smoothing is None:
        return frames
    way, noisy = parse(smoothing), _noisy(metrics)
    return replace(frames, smoothed=smooth(noisy, way), smoothing=str(way), notes=tuple(_flattened(noisy, way)))


def _flattened(noisy: pl.DataFrame, way: Smoothing) -> Iterator[str]:
    """Warn of curves that smoothing leaves nothing of."""
    lengths = noisy.group_by(schema.SERIES).len()["len"]
    short = int((lengths <= way.width).sum())
    if short and way.width > 1:
        which = "the curve has" if lengths.len() == 1 else f"{short} of {lengths.len()} curves have"
        yield f"smoothed over about {way.width:.0f} values, and {which} no more than that: little shape is left"


def _noisy(metrics: pl.DataFrame) -> pl.DataFrame:
    """Keep what there is to smooth: single steps; values of epochs, which are means already, where they stand alone."""
    evaluated = pl.col("stage").is_in(["val", "test", "predict"]).fill_null(value=False)
    single = (pl.col("granularity") == "step") & ~evaluated
    tested = pl.col("stage").is_in(["test", "predict"]).fill_null(value=False)
    return metrics.filter(single | ~(single.any().over("quantity") | tested))


def _thinned(frames: _Frames) -> _Frames:
    columns = max(_COARSE, min(_FINE, _POINTS // (4 * max(1, len(frames.labels)))))
    coarse = columns < _FINE
    metrics = thin(frames.metrics, columns=columns, coarse=coarse)
    if metrics.height == frames.metrics.height:  # smoothed series are no longer than what they were made of
        return frames
    smoothed = None if frames.smoothed is None else thin(frames.smoothed, columns=columns, coarse=coarse)
    return replace(frames, metrics=metrics, smoothed=smoothed, columns=columns)


def _placed(frames: _Frames, axis: Axis, every: pl.DataFrame) -> _Frames:
    def on_axis(metrics: pl.DataFrame) -> pl.DataFrame:
        if metrics.is_empty():  # nothing there was to smooth
            return metrics.with_columns(x=pl.lit(None, dtype=pl.Float64))
        return place(metrics, axis, frames.hparams, every=every)

    placed = on_axis(frames.metrics)
    smoothed = None if frames.smoothed is None else on_axis(frames.smoothed)
    missing = frames.metrics["run"].cast(pl.String).unique().len() - placed["run"].cast(pl.String).unique().len()
    notes = frames.notes
    if missing:
        who = "1 run is not drawn: it has" if missing == 1 else f"{missing} runs are not drawn: they have"
        notes = (*notes, f"{who} no place on an axis of {axis}")
    return replace(frames, metrics=placed, smoothed=smoothed, notes=notes)


def _scaled(frames: _Frames, divisor: float) -> _Frames:
    def scaled(metrics: pl.DataFrame) -> pl.DataFrame:
        return metrics.with_columns(pl.col("x") / divisor)

    smoothed = None if frames.smoothed is None else scaled(frames.smoothed)
    return replace(frames, metrics=scaled(frames.metrics), smoothed=smoothed)


def _grouped(frames: _Frames, names: Sequence[str], band: BandKind) -> _Frames:
    """Put the mean of each group in the place of its runs."""
    if band not in BANDS:
        raise InvalidValueError(f"no such band: {band!r}; there are {', '.join(BANDS)}")
    grouping = group(frames.hparams, by=names)
    groups = _members(grouping)
    means = average_runs(frames.metrics, groups, band=band)
    smoothed = None if frames.smoothed is None else average_runs(frames.smoothed, groups, band=band)
    most = pl.col("n").max().over("run", *_KEYS)
    whole = means.filter(pl.col("n") == most).select(list(schema.METRICS))
    summary = add_labels(summarise_tidy(whole))
    sizes = {group: list(groups.values()).count(group) for group in groups.values()}
    hparams = grouping.members.select(pl.col("group").alias("run"), *grouping.by)
    notes = list(frames.notes)
    if means.filter(pl.col("n") != most).height:
        notes.append("drawn thinner where not all runs of a group have values")
    if lost := frames.metrics.filter(~pl.col("value").is_finite())["run"].n_unique():
        notes.append(f"values of {lost} runs that are no finite numbers are left out of the means")
    return replace(
        frames,
        metrics=means,
        smoothed=smoothed,
        summary=summary,
        labels={group: f"{group} (n={size})" for group, size in sizes.items()},
        hparams=hparams.unique("run", maintain_order=True),
        notes=tuple(notes),
        band=_BAND_NAMES[band],
    )


def _members(grouping: Grouping) -> dict[str, str]:
    """Return the group of each run."""
    return dict(grouping.members.select("run", "group").iter_rows())


def _look(frames: _Frames, options: PlotOptions, label: str, *, grouped: bool) -> CurveOptions:
    facet = options.get("facet", "quantity")
    facets: dict[str, str] = {}
    if facet == "run":
        facets = {run: frames.labels.get(run, run) for run in frames.hparams["run"]}
    elif facet != "quantity":
        facets = _members(group(frames.hparams, by=[facet]))
    name = options.get("color_by")
    if name is None and not facets:
        name = scale_name(frames.hparams)
    values: dict[str, Any] = {} if name in {None, "run"} else numeric_values(frames.hparams, str(name))
    return CurveOptions(
        x_label=label,
        log_x=options.get("log_x", False),
        view=AxisOptions(log=options.get("log", False), clip=options.get("clip")),
        facets=facets,
        grid=options.get("grid"),
        scale=str(name) if values else "",
        values=values,
        notes=frames.notes,
        band=frames.band,
        mean=grouped,
        smoothing=frames.smoothing,
        columns=frames.columns,
    )
