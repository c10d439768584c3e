"""`logtools best`: print the path of the best run, or of its checkpoint, for scripts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from logtools.cli.arguments import load
from logtools.cli.completion import complete_runs
from logtools.cli.option_groups import SHOW, GroupedCommand, option
from logtools.cli.options import ReadOptions, measured, quietly, ranking, reading
from logtools.cli.output import note, print_notices

if TYPE_CHECKING:
    from logtools.analysis.comparison.best_run import BestRun

__all__ = ["best"]


@click.command(cls=GroupedCommand)
@click.argument("runs", shell_complete=complete_runs, nargs=-1, metavar="[RUN|PATH]...")
@measured("Metric to rank by.", default="inferred and reported")
@ranking
@option(
    SHOW,
    "--checkpoint",
    is_flag=True,
    help="Print the path of the checkpoint of the best epoch and step instead of the run; fail if there is none.",
)
@option(SHOW, "--nearest", is_flag=True, help="With --checkpoint: if there is none, print the nearest.")
@reading
@quietly
def best(
    *,
    runs: tuple[str, ...],
    checkpoint: bool,
    nearest: bool,
    reading: ReadOptions,
    **arguments: Any,  # noqa: ANN401 - the options that are arguments of `Logs.best`
) -> None:
    """Print the path of the best run, or of the checkpoint of its best epoch.

    The run and its value are reported on stderr. Ties go to the first run. A checkpoint is found by the epoch and step
    that Lightning recorded in it (1.6 and later), or else by its name, for any template of ModelCheckpoint. If it
    is uncertain which checkpoint was written at the best epoch and step, nothing is printed and the exit code is 2;
    --nearest prints the nearest one, with a note on stderr.

    \b
    Examples:
      # Which run is best?
      logtools best logs/sweep --metric val_acc
      # What happened in the best run with a small learning rate?
      logtools show "$(logtools best logs --where 'lr < 0.01')"
      # How do I load the best checkpoint?
      python predict.py "$(logtools best logs -m val_acc --checkpoint)"
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.text.printable import printable

    if nearest and not checkpoint:
        raise click.UsageError("--nearest needs --checkpoint")
    logs = load(runs, reading)
    found = logs.best(**arguments)
    for sentence in _sentences(found):
        note(sentence)
    path = _checkpoint(found, nearest=nearest) if checkpoint else found.path
    click.echo(printable(path) if sys.stdout.isatty() else path)  # programs get the path unchanged
    print_notices(logs.notices.select("run", "message").rows())


def _sentences(found: BestRun) -> list[str]:
    """Return notes about the best run."""
    from logtools.render.conclusions import another_run_text
    from logtools.text.lists import listing
    from logtools.text.numbers import count, number

    position = _position(found.epoch, found.step)
    at = f" at {position}" if position else ""
    sentences = [f"{found.run}: {found.metric.name} {number(found.value)}{at}"]
    if found.is_single_step:
        sentences.append("logged per step only: the value is a single batch, not an epoch mean")
    if not found.is_finite_at_end:
        sentences.append("the run ended in NaN or inf: the value is from before")
    if found.spellings:
        sentences.append(f"one metric, spelled differently by some runs: {listing(found.spellings)}")
    if found.placeholders:
        sentences.append(f"left out, because a placeholder was logged: {listing(found.placeholders)}")
    if found.another_run is not None:
        sentences.append(another_run_text(found.another_run).removesuffix("."))
    if found.tied:
        sentences.append(f"tied with {count(len(found.tied), 'other')}")
    return sentences


def _position(epoch: int | None, step: int | None) -> str:
    return ", ".join(f"{name} {at}" for name, at in (("epoch", epoch), ("step", step)) if at is not None)


def _checkpoint(found: BestRun, *, nearest: bool) -> str:
    """Return the path of the exact checkpoint, or of the nearest one with a note.

    Raises:
        NothingFoundError: if the run has no checkpoint, or none is exact and `nearest` is false.
    """
    from logtools.errors import NothingFoundError
    from logtools.text.lists import listing

    if found.checkpoint is not None:
        return found.checkpoint.path
    match = found.nearest_checkpoint
    if match is None:
        raise NothingFoundError(f"{found.run} is the best run, but has no checkpoints")
    wanted = _position(found.epoch, found.step) or "an epoch, which was not logged"
    if not nearest:
        names = listing([path.rpartition("/checkpoints/")[2] for path in found.checkpoints], 4)
        raise NothingFoundError(
            f"{found.run} is the best run, but no checkpoint is certainly of {wanted} ({found.metric.name}): found "
            f"{names}; --nearest prints {match.path}"
        )
    position = _position(match.epoch, match.step)
    instead = f"the nearest, {position}" if position else f"{match.path}, whose epoch is unknown"
    note(f"no checkpoint is certainly of {wanted}: using {instead}")
    return match.path
