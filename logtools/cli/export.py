"""`logtools export`: what was logged as one table, for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from logtools.cli.arguments import chosen, load
from logtools.cli.options import narrowing, quietly, reading
from logtools.cli.output import note, print_notices

if TYPE_CHECKING:
    import polars as pl

    from logtools.logs import Logs

__all__ = ["export"]


@click.command()
@click.argument("runs", nargs=-1, metavar="[RUN|PATH]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file: .parquet, .csv, .json or .arrow.")
@click.option("-m", "--metric", "metrics", multiple=True, metavar="NAME", help="Only this metric; `val_*` for several.")
@click.option("--wide", is_flag=True, help="A row per run and epoch, a column per metric.")
@click.option("--provenance", is_flag=True, help="With the column and row that each value came from; nothing left out.")
@narrowing
@reading
@quietly
def export(
    *, runs: tuple[str, ...], output: Path | None, metrics: tuple[str, ...], wide: bool, provenance: bool
) -> None:
    """Write what was logged as one table: a row per logged value, or with --wide per run and epoch.

    The suffix of the output picks the format. Without an output, CSV goes down a pipe. In CSV a name that a spreadsheet
    would run as a formula gets a ' in front; JSON writes NaN and infinities as strings.

    \b
    Examples:
      logtools export logs/sweep -o sweep.parquet
      logtools export logs --wide -o epochs.csv
      logtools export version_3 --metric val_loss | head
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.writers.csv import write_csv
    from logtools.render.writers.files import FRAME_WRITERS, frame_writer
    from logtools.storage.filesystem import LOCAL

    if wide and provenance:
        raise click.UsageError("--wide and --provenance exclude each other: a row per epoch has no single origin")
    if output is None and _on_terminal():
        raise click.UsageError(f"give the file to write with -o; its name ends in one of {', '.join(FRAME_WRITERS)}")
    write = frame_writer(output) if output else None
    logs = load(runs)
    frame = _frame(logs, metrics, wide=wide, provenance=provenance)
    if output and write:
        _outside_runs(output)
        LOCAL.write(str(output), lambda part: write(frame, part))
        click.echo(output)
    else:
        write_csv(frame, sys.stdout.buffer)
    print_notices(logs.notices.select("run", "message").rows())
    note(f"{frame.height} rows, {frame.width} columns, {len(logs)} {'run' if len(logs) == 1 else 'runs'}")


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _frame(logs: Logs[pl.DataFrame], metrics: tuple[str, ...], *, wide: bool, provenance: bool) -> pl.DataFrame:
    from logtools import schema

    wanted = chosen(logs.summary(), metrics) if metrics else None
    if wide:
        frame = logs.epochs()
        if wanted is None:
            return frame
        labels = set(wanted["label"])
        return frame.select(name for name in frame.columns if name in schema.EPOCHS or name in labels)
    frame = logs.metrics(provenance=provenance)
    if wanted is None:
        return frame
    keys = ["stage", "metric", "dataloader"]
    return frame.join(wanted.select(keys).unique(), on=keys, how="semi", nulls_equal=True, maintain_order="left")


def _outside_runs(output: Path) -> None:
    """Refuse to write among the files of a run."""
    from logtools.errors import OutputError
    from logtools.storage.discovery import holds_log
    from logtools.storage.filesystem import LOCAL

    folder = LOCAL.resolve(str(output)).rpartition("/")[0]  # a link is followed when the file is written
    if holds_log(folder, LOCAL):
        raise OutputError(
            f"cannot write {output}: {folder} holds a run, and logs are not written to; name another folder"
        )
