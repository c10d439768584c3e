"""Helpers that return the panels of a figure, their curves and their marks."""

from __future__ import annotations

from typing import TypeVar

from logtools.figures.spec import (
    Curve,
    CurvePanel,
    FigureSpec,
    HeatmapPanel,
    IntervalPanel,
    Mark,
    MarkKind,
    ParallelPanel,
    ScatterPanel,
)

AnyPanel = TypeVar("AnyPanel", CurvePanel, ScatterPanel, IntervalPanel, ParallelPanel, HeatmapPanel)


def panels_of(spec: FigureSpec, kind: type[AnyPanel]) -> tuple[AnyPanel, ...]:
    """Return all panels; fail if one is not of this type."""
    panels = tuple(panel for panel in spec.panels if isinstance(panel, kind))
    assert len(panels) == len(spec.panels)
    return panels


def curve_panels(spec: FigureSpec) -> tuple[CurvePanel, ...]:
    """Return the panels of a figure of curves."""
    return panels_of(spec, CurvePanel)


def panel_of(spec: FigureSpec, quantity: str) -> CurvePanel:
    """Return the first panel of a quantity."""
    return next(panel for panel in curve_panels(spec) if panel.quantity == quantity)


def curve_of(panel: CurvePanel, stage: str, granularity: str, colour_index: int = 0) -> Curve:
    """Return the first curve of a kind."""
    return next(
        c
        for c in panel.curves
        if (c.series_kind.stage, c.series_kind.granularity, c.colour_index) == (stage, granularity, colour_index)
    )


def marks_in(panel: CurvePanel, kind: MarkKind) -> list[Mark]:
    """Return the marks of a kind."""
    return [mark for mark in panel.marks if mark.kind == kind]
