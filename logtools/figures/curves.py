"""From series to the curves and marks of one panel."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from logtools import schema
from logtools.figures.elements import Curve, Mark, MarkKind, Role

__all__ = ["Series", "curves_of", "marks_of", "series_of"]

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


@dataclass(frozen=True, kw_only=True)
class Series:
    """What one metric did in one run, and its part in the panel."""

    run: str
    metric: str
    role: Role
    x: tuple[int, ...]
    y: tuple[float, ...]

    @property
    def is_result(self) -> bool:
        """Whether its values are results of their own rather than points of a curve."""
        return self.role.stage in {"test", "predict"} and self.role.granularity == "epoch"


def series_of(metrics: pl.DataFrame, rows: pl.DataFrame) -> dict[int, list[Series]]:
    """Return the series of each panel, in the order of the observations.

    Args:
        metrics: observations, columns of `schema.METRICS`.
        rows: those of `select.Choice.rows`.
    """
    keys = ["run", "stage", "metric", "granularity", "dataloader"]
    drawn = metrics.join(rows.select(*keys, "panel"), on=keys, how="inner", nulls_equal=True, maintain_order="left")
    grouped = drawn.group_by("panel", *schema.SERIES, maintain_order=True).agg(
        # a logger without steps leaves the order of its rows as the only axis
        x=pl.coalesce("step", pl.int_range(pl.len(), dtype=pl.Int64)),
        y=pl.col("value"),
    )
    found: dict[int, list[Series]] = {}
    roles = _roles(rows)
    for row in grouped.rows(named=True):
        role = roles[tuple(row[key] for key in ("panel", "stage", "metric", "granularity", "dataloader"))]
        series = Series(run=row["run"], metric=row["metric"], role=role, x=tuple(row["x"]), y=tuple(row["y"]))
        found.setdefault(row["panel"], []).append(series)
    return found


def _roles(rows: pl.DataFrame) -> dict[tuple[object, ...], Role]:
    """Give each metric of each panel its part; metrics of one stage and granularity are told apart by a variant."""
    keys = ["panel", "stage", "metric", "granularity", "dataloader"]
    distinct = rows.select(keys).unique(maintain_order=True)
    with_epochs = set(distinct.filter(pl.col("granularity") == "epoch", pl.col("stage") != "test")["panel"])
    kinds: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for key in distinct.rows():
        panel, stage, _, granularity, _ = key
        kinds.setdefault((panel, stage, granularity), []).append(key)
    roles: dict[tuple[object, ...], Role] = {}
    for (panel, stage, granularity), members in kinds.items():
        for variant, key in enumerate(members):
            roles[key] = Role(
                stage=stage if isinstance(stage, str) else None,
                granularity=str(granularity),
                variant=variant,
                label=_role_label(stage, granularity, key, members),
                faint=granularity == "step" and stage != "val" and panel in with_epochs,
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


def curves_of(series: list[Series], hues: dict[str, int]) -> Iterator[Curve]:
    """Return the curves of a panel, those that stand behind the others first."""
    for one in sorted(series, key=lambda s: not s.role.faint):
        if not one.is_result:
            yield Curve(hue=hues[one.run], role=one.role, metric=one.metric, x=one.x, y=one.y)


def marks_of(series: list[Series], hues: dict[str, int]) -> Iterator[Mark]:
    """Return the test results of a panel, and where a value that was logged is no number."""
    for one in series:
        if one.is_result:
            yield from _mark(one, "test", hues[one.run], [math.isfinite(value) for value in one.y])
        yield from _mark(one, "nan", hues[one.run], [math.isnan(value) for value in one.y])
        yield from _mark(one, "inf", hues[one.run], [value == math.inf for value in one.y])
        yield from _mark(one, "-inf", hues[one.run], [value == -math.inf for value in one.y])


def _mark(series: Series, kind: MarkKind, hue: int, where: list[bool]) -> Iterator[Mark]:
    if any(where):
        x = tuple(position for position, here in zip(series.x, where, strict=True) if here)
        y = tuple(value for value, here in zip(series.y, where, strict=True) if here)
        yield Mark(kind=kind, hue=hue, role=series.role, metric=series.metric, x=x, y=y)
