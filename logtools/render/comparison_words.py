"""Words that several sentences and tables of a comparison share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtools.analysis.values.value_at import parse_value_at
from logtools.text.numbers import number, percentage

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.comparison import Comparison

__all__ = ["MOST_RUNS", "interval_text", "no_value", "replicate", "tolerance_text", "value_name"]

#: If it takes more runs than this to find a difference, they are not counted.
MOST_RUNS = 100


def value_name(comparison: Comparison[pl.DataFrame]) -> str:
    """Return the name of the ranking values: `best val_acc`, `val_acc at epoch=10`."""
    return "value" if comparison.ranking is None else comparison.ranking.name


def no_value(comparison: Comparison[pl.DataFrame]) -> str:
    """Return what a run did that has no finite value: it diverged, or never reached the value asked for."""
    at = parse_value_at(comparison.at)
    return f"never reached {at.condition}" if at.kind == "first" else "diverged"


def interval_text(comparison: Comparison[pl.DataFrame], low: float, high: float) -> str:
    """Write a confidence interval."""
    ends = ", ".join(number(end, (high - low) / 2) for end in (low, high))
    return f"{percentage(comparison.confidence)} CI [{ends}]"


def replicate(comparison: Comparison[pl.DataFrame]) -> str:
    """Return what repeats a run: fold, seed, or just another run."""
    return "fold" if comparison.folds else "seed" if comparison.seeds else "run"


def tolerance_text(comparison: Comparison[pl.DataFrame]) -> str:
    """Return the largest difference that does not matter: `0.01`, or `1% of lr=0.1`."""
    if comparison.relative is not None:
        return f"{percentage(comparison.relative)} of {comparison.baseline}"
    return number(comparison.tolerance)
