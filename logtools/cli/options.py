"""Options that several commands share.

A decorator adds a group of options to a command. The command gets the options that select runs as one `ReadOptions`,
and passes it to `arguments.load`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, TypeVar

import click

from logtools.cli.completion import complete_hyperparameters, complete_metrics, complete_names
from logtools.cli.option_groups import GROUPS, OUTPUT, RANK, RUNS, option
from logtools.errors import unknown

__all__ = [
    "QUIET",
    "ReadOptions",
    "confident",
    "failing",
    "formatted",
    "is_quiet",
    "matched",
    "measured",
    "quietly",
    "ranking",
    "reading",
    "smoothed",
    "stitching",
    "tolerant",
]

#: The key of the -q option in click's context, which commands share with the program (`logtools -q ls`).
QUIET: Final = "logtools.quiet"

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """The options that select the runs to read."""

    #: Whether resumed runs are merged.
    stitch: bool = False
    #: A condition on the runs, see `Logs.where`; None for all runs.
    where: str | None = None
    #: The maximum time since the last change of a run, see `Logs.since`; None for all runs.
    last: str | None = None
    #: The file with the user's configuration, see `logtools.read`; None to look it up.
    config: str | None = None


def reading(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options that select runs; the command gets them as `reading`, a `ReadOptions`."""
    stacked = [
        option(
            RUNS,
            "--where",
            shell_complete=complete_names,
            metavar="CONDITION",
            help="Only runs that match, such as 'lr < 0.01 and val_loss < 0.8'.",
        ),
        option(
            RUNS,
            "--last",
            metavar="TIME",
            help="Only runs that changed within this time, such as 30min, 12h, 7d or 2w.",
        ),
        _STITCH,
        _CONFIG,
    ]
    return _stack(stacked, _with_read_options(command))


def stitching(command: Callable[..., object]) -> Callable[..., object]:
    """Add only the options `--stitch` and `--config`; the command gets them as `reading`, a `ReadOptions`."""
    return _stack([_STITCH, _CONFIG], _with_read_options(command))


_STITCH: Final = option(RUNS, "--stitch", is_flag=True, help="Merge resumed runs into one.")
_CONFIG: Final = option(
    RUNS,
    "--config",
    type=click.Path(),
    metavar="FILE",
    show_default="logtools.toml or pyproject.toml in PATH or above",
    help="Directions and stages of metrics, and names of seeds.",
)


def _with_read_options(command: Callable[..., object]) -> Callable[..., object]:
    @wraps(command)
    def with_options(
        *args: object,
        stitch: bool,
        config: str | None,
        where: str | None = None,
        last: str | None = None,
        **rest: object,
    ) -> object:
        options = ReadOptions(stitch=stitch, config=config, where=where, last=last)
        return command(*args, reading=options, **rest)

    return with_options


