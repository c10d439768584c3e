"""Convert docstrings and comments to Markdown, for the page of the library.

Griffe reads docstrings in Google's style, but does not support three conventions of this repository: `#:` comments that
describe an attribute, doctests outside a section, and lists of the columns of a frame.
"""

from __future__ import annotations

import re
import textwrap

#: A heading with a more deeply indented list of columns: `run (Categorical): run id`.
COLUMNS = re.compile(
    r"^(?P<head>\S[^\n]*):\n(?P<rows>(?:[ \t]+\w+ \([A-Z]\w*\): [^\n]*\n?)(?:[ \t]+\S[^\n]*\n?)*)", re.MULTILINE
)
DOCTEST = re.compile(r"^>>> .*(?:\n(?!\s*$).*)*", re.MULTILINE)


def comment_above(lines: list[str], index: int) -> str:
    """Return the `#:` comment directly above a line.

    >>> comment_above(["x = 1", "#: Whether it", "#: rains.", "rain: bool"], 3)
    'Whether it rains.'
    """
    found: list[str] = []
    while index > 0 and (match := re.match(r"\s*#: ?(.*)", lines[index - 1])):
        found.insert(0, match[1])
        index -= 1
    return " ".join(found)


def readable(docstring: str) -> str:
    r"""Convert doctests to code blocks, and columns to Markdown lists.

    >>> readable("Columns:\n    run (String): run id\n")
    '**Columns**\n\n- `run` (String): run id\n'
    >>> readable(">>> f()\n1")
    '```pycon\n>>> f()\n1\n```'
    """
    docstring = COLUMNS.sub(lambda found: f"**{found['head']}**\n\n{items(found['rows'])}", docstring)
    return DOCTEST.sub(lambda found: f"```pycon\n{found[0]}\n```", docstring)


def items(rows: str) -> str:
    """Return the rows as a Markdown list; more deeply indented lines continue the row above."""
    rows = re.sub(r"\n {4,}", " ", textwrap.dedent(rows).strip())
    return "".join(
        re.sub(r"^(\w+) \(", r"- `\1` (", row) + "\n" if re.match(r"\w+ \(", row) else f"- {row}\n"
        for row in rows.splitlines()
    )
