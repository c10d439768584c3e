"""Print results on standard output and everything else on standard error.

A terminal gets colours and the columns that fit. A pipe gets plain text and all columns, unless the variable `COLUMNS`
sets a width.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from logtools.cli.options import is_quiet

if TYPE_CHECKING:
    from logtools.render.writers.base import Result

__all__ = ["note", "print_notices", "print_result", "print_tables", "use_colour", "width"]

_NOTES = 5  # maximum number of notices that are printed; the others are counted


def use_colour() -> bool:
    """Return whether to print results in colour."""
    wanted = click.get_current_context().color
    if wanted is not None:
        return wanted
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Return the width of the terminal in columns; None in a pipe, which gets all columns."""
    import shutil

    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        return None
    return shutil.get_terminal_size().columns


def print_result(text: str) -> None:
    """Print a result."""
    from logtools.text.printable import encodable

    click.echo(encodable(text, sys.stdout.encoding or "utf-8"), color=use_colour())


def print_tables(result: Result, output_format: str, *, all_columns: bool = False) -> None:
    """Print tables and sentences in a format, `table` or one of `registry.names()`.

    If the format has no sentences, they are printed as notes. They must be printable already.
    """
    from logtools.render.writers import terminal
    from logtools.render.writers.registry import table_writer

    if output_format == "table":
        print_result(terminal.write(result, width=width(), color=use_colour(), all_columns=all_columns))
        return
    writer = table_writer(output_format)
    print_result(writer.write(result))
    if not writer.includes_sentences:
        for sentence in result.sentences:
            note(sentence)


def note(text: str) -> None:
    """Print a note to standard error, unless `--quiet` is given."""
    from logtools.text.printable import encodable, printable

    if not is_quiet():
        click.echo(encodable(printable(text), sys.stderr.encoding or "utf-8"), err=True)


def print_notices(notices: Sequence[tuple[str | None, str]]) -> None:
    """Print notices, one per line: the run, if the notice is about one, and the message."""
    for run, message in notices[:_NOTES]:
        note(f"note: {run}: {message}" if run else f"note: {message}")
    if len(notices) > _NOTES:
        note(f"note: and {len(notices) - _NOTES:,} more; `logtools show RUN` prints all notices of a run")
