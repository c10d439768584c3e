"""`logtools compare`: which run is best."""

from __future__ import annotations

from typing import Literal

import click

from logtools.cli.arguments import formatted, load, note_all, put, say

__all__ = ["compare"]


@click.command()
@click.argument("runs", nargs=-1, metavar="[RUN|PATH]...")
@click.option("-m", "--metric", metavar="NAME", help="What ranks the runs.")
@click.option("--min", "direction", flag_value="min", default=None, help="Smaller values are better.")
@click.option("--max", "direction", flag_value="max", help="Larger values are better.")
@click.option("--all", "whole", is_flag=True, help="Show every column, however wide.")
@formatted
def compare(
    *, runs: tuple[str, ...], metric: str | None, direction: Literal["min", "max"] | None, whole: bool, form: str
) -> None:
    """Put runs side by side, best first: hyper-parameters that differ, and metrics.

    Validation and test metrics show their best value and its epoch, training metrics their last. What ranks is
    inferred: validation before test before training, a loss before others; --metric, --min and --max overrule. The
    winner is marked with *. On a terminal the least telling columns give way; a pipe gets all.

    \b
    Examples:
      logtools compare logs/sweep
      logtools compare logs --metric val_acc
      logtools compare version_3 version_4 --metric reward --max --all
      logtools compare logs --format json | jq -r '.winners[0]'
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.comparison import document, sentences, table
    from logtools.render.formats import json_text

    logs = load(runs)
    comparison = logs.compare(metric, direction=direction)
    if form == "json":
        say(json_text(document(comparison)))
    else:
        put(table(comparison), form, below=sentences(comparison, whole=whole), whole=whole)
    note_all(logs.notices.select("run", "message").rows())
