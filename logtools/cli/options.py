"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from logtools.errors import unknown

__all__ = [
    "LAST",
    "QUIET",
    "STITCH",
    "WHERE",
    "formatted",
    "matched",
    "measured",
    "narrowing",
    "quietly",
    "ranking",
    "reading",
    "smoothed",
]

#: Under which names click's context keeps the options that `arguments.load` and `output.note` obey.
QUIET: Final = "logtools.quiet"
STITCH: Final = "logtools.stitch"
WHERE: Final = "logtools.where"
LAST: Final = "logtools.last"

Command = TypeVar("Command", bound=Callable[..., object])


def _kept(name: str) -> Callable[[click.Context, click.Parameter, object], None]:
    """Return what keeps an option's value for `load`."""

    def keep(ctx: click.Context, _: click.Parameter, value: object) -> None:
        ctx.meta[name] = value

    return keep


def reading(command: Command) -> Command:
    """Give a command the option of how runs are read: `--stitch`. `load` obeys it."""
    text = "Join runs that continue one another into one. Default: no."
    return click.option("--stitch", is_flag=True, expose_value=False, callback=_kept(STITCH), help=text)(command)


def narrowing(command: Command) -> Command:
    """Give a command the options of which runs are meant: `--where` and `--last`. `load` obeys them."""
    where = click.option(
        "--where",
        metavar="CONDITION",
        expose_value=False,
        callback=_kept(WHERE),
        help="Only runs like 'lr < 0.01 and val_loss < 0.8'. Default: all.",
    )
    last = click.option(
        "--last",
        metavar="TIME",
        expose_value=False,
        callback=_kept(LAST),
        help="Only runs that changed in the last 30min, 12h, 7d, 2w. Default: all.",
    )
    return where(last(command))


def measured(text: str, *, required: bool = False) -> Callable[[Command], Command]:
    """Give a command the option of what it is about: `--metric`, once."""

    def only(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> str | None:
        if len(names) > 1:
            raise click.UsageError(f"one metric ranks, not {len(names)} ({', '.join(names)}): give --metric once")
        return names[0] if names else None

    return click.option("-m", "--metric", multiple=True, required=required, metavar="NAME", callback=only, help=text)


def ranking(command: Command) -> Command:
    """Give a command the options of which value of a run counts: `--min`, `--max`, `--at` and `--smooth`."""

    def direct(ctx: click.Context, option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
        known = ctx.params.setdefault("direction", None)
        if asked and known:
            raise click.UsageError("--min and --max exclude each other")
        if asked:
            ctx.params["direction"] = option.name

    directed: dict[str, Any] = {"is_flag": True, "expose_value": False, "callback": direct}
    options = [
        click.option("--min", help="Smaller values are better. Default: as the name tells.", **directed),
        click.option("--max", help="Larger values are better.", **directed),
        click.option(
            "--at",
            metavar="PLACE",
            help="The value that counts: best, last, epoch=10 or step=5000. Default: best; last for training metrics.",
        ),
        smoothed,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def matched(command: Command) -> Command:
    """Give a command the options by which runs are matched: `--seed-key` and `--paired`."""
    text = "What only repeats a run. Default: recognised, such as seed or fold."
    key = click.option("--seed-key", metavar="NAME", help=text)
    text = "Test run by run where seeds match, or the means."
    return key(click.option("--paired/--unpaired", default=True, show_default=True, help=text)(command))


def smoothed(command: Command) -> Command:
    """Give a command the option `--smooth`."""
    text = "Smooth curves first: 0.6 (TensorBoard's slider), gaussian:200 or median:51. Default: no."
    return click.option("--smooth", metavar="WAY", help=text)(command)


def quietly(command: Command) -> Command:
    """Give a command the option `-q`."""

    def keep(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
        if asked:
            ctx.meta[QUIET] = True

    text = "No notes on standard error, only errors."
    return click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=keep, help=text)(command)


def formatted(command: Command) -> Command:
    """Give a command the options of a result that is text: `--format`, `--color` and `-q`."""

    def keep(ctx: click.Context, _: click.Parameter, asked: str) -> None:
        ctx.color = {"always": True, "never": False}.get(asked)

    from logtools.render.writers import registry

    def names() -> list[str]:
        """Return the formats of now: a program may have registered its own."""
        return ["table", *registry.names()]

    def known(_: click.Context, __: click.Parameter, asked: str) -> str:
        if asked not in names():
            raise click.BadParameter(str(unknown("format", asked, names())))
        return asked

    shape = click.option(
        "--format",
        "form",
        metavar=f"[{'|'.join(names())}]",
        callback=known,
        shell_complete=lambda _, __, start: [name for name in names() if name.startswith(start)],
        default="table",
        show_default=True,
        help="Output format.",
    )
    color = click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        expose_value=False,
        callback=keep,
        help="auto: on a terminal, unless NO_COLOR is set.",
    )
    return shape(color(quietly(command)))
