"""Show the options of a command in groups, in `--help` and on the page of the command.

To add an option to a command, write `@option(GROUP, "--name", ...)` with one of the groups below, next to the others of
that group. The groups are printed in the order in which their first options are declared. Defaults are printed by
click; use `show_default="..."` for a default that is found at run time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

__all__ = ["DRAW", "GROUPS", "LOGGING", "OUTPUT", "PANELS", "RANK", "RUNS", "SHOW", "TRAIN", "GroupedCommand", "option"]

#: The headings of the groups.
RANK: Final = "Metric and value"
GROUPS: Final = "Groups and tests"
DRAW: Final = "Curves"
PANELS: Final = "Axes and panels"
SHOW: Final = "Contents"
RUNS: Final = "Runs"
TRAIN: Final = "Training"
LOGGING: Final = "Logging"
OUTPUT: Final = "Output"
#: Width of the column of options in characters; longer options have their help on the next line.
_WIDEST: Final = 26

Command = TypeVar("Command", bound=Callable[..., object])


class _Option(click.Option):
    """An option with the heading of its group."""

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:  # noqa: ANN401 - click's arguments
        super().__init__(*args, **kwargs)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose help shows the options in groups, with their defaults."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's arguments
        """Create a command that shows the defaults of all options."""
        super().__init__(*args, **kwargs)
        self.context_settings.setdefault("show_default", True)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section per group; an option without a group, such as --help, is in the last one."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                groups.setdefault(getattr(param, "group", OUTPUT), []).append(record)
        groups[OUTPUT] = groups.pop(OUTPUT, [])
        names = [name for rows in groups.values() for name, _ in rows]
        width = min(max(map(len, names)), _WIDEST)
        for heading, rows in groups.items():
            with formatter.section(heading):
                # Names of one width align the help texts of all groups.
                formatter.write_dl([(name.ljust(width), text) for name, text in rows], col_max=_WIDEST)


def option(group: str, *names: str, **settings: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - those of click
    """Return a decorator that adds an option of this group; the other arguments are those of `click.option`."""
    return click.option(*names, cls=_Option, group=group, **settings)
