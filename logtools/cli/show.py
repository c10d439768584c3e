"""`logtools show`: one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from logtools.cli.arguments import chosen, load
from logtools.cli.options import formatted, reading
from logtools.cli.output import print_result, print_tables, use_colour, width

if TYPE_CHECKING:
    import polars as pl

    from logtools.logs import Logs
    from logtools.render.run import Report

__all__ = ["show"]


@click.command()
@click.argument("run", default=".")
@click.option("-m", "--metric", "metrics", multiple=True, metavar="NAME", help="Only this metric; `val_*` for several.")
@reading
@formatted
def show(*, run: str, metrics: tuple[str, ...], form: str) -> None:
    """Tell about one run: its hyper-parameters, a line per metric, checkpoints, and what was wrong with its file.

    RUN is a path, a unique end of a run's path below the current folder, `latest`, or `best`; by default the only run
    here. A line shows the last value, the best with its epoch, and the course from first to last. CSV and LaTeX hold
    the metrics alone.

    \b
    Examples:
      logtools show version_3
      logtools show latest --metric 'val_*'
      logtools show best --format json
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.run import document, metrics_table
    from logtools.render.writers.base import Result

    report = _report(_one(load((run,)), run), metrics)
    if form == "table":
        print_result(_text(report))
    else:
        result = Result(
            tables=lambda: [metrics_table(report, course=form == "markdown")], document=lambda: document(report)
        )
        print_tables(result, form)


def _one(logs: Logs[pl.DataFrame], word: str) -> Logs[pl.DataFrame]:
    from logtools.errors import AmbiguousRunError

    if len(logs) > 1:
        some = ", ".join(logs.ids[:5])
        raise AmbiguousRunError(f"there are {len(logs)} runs below {word}: name one of them ({some}, ...), or `latest`")
    return logs


def _report(logs: Logs[pl.DataFrame], patterns: tuple[str, ...]) -> Report:
    from logtools.render.run import Report

    summary = chosen(logs.summary(), patterns)
    keys = ["stage", "metric", "granularity", "dataloader"]
    curves = logs.metrics().group_by(keys, maintain_order=True).agg("value")
    ordered = summary.select(keys).join(curves, on=keys, how="left", nulls_equal=True, maintain_order="left")
    hparams = logs.hparams().drop("run").row(0, named=True)
    return Report(
        run=logs.runs.row(0, named=True),
        hparams={name: value for name, value in hparams.items() if value is not None},
        summary=summary,
        curves=ordered["value"].to_list(),
        checkpoints=logs.checkpoints(),
        notices=logs.notices,
    )


def _text(report: Report) -> str:
    """Put the parts of a report below one another; a part that has nothing is left out."""
    from datetime import UTC, datetime

    from logtools.render.run import checkpoints_table, headline, hparams_table, metrics_table
    from logtools.render.table import draw, fit_width
    from logtools.text.escaping import printable

    tables = (hparams_table(report), metrics_table(report, width=width()), checkpoints_table(report))
    drawn = [draw(fit_width(table, width())[0], color=use_colour()) for table in tables if table.frame.height]
    parts = [headline(report, now=datetime.now(UTC)), *drawn]
    notices = report.notices["message"].to_list()
    if notices:
        parts.append("\n".join(["notices", *(f"- {printable(message)}" for message in notices)]))
    return "\n\n".join(parts)
