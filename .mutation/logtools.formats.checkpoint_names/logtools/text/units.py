"""Write file sizes and times as text."""

from __future__ import annotations

from datetime import datetime

__all__ = ["age", "bytes_text"]


def bytes_text(size: int) -> str:
    """Write a number of bytes with a suitable unit.

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
    """Write how long ago a time is, or its date if that is long ago.

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
