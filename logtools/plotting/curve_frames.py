"""The frames of a plot of curves, and the steps that change them: select, smooth, downsample, add x, average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.groups import Grouping, group
from logtools.analysis.comparison.placeholders import placeholders
from logtools.analysis.curves.averaging import average_runs
from logtools.analysis.curves.downsampling import thin
from logtools.analysis.curves.smoothing import Smoothing, parse, smooth
from logtools.analysis.curves.x_axis import add_x
from logtools.analysis.tables.hparams import run_labels
from logtools.analysis.tables.metric_labels import Key, spellings
from logtools.analysis.tables.summary import add_labels, summarise_tidy
from logtools.choices import Axis, Band
from logtools.collection import Collection
from logtools.configuration import NO_CONFIGURATION, Configuration
from logtools.errors import NothingFoundError
from logtools.figures.build.metric_selection import MOST_PANELS, choose
from logtools.metrics.stage import is_evaluation, is_test
from logtools.text.lists import listing
from logtools.text.numbers import count

__all__ = ["CurveFrames", "average", "downsample", "members", "place_on", "rescale", "select_and_smooth"]

#: Columns that identify a series across runs and segments.
#: Most points in a panel; fewest and most bins that a curve is downsampled to.
_POINTS, _COARSE, _FINE = 40_000, 50, 1000
_BAND_NAMES: dict[Band, str] = {
    "std": "mean ± std",
    "ci": "mean, 95% CI",
    "minmax": "mean, min-max",
}


@dataclass(frozen=True, kw_only=True)
class CurveFrames:
    """The frames that a plot shows, as one step passes them to the next."""

    #: Observations, columns of `schema.METRICS`; then `x` once placed; `n`, `low` and `high` once averaged.
    metrics: pl.DataFrame
    #: The smoothed observations; None without smoothing.
    smoothed: pl.DataFrame | None
    #: Columns of `schema.SUMMARY`.
    summary: pl.DataFrame
    #: Names of the metrics to show, each in the spelling that is shown; the most important metrics if empty.
    select: tuple[str, ...]
    #: The name of each run or group.
    labels: Mapping[str, str]
    #: One row per run, or per group once averaged.
    hparams: pl.DataFrame
    #: Notes on what was left out or inferred.
    notes: tuple[str, ...] = ()
    #: What the bands show; empty if there are none.
    band: str = ""
    #: How the curves are smoothed; empty if they are not.
    smoothing: str = ""
    #: Number of bins that the curves were downsampled to; None if they were not.
    columns: int | None = None
    #: The user's directions and names of seeds.
    configuration: Configuration = NO_CONFIGURATION


def select_and_smooth(collection: Collection, select: Sequence[str], smoothing: float | str | None) -> CurveFrames:
    """Select the observations to draw, and smooth them. The next steps then have less to do."""
    metrics = collection.metrics
    if metrics.is_empty():
        raise NothingFoundError(f"nothing to draw: {collection.nothing_logged}")
    metrics = _of_training(metrics)
    summary = collection.ordered(add_labels(summarise_tidy(metrics), collection.configuration))
    missing = placeholders(summary)
    summary = _without_best(summary, missing)
    rows = choose(summary, select, most=MOST_PANELS).rows
    wanted = rows.select(schema.SERIES_LABELS).unique()
    if wanted.height < summary.select(schema.SERIES_LABELS).unique().height:
        metrics = metrics.join(wanted, on=schema.SERIES_LABELS, how="semi", nulls_equal=True, maintain_order="left")
    hparams = collection.hparams
    if renamed := spellings(summary):
        if select:
            summary = summary.join(wanted, on=schema.SERIES_LABELS, how="semi", nulls_equal=True, maintain_order="left")
            select = rows.get_column("label").unique(maintain_order=True).to_list()
        metrics, summary = (_with_one_spelling(frame, renamed) for frame in (metrics, summary))
    shown = set(rows.get_column("label"))
    frames = CurveFrames(
        metrics=metrics,
        smoothed=None,
        summary=summary,
        select=tuple(select),
        labels=run_labels(hparams, collection.configuration),
        hparams=hparams,
        configuration=collection.configuration,
        notes=(*_spelling_notes(renamed, shown), *_placeholder_notes(missing, shown)),
    )
    if smoothing is None:
        return frames
    method, noisy = parse(smoothing), _noisy(metrics)
    return replace(
        frames,
        smoothed=smooth(noisy, method),
        smoothing=str(method),
        notes=(*frames.notes, *_flattened(noisy, method)),
    )


def _with_one_spelling(frame: pl.DataFrame, renamed: Mapping[Key, tuple[str, str]]) -> pl.DataFrame:
    """Replace the names of metrics that most runs spell differently, so that panels and averages include all runs."""
    types = {name: frame.schema[name] for name in (*schema.METRIC_KEY, "quantity")}
    rows = [(*key, *shown) for key, shown in renamed.items()]
    columns = {name: types[name] for name in schema.METRIC_KEY}
    columns |= {"shown": types["metric"], "shown_quantity": types["quantity"]}
    table = pl.DataFrame(rows, schema=columns, orient="row")
    joined = frame.join(table, on=schema.METRIC_KEY, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(
        metric=pl.coalesce("shown", "metric"), quantity=pl.coalesce("shown_quantity", "quantity")
    ).select(frame.columns)


def _without_best(summary: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Remove the best value of metrics that are placeholders."""
    if missing.is_empty():
        return summary
    keys = missing.select("run", "label", missing=True)
    found = summary.join(keys, on=["run", "label"], how="left", maintain_order="left")
    best = pl.when(pl.col("missing").is_null()).then("best").alias("best")
    return found.with_columns(best).select(summary.columns)


