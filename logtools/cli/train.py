"""`logtools train`: the reference trainer on the command line.

Standard output gets the folder of each run as it is done, and nothing else but the summary if asked for; progress goes
to standard error, and only to a terminal. PyTorch is imported when the command runs, never for `--help`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from logtools.trainer import Progress, Settings

__all__ = ["train"]

POSITIVE = click.IntRange(min=1)
#: What a shell reports of a program that Ctrl-C stopped.
INTERRUPTED = 130


@click.command(context_settings={"show_default": True})
@click.option(
    "--log-on",
    type=click.Choice(["both", "step", "epoch", "default"]),
    default="both",
    help="What a training step logs: its own value, the mean of the epoch, both, or what Lightning does when not told.",
)
@click.option(
    "--name", show_default="train_history_log, with a suffix unless --log-on both", help="Name of the experiment."
)
@click.option(
    "--logs",
    type=click.Path(file_okay=False, path_type=Path),
    default="logs",
    help="Folder to log into, below it NAME/version_N.",
)
@click.option("--epochs", type=POSITIVE, default=5, help="Passes over the training digits.")
@click.option("--batch-size", type=POSITIVE, multiple=True, default=[128], help="Digits per step. Repeatable.")
@click.option(
    "--lr",
    type=click.FloatRange(min=0, min_open=True),
    multiple=True,
    default=[0.001],
    help="Learning rate. Repeatable.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    multiple=True,
    default=[0],
    help="Seed of the first weights and of the order of the batches. Repeatable.",
)
@click.option("--log-every-n-steps", type=POSITIVE, default=10, help="A row for every how many steps.")
@click.option("--accelerator", default="auto", help="What to compute on, as Lightning names it: cpu, gpu, ...")
@click.option(
    "--data",
    type=click.Choice(["mnist", "sample"]),
    default="mnist",
    help="mnist: all of it, downloaded when missing. sample: 5,000 of its digits, which come with logtools.",
)
@click.option(
    "--data-dir",
    "data_folder",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="the user's cache",
    help="Where MNIST stands or goes.",
)
@click.option("--limit", type=POSITIVE, help="Train on this many digits only.")
@click.option(
    "--validate/--no-validate",
    default=True,
    help="After each epoch, on digits held out of training: 5,000 of mnist's 60,000, 500 of the sample's 5,000.",
)
@click.option(
    "--test/--no-test",
    default=True,
    help="In the end: on the 10,000 test digits of mnist; on 500 more of the sample, held out as well.",
)
@click.option("--checkpoints/--no-checkpoints", default=True, help="Keep the weights of the last epoch.")
@click.option("--summary", is_flag=True, help="Print the layers of the network and their parameters.")
@click.option("--progress/--no-progress", default=True, help="Show a progress bar on a terminal.")
@click.pass_context
def train(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - each option has a type of its own
    """Train the reference network on MNIST and log it as Lightning does.

    Prints the folder of each run. Repeat --lr, --batch-size or --seed to train every combination, one version each.
    The same seed on the same machine logs the same values.

    \b
    Examples:
      logtools train --data sample
      logtools train --data sample --lr 0.001 --lr 0.01 --seed 0 --seed 1
      logtools train --log-on epoch --no-validate --no-test
    """  # noqa: D301 - click reads the escape
    try:
        with _screen(shown=options.pop("progress")) as screen:
            _train(screen, **options)
    except KeyboardInterrupt:
        click.echo(f"Interrupted. What was logged until then is kept in {options['logs']}.", err=True)
        ctx.exit(INTERRUPTED)


def _train(
    screen: _Screen,
    *,
    lr: tuple[float, ...],
    batch_size: tuple[int, ...],
    seed: tuple[int, ...],
    logs: Path,
    name: str | None,
    data_folder: Path | None,
    summary: bool,
    **settings: Any,  # noqa: ANN401 - the fields of Settings
) -> None:
    screen.show("Loading PyTorch", 0)
    from logtools import trainer

    if summary:
        screen.say(trainer.describe(batch_size[0]))
    screen.show("Reading the digits", 0)
    runs = trainer.grid(trainer.Settings(**settings), lr=lr, batch_size=batch_size, seed=seed)

    def watch(progress: Progress) -> None:
        screen.show(_told(progress, runs), (progress.run + progress.step / progress.steps) / len(runs))

    try:
        for folder in trainer.train_runs(runs, logs=logs, name=name, data_folder=data_folder, watch=watch):
            screen.say(str(folder))
    except trainer.DataUnavailableError as error:
        hint = "--data sample trains on the digits that come with logtools"
        raise trainer.DataUnavailableError(f"{error}; {hint}") from error


def _told(progress: Progress, runs: Sequence[Settings]) -> str:
    """Say which run of a grid this is, by what differs in it, and how it is doing."""
    this = runs[progress.run]
    which = [f"run {progress.run + 1}/{len(runs)}"] if len(runs) > 1 else []
    differing = [name for name in ("lr", "batch_size", "seed") if len({getattr(run, name) for run in runs}) > 1]
    which += [f"{name}={getattr(this, name)}" for name in differing]
    # Of a metric that is logged both ways, the value of the step.
    shown = {
        name.removesuffix("_step"): value for name, value in progress.metrics.items() if not name.endswith("_epoch")
    }
    metrics = [f"{name} {value:.3f}" for name, value in shown.items()]
    return "  ".join([*which, f"step {progress.step}/{progress.steps}", *metrics])


class _Screen:
    """What the user sees of a training: its results on standard output and, given a bar, one line that moves."""

    def __init__(self, bar: Bar | None = None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=1.0) if bar else None

    def show(self, text: str, done: float) -> None:
        """Show a text and the part of the work that is done, in [0, 1]."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=text, completed=done)

    def say(self, result: str) -> None:
        """Print a result; on the terminal that shows the bar, above it."""
        if self._bar is not None and sys.stdout.isatty():
            self._bar.console.print(result, soft_wrap=True, markup=False, highlight=False)
        else:
            click.echo(result)


@contextmanager
def _screen(*, shown: bool) -> Iterator[_Screen]:
    # rich comes with the extra `train`; without it, loading the trainer reports what to install
    if not (shown and sys.stderr.isatty() and find_spec("rich")):
        yield _Screen()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = [
        BarColumn(20),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    ]
    with Bar(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:
        yield _Screen(bar)
