r"""Names and numbers as text that is safe to print, says enough digits, and lines up.

Names come from logs, and a log may hold anything: what a terminal would take for a command is written as an escape
(`\x1b[31m`), so that it is seen and does nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len, set_cell_size

__all__ = [
    "age",
    "align_decimals",
    "bytes_text",
    "encodable",
    "listing",
    "number",
    "numbers",
    "printable",
    "shortened",
    "sparkline",
]

BARS = "▁▂▃▄▅▆▇█"
#: What stands for a symbol of ours where the terminal's encoding lacks it.
_ASCII = str.maketrans({**dict(zip(BARS, "_.,-=+*#", strict=True)), "…": "~"})
_DIGITS = 4  # significant digits of the smallest value of a column
_MOST = 6  # and of the largest
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def printable(text: str) -> str:
    r"""Write what cannot be printed (control and direction characters, line breaks) as an escape.

    >>> printable("loss\n\x1b[31m")
    'loss\\n\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def encodable(text: str, encoding: str) -> str:
    """Return the text such that it can be written in an encoding, with stand-ins for what is missing there."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.translate(_ASCII).encode("ascii", errors="backslashreplace").decode("ascii")
    return text


def shortened(text: str, width: int) -> str:
    """Cut the beginning off a text of more than `width` columns: the end of a name tells most.

    >>> shortened("experiments/vision/version_3", 14)
    '…ion/version_3'
    """
    if cell_len(text) <= width:
        return text
    end = text[-width:]
    while end and cell_len(end) > max(width - 1, 0):
        end = end[1:]
    return set_cell_size(f"…{end}", width)


def listing(texts: Sequence[str], *, limit: int | None = None) -> str:
    """Write texts in a row, at most `limit` of them.

    >>> listing(["lr=0.1", "seed=3", "layers=2"], limit=2)
    'lr=0.1, seed=3 and 1 more'
    """
    shown = ", ".join(map(printable, texts[:limit]))
    return shown if limit is None or len(texts) <= limit else f"{shown} and {len(texts) - limit} more"


def number(value: float | None) -> str:
    """Write one value by itself.

    >>> number(0.1 + 0.2), number(3.0), number(1.5e-9), number(None), number(math.nan)
    ('0.3', '3', '1.5e-09', '-', 'nan')
    """
    return "-" if value is None else f"{value:.6g}"


def numbers(values: Sequence[float | None]) -> list[str]:
    """Write the values of a column with one number of decimals: four significant digits for the smallest of them.

    Where values are of very different size, the smallest are written with an exponent.

    >>> numbers([0.20627, 12.5, None, math.nan])
    ['0.2063', '12.5000', '-', 'nan']
    >>> numbers([0.5, 0.25]), numbers([1e-12, 1.0])
    (['0.50', '0.25'], ['1.000e-12', '1.00000'])
    """
    sizes = [abs(value) for value in values if value is not None and math.isfinite(value) and value]
    if not sizes:
        return [number(value) for value in values]
    wanted = _DIGITS - 1 - math.floor(math.log10(min(sizes)))
    allowed = _MOST - 1 - math.floor(math.log10(max(sizes)))
    decimals = max(0, min(wanted, allowed))
    written = [_fixed(value, decimals) for value in values]
    return _trimmed(written)


def _fixed(value: float | None, decimals: int) -> str:
    if value is None or not math.isfinite(value):
        return number(value)
    fixed = f"{value:.{decimals}f}"
    lost = abs(float(fixed) - value) > 0.01 * abs(value)
    return f"{value:.3e}" if lost or abs(value) >= 1e7 else fixed


def _trimmed(written: list[str]) -> list[str]:
    """Take off the zeros that all values end in; one with an exponent keeps what stands."""
    fixed = [text for text in written if "." in text]
    if not fixed or any("e" in text for text in fixed):
        return written
    zeros = min(len(text) - len(text.rstrip("0")) for text in fixed)
    return [text[: len(text) - zeros].removesuffix(".") if zeros and "." in text else text for text in written]


def align_decimals(texts: Sequence[str]) -> list[str]:
    """Pad texts such that the decimal points of those that are numbers stand below one another.

    >>> aligned(["0.001", "12", "-"])
    [' 0.001', '12    ', ' -    ']
    """
    parts = [text.partition(".") if _NUMBER.match(text) else (text, "", "") for text in texts]
    before = max((cell_len(left) for left, _, _ in parts), default=0)
    after = max((len(point + right) for _, point, right in parts), default=0)
    return [" " * (before - cell_len(left)) + left + (point + right).ljust(after) for left, point, right in parts]


def sparkline(values: Sequence[float], width: int = 20) -> str:
    """Draw a series as a line of bars, lowest to highest; `x` where nothing was finite.

    >>> sparkline([3.0, 2.0, 1.0, math.nan])
    '█▅▁x'
    """
    pieces = _pieces(values, width)
    finite = [piece for piece in pieces if piece is not None]
    if not finite:
        return "x" * len(pieces)
    low, high = min(finite), max(finite)
    # Halves keep the difference of the two ends of the float range finite.
    span = high / 2 - low / 2
    top = len(BARS) - 1

    def bar(piece: float | None) -> str:
        if piece is None:
            return "x"
        return BARS[round((piece / 2 - low / 2) / span * top)] if span > 0 else BARS[top // 2]

    return "".join(map(bar, pieces))


def _pieces(values: Sequence[float], width: int) -> list[float | None]:
    """Return the means of at most `width` equal parts of a series; None for a part that has nothing finite."""
    count = min(width, len(values))
    pieces: list[float | None] = []
    for i in range(count):
        part = values[i * len(values) // count : (i + 1) * len(values) // count]
        finite = [value for value in part if math.isfinite(value)]
        pieces.append(sum(value / len(finite) for value in finite) if finite else None)
    return pieces


def bytes_text(size: int) -> str:
    """Write a number of bytes for people.

    >>> bytes_text(0), bytes_text(999), bytes_text(6055), bytes_text(27_400_000)
    ('0 B', '999 B', '6.1 kB', '27 MB')
    """
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5:
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 9.95 else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def age(then: datetime, now: datetime) -> str:
    """Say how long ago something was, and the date where that is long.

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> age(datetime(2026, 3, 1, 11, 57, tzinfo=UTC), now), age(datetime(2025, 12, 24, tzinfo=UTC), now)
    ('3 min ago', '2025-12-24')
    """
    seconds = (now - then).total_seconds()
    if seconds < 10:
        return "just now"
    for limit, length, unit in ((60, 1, "s"), (3600, 60, "min"), (86_400, 3600, "h"), (864_000, 86_400, "d")):
        if seconds < limit:
            return f"{seconds // length:.0f} {unit} ago"
    return f"{then.astimezone(now.tzinfo):%Y-%m-%d}"
