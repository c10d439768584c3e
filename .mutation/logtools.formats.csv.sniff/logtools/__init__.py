"""Read, compare and plot the logs of PyTorch Lightning's CSVLogger.

Names that need polars are loaded on first use, so that `logtools --help` does not import it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from logtools.errors import (
    AmbiguousRunError,
    InvalidValueError,
    LogtoolsError,
    MetricNotFoundError,
    MissingExtraError,
    NothingFoundError,
    OutputError,
    RunNotFoundError,
)

if TYPE_CHECKING:
    from logtools import schema
    from logtools.analysis.comparison.best_run import BestRun
    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.gate import Gate
    from logtools.analysis.comparison.metric_columns import MetricColumn
    from logtools.analysis.comparison.options import ComparisonOptions
    from logtools.analysis.curves.smoothing import Smoothing
    from logtools.figures.renderers.matplotlib import draw
    from logtools.figures.renderers.terminal import draw as draw_text
    from logtools.figures.spec import FigureSpec
    from logtools.logs import Logs, read
    from logtools.plotting.options import PlotOptions
    from logtools.render.run import Report

__version__ = "0.1.0"

__all__ = [
    "AmbiguousRunError",
    "BestRun",
    "Comparison",
    "ComparisonOptions",
    "FigureSpec",
    "Gate",
    "InvalidValueError",
    "Logs",
    "LogtoolsError",
    "MetricColumn",
    "MetricNotFoundError",
    "MissingExtraError",
    "NothingFoundError",
    "OutputError",
    "PlotOptions",
    "Report",
    "RunNotFoundError",
    "Smoothing",
    "draw",
    "draw_text",
    "read",
    "schema",
]

#: The module of each name that is loaded on first use, and its name there.
_LAZY = {
    "BestRun": "logtools.analysis.comparison.best_run:BestRun",
    "Comparison": "logtools.analysis.comparison.comparison:Comparison",
    "ComparisonOptions": "logtools.analysis.comparison.options:ComparisonOptions",
    "FigureSpec": "logtools.figures.spec:FigureSpec",
    "Gate": "logtools.analysis.comparison.gate:Gate",
    "Logs": "logtools.logs:Logs",
    "MetricColumn": "logtools.analysis.comparison.metric_columns:MetricColumn",
    "PlotOptions": "logtools.plotting.options:PlotOptions",
    "Report": "logtools.render.run:Report",
    "Smoothing": "logtools.analysis.curves.smoothing:Smoothing",
    "draw": "logtools.figures.renderers.matplotlib:draw",
    "draw_text": "logtools.figures.renderers.terminal:draw",
    "read": "logtools.logs:read",
    "schema": "logtools.schema:",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _LAZY[name].partition(":")
    loaded = import_module(module)
    return globals().setdefault(name, getattr(loaded, attribute) if attribute else loaded)


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
