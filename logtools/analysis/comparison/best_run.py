"""Find the best run of a comparison, and the checkpoint of its best value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.findings import OtherSpellings
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.analysis.comparison.next_run import NextRun
from logtools.analysis.tables.checkpoints import CheckpointMatch, Position, exact, nearest
from logtools.errors import InvalidValueError

__all__ = ["BestRun", "best_run"]


@dataclass(frozen=True, kw_only=True)
class BestRun:
    """The run that ranks first."""

    #: Its id.
    run: str
    #: Its folder.
    path: str
    #: The ranking metric, with its statistic and direction.
    metric: MetricColumn
    #: Its value.
    value: float
    #: The epoch and the step of the value; None if not logged.
    epoch: int | None
    step: int | None
    #: Other runs with the same value; `run` is before them in natural order.
    tied: tuple[str, ...]
    #: What another run of the same setting is expected to give; None if unknown.
    another_run: NextRun | None
    #: Whether the value is a single batch, because the run logged the metric per step only.
    is_single_step: bool
    #: Whether the metric is finite at the end of the run. If it is not, `value` is from before.
    is_finite_at_end: bool
    #: Other names of the metric in some runs, such as `valid_loss` for `val_loss`.
    spellings: tuple[str, ...]
    #: Runs without a rank because all their values are one placeholder such as -1.
    placeholders: tuple[str, ...]
    #: The checkpoint that was written at the value; None if there is none, or if that is uncertain.
    checkpoint: CheckpointMatch | None
    #: `checkpoint`, or else the one nearest to the value; None if the run has no checkpoint.
    nearest_checkpoint: CheckpointMatch | None
    #: Paths of all checkpoints of the run.
    checkpoints: tuple[str, ...]


def best_id(comparison: Comparison[pl.DataFrame]) -> str:
    """Return the id of the best run.

    Raises:
        InvalidValueError: if the runs cannot be ranked, or no value is finite.
    """
    if not comparison.metric_columns:
        raise InvalidValueError("cannot find the best run: no numeric value was logged")
    if comparison.ranking is None or comparison.runs["rank"][0] is None:
        raise InvalidValueError(
            "cannot find the best run: no metric has a finite value and a known direction; name a metric, and its "
            "direction (min or max)"
        )
    return str(comparison.runs["run"][0])


def best_run(
    comparison: Comparison[pl.DataFrame], *, path: str, checkpoints: pl.DataFrame, values: Iterable[Position] = ()
) -> BestRun:
    """Return the best run; `path` is its folder, and `checkpoints` are its rows of schema.CHECKPOINTS.

    `values` are the epochs and steps of all its values of the ranking metric.

    Raises:
        InvalidValueError: if the runs cannot be ranked, or no value is finite.
    """
    run, metric = best_id(comparison), comparison.ranking
    assert metric is not None  # noqa: S101 - `best_id` raises otherwise
    value, epoch, step, caveats = comparison.runs.select("value", "value_epoch", "value_step", "caveats").row(0)
    checkpoint = exact(checkpoints, (epoch, step), values)
    return BestRun(
        run=run,
        path=path,
        metric=metric,
        value=value,
        epoch=epoch,
        step=step,
        tied=tuple(comparison.runs.filter(pl.col("rank") == 1)["run"][1:]),
        another_run=comparison.another_run,
        is_single_step=run in comparison.single_steps,
        is_finite_at_end="not finite at the end" not in (caveats or ""),
        spellings=tuple(_spellings(comparison, metric.label)),
        placeholders=comparison.placeholders,
        checkpoint=checkpoint,
        nearest_checkpoint=checkpoint or nearest(checkpoints, (epoch, step)),
        checkpoints=tuple(checkpoints["path"]),
    )


def _spellings(comparison: Comparison[pl.DataFrame], label: str) -> Iterator[str]:
    for finding in comparison.findings:
        if isinstance(finding, OtherSpellings):
            yield from (name for name, one in zip(finding.metrics, finding.labels, strict=True) if one == label)
