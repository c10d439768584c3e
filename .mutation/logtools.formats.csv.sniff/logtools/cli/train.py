"""`logtools train`: run the reference trainer.

The folder of each finished run, and the network summary if requested, are printed on standard output. Progress is shown
on standard error, only on a terminal. PyTorch is imported when the command runs, not for `--help`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from logtools.cli.option_groups import LOGGING, OUTPUT, TRAIN, GroupedCommand, option

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from logtools.trainer import Progress, Settings

__all__ = ["train"]

POSITIVE = click.IntRange(min=1)
#: Exit code of a program stopped by Ctrl-C (SIGINT), as a shell reports it.
INTERRUPTED = 130


@click.command(cls=GroupedCommand)
@option(
    LOGGING,
    "--log-on",
    type=click.Choice(["both", "step", "epoch", "default"]),
    default="both",
    help="Log training metrics per step, per epoch (as means), both, or with Lightning's default.",
)
@option(
    LOGGING,
    "--name",
    show_default="train_history_log, with a suffix unless --log-on both",
    help="Name of the experiment.",
)
@option(
    LOGGING,
    "--logs",
    type=click.Path(file_okay=False, path_type=Path),
    default="logs",
    help="Folder for the logs; a run is written to NAME/version_N in it.",
)
@option(TRAIN, "--epochs", type=POSITIVE, default=5, help="Number of epochs.")
@option(TRAIN, "--batch-size", type=POSITIVE, multiple=True, default=[128], help="Batch size. Repeat to train a grid.")
@option(
    TRAIN,
    "--lr",
    type=click.FloatRange(min=0, min_open=True),
    multiple=True,
    default=[0.001],
    help="Learning rate. Repeat to train a grid.",
)
@option(
    TRAIN,
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    multiple=True,
    default=[0],
    help="Seed of the initial weights and the batch order. Repeat to train a grid.",
)
@option(LOGGING, "--log-every-n-steps", type=POSITIVE, default=10, help="Log every N steps.")
@option(TRAIN, "--accelerator", default="auto", help="Lightning's accelerator: cpu, gpu, ...")
@option(
    TRAIN,
    "--data",
    type=click.Choice(["mnist", "sample"]),
    default="mnist",
    help="mnist: all 70,000 digits (downloaded if missing). sample: 5,000 digits, included in logtools.",
)
@option(
    TRAIN,
    "--data-dir",
    "data_folder",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="the user's cache",
    help="MNIST folder (downloaded if missing).",
)
@option(TRAIN, "--limit", type=POSITIVE, help="Train on at most this many digits.")
@option(
    TRAIN,
    "--validate/--no-validate",
    default=True,
    help="Validate after each epoch on held-out digits: 5,000 of mnist, 500 of the sample.",
)
@option(
    TRAIN,
    "--test/--no-test",
    default=True,
    help="Test at the end: on the 10,000 test digits of mnist, or on 500 held-out digits of the sample.",
)
@option(LOGGING, "--checkpoints/--no-checkpoints", default=True, help="Save a checkpoint of the last epoch.")
@option(OUTPUT, "--summary", is_flag=True, help="Print the layers of the network and their numbers of parameters.")
@option(OUTPUT, "--progress/--no-progress", default=True, help="Show a progress bar on a terminal.")
@click.pass_context
def train(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - the types of the options
    """Train the reference network on MNIST and log it with Lightning's CSVLogger.

    The folder of each run is printed. Repeat --lr, --batch-size or --seed to train all combinations, one run each. On
    the same machine, the same seed logs the same values.

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
        click.echo(f"Interrupted. Values logged so far are in {options['logs']}.", err=True)
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
        screen.show(_progress_text(progress, runs), (progress.run + progress.step / progress.steps) / len(runs))

    try:
        for folder in trainer.train_runs(runs, logs=logs, name=name, data_folder=data_folder, watch=watch):
            screen.say(str(folder))
    except trainer.DataUnavailableError as error:
        hint = "use --data sample to train on the digits included in logtools"
        raise trainer.DataUnavailableError(f"{error}; {hint}") from error


def _progress_text(progress: Progress, runs: Sequence[Settings]) -> str:
    """Return a line of progress: the run of the grid, the hyperparameters that differ, the step, and metrics."""
    this = runs[progress.run]
    which = [f"run {progress.run + 1}/{len(runs)}"] if len(runs) > 1 else []
    differing = [name for name in ("lr", "batch_size", "seed") if len({getattr(run, name) for run in runs}) > 1]
    which += [f"{name}={getattr(this, name)}" for name in differing]
    # A metric logged both per step and per epoch shows the value of the step.
    shown = {
        name.removesuffix("_step"): value for name, value in progress.metrics.items() if not name.endswith("_epoch")
    }
    metrics = [f"{name} {value:.3f}" for name, value in shown.items()]
    return "  ".join([*which, f"step {progress.step}/{progress.steps}", *metrics])


class _Screen:
    """The output of a training: results on standard output and, on a terminal, a progress bar."""

    def __init__(self, bar: Bar | None = None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=1.0) if bar else None

    def show(self, text: str, done: float) -> None:
        """Show a text and the fraction of the work that is done, from 0 to 1."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=text, completed=done)

    def say(self, result: str) -> None:
        """Print a result (above the progress bar, if there is one)."""
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
