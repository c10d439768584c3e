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
      logtools ls
      logtools ls logs/sweep
      logtools ls logs --format json
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from datetime import UTC, datetime

    from logtools.render.runs import table
    from logtools.render.writers.base import Result

    runs = load(paths, reading).runs
    print_tables(Result(tables=lambda: [table(runs, now=datetime.now(UTC))]), output_format, all_columns=all_columns)
    print_notices(runs.select("run", "notice").drop_nulls().rows())
