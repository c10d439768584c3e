"""Runs side by side, ranked: the table that answers "which run is best?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

__all__ = ["Comparison", "MetricColumn"]


@dataclass(frozen=True, kw_only=True)
class MetricColumn:
    """One metric of a comparison, and which of its values is shown."""

    #: The metric's label in `Logs.summary()`, such as `val_loss`.
    label: str
    #: `best` (validation and test metrics whose direction is known) or `last` (training, and unknown directions).
    statistic: Literal["best", "last"]
    #: Whether smaller or larger is better; None where the name does not tell.
    direction: Literal["min", "max"] | None
    #: train, val, test, predict, or None where unknown.
    stage: str | None

    @property
    def name(self) -> str:
        """The column of `Comparison.runs` that holds the value, such as `best val_loss` (Float64, null if not logged)."""
        return f"{self.statistic} {self.label}"

    @property
    def epoch(self) -> str:
        """The column of `Comparison.runs` that holds the value's epoch, such as `epoch of best val_loss` (Int64)."""
        return f"epoch of {self.name}"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Runs side by side, best first."""

    #: The metric that ranks, one of `metrics`; None where no metric has a known direction.
    ranking: MetricColumn | None
    #: Whether the ranking metric, or its direction, was inferred rather than given.
    inferred: bool
    #: Names of the hyper-parameters that differ between the runs: columns of `runs`, most telling first.
    hparams: tuple[str, ...]
    #: Hyper-parameters that all runs share, with their value as text.
    constants: dict[str, str]
    #: The metrics, most telling first (the ranking one leads).
    metrics: tuple[MetricColumn, ...]
    #: One row a run, best first: `rank` (Int64 from 1, null where the run lacks the ranking metric; ties share a rank),
    #: `run` (String), then the hyper-parameters, then for each metric its `name` and `epoch` column.
    runs: pl.DataFrame
