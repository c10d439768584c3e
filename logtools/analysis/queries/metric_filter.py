"""Choose metrics of a summary by name, quantity or pattern."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from logtools.metrics.name_patterns import matched, staged_names

__all__ = ["matching_metrics"]


def matching_metrics(summary: pl.DataFrame, patterns: Sequence[str]) -> pl.DataFrame:
    """Return the rows whose label, metric or quantity matches one of the patterns; all rows if there is no pattern.

    Args:
        summary: schema.SUMMARY.
        patterns: names, or patterns such as `val_*` or `/regex/`.

    Raises:
        MetricNotFoundError: if a pattern matches nothing.
    """
    if not patterns:
        return summary
    named = summary.select("label", "metric", "quantity", staged_names(summary))
    names = named.cast(pl.String).rows()
    found = matched(dict.fromkeys(names), patterns, labels=dict.fromkeys(summary["label"]))
    return summary.filter(pl.Series([name in found for name in names], dtype=pl.Boolean))
