"""What the commands share: from words on the command line to runs, options of output, and how to speak.

Results go to standard output through `say`, everything else to standard error through `note`. Colour and width are
those of a terminal; a pipe gets plain text, uncut unless `COLUMNS` asks for a width.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    import polars as pl

    from logtools.logs import Logs
    from logtools.render.table import Table

__all__ = ["chosen", "coloured", "formatted", "load", "note", "note_all", "put", "quietly", "say", "width"]

FORMATS = ("table", "json", "csv", "markdown", "latex")
_QUIET = "logtools.quiet"
_SOME = 12  # names listed in one sentence
_NOTES = 5  # notices shown one by one: more is a list, not a note

Command = TypeVar("Command", bound=Callable[..., object])


def load(paths: tuple[str, ...], *, default: str = ".") -> Logs[pl.DataFrame]:
    """Read what the command line names: paths, and runs below the current folder.

    A word that is no path is a run: an id or a unique tail of one, `latest`, or `best`, the winner of `compare`.

    Raises:
        NothingFoundError: if no run is below the paths.
        RunNotFoundError: if a word is neither a path nor a run.
        AmbiguousRunError: if it fits several runs.
    """
    from logtools.logs import read

    words = paths or (default,)
    names = [word for word in words if not _is_path(word)]
    if not names:
        return read(*words)
    here = _here(names[0])
    found = [_run(here, name) for name in names]
    if len(names) == len(words):
        return here[list(dict.fromkeys(found))]
    folders = dict(here.runs.select("run", "path").iter_rows())
    named = dict(zip(names, (folders[run] for run in found), strict=True))
    return read(*(named.get(word, word) for word in words))


def _is_path(word: str) -> bool:
    try:
        return os.path.lexists(word)
    except ValueError:  # a NUL in it
        return False


def _here(name: str) -> Logs[pl.DataFrame]:
    from logtools.errors import NothingFoundError
    from logtools.logs import read

    try:
        return read(".")
    except NothingFoundError as error:
        raise NothingFoundError(f"no such path: {name!r}, and {error}") from error


def _run(here: Logs[pl.DataFrame], name: str) -> str:
    from logtools.errors import InvalidValueError, RunNotFoundError

    try:
        return here[name].ids[0]
    except RunNotFoundError as error:
        if name != "best":
            raise RunNotFoundError(f"no such path, and {error}") from error
    comparison = here.compare()
    if comparison.ranking is None or comparison.runs["rank"][0] is None:
        raise InvalidValueError(
            "no run here is best: no metric has a finite value and a name that tells its direction"
        ) from None
    return str(comparison.runs["run"][0])


def chosen(summary: pl.DataFrame, patterns: Sequence[str]) -> pl.DataFrame:
    """Return the rows of a summary whose label, metric or quantity fits one of the patterns; all of them for none.

    Raises:
        MetricNotFoundError: if a pattern fits nothing.
    """
    import polars as pl

    from logtools.errors import MetricNotFoundError

    names = summary.select("label", "metric", "quantity").cast(pl.String).rows()
    keep = [not patterns] * len(names)
    for pattern in patterns:
        fits = [any(name == pattern or fnmatchcase(name, pattern) for name in row) for row in names]
        if not any(fits):
            raise MetricNotFoundError.of(pattern, summary["label"])
        keep = [a or b for a, b in zip(keep, fits, strict=True)]
    return summary.filter(pl.Series(keep, dtype=pl.Boolean))


def quietly(command: Command) -> Command:
    """Give a command the option `-q`."""

    def keep(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
        if asked:
            ctx.meta[_QUIET] = True

    text = "No notes on standard error, only errors."
    return click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=keep, help=text)(command)


def formatted(command: Command) -> Command:
    """Give a command the options of a result that is text: `--format`, `--color` and `-q`."""

    def keep(ctx: click.Context, _: click.Parameter, asked: str) -> None:
        ctx.color = {"always": True, "never": False}.get(asked)

    shape = click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write it."
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


def coloured() -> bool:
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


def say(text: str) -> None:
    """Print a result."""
    from logtools.render.text import encodable

    click.echo(encodable(text, sys.stdout.encoding or "utf-8"), color=coloured())


def put(table: Table, form: str, *, below: Sequence[str] = (), whole: bool = False) -> None:
    """Print a table as `form` asks, and what is to be said about it: below it, or beside what programs read."""
    from logtools.render.formats import written
    from logtools.render.table import draw, fitted
    from logtools.render.text import listing

    if form != "table":
        say(written(table, form))
        for sentence in below:
            note(sentence)
        return
    room = width()
    shown, left_out = fitted(table, None if whole else room)
    said = [*below]
    if left_out:
        said.append(f"Left out for lack of width (--all shows them): {listing(left_out, limit=_SOME)}.")
    wrapped = [_wrapped(sentence, room) for sentence in said]
    say("\n".join([draw(shown, color=coloured()), *([""] if wrapped else []), *wrapped]))


def _wrapped(sentence: str, room: int | None) -> str:
    if room is None:
        return sentence
    import textwrap

    return textwrap.fill(sentence, max(room, 20), subsequent_indent="  ", break_on_hyphens=False)


def note(text: str) -> None:
    """Print what is not the result, unless it is not wanted."""
    from logtools.render.text import encodable, printable

    if not click.get_current_context().meta.get(_QUIET):
        click.echo(encodable(printable(text), sys.stderr.encoding or "utf-8"), err=True)


def note_all(notices: Sequence[tuple[str | None, str]]) -> None:
    """Print what reading had to say, a line each: the run, if it is about one, and the message."""
    for run, message in notices[:_NOTES]:
        note(f"note: {run}: {message}" if run else f"note: {message}")
    if len(notices) > _NOTES:
        note(f"note: and {len(notices) - _NOTES} more like these; `logtools show RUN` tells all of a run")
