"""How the commands speak: results on standard output, everything else on standard error.

Colour and width are those of a terminal; a pipe gets plain text, uncut unless `COLUMNS` asks for a width.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from logtools.cli.options import QUIET

if TYPE_CHECKING:
    from logtools.render.table import Table

__all__ = ["note", "print_notices", "print_result", "print_tables", "use_colour", "width"]

_SOME = 12  # names listed in one sentence
_NOTES = 5  # notices shown one by one: more is a list, not a note


def use_colour() -> bool:
    """Tell whether the result is to have colours."""
    wanted = click.get_current_context().color
    if wanted is not None:
        return wanted
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Return how many columns the result has to fit; None in a pipe, which takes everything."""
    import shutil

    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        return None
    return shutil.get_terminal_size().columns


def print_result(text: str) -> None:
    """Print a result."""
    from logtools.text.escaping import encodable

    click.echo(encodable(text, sys.stdout.encoding or "utf-8"), color=use_colour())


def print_tables(tables: Table | Sequence[Table], form: str, *, below: Sequence[str] = (), whole: bool = False) -> None:
    """Print tables as `form` asks, and what is to be said about them: below, or beside what programs read.

    The sentences hold nothing that a terminal would obey.
    """
    from logtools.render.formats import written
    from logtools.render.table import Table, draw, fit_width
    from logtools.text.escaping import printable
    from logtools.text.lists import listing

    shown = [tables] if isinstance(tables, Table) else list(tables)
    if form != "table":
        print_result(written(shown, form, below=below))
        for sentence in below if form in {"csv", "json", "latex"} else ():
            note(sentence)
        return
    room = width()
    drawn, left_out = [], []
    for table in shown:
        fits, missing = fit_width(table, None if whole else room)
        drawn.append(draw(fits, color=use_colour()))
        left_out += missing
    said = [*below]
    if missed := list(dict.fromkeys(left_out)):
        said.append(f"Left out for lack of width (--all shows them): {printable(listing(missed, _SOME))}.")
    wrapped = [_wrapped(sentence, room) for sentence in said]
    print_result("\n\n".join([*drawn, *(["\n".join(wrapped)] if wrapped else [])]))


def _wrapped(sentence: str, room: int | None) -> str:
    if room is None:
        return sentence
    import textwrap

    return textwrap.fill(sentence, max(room, 20), subsequent_indent="  ", break_on_hyphens=False)


def note(text: str) -> None:
    """Print what is not the result, unless it is not wanted."""
    from logtools.text.escaping import encodable, printable

    if not click.get_current_context().meta.get(QUIET):
        click.echo(encodable(printable(text), sys.stderr.encoding or "utf-8"), err=True)


def print_notices(notices: Sequence[tuple[str | None, str]]) -> None:
    """Print what reading had to say, a line each: the run, if it is about one, and the message."""
    for run, message in notices[:_NOTES]:
        note(f"note: {run}: {message}" if run else f"note: {message}")
    if len(notices) > _NOTES:
        note(f"note: and {len(notices) - _NOTES} more like these; `logtools show RUN` tells all of a run")
