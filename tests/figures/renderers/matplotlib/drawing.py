"""Helpers for tests of drawn figures, which read the artists, not the pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure

from logtools.figures.spec import Band, Curve, CurvePanel, FigureSpec, RunColour, SeriesKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

LOGS = Path(__file__).parents[4] / "fixtures" / "logs"
SpecOf = Callable[..., FigureSpec]


def line(ax: Axes, x: list[int], y: list[float]) -> Line2D:
    """Return the only line of these axes with these points."""
    [found] = [
        candidate
        for candidate in ax.get_lines()
        if np.array_equal(np.asarray(candidate.get_xdata()), x)
        and np.array_equal(np.asarray(candidate.get_ydata(), dtype=float), y, equal_nan=True)
    ]
    return found


def legends(figure: Figure) -> list[list[str]]:
    return [[text.get_text() for text in legend.get_texts()] for legend in figure.legends]


def boxes(figure: Figure) -> dict[str, Any]:
    figure.draw_without_rendering()
    return {
        **{f"axes {i}": ax.get_window_extent() for i, ax in enumerate(figure.axes)},
        **{f"legend {i}": legend.get_window_extent() for i, legend in enumerate(figure.legends)},
    }


def group(**changes: Any) -> FigureSpec:  # noqa: ANN401 - fields of a CurvePanel
    """Return a figure of one group of two runs; one run ends early."""
    kind = SeriesKind(stage="val", granularity="epoch", label="validation")
    curve = Curve(colour_index=0, series_kind=kind, metric="m", x=(0, 1, 2, 3), y=(4.0, 3.0, 2.0, 1.0), n=(2, 2, 1, 1))
    band = Band(
        colour_index=0,
        series_kind=kind,
        x=(0, 1, 2, 3),
        low=(3.0, 2.0, np.nan, np.nan),
        high=(5.0, 4.0, np.nan, np.nan),
    )
    panel = CurvePanel(quantity="m", x_label="epoch", y_label="m", curves=(curve,), bands=(band,))
    run_colours = (RunColour(run="g", label="lr=1 (n=2)"), RunColour(run="h", label="lr=2 (n=2)"))
    return FigureSpec(title=None, run_colours=run_colours, panels=(replace(panel, **changes),), band="mean ± std")
