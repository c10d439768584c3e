"""One run: its hyperparameters, a line per metric, checkpoints and notices: what `logtools show` shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from logtools.render.sparkline import sparkline
from logtools.render.table import GAP, Column, Table, total_width
from logtools.text.escaping import printable
from logtools.text.numbers import align_decimals, number, numbers
from logtools.text.units import age, bytes_text

__all__ = ["Report", "checkpoints_table", "document", "headline", "hparams_table", "metrics_table"]

_SHORTEST, _LONGEST = 8, 24  # bars of a course


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is known of one run."""

    #: Its row of schema.RUNS.
    run: Mapping[str, object]
    #: The hyperparameters that are set.
    hparams: Mapping[str, object]
    #: Its rows of schema.SUMMARY.
    summary: pl.DataFrame
    #: For each row of `summary` the values, in file order.
    curves: Sequence[Sequence[float]]
    #: schema.CHECKPOINTS.
    checkpoints: pl.DataFrame
    #: schema.NOTICES.
    notices: pl.DataFrame


def headline(report: Report, *, now: datetime) -> str:
    """Say which run it is, where it stands, how far it came and when it changed."""
    run = report.run
    reached = [f"{name} {run[name]}" for name in ("epoch", "step") if run[name] is not None]
    changed = run["changed"]
    when = f"changed {age(changed, now)}" if isinstance(changed, datetime) else ""
    facts = ", ".join([str(run["state"]), *reached, when])
    return f"{printable(str(run['run']))}: {facts}\n{printable(str(run['path']))}"


def metrics_table(report: Report, *, width: int | None = None, course: bool = True) -> Table:
    """Lay the metrics out, a row each; their course takes what is left of the width, within reason."""
    summary = report.summary
    last = [numbers([value])[0] for value in summary["last"]]
    best = [numbers([value])[0] for value in summary["best"]]
    columns = [
        Column(title="metric", cells=summary["label"].to_list()),
        Column(title="per", cells=[value or "-" for value in summary["granularity"].cast(pl.String)], order=3),
        Column(title="values", cells=[str(count) for count in summary["count"]], right=True, order=5),
        Column(title="last", cells=align_decimals(last), right=True, order=1),
        Column(title="best", cells=_dated(align_decimals(best), summary), order=2),
    ]
    odd = [_odd(nan, inf) for nan, inf in summary.select("nan", "inf").iter_rows()]
    if any(odd):
        columns.append(Column(title="not finite", cells=odd, order=2))
    if course:
        left = _LONGEST if width is None else width - total_width(columns) - len(GAP)
        bars = min(max(left, _SHORTEST), _LONGEST)
        columns.append(
            Column(title="course", cells=[sparkline(v, bars) if len(v) > 1 else "" for v in report.curves], order=4)
        )
    return Table(frame=summary.drop("run"), columns=columns)


def _dated(best: Sequence[str], summary: pl.DataFrame) -> list[str]:
    """Put the direction before a best value, and behind it its epoch, or its step for a value of one step."""
    dated = []
    told = ("direction", "granularity", "best_epoch", "best_step")
    for text, (direction, granularity, epoch, step) in zip(best, summary.select(told).iter_rows(), strict=True):
        by_step = granularity == "step" or epoch is None
        where = "" if by_step and step is None else f" @ step {step}" if by_step else f" @ epoch {epoch}"
        dated.append(f"{direction} {text}{where}" if text.strip() != "-" else "-")
    return dated


def _odd(nan: int, inf: int) -> str:
    return ", ".join(f"{count} {name}" for count, name in ((nan, "nan"), (inf, "inf")) if count)


def hparams_table(report: Report) -> Table:
    """Lay the hyperparameters out, a row each."""
    names = list(report.hparams)
    values = [number(value) if isinstance(value, float) else str(value) for value in report.hparams.values()]
    columns = [Column(title="hyperparameter", cells=names), Column(title="value", cells=values)]
    return Table(frame=pl.DataFrame({"name": names, "value": values}), columns=columns)


def checkpoints_table(report: Report) -> Table:
    """Lay the checkpoints out, a row each."""
    found = report.checkpoints
    columns = [
        Column(title="checkpoint", cells=found["path"].to_list()),
        Column(title="size", cells=[bytes_text(size) for size in found["size"]], right=True),
    ]
    return Table(frame=found, columns=columns)


def document(report: Report) -> dict[str, object]:
    """Return the report as plain data, with exact values: what JSON shows."""
    return {
        "version": 1,
        **report.run,
        "hparams": dict(report.hparams),
        "metrics": report.summary.drop("run").to_dicts(),
        "checkpoints": report.checkpoints.drop("run").to_dicts(),
        "notices": report.notices.drop("run").to_dicts(),
    }
