"""Turn series into the curves, bands and marks of one panel."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

import polars as pl

from logtools import schema
from logtools.figures.spec import Band, Curve, Mark, MarkKind, SeriesId, SeriesKind

__all__ = ["CurveData", "bands_of", "behind", "curves_of", "marks_of", "series_of"]

_SERIES_NAMES: dict[tuple[object, object], str] = {
    ("train", "step"): "train, each step",
    ("train", "epoch"): "train, epoch mean",
    ("val", "step"): "validation, each batch",
    ("val", "epoch"): "validation",
    ("test", "step"): "test, each batch",
    ("test", "epoch"): "test",
    ("predict", "step"): "predict, each batch",
    ("predict", "epoch"): "predict",
    (None, "epoch"): "each epoch",
}
#: Columns that identify a series without its segment; and those that identify it in all runs of a panel.
_KEYS = [key for key in schema.SERIES if key != "segment"]
_PANEL_KEYS = ["panel", *(key for key in _KEYS if key != "run")]
_SPREAD = ("n", "low", "high")
#: How the legend names the logged values behind a smoothed curve.
_RAW = "raw"


@dataclass(frozen=True, kw_only=True)
class CurveData:
    """The values of one series, and the style its panel draws them in."""

    series: SeriesId
    series_kind: SeriesKind
    x: tuple[float, ...]
    y: tuple[float, ...]
    #: For a mean over runs: the number of runs behind each value, and the band around it. Empty for a single run.
    n: tuple[int, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()

    @property
    def run(self) -> str:
        """The run's id, or the group's name."""
        return self.series.run

    @property
    def metric(self) -> str:
        """The metric as logged, undecorated."""
        return self.series.metric

    @property
    def is_result(self) -> bool:
        """Whether its values are single results rather than points of a curve."""
        return self.series_kind.stage in {"test", "predict"} and self.series_kind.granularity == "epoch"


def series_of(metrics: pl.DataFrame, rows: pl.DataFrame) -> dict[int, list[CurveData]]:
    """Return the series of each panel, in the order of the observations.

    Args:
        metrics: observations, columns of `schema.METRICS`; the column `x`, if present, is the position on the x-axis;
            means of groups also have `n`, `low` and `high`.
        rows: `MetricSelection.rows`.
    """
    drawn = metrics.join(rows.select(*_KEYS, "panel"), on=_KEYS, how="inner", nulls_equal=True, maintain_order="left")
    grouped = drawn.group_by("panel", *schema.SERIES, maintain_order=True).agg(
        # if the logger wrote no steps, the row number is the only possible axis
        x=pl.coalesce("x" if "x" in drawn.columns else "step", pl.int_range(pl.len(), dtype=pl.Int64)),
        y=pl.col("value"),
        **{name: pl.col(name) for name in _SPREAD if name in drawn.columns},
    )
    lines = [name for name in ("x", "y", *_SPREAD) if name in grouped.columns]
    ends = accumulate(grouped.get_column("y").list.len())
    points = {name: tuple(grouped.get_column(name).explode().to_list()) for name in lines}
    found: dict[int, list[CurveData]] = {}
    series_kinds, by_epoch = _series_kinds(rows), _with_epochs(rows)
    begin = 0
    for row, end in zip(grouped.drop(lines).rows(named=True), ends, strict=True):
        series_kind = series_kinds[tuple(row[key] for key in _PANEL_KEYS)]
        if series_kind.granularity == "step" and series_kind.stage != "val" and (row["panel"], row["run"]) in by_epoch:
            series_kind = replace(series_kind, faint=True)
        line = {name: values[begin:end] for name, values in points.items()}
        series = SeriesId(**{key: row[key] for key in schema.SERIES})
        found.setdefault(row["panel"], []).append(CurveData(series=series, series_kind=series_kind, **line))
        begin = end
    return found


def _with_epochs(rows: pl.DataFrame) -> set[tuple[object, ...]]:
    """Return the panels and runs that have a curve of epoch values; their single steps are drawn behind it."""
    curves = rows.filter(pl.col("granularity") == "epoch", pl.col("stage").ne_missing("test"))
    return set(curves.select("panel", pl.col("run").cast(pl.String)).rows())


def _series_kinds(rows: pl.DataFrame) -> dict[tuple[object, ...], SeriesKind]:
    """Return the series kind of each metric in each panel; a variant number separates metrics of the same kind."""
    distinct = rows.select(_PANEL_KEYS).unique(maintain_order=True)
    kinds: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for key in distinct.rows():
        panel, stage, _, granularity, _ = key
        kinds.setdefault((panel, stage, granularity), []).append(key)
    series_kinds: dict[tuple[object, ...], SeriesKind] = {}
    for (_, stage, granularity), members in kinds.items():
        for variant, key in enumerate(members):
            series_kinds[key] = SeriesKind(
                stage=stage if isinstance(stage, str) else None,
                granularity=str(granularity),
                variant=variant,
                label=_series_label(stage, granularity, key, members),
            )
    return series_kinds


def _series_label(
    stage: object, granularity: object, key: tuple[object, ...], members: list[tuple[object, ...]]
) -> str:
    name = _SERIES_NAMES.get((stage, granularity), "")
    _, _, metric, _, dataloader = key
    if len({member[2] for member in members}) > 1:
        name = f"{name} ({metric})" if name else str(metric)
    if len({member[4] for member in members}) > 1:
        name = f"{name}, dataloader {dataloader if dataloader is not None else 0}"
    return name


def curves_of(series: list[CurveData], run_colours: dict[str, int]) -> Iterator[Curve]:
    """Return the curves of a panel; those drawn behind the others come first."""
    for one in sorted(series, key=lambda s: not s.series_kind.faint):
        if not one.is_result:
            colour_index, kind = run_colours[one.run], one.series_kind
            yield Curve(
                colour_index=colour_index,
                series_kind=kind,
                metric=one.metric,
                x=one.x,
                y=one.y,
                n=one.n,
                series=one.series,
            )


def bands_of(series: list[CurveData], run_colours: dict[str, int]) -> Iterator[Band]:
    """Return the bands around the means of groups in a panel."""
    for one in series:
        if one.low and not one.is_result and not one.series_kind.faint and not all(map(math.isnan, one.low)):
            yield Band(
                colour_index=run_colours[one.run], series_kind=one.series_kind, x=one.x, low=one.low, high=one.high
            )


def behind(series: list[CurveData]) -> list[CurveData]:
    """Return the raw series as they are drawn behind smoothed ones: faint."""
    return [
        one if one.is_result else replace(one, series_kind=replace(one.series_kind, faint=True, label=_RAW))
        for one in series
    ]


def marks_of(series: list[CurveData], run_colours: dict[str, int]) -> Iterator[Mark]:
    """Return marks for the test results and the non-finite values of a panel."""
    for one in series:
        if one.is_result:
            yield from _mark(one, "test", run_colours[one.run], [math.isfinite(value) for value in one.y])
        if all(map(math.isfinite, one.y)):
            continue
        yield from _mark(one, "nan", run_colours[one.run], [math.isnan(value) for value in one.y])
        yield from _mark(one, "inf", run_colours[one.run], [value == math.inf for value in one.y])
        yield from _mark(one, "-inf", run_colours[one.run], [value == -math.inf for value in one.y])


def _mark(series: CurveData, kind: MarkKind, run_colour: int, where: list[bool]) -> Iterator[Mark]:
    if any(where):
        x = tuple(position for position, here in zip(series.x, where, strict=True) if here)
        y = tuple(value for value, here in zip(series.y, where, strict=True) if here)
        yield Mark(kind=kind, colour_index=run_colour, series_kind=series.series_kind, metric=series.metric, x=x, y=y)
