"""Build the tables of one run that `logtools show` prints: metrics, hyperparameters, checkpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from logtools.render.sparkline import sparkline
from logtools.render.table import GAP, Column, Table, total_width
from logtools.text.numbers import align_decimals, number, numbers
from logtools.text.printable import printable
from logtools.text.units import age, bytes_text

__all__ = ["Report", "checkpoints_table", "document", "headline", "hparams_table", "metrics_table"]

_SHORTEST, _LONGEST = 8, 24  # width of a sparkline in characters


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything about one run."""

    #: Its row of schema.RUNS.
    run: Mapping[str, object]
    #: Its hyperparameters, without unset ones.
    hparams: Mapping[str, object]
    #: Its rows of schema.SUMMARY.
    summary: pl.DataFrame
    #: The values of each row of `summary`, in file order.
    curves: Sequence[Sequence[float]]
    #: Its rows of schema.CHECKPOINTS.
    checkpoints: pl.DataFrame
    #: Its rows of schema.NOTICES.
    notices: pl.DataFrame


def headline(report: Report, *, now: datetime) -> str:
    """Return two lines: the id, state, progress and last modification of the run, and its path."""
    run = report.run
    reached = [f"{name} {run[name]}" for name in ("epoch", "step") if run[name] is not None]
    changed = run["changed"]
    when = f"changed {age(changed, now)}" if isinstance(changed, datetime) else ""
    facts = ", ".join([str(run["state"]), *reached, when])
    return f"{printable(str(run['run']))}: {facts}\n{printable(str(run['path']))}"


def metrics_table(report: Report, *, width: int | None = None, trend: bool = True) -> Table:
    """Return the metrics as a table, one row per metric; a sparkline (`trend`) uses the remaining width."""
    summary = report.summary
    last = [numbers([value])[0] for value in summary["last"]]
    best = [numbers([value])[0] for value in summary["best"]]
    columns = [
        Column(title="metric", cells=summary["label"].to_list()),
        Column(title="per", cells=[value or "-" for value in summary["granularity"].cast(pl.String)], order=3),
        Column(title="values", cells=[str(count) for count in summary["count"]], right=True, order=5),
        Column(title="last", cells=align_decimals(last), right=True, order=1),
        Column(title="best", cells=_with_epoch(align_decimals(best), summary), order=2),
    ]
    not_finite = [_not_finite(nan, inf) for nan, inf in summary.select("nan", "inf").iter_rows()]
    if any(not_finite):
        columns.append(Column(title="not finite", cells=not_finite, order=2))
    if trend:
        left = _LONGEST if width is None else width - total_width(columns) - len(GAP)
        bars = min(max(left, _SHORTEST), _LONGEST)
        columns.append(
            Column(title="trend", cells=[sparkline(v, bars) if len(v) > 1 else "" for v in report.curves], order=4)
        )
    return Table(frame=summary.drop("run"), columns=columns)


def _with_epoch(best: Sequence[str], summary: pl.DataFrame) -> list[str]:
    """Write each best value with its direction in front, and its epoch (or, for step values, its step) at the end."""
    texts = []
    names = ("direction", "granularity", "best_epoch", "best_step")
    for text, (direction, granularity, epoch, step) in zip(best, summary.select(names).iter_rows(), strict=True):
        by_step = granularity == "step" or epoch is None
        where = "" if by_step and step is None else f" @ step {step}" if by_step else f" @ epoch {epoch}"
        texts.append(f"{direction} {text}{where}" if text.strip() != "-" else "-")
    return texts


def _not_finite(nan: int, inf: int) -> str:
    return ", ".join(f"{count} {name}" for count, name in ((nan, "nan"), (inf, "inf")) if count)


def hparams_table(report: Report) -> Table:
    """Return the hyperparameters as a table, one row per hyperparameter."""
    names = list(report.hparams)
    values = [number(value) if isinstance(value, float) else str(value) for value in report.hparams.values()]
    columns = [Column(title="hyperparameter", cells=names), Column(title="value", cells=values)]
    return Table(frame=pl.DataFrame({"name": names, "value": values}), columns=columns)


def checkpoints_table(report: Report) -> Table:
    """Return the checkpoints as a table, one row per checkpoint."""
    found = report.checkpoints
    columns = [
        Column(title="checkpoint", cells=found["path"].to_list()),
        Column(title="size", cells=[bytes_text(size) for size in found["size"]], right=True),
    ]
    return Table(frame=found, columns=columns)


def document(report: Report) -> dict[str, object]:
    """Return the report as plain data with exact values, for JSON."""
    return {
        "version": 1,
        **report.run,
        "hparams": dict(report.hparams),
        "summary": report.summary.drop("run").to_dicts(),
        "checkpoints": report.checkpoints.drop("run").to_dicts(),
        "notices": report.notices.drop("run").to_dicts(),
    }
