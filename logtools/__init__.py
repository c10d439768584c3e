"""Read, compare and plot what PyTorch Lightning's CSVLogger leaves behind.

The names that need polars are loaded when they are first asked for: `logtools --help` answers without it.
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
    from logtools.analysis.comparison.comparison import Comparison, MetricColumn
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

#: Where the names stand that are loaded when they are asked for.
_HOMES = {
    "Comparison": "logtools.analysis.comparison.comparison",
    "Logs": "logtools.logs",
    "MetricColumn": "logtools.analysis.comparison.comparison",
    "read": "logtools.logs",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(_HOMES[name]), name))


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
