"""`logtools export`: write logged values as one table, for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from logtools.cli.arguments import load
from logtools.cli.completion import complete_metrics, complete_runs
from logtools.cli.option_groups import OUTPUT, SHOW, GroupedCommand, option
from logtools.cli.options import ReadOptions, quietly, reading
from logtools.cli.output import note, print_notices

__all__ = ["export"]


@click.command(cls=GroupedCommand)
@click.argument("runs", shell_complete=complete_runs, nargs=-1, metavar="[RUN|PATH]...")
@option(
    OUTPUT,
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Output file: .parquet, .csv, .json or .arrow.",
    show_default="CSV on stdout",
)
@option(
    SHOW,
    "-m",
    "--metric",
    "metrics",
    shell_complete=complete_metrics,
    multiple=True,
    metavar="NAME",
    help="Only metrics with this name or pattern, such as `val_*`.",
)
@option(SHOW, "--wide", is_flag=True, help="One row per run and epoch, one column per metric.")
@option(
    SHOW, "--provenance", is_flag=True, help="Add flagged values, and the column and row of each value in its file."
)
@reading
@quietly
def export(
    *,
    runs: tuple[str, ...],
    output: Path | None,
    metrics: tuple[str, ...],
    wide: bool,
    provenance: bool,
    reading: ReadOptions,
) -> None:
    """Export logged values to CSV, Parquet, JSON or Arrow.

    The table has one row per logged value or, with --wide, one row per run and epoch. The suffix of the output file
    decides the format. In CSV, a name that a spreadsheet would run as a formula gets a ' in front. In JSON, NaN and
    infinities are strings.

    \b
    Examples:
      logtools export logs/sweep -o sweep.parquet
      logtools export logs --wide -o epochs.csv
      logtools export version_3 --metric val_loss | head
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.writers.csv import write_csv
    from logtools.render.writers.files import frame_writer, suffixes

    if wide and provenance:
        raise click.UsageError("--wide and --provenance cannot be combined: a row per epoch has no single origin")
    if output is None and _on_terminal():
        raise click.UsageError(f"use -o to give an output file; its name must end in one of {', '.join(suffixes())}")
    if output:
        frame_writer(output)  # report a wrong suffix before reading
    logs = load(runs, reading)
    if output:
        rows, columns = logs.export(output, *metrics, wide=wide, provenance=provenance)
        click.echo(output)
    else:
        frame = logs.epochs(*metrics) if wide else logs.metrics(*metrics, provenance=provenance)
        rows, columns = frame.shape
        write_csv(frame, sys.stdout.buffer)
    print_notices(logs.notices.select("run", "message").rows())
    note(f"{rows} rows, {columns} columns, {len(logs)} {'run' if len(logs) == 1 else 'runs'}")


def _on_terminal() -> bool:
    return sys.stdout.isatty()
