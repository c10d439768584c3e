"""`logtools ls`: list the runs in a folder."""

from __future__ import annotations

import click

from logtools.cli.arguments import load
from logtools.cli.completion import complete_runs
from logtools.cli.option_groups import SHOW, GroupedCommand, option
from logtools.cli.options import ReadOptions, formatted, reading
from logtools.cli.output import print_notices, print_tables

__all__ = ["ls"]


@click.command(cls=GroupedCommand)
@click.argument("paths", shell_complete=complete_runs, nargs=-1, metavar="[PATH]...")
@option(SHOW, "--all", "all_columns", is_flag=True, help="Show all columns, even if wider than the terminal.")
@reading
@formatted
def ls(*, paths: tuple[str, ...], output_format: str, all_columns: bool, reading: ReadOptions) -> None:
    """List the runs in a folder: progress, number of metrics, size, last modification.

    PATH is the current folder by default; runs in subfolders are included. ! marks a run with a notice. The state of a
    run is `empty` (nothing logged yet), `active` (modified in the last five minutes) or `idle`.

    \b
    Examples:
      # Which runs are in this folder?
      logtools ls
      # Which runs of the sweep changed today?
      logtools ls logs/sweep --last 1d
      # Which runs reached a loss below 0.3?
      logtools ls logs --where 'val_loss < 0.3'
      # How do I read the list in a script?
      logtools ls logs --format json
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from datetime import UTC, datetime

    from logtools.render.runs import table
    from logtools.render.writers.base import Result

    logs = load(paths, reading)
    runs = logs.runs
    print_tables(Result(tables=lambda: [table(runs, now=datetime.now(UTC))]), output_format, all_columns=all_columns)
    problems = [(None, problem) for problem in logs.configuration.problems]
    print_notices([*problems, *runs.select("run", "notice").drop_nulls().rows()])