def _spelling_notes(renamed: Mapping[Key, tuple[str, str]], shown: Names[str]) -> Iterator[str]:
    names = [f"{metric} as {name}" for (_, metric, _), (name, _) in renamed.items() if name in shown]
    if names:
        yield f"one metric, spelled differently: {listing(names, 4)}"


def _placeholder_notes(missing: pl.DataFrame, shown: Names[str]) -> Iterator[str]:
    rows = (
        missing.filter(pl.col("label").is_in(list(shown))).select("run", "label", "value").unique(maintain_order=True)
    )
    if not rows.is_empty():
        names = [f"{label} of {run} ({value:g})" for run, label, value in rows.iter_rows()]
        yield f"placeholders, never marked as best: {listing(names, 4)}"


def _of_training(metrics: pl.DataFrame) -> pl.DataFrame:
    """Leave out evaluations after the training, which are no points of a curve, of metrics with other values."""
    final = pl.col("granularity") == "run"
    if not metrics.select(final.any()).item():
        return metrics
    return metrics.filter(~final | final.all().over("run", *schema.METRIC_KEY))


def _flattened(noisy: pl.DataFrame, method: Smoothing) -> Iterator[str]:
    """Warn of curves that are not longer than the smoothing window."""
    lengths = noisy.group_by(schema.SERIES).len()["len"]
    short = int((lengths <= method.width).sum())
    if short and method.width > 1:
        which = "the curve" if lengths.len() == 1 else f"{short} of {lengths.len()} curves"
        yield f"smoothing window ({method.width:.0f} values) is as long as {which}"


def _noisy(metrics: pl.DataFrame) -> pl.DataFrame:
    """Return the values to smooth: train steps, and the epoch values (means already) of quantities without them."""
    single = (pl.col("granularity") == "step") & ~is_evaluation()
    return metrics.filter(single | ~(single.any().over("quantity") | is_test()))


def downsample(frames: CurveFrames) -> CurveFrames:
    """Downsample curves with more points than a reader can distinguish; keep the min and max of each bin."""
    columns = max(_COARSE, min(_FINE, _POINTS // (4 * max(1, len(frames.labels)))))
    coarse = columns < _FINE
    metrics = thin(frames.metrics, columns=columns, coarse=coarse)
    if metrics.height == frames.metrics.height:  # smoothed series are never longer than the raw ones
        return frames
    smoothed = None if frames.smoothed is None else thin(frames.smoothed, columns=columns, coarse=coarse)
    return replace(frames, metrics=metrics, smoothed=smoothed, columns=columns)


def place_on(frames: CurveFrames, axis: Axis, every: pl.DataFrame) -> CurveFrames:
    """Add the position on the x-axis.

    Args:
        frames: frames without `x`.
        axis: the x-axis.
        every: all observations of the runs, since the axis may depend on metrics that are not drawn.
    """

    def on_axis(metrics: pl.DataFrame) -> pl.DataFrame:
        if metrics.is_empty():  # no values to smooth
            return metrics.with_columns(x=pl.lit(None, dtype=pl.Float64))
        return add_x(metrics, axis, frames.hparams, every=every)

    placed = on_axis(frames.metrics)
    smoothed = None if frames.smoothed is None else on_axis(frames.smoothed)
    missing = frames.metrics["run"].cast(pl.String).unique().len() - placed["run"].cast(pl.String).unique().len()
    notes = frames.notes
    if missing:
        notes = (*notes, f"{count(missing, 'run')} not drawn: no position on the {axis} axis")
    return replace(frames, metrics=placed, smoothed=smoothed, notes=notes)


def rescale(frames: CurveFrames, divisor: float) -> CurveFrames:
    """Divide the positions on the x-axis."""

    def scaled(metrics: pl.DataFrame) -> pl.DataFrame:
        return metrics.with_columns(pl.col("x") / divisor)

    smoothed = None if frames.smoothed is None else scaled(frames.smoothed)
    return replace(frames, metrics=scaled(frames.metrics), smoothed=smoothed)


def average(frames: CurveFrames, names: Sequence[str], band: Band) -> CurveFrames:
    """Replace the runs of each group by their mean."""
    grouping = group(frames.hparams, by=names, configuration=frames.configuration)
    groups = members(grouping)
    means = average_runs(frames.metrics, groups, band=band)
    smoothed = None if frames.smoothed is None else average_runs(frames.smoothed, groups, band=band)
    most = pl.col("n").max().over("run", *schema.SERIES_LABELS)
    complete = means.filter(pl.col("n") == most).select(list(schema.METRICS))
    summary = add_labels(summarise_tidy(complete), frames.configuration)
    drawn = set(frames.metrics.filter(pl.col("value").is_finite())["run"].cast(pl.String).unique())
    sizes = Counter(name for run, name in groups.items() if run in drawn)
    hparams = grouping.members.select(pl.col("group").alias("run"), *grouping.by)
    notes = list(frames.notes)
    if means.filter(pl.col("n") != most).height:
        notes.append("thin: not all runs in the group have values")
    if lost := frames.metrics.filter(~pl.col("value").is_finite())["run"].n_unique():
        notes.append(f"means exclude non-finite values ({lost} {'run' if lost == 1 else 'runs'})")
    return replace(
        frames,
        metrics=means,
        smoothed=smoothed,
        summary=summary,
        labels={name: f"{name} (n={sizes[name]})" for name in groups.values()},
        hparams=hparams.unique("run", maintain_order=True),
        notes=tuple(notes),
        band=_BAND_NAMES[band],
    )


def members(grouping: Grouping) -> dict[str, str]:
    """Return the group of each run."""
    return dict(grouping.members.select("run", "group").iter_rows())
