"""`logtools best`: the path of the best run, or of its checkpoint, for scripts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from logtools.cli.arguments import load, winner
from logtools.cli.options import measured, narrowing, quietly, ranking, reading
from logtools.cli.output import note, print_notices

if TYPE_CHECKING:
    import polars as pl

    from logtools.logs import Logs

__all__ = ["best"]


@click.command()
@click.argument("runs", nargs=-1, metavar="[RUN|PATH]...")
@measured("What ranks the runs. Default: inferred, and said.")
@ranking
@click.option(
    "--checkpoint", is_flag=True, help="The checkpoint of the value that ranks, not the run. Default: the run."
)
@narrowing
@reading
@quietly
def best(
    *,
    runs: tuple[str, ...],
    checkpoint: bool,
    **question: Any,  # noqa: ANN401 - the options that are arguments of `Logs.compare`
) -> None:
    """Print the path of the best run, or of the checkpoint of its best epoch, and nothing else.

    Which one that is, by which value, is said on standard error. Where the best epoch has no checkpoint, it is the
    nearest one, and that is said too. Of equals it is the first.

    \b
    Examples:
      logtools best logs/sweep --metric val_acc
      python predict.py "$(logtools best logs -m val_acc --checkpoint)"
      logtools show "$(logtools best logs --where 'lr < 0.01')"
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.text.numbers import number

    logs = load(runs)
    comparison = logs.compare(**question)
    first, ranks = winner(comparison), comparison.ranking
    run = str(first["run"])
    value = f"{ranks.statistic} {ranks.label} {number(first['value'])}" if ranks else ""
    note(f"{run}: {value}{_place(first['value_epoch'], first['value_step'])}")
    if run in comparison.single_steps:
        note("logged per step alone: the value is that of one step, not of an epoch")
    equals = comparison.runs["rank"].to_list().count(1) - 1
    if equals:
        note(f"{equals} more {'is' if equals == 1 else 'are'} as good")
    if checkpoint:
        _print(_checkpoint(logs, run, first["value_epoch"], first["value_step"]))
    else:
        _print(dict(logs.runs.select("run", "path").iter_rows())[run])
    print_notices(logs.notices.select("run", "message").rows())


def _place(epoch: int | None, step: int | None) -> str:
    told = [f"{name} {at}" for name, at in (("epoch", epoch), ("step", step)) if at is not None]
    return f" at {', '.join(told)}" if told else ""


def _checkpoint(logs: Logs[pl.DataFrame], run: str, epoch: int | None, step: int | None) -> str:
    """Return the path of the checkpoint; say it if it is not of the epoch."""
    from logtools.analysis.tables.checkpoints import nearest
    from logtools.errors import NothingFoundError

    found = nearest(logs[run].checkpoints(), epoch=epoch, step=step)
    if found is None:
        raise NothingFoundError(f"{run} is best and has no checkpoint beside its log")
    if not found.exact:
        told = _place(found.epoch, found.step).removeprefix(" at ")
        instead = f"the nearest is of {told}" if told else "this is the last of those whose names tell no epoch"
        note(f"no checkpoint is of{_place(epoch, step).replace(' at', '')}: {instead}")
    return found.path


def _print(path: str) -> None:
    """Print a path as it is for a program, and such that it does nothing for a terminal."""
    from logtools.text.escaping import printable

    click.echo(printable(path) if sys.stdout.isatty() else path)
