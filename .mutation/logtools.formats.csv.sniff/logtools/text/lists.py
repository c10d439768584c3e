"""Write a list of names as text."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["listing"]


def listing(names: Sequence[str], limit: int | None = 8) -> str:
    """Join names with commas; name at most `limit` of them and count the rest.

    >>> listing(["lr=0.1", "seed=3", "layers=2"], 2)
    'lr=0.1, seed=3 and 1 more'
    """
    shown = ", ".join(names[:limit])
    return shown if limit is None or len(names) <= limit else f"{shown} and {len(names) - limit:,} more"
