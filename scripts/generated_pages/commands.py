"""Generate a page for each command from click.

click writes its help with a `HelpFormatter`; the formatter here writes Markdown instead. So option groups, defaults and
ranges are exactly those of `--help`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from logtools.cli import COMMANDS, main

NOTE = "<!-- Generated from the command line by scripts/docs --write: change the help text instead. -->\n"


class MarkdownFormatter(click.HelpFormatter):
    """Writes the parts of a help text as Markdown."""

    def __init__(self) -> None:
        """Create a formatter without a line width: a browser wraps lines."""
        super().__init__(width=100_000)
        self.level = 2

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002 - click's signature
        """Write the usage line as a code block."""
        self.write(fenced(f"{prog} {args}", "text"))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'#' * self.level} {heading}\n\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; those that click does not wrap become code blocks."""
        for paragraph in re.split(r"\n\s*\n", text):
            if paragraph.startswith("\b\n"):
                self._write_unwrapped(paragraph.removeprefix("\b\n").splitlines())
            else:
                self.write(f"{escaped(' '.join(paragraph.split()))}\n\n")

    def _write_unwrapped(self, lines: list[str]) -> None:
        if lines[0].endswith(":"):
            self.write_heading(lines.pop(0).removesuffix(":"))
        self.write(fenced("\n".join(line.strip() for line in lines), "sh"))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:  # noqa: ARG002 - click's signature
        """Write options or commands as a table."""
        self.write("| | |\n|---|---|\n")
        self.write("".join(f"| {code(name)} | {escaped(' '.join(text.split()))} |\n" for name, text in rows) + "\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a section of options."""
        self.write_heading(name)
        yield

    def write_paragraph(self) -> None:
        """Write nothing: every part ends with an empty line."""


def pages() -> dict[str, str]:
    """Return the Markdown of each page by its name: `index`, and one per command."""
    root = click.Context(main, info_name="logtools", **main.context_settings)
    made = {"index": page("Commands", main, root)}
    for name in COMMANDS:
        command = main.get_command(root, name)
        if command is None:
            raise LookupError(name)
        made[name] = page(
            f"logtools {name}",
            command,
            click.Context(command, info_name=name, parent=root, **command.context_settings),
        )
    made["index"] = link_commands(made["index"])
    return made


def page(title: str, command: click.Command, context: click.Context) -> str:
    """Return the page of one command."""
    formatter = MarkdownFormatter()
    command.format_help(context, formatter)
    return f"# {title}\n\n{NOTE}\n{formatter.getvalue().strip()}\n"


def link_commands(text: str) -> str:
    """Link the rows of the table of commands to their pages."""
    return re.sub(r"^\| <code>(\w+)</code> \|", lambda row: f"| [`{row[1]}`]({row[1]}.md) |", text, flags=re.MULTILINE)


def facts(bracket: re.Match[str]) -> str:
    """Return the facts that click puts in brackets after a help text as sentences: default and range.

    click puts a description of a default in parentheses; it is text, while a value is code.
    """
    return "".join(
        f" Default: {fact[len('default: (') : -1]}." if fact.startswith("default: (") else
        f" Default: `{fact.removeprefix('default: ')}`." if fact.startswith("default: ") else
        f" {fact.capitalize()}." if fact == "required" else f" Range: `{fact}`."
        for fact in bracket[1].split("; ")
    )  # fmt: skip


def fenced(text: str, language: str) -> str:
    """Return a code block."""
    return f"```{language}\n{text}\n```\n\n"


def code(text: str) -> str:
    r"""Return code for a cell of a table. A bar would end the cell, and a line may break after it.

    >>> code("--color [auto|never]")
    '<code>--color [auto&#124;<wbr>never]</code>'
    """
    return f"<code>{html.escape(text, quote=False).replace('|', '&#124;<wbr>')}</code>"


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is; code spans stay code, and default and range become code.

    >>> escaped("Any of `a|b` and val_* < 1.  [default: 3; x>=1]")
    'Any of <code>a&#124;<wbr>b</code> and val\\_\\* &lt; 1. Default: <code>3</code>. Range: <code>x&gt;=1</code>.'
    >>> escaped("Order of the runs.  [default: (best first)]")
    'Order of the runs. Default: best first.'
    """
    text = re.sub(r"\s*\[([^\[\]]*)\]$", facts, text)
    plain_and_code = re.split(r"`([^`]*)`", text)
    plain_and_code[::2] = [
        re.sub(r"([\\*_\[\]|])", r"\\\1", html.escape(part, quote=False)) for part in plain_and_code[::2]
    ]
    plain_and_code[1::2] = [code(part) for part in plain_and_code[1::2]]
    return "".join(plain_and_code)
