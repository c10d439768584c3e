"""The command line: one module per command, imported when the command is used.

The names and help lines of the commands are here, so that `logtools --help` imports only click. A `LogtoolsError`
becomes one line of text and exit code 2 in this module. Any other exception is a bug: it keeps its traceback and also
exits with 2, because 1 is an answer ("no"), and so is 3 ("inconclusive").
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Final, cast

import click

from logtools.cli.options import quietly
from logtools.errors import LogtoolsError, unknown

__all__ = ["COMMANDS", "main"]

#: The commands with their lines in `--help`; each is in the module of the same name.
COMMANDS: Final = {
    "ls": "List the runs in a folder.",
    "show": "Show one run: hyperparameters, metrics, checkpoints.",
    "compare": "Rank runs and settings; test whether differences are significant.",
    "best": "Print the path of the best run, or of its checkpoint.",
    "gate": "Check for a regression against a baseline (via exit code).",
    "plot": "Draw the curves of runs into a file.",
    "export": "Export logged values to CSV, Parquet, JSON or Arrow.",
    "train": "Train the reference network on MNIST and log it.",
}
#: What to use instead of commands that other programs have.
_INSTEAD: Final = {
    **dict.fromkeys(("list", "runs", "dir", "status"), "ls"),
    **dict.fromkeys(("info", "describe", "cat", "view", "summary", "inspect"), "show"),
    **dict.fromkeys(("diff", "rank", "stats", "table"), "compare"),
    "top": "compare --top 5",
    **dict.fromkeys(("check", "assert", "ci"), "gate"),
    **dict.fromkeys(("draw", "graph", "curves", "chart"), "plot"),
    **dict.fromkeys(("checkpoint", "winner"), "best"),
    **dict.fromkeys(("csv", "save", "dump", "convert"), "export"),
    **dict.fromkeys(("fit", "demo"), "train"),
    **dict.fromkeys(("watch", "tail", "follow", "live"), "show latest"),
    "help": "--help",
    "version": "--version",
}
#: Exit codes of a program stopped by Ctrl-C (SIGINT), or by a closed pipe (SIGPIPE), as a shell reports them.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


class _Commands(click.Group):
    """A group that imports a command when it is called, and turns errors into text."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in COMMANDS:
            return None
        command = cast("click.Command", getattr(import_module(f"logtools.cli.{cmd_name}"), cmd_name))
        command.short_help = COMMANDS[cmd_name]  # which shells show beside the completion
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            if args[0] in _INSTEAD:
                ctx.fail(f"no command is named {args[0]!r}; use `logtools {_INSTEAD[args[0]]}`")
            ctx.fail(str(unknown("command", args[0], COMMANDS)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        if sys.stdout is None:  # the caller closed it
            click.echo("logtools: cannot write the result: standard output is closed", err=True)
            ctx.exit(2)
        with _errors_as_text(ctx):
            return super().invoke(ctx)


@contextmanager
def _errors_as_text(ctx: click.Context) -> Iterator[None]:
    """Turn an error into one line of text and an exit code."""
    try:
        yield
    except LogtoolsError as error:
        from logtools.text.printable import printable

        click.echo(f"logtools: {printable(str(error))}", err=True)
        ctx.exit(2)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        ctx.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader closed the pipe. Python would report this again when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ctx.exit(_BROKEN_PIPE)
    except OSError as error:
        problem = f"cannot use {error.filename}" if error.filename else "cannot write the result"
        click.echo(f"logtools: {problem}: {error.strerror or error}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python would try to write the rest at exit
        ctx.exit(2)
    except Exception:  # noqa: BLE001 - any bug
        import traceback

        traceback.print_exc()
        ctx.exit(2)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not ctx.resilient_parsing:
        from logtools import __version__

        click.echo(f"logtools {__version__}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
@quietly
def main() -> None:
    """Read, compare and plot the logs of PyTorch Lightning's CSVLogger.

    PATH is a folder; all runs under it are included. RUN is a path, a unique suffix of the path of
    a run under the current folder (such as version_3), `latest`, or `best`.

    \b
    Examples:
      # Which runs are there?
      logtools ls
      # Which run is best, and which setting?
      logtools compare logs/sweep --metric val_acc
      # What happened in the last run?
      logtools show latest
      # What do its curves look like?
      logtools plot latest -o curves.png
    """  # noqa: D301 - click takes the backspace for "do not wrap"
