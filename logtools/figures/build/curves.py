"""From series to the curves, bands and marks of one panel."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

import polars as pl

from logtools import schema
from logtools.figures.spec import Band, Curve, Mark, MarkKind, SeriesKind

__all__ = ["CurveData", "bands_of", "behind", "curves_of", "marks_of", "series_of"]

_ROLE_NAMES: dict[tuple[object, object], str] = {
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
_SPREAD = ("n", "low", "high")
#: How the legend names what was logged where it stands behind a smoothed curve.
_RAW = "as logged"


@dataclass(frozen=True, kw_only=True)
class CurveData:
    """What one metric did in one run, and its part in the panel."""

    run: str
    metric: str
    role: SeriesKind
    x: tuple[float, ...]
    y: tuple[float, ...]
    #: Where it is the mean of runs: of how many, and how far they spread.
    n: tuple[int, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()

    @property
    def is_result(self) -> bool:
        """Whether its values are results of their own rather than points of a curve."""
        return self.role.stage in {"test", "predict"} and self.role.granularity == "epoch"


def series_of(metrics: pl.DataFrame, rows: pl.DataFrame) -> dict[int, list[CurveData]]:
    """Return the series of each panel, in the order of the observations.

    Args:
        metrics: observations, columns of `schema.METRICS`; where there is a column `x`, it is the place on the x-axis;
            `n`, `low` and `high` stand beside the means of groups.
        rows: those of `select.Choice.rows`.
    """
    keys = ["run", "stage", "metric", "granularity", "dataloader"]
    drawn = metrics.join(rows.select(*keys, "panel"), on=keys, how="inner", nulls_equal=True, maintain_order="left")
    grouped = drawn.group_by("panel", *schema.SERIES, maintain_order=True).agg(
        # a logger without steps leaves the order of its rows as the only axis
        x=pl.coalesce("x" if "x" in drawn.columns else "step", pl.int_range(pl.len(), dtype=pl.Int64)),
        y=pl.col("value"),
        **{name: pl.col(name) for name in _SPREAD if name in drawn.columns},
    )
    lines = [name for name in ("x", "y", *_SPREAD) if name in grouped.columns]
    ends = accumulate(grouped.get_column("y").list.len())
    points = {name: tuple(grouped.get_column(name).explode().to_list()) for name in lines}
    found: dict[int, list[CurveData]] = {}
    roles, by_epoch = _roles(rows), _with_epochs(rows)
    begin = 0
    for row, end in zip(grouped.drop(lines).rows(named=True), ends, strict=True):
        role = roles[tuple(row[key] for key in ("panel", "stage", "metric", "granularity", "dataloader"))]
        if role.granularity == "step" and role.stage != "val" and (row["panel"], row["run"]) in by_epoch:
            role = replace(role, faint=True)
        line = {name: values[begin:end] for name, values in points.items()}
        found.setdefault(row["panel"], []).append(CurveData(run=row["run"], metric=row["metric"], role=role, **line))
        begin = end
    return found


def _with_epochs(rows: pl.DataFrame) -> set[tuple[object, ...]]:
    """Return the panels and runs that have a curve of epoch values, behind which single steps stand."""
    curves = rows.filter(pl.col("granularity") == "epoch", pl.col("stage").ne_missing("test"))
    return set(curves.select("panel", pl.col("run").cast(pl.String)).rows())


def _roles(rows: pl.DataFrame) -> dict[tuple[object, ...], SeriesKind]:
    """Give each metric of each panel its part; metrics of one stage and granularity are told apart by a variant."""
    keys = ["panel", "stage", "metric", "granularity", "dataloader"]
    distinct = rows.select(keys).unique(maintain_order=True)
    kinds: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for key in distinct.rows():
        panel, stage, _, granularity, _ = key
        kinds.setdefault((panel, stage, granularity), []).append(key)
    roles: dict[tuple[object, ...], SeriesKind] = {}
    for (_, stage, granularity), members in kinds.items():
        for variant, key in enumerate(members):
            roles[key] = SeriesKind(
                stage=stage if isinstance(stage, str) else None,
                granularity=str(granularity),
                variant=variant,
                label=_role_label(stage, granularity, key, members),
            )
    return roles


def _role_label(stage: object, granularity: object, key: tuple[object, ...], members: list[tuple[object, ...]]) -> str:
    name = _ROLE_NAMES.get((stage, granularity), "")
    _, _, metric, _, dataloader = key
    if len({member[2] for member in members}) > 1:
        name = f"{name} ({metric})" if name else str(metric)
    if len({member[4] for member in members}) > 1:
        name = f"{name}, dataloader {dataloader if dataloader is not None else 0}"
    return name


def curves_of(series: list[CurveData], hues: dict[str, int]) -> Iterator[Curve]:
    """Return the curves of a panel, those that stand behind the others first."""
    for one in sorted(series, key=lambda s: not s.role.faint):
        if not one.is_result:
            yield Curve(hue=hues[one.run], role=one.role, metric=one.metric, x=one.x, y=one.y, n=one.n)


def bands_of(series: list[CurveData], hues: dict[str, int]) -> Iterator[Band]:
    """Return the spreads of a panel, where its series are means of groups."""
    for one in series:
        if one.low and not one.is_result and not one.role.faint and not all(map(math.isnan, one.low)):
            yield Band(hue=hues[one.run], role=one.role, x=one.x, low=one.low, high=one.high)


def behind(series: list[CurveData]) -> list[CurveData]:
    """Return the series as they stand, faintly, behind smoothed ones."""
    return [one if one.is_result else replace(one, role=replace(one.role, faint=True, label=_RAW)) for one in series]


def marks_of(series: list[CurveData], hues: dict[str, int]) -> Iterator[Mark]:
    """Return the test results of a panel, and where a value that was logged is no number."""
    for one in series:
        if one.is_result:
            yield from _mark(one, "test", hues[one.run], [math.isfinite(value) for value in one.y])
        if all(map(math.isfinite, one.y)):
            continue
        yield from _mark(one, "nan", hues[one.run], [math.isnan(value) for value in one.y])
        yield from _mark(one, "inf", hues[one.run], [value == math.inf for value in one.y])
        yield from _mark(one, "-inf", hues[one.run], [value == -math.inf for value in one.y])


def _mark(series: CurveData, kind: MarkKind, hue: int, where: list[bool]) -> Iterator[Mark]:
    if any(where):
        x = tuple(position for position, here in zip(series.x, where, strict=True) if here)
        y = tuple(value for value, here in zip(series.y, where, strict=True) if here)
        yield Mark(kind=kind, hue=hue, role=series.role, metric=series.metric, x=x, y=y)
