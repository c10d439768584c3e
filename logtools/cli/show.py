"""`logtools show`: show one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from logtools.cli.arguments import load
from logtools.cli.completion import complete_metrics, complete_runs
from logtools.cli.option_groups import SHOW, GroupedCommand, option
from logtools.cli.options import ReadOptions, formatted, stitching
from logtools.cli.output import print_notices, print_result, print_tables, use_colour, width

if TYPE_CHECKING:
    import polars as pl

    from logtools.logs import Logs
    from logtools.render.run import Report

__all__ = ["show"]


@click.command(cls=GroupedCommand)
@click.argument("run", shell_complete=complete_runs, default=".")
@option(
    SHOW,
    "-m",
    "--metric",
    "metrics",
    shell_complete=complete_metrics,
    multiple=True,
    metavar="NAME",
    show_default="all",
    help="Only metrics with this name or pattern, such as `val_*`.",
)
@stitching
@formatted
def show(*, run: str, metrics: tuple[str, ...], output_format: str, reading: ReadOptions) -> None:
    """Show one run: hyperparameters, metrics, checkpoints, and problems found in the log.

    RUN is a path, a unique suffix of the path of a run under the current folder, `latest`, or `best`. It may be left
    out if there is only one run. Each metric has a line with its last value, its best value with the epoch, and a
    sparkline (column "trend"). CSV and LaTeX contain only the metrics table.

    \b
    Examples:
      # What happened in this run?
      logtools show version_3
      # How far is the running training?
      logtools show latest --metric 'val_*'
      # How do I read a run in a script?
      logtools show best --format json
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.run import document, metrics_table
    from logtools.render.writers.base import Result

    logs = _one(load((run,), reading), run)
    report = logs.report(*metrics)
    notices: list[tuple[str | None, str]] = logs.notices.select("run", "message").rows()
    print_notices([notice for notice in notices if notice[0] is None])  # the report has those of the run
    if output_format == "table":
        print_result(_text(report))
        return
    tables = [metrics_table(report, trend=output_format == "markdown")]
    print_tables(Result(tables=lambda: tables, document=lambda: document(report)), output_format)


def _one(logs: Logs[pl.DataFrame], word: str) -> Logs[pl.DataFrame]:
    from logtools.errors import AmbiguousRunError
    from logtools.text.lists import listing

    if len(logs) > 1:
        raise AmbiguousRunError(
            f"there are {len(logs):,} runs in {word}: name one of them ({listing(logs.ids, 5)}), or use `latest`"
        )
    return logs


def _text(report: Report) -> str:
    """Return the parts of a report as text; empty parts are left out."""
    from datetime import UTC, datetime

    from logtools.render.run import checkpoints_table, headline, hparams_table, metrics_table
    from logtools.render.table import draw, fit_width
    from logtools.text.printable import printable

    tables = (hparams_table(report), metrics_table(report, width=width()), checkpoints_table(report))
    drawn = [draw(fit_width(table, width())[0], color=use_colour()) for table in tables if table.frame.height]
    parts = [headline(report, now=datetime.now(UTC)), *drawn]
    notices = report.notices["message"].to_list()
    if notices:
        parts.append("\n".join(["notices", *(f"- {printable(message)}" for message in notices)]))
    return "\n\n".join(parts)
