"""A comparison as HTML (first version follows)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logtools.analysis.comparison import Comparison

__all__ = ["comparison_html"]


def comparison_html(comparison: Comparison) -> str:
    """Return a comparison as a piece of HTML."""
    return str(comparison.runs)
