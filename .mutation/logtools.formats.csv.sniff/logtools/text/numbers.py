"""Write numbers as text: a single number, one with an uncertainty, a column of numbers, or the ticks of an axis."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence

from logtools.text.precision import decimals
from logtools.text.width import display_width

__all__ = ["align_decimals", "count", "distinct_labels", "number", "numbers", "percentage", "value_text"]

#: This many digits distinguish any two numbers.
_ALL = 17
#: Numbers below the first, or from the second on, are written with an exponent.
_TINY, _HUGE = 1e-4, 1e7
#: Significant digits of a single number and of the smallest in a column; maximum for the largest in a column.
_DIGITS, _MOST = 4, 6
#: Limits for rounding by the uncertainty: number of decimals, and size of the number.
_FINEST, _LARGEST = 9, 1e12
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def number(value: float | None, uncertainty: float | None = None) -> str:
    """Write one number, rounded to two digits of its uncertainty, or to four significant digits if that is unknown.

    It gets more digits if four would make it look like an integer. None is written as `-`.

    >>> number(0.23124), number(0.99999), number(-647.93), number(12345.6), number(3.0), number(None)
    ('0.2312', '0.99999', '-647.9', '12346', '3', '-')
    >>> number(0.941532, 0.0031), number(123.456, 20)
    ('0.9415', '123')
    """
    if value is None:
        return "-"
    places = decimals(uncertainty)
    if places is not None and places <= _FINEST and abs(value) < _LARGEST:
        return f"{value:.{max(places, 0)}f}"
    if 1000 <= abs(value) < _HUGE:
        return f"{value:.0f}"
    for digits in range(_DIGITS, _ALL):
        text = f"{value:.{digits}g}"
        if abs(value) >= _HUGE or not math.isfinite(value) or not float(text).is_integer() or float(text) == value:
            return text
    return repr(value)


def value_text(value: object) -> str:
    """Write the value of a hyperparameter.

    >>> value_text(0.0001), value_text(3.0), value_text(True), value_text("adam"), value_text(None)
    ('0.0001', '3', 'True', 'adam', '-')
    """
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def count(n: int, noun: str) -> str:
    """Write how many things there are, by a noun whose plural ends in s.

    >>> count(1, "run"), count(1200, "run")
    ('1 run', '1,200 runs')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def percentage(fraction: float) -> str:
    """Write a fraction as a percentage.

    >>> percentage(0.95), percentage(0.999)
    ('95%', '99.9%')
    """
    return f"{100 * fraction:.4g}%"


def numbers(values: Sequence[float | None]) -> list[str]:
    """Write the values of a column with the same number of decimals; the smallest value gets four significant digits.

    If the sizes of the values differ too much, each is written with `number`.

    >>> numbers([0.20627, 12.5, None, math.nan])
    ['0.2063', '12.5000', '-', 'nan']
    >>> numbers([0.5, 0.25]), numbers([0.997, 8541089.3])
    (['0.50', '0.25'], ['0.997', '8541089'])
    """
    sizes = [abs(value) for value in values if value is not None and math.isfinite(value) and value]
    if not sizes:
        return [number(value) for value in values]
    wanted = _DIGITS - 1 - math.floor(math.log10(min(sizes)))
    allowed = _MOST - 1 - math.floor(math.log10(max(sizes)))
    decimals = max(0, min(wanted, allowed))
    written = [number(v) if v is None or not math.isfinite(v) else f"{v:.{decimals}f}" for v in values]
    if max(sizes) >= _HUGE or any(_is_lost(text, value) for text, value in zip(written, values, strict=True)):
        return [number(value) for value in values]
    return _trimmed(written)


def _is_lost(text: str, value: float | None) -> bool:
    """Return whether a text is off by more than half a digit in the third significant place."""
    return value is not None and math.isfinite(value) and abs(float(text) - value) > 0.0005 * abs(value)


def _trimmed(written: list[str]) -> list[str]:
    """Remove the zeros that all texts end in."""
    fixed = [text for text in written if "." in text]
    zeros = min((len(text) - len(text.rstrip("0")) for text in fixed), default=0)
    return [text[: len(text) - zeros].removesuffix(".") if zeros and "." in text else text for text in written]


def align_decimals(texts: Sequence[str]) -> list[str]:
    """Pad texts so that the decimal points of numbers line up.

    >>> align_decimals(["0.001", "12", "-"])
    [' 0.001', '12    ', ' -    ']
    """
    parts = [text.partition(".") if _NUMBER.match(text) else (text, "", "") for text in texts]
    before = max((display_width(left) for left, _, _ in parts), default=0)
    after = max((len(point + right) for _, point, right in parts), default=0)
    return [" " * (before - display_width(left)) + left + (point + right).ljust(after) for left, point, right in parts]


def distinct_labels(values: Sequence[float]) -> list[str]:
    """Write numbers in the same format, with enough digits to distinguish them.

    >>> distinct_labels([0.0, 0.5, 1.0]), distinct_labels([1000000.0001, 1000000.0002]), distinct_labels([0.0, 5e-9])
    (['0.0', '0.5', '1.0'], ['1000000.0001', '1000000.0002'], ['0', '5e-09'])
    """
    known = sorted({value for value in values if math.isfinite(value)})
    most = max(map(abs, known), default=0.0)
    tolerance = 0.01 * min((high - low for low, high in itertools.pairwise(known)), default=most)
    notation = "f" if most == 0 or _TINY <= most < _HUGE else "g"
    for digits in range(_ALL + 1):
        texts = [f"{value:.{digits}{notation}}" for value in known]
        if all(abs(float(text) - value) <= tolerance for text, value in zip(texts, known, strict=True)):
            break
    return [f"{value:.{digits}{notation}}" for value in values]
