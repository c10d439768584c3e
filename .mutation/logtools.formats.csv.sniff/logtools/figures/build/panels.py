"""Build the panels of a figure: one per quantity, or one per quantity and facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from logtools.figures.build.best_points import BestPoint
from logtools.figures.build.captions import best_caption
from logtools.figures.build.curves import CurveData, bands_of, behind, curves_of, marks_of
from logtools.figures.spec import CurvePanel, Mark, RunColour
from logtools.text.sorting import value_order

__all__ = ["PanelData", "panels_of"]

_STEP = "step"


@dataclass(frozen=True, kw_only=True)
class PanelData:
    """The data of all panels of a figure."""

    #: One row per run and metric: `MetricSelection.rows`.
    rows: pl.DataFrame
    #: The result of `best_points`.
    best: Sequence[BestPoint]
    #: The raw series of each panel.
    series: Mapping[int, list[CurveData]]
    #: The smoothed series of each panel; empty without smoothing.
    smoothed: Mapping[int, list[CurveData]]
    run_colours: Sequence[RunColour]
    #: (step, epoch) of the last step of each epoch.
    epochs: tuple[tuple[int, int], ...]
    #: Label of the x-axis of panels that do not show evaluation steps.
    x_label: str
    log_x: bool
    #: The facet of each run; empty if each panel shows all runs.
    facets: Mapping[str, str]
    #: Whether the series are means over groups of runs.
    mean: bool


def panels_of(content: PanelData) -> Iterator[CurvePanel]:
    """Yield the panels: the most important quantity first, facets in natural order."""
    heads = content.rows.select("panel", "quantity", "axis").unique(maintain_order=True).rows()
    for panel, quantity, axis in heads:
        for facet in sorted(set(content.facets.values()), key=value_order) or [""]:
            yield _panel(content, panel, quantity, axis, facet)


def _panel(content: PanelData, number: int, quantity: str, axis: str, facet: str) -> CurvePanel:
    def here(run: object) -> bool:
        return not content.facets or content.facets.get(str(run)) == facet

    position = {run_colour.run: i for i, run_colour in enumerate(content.run_colours)}
    members = [one for one in content.series.get(number, []) if here(one.run)]
    smoothed = [_in_front(one) for one in content.smoothed.get(number, []) if here(one.run) and not one.is_result]
    points = [point for point in content.best if point.panel == number and here(point.run)]
    over = {_key(one) for one in smoothed}
    raw = [one for one in members if _key(one) in over]
    rest = [one for one in members if _key(one) not in over]
    by_step = axis == _STEP
    return CurvePanel(
        quantity=quantity,
        x_label=content.x_label if by_step else axis,
        y_label=quantity,
        caption=_caption(points, content, position),
        epochs=content.epochs if by_step and content.x_label == _STEP and not content.log_x else (),
        curves=tuple(curves_of([*behind(raw), *rest, *smoothed], position)),
        bands=tuple(bands_of([*rest, *smoothed], position)),
        marks=(*marks_of(members, position), *_best_marks(points, members, position)),
        facet=facet,
        log_x=content.log_x,
    )


def _key(one: CurveData) -> tuple[object, ...]:
    return one.run, one.metric, one.series_kind.stage, one.series_kind.granularity, one.series_kind.variant


def _in_front(one: CurveData) -> CurveData:
    label = f"{one.series_kind.label}, smoothed" if one.series_kind.label else "smoothed"
    return replace(one, series_kind=replace(one.series_kind, faint=False, smoothed=True, label=label))


def _best_marks(
    points: Sequence[BestPoint], members: list[CurveData], run_colours: Mapping[str, int]
) -> Iterator[Mark]:
    """Mark each best value where it was logged; a smoothed value is never the best."""
    named: dict[tuple[object, ...], list[CurveData]] = {}
    for one in members:
        named.setdefault((one.run, one.metric, one.series_kind.stage, one.series_kind.granularity), []).append(one)
    for i, point in enumerate(points):
        same = named.get((point.run, point.metric, point.stage, point.granularity), [])
        same = [s for s in same if point.value in s.y]
        if same:
            found = min(same, key=lambda s: s.series_kind.variant)
            where = found.y.index(point.value)
            yield Mark(
                kind="best",
                colour_index=run_colours[found.run],
                series_kind=found.series_kind,
                metric=found.metric,
                x=(found.x[where],),
                y=(found.y[where],),
                leads=i == 0,
            )


def _caption(points: Sequence[BestPoint], content: PanelData, position: Mapping[str, int]) -> str:
    if not points:
        return ""
    one = len(content.run_colours) == 1 or len(set(content.facets.values())) == len(content.run_colours)
    name = "" if one else content.run_colours[position[points[0].run]].label
    return best_caption(points, name=name, mean=content.mean)
