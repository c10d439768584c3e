"""Write tables for a terminal: the columns that fit, colours on request, and wrapped sentences below."""

from __future__ import annotations

from logtools.render.table import draw, fit_width
from logtools.render.writers.base import Result
from logtools.text.lists import listing
from logtools.text.printable import printable

__all__ = ["write"]

_HIDDEN = 12  # maximum number of hidden columns that are named
_NARROWEST = 20  # minimum width of wrapped sentences


def write(result: Result, *, width: int | None = None, color: bool = False, all_columns: bool = False) -> str:
    """Write the tables, then the sentences, which must be printable already.

    Args:
        result: the result to print.
        width: width of the terminal; None for a pipe, which gets all columns.
        color: whether to colour headings, winners and losers.
        all_columns: whether to keep all columns, even if they are wider than the terminal.
    """
    drawn: list[str] = []
    hidden: dict[str, None] = {}
    for table in result.tables():
        fits, left_out = fit_width(table, None if all_columns else width)
        drawn.append(draw(fits, color=color))
        hidden |= dict.fromkeys(left_out)
    sentences = [*result.sentences]
    if hidden:
        sentences.append(f"Hidden columns (--all shows them): {printable(listing(list(hidden), _HIDDEN))}.")
    below = ["\n".join(_wrap(sentence, width) for sentence in sentences)] if sentences else []
    return "\n\n".join([*drawn, *below])


def _wrap(sentence: str, width: int | None) -> str:
    if width is None:
        return sentence
    import textwrap

    return textwrap.fill(sentence, max(width, _NARROWEST), subsequent_indent="  ", break_on_hyphens=False)
