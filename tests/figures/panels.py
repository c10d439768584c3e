"""The panels of a figure, of the type that a test expects."""

from __future__ import annotations

from typing import TypeVar

from logtools.figures.spec import (
    CurvePanel,
    FigureSpec,
    HeatmapPanel,
    IntervalPanel,
    ParallelPanel,
    ScatterPanel,
)

AnyPanel = TypeVar("AnyPanel", CurvePanel, ScatterPanel, IntervalPanel, ParallelPanel, HeatmapPanel)


def panels_of(spec: FigureSpec, kind: type[AnyPanel]) -> tuple[AnyPanel, ...]:
    """Return all panels, each of which is of this type."""
    panels = tuple(panel for panel in spec.panels if isinstance(panel, kind))
    assert len(panels) == len(spec.panels)
    return panels


def curve_panels(spec: FigureSpec) -> tuple[CurvePanel, ...]:
    """Return the panels of a figure of curves."""
    return panels_of(spec, CurvePanel)
