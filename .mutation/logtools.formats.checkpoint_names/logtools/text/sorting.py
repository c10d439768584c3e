"""Natural sort order: numbers inside names compare by their value."""

from __future__ import annotations

import re

__all__ = ["natural_key", "value_order"]

_WHOLE = re.compile(r"(\d+)")
_DECIMAL = re.compile(r"(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")


def natural_key(name: str) -> list[list[tuple[int, float, str]]]:
    """Return the sort key of a run id: `version_2` comes before `version_10`, and folders compare part by part.

    >>> sorted(["version_10", "version_2"], key=natural_key)
    ['version_2', 'version_10']
    """
    return [_key(_WHOLE, piece) for piece in name.split("/")]


def value_order(text: str) -> list[tuple[int, float, str]]:
    """Return the sort key of a label that may hold decimal numbers, such as the value of a hyperparameter.

    >>> sorted(["lr=0.001", "lr=1e-05"], key=value_order)
    ['lr=1e-05', 'lr=0.001']
    """
    return _key(_DECIMAL, text)


def _key(number: re.Pattern[str], text: str) -> list[tuple[int, float, str]]:
    return [(0, float(part), part) if i % 2 else (1, 0.0, part) for i, part in enumerate(number.split(text)) if part]
