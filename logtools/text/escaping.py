r"""Escape text so that it is safe to show, and can be written in the terminal's encoding.

Names come from logs, and a log may hold anything. What a terminal would take for a command is written as an escape
(`\x1b[31m`): it is visible and has no effect.
"""

from __future__ import annotations

from unicodedata import category

__all__ = ["encodable", "printable"]

#: What replaces a symbol of ours where the terminal's encoding lacks it.
_ASCII = str.maketrans({**dict(zip("▁▂▃▄▅▆▇█", "_.,-=+*#", strict=True)), "…": "~"})


def printable(text: str) -> str:
    r"""Write control characters, direction marks and line breaks as escapes, and unusual spaces as plain ones.

    >>> printable("loss\n\x1b[31m")
    'loss\\n\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if category(c) == "Zs" else _escape(c) for c in text)


def encodable(text: str, encoding: str) -> str:
    """Replace what an encoding cannot write: our own symbols by ASCII ones, other characters by escapes."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.translate(_ASCII).encode("ascii", errors="backslashreplace").decode("ascii")
    return text


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
