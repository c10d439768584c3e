"""Round numbers to the precision that their uncertainty supports."""

from __future__ import annotations

import math

__all__ = ["decimals", "p_text", "p_value"]


def decimals(uncertainty: float | None) -> int | None:
    """Return the number of decimals that shows two digits of an uncertainty; None if it is unknown. May be negative.

    >>> decimals(0.0031), decimals(20), decimals(None), decimals(0.0)
    (4, 0, None, None)
    """
    if not uncertainty or not math.isfinite(uncertainty):
        return None
    return 1 - math.floor(math.log10(abs(uncertainty)))


def p_value(p: float) -> str:
    """Write a p-value; a small one is written as a bound, because its digits mean nothing.

    >>> p_value(0.0004), p_value(0.0462)
    ('< 0.001', '0.046')
    """
    return "< 0.001" if p < 0.001 else f"{p:.2g}"


def p_text(p: float) -> str:
    """Write a p-value in a sentence.

    >>> p_text(0.0004), p_text(0.0462)
    ('p < 0.001', 'p = 0.046')
    """
    text = p_value(p)
    return f"p {text}" if text.startswith("<") else f"p = {text}"
