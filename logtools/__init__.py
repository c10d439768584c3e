"""Read, compare and plot what PyTorch Lightning's CSVLogger leaves behind."""

from __future__ import annotations

from logtools.analysis.comparison import Comparison, MetricColumn
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
from logtools.logs import Logs, read

__version__ = "0.1.0"

__all__ = [
    "AmbiguousRunError",
    "Comparison",
    "InvalidValueError",
    "Logs",
    "LogtoolsError",
    "MetricColumn",
    "MetricNotFoundError",
    "MissingExtraError",
    "NothingFoundError",
    "OutputError",
    "RunNotFoundError",
    "read",
]