def measured(text: str, *, required: bool = False, default: str | None = None) -> Callable[[Command], Command]:
    """Add the option `--metric`, which takes one metric; `default` describes what is used without it."""

    def only(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> str | None:
        if len(names) > 1:
            raise click.UsageError(f"give --metric once, not {len(names)} times ({', '.join(names)})")
        return names[0] if names else None

    return option(
        RANK,
        "-m",
        "--metric",
        shell_complete=complete_metrics,
        multiple=True,
        required=required,
        metavar="NAME",
        callback=only,
        show_default=default or False,
        help=text,
    )


def ranking(command: Command) -> Command:
    """Add the options that select the value of a run: `--min`, `--max`, `--at` and `--smooth`."""

    def set_direction(ctx: click.Context, option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
        known = ctx.params.setdefault("direction", None)
        if asked and known:
            raise click.UsageError("--min and --max cannot be combined")
        if asked:
            ctx.params["direction"] = option.name

    directed: dict[str, Any] = {"is_flag": True, "expose_value": False, "callback": set_direction}
    stacked = [
        option(RANK, "--min", show_default="inferred from the metric name", help="Lower is better.", **directed),
        option(RANK, "--max", help="Higher is better.", **directed),
        option(
            RANK,
            "--at",
            metavar="WHERE",
            help="Which value to use: best, last, best:val_loss (at the checkpoint that val_loss picks), epoch=10, "
            "step=5000, common (the last epoch of all runs), auc (area under the curve), 'first val_acc >= 0.9' "
            "(epochs until then; or: in steps, in seconds).",
            show_default="best, or last for training and test metrics",
        ),
        smoothed(RANK),
    ]
    return _stack(stacked, command)


def matched(command: Command) -> Command:
    """Add the options for pairing repeats: `--seed-key` and `--paired`."""
    stacked = [
        option(
            GROUPS,
            "--seed-key",
            shell_complete=complete_hyperparameters,
            metavar="NAME",
            show_default="detected, such as seed or fold",
            help="Hyperparameter that marks repeats.",
        ),
        option(
            GROUPS,
            "--paired/--unpaired",
            default=True,
            help="Paired test over matching seeds, or unpaired test of means.",
        ),
    ]
    return _stack(stacked, command)


def tolerant(text: str) -> Callable[[Command], Command]:
    """Add the options `--tolerance`, with this help, and `--relative`."""
    from logtools.cli.parameter_types import Fraction

    stacked = [
        option(GROUPS, "--tolerance", type=float, metavar="AMOUNT", help=text),
        option(
            GROUPS,
            "--relative",
            type=Fraction(),
            metavar="FRACTION",
            help="Tolerance as a fraction of the baseline mean, such as 1% or 0.01.",
        ),
    ]
    return lambda command: _stack(stacked, command)


def confident(text: str) -> Callable[[Command], Command]:
    """Add the option `--confidence`, with this help."""
    return option(GROUPS, "--confidence", type=float, default=0.95, metavar="LEVEL", help=text)


def failing(command: Command) -> Command:
    """Add the option `--failed`."""
    return option(
        GROUPS,
        "--failed",
        shell_complete=complete_names,
        metavar="CONDITION",
        help="Count runs that match as diverged, such as 'val_acc < 0.2' for collapsed trainings.",
    )(command)


def smoothed(group: str) -> Callable[[Command], Command]:
    """Add the option `--smooth` to this group of options."""
    text = "Smooth curves first: 0.6 (TensorBoard's slider), gaussian:200 or median:51."
    return option(group, "--smooth", metavar="METHOD", help=text)


def quietly(command: Command) -> Command:
    """Add the option `-q`."""

    def keep(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
        if asked:
            ctx.meta[QUIET] = True

    text = "Suppress notes (errors are still shown)."
    return option(OUTPUT, "-q", "--quiet", is_flag=True, expose_value=False, callback=keep, help=text)(command)


def is_quiet() -> bool:
    """Return whether -q was given, before or after the command."""
    return bool(click.get_current_context().meta.get(QUIET))


def formatted(command: Command) -> Command:
    """Add the options of a command whose result is text: `--format`, `--color` and `-q`."""
    from logtools.render.writers import registry

    def names() -> list[str]:
        """Return the current formats, including those that a program registered."""
        return ["table", *registry.names()]

    def known(_: click.Context, __: click.Parameter, asked: str) -> str:
        if asked not in names():
            raise click.BadParameter(str(unknown("format", asked, names())))
        return asked

    def keep(ctx: click.Context, _: click.Parameter, asked: str) -> None:
        ctx.color = {"always": True, "never": False}.get(asked)

    stacked = [
        option(
            OUTPUT,
            "--format",
            "output_format",
            metavar=f"[{'|'.join(names())}]",
            callback=known,
            shell_complete=lambda _, __, start: [name for name in names() if name.startswith(start)],
            default="table",
            help="Output format.",
        ),
        option(
            OUTPUT,
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            expose_value=False,
            callback=keep,
            help="auto: use colours on a terminal, unless NO_COLOR is set.",
        ),
        quietly,
    ]
    return _stack(stacked, command)


def _stack(options: list[Callable[[Any], Any]], command: Command) -> Command:
    """Add options to a command; its help lists them in this order."""
    for add in reversed(options):
        command = add(command)
    return command
