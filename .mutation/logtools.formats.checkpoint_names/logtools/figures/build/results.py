"""The results that plots show, and helpers that all plots of results share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from logtools.figures.spec import Mark, RunColour, SeriesKind
from logtools.text.numbers import count, number

__all__ = [
    "MOST_HPARAMS",
    "SERIES_KIND",
    "Results",
    "all_runs",
    "best_result",
    "diverged_runs",
    "is_logarithmic",
    "mark",
]

#: Maximum number of hyperparameters that have a panel or an axis.
MOST_HPARAMS: Final = 12
#: Results have no stage: their name contains it.
SERIES_KIND: Final = SeriesKind(stage=None, granularity="epoch")
_RATIO = 20  # an axis is logarithmic if the ratio of its largest to its smallest value is at least this


@dataclass(frozen=True, kw_only=True)
class Results:
    """The ranking values of a comparison, by run, group and hyperparameter."""

    #: One row per run, best first: `run`, `value` (Float64, finite), `group`, then a column per hyperparameter.
    runs: pl.DataFrame
    #: One row per group with a finite value: schema.COMPARISON_GROUPS, then a column per hyperparameter. The groups of
    #: a heat map differ in the first two of `hparams`.
    groups: pl.DataFrame
    #: For each numeric hyperparameter: `level` (Float64, ascending), and `mean` over the runs with this value.
    levels: Mapping[str, pl.DataFrame]
    #: Name of the value, such as `best val_loss`.
    name: str
    #: Hyperparameters that differ between runs, without seeds.
    hparams: tuple[str, ...]
    #: The hyperparameters among them that also differ within a group.
    varying_within: tuple[str, ...] = ()
    #: Labels of the runs.
    labels: Mapping[str, str]
    #: What the interval of a group is, such as `mean, 95% CI`.
    interval: str
    #: Number of runs without a finite value, which are not drawn.
    diverged: int = 0


def mark(kind: Literal["run", "mean"], rows: pl.DataFrame) -> Mark:
    """Return marks at the `x` and `value` of rows."""
    return Mark(
        kind=kind, colour_index=0, series_kind=SERIES_KIND, metric="", x=tuple(rows["x"]), y=tuple(rows["value"])
    )


def all_runs(results: Results) -> RunColour:
    """Return the single colour of a plot that does not distinguish runs."""
    return RunColour(run="runs", label=count(results.runs.height, "run"))


def diverged_runs(results: Results) -> Iterator[str]:
    """Yield a note on the number of runs without a finite value, if any."""
    if results.diverged:
        yield f"{count(results.diverged, 'run')} not drawn: no finite {results.name}"


def best_result(results: Results, rows: pl.DataFrame | None = None) -> str:
    """Return the caption with the best run, among `rows` if given."""
    best = (results.runs if rows is None else rows).row(0, named=True)
    return f"{results.name} {number(best['value'])}, {results.labels.get(best['run'], best['run'])}"


def is_logarithmic(values: Sequence[float]) -> bool:
    """Return whether an axis of these values is logarithmic: all are positive, with a large ratio of max to min."""
    return bool(values) and min(values) > 0 and max(values) / min(values) >= _RATIO
