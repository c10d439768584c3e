r"""Escape text so that it is safe to show, and can be written in the terminal's encoding.

Names come from logs, and a log may contain anything. A control sequence of a terminal is written as an escape
(`\x1b[31m`): it is visible and has no effect.
"""

from __future__ import annotations

from unicodedata import category

__all__ = ["encodable", "printable", "valid"]

#: ASCII replacements for the symbols of logtools, for terminals whose encoding lacks them.
_ASCII = str.maketrans({**dict(zip("▁▂▃▄▅▆▇█", "_.,-=+*#", strict=True)), "…": "~"})


def printable(text: str) -> str:
    r"""Write control characters, direction marks and line breaks as escapes, and unusual spaces as plain ones.

    >>> printable("loss\n\x1b[31m")
    'loss\\n\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if category(c) == "Zs" else _escape(c) for c in text)


def valid(text: str) -> str:
    r"""Write bytes of a file name that are not UTF-8 as escapes: frames hold valid text only.

    >>> valid("bad\udcff")
    'bad\\xff'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return text


def encodable(text: str, encoding: str) -> str:
    """Replace characters that an encoding lacks: symbols of logtools by ASCII characters, others by escapes."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.translate(_ASCII).encode("ascii", errors="backslashreplace").decode("ascii")
    return text


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
