"""Match names with patterns: a name, a glob such as `val_*`, or a regular expression between slashes, `/^val/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase

from logtools.errors import InvalidValueError, MetricNotFoundError

__all__ = ["is_pattern", "match_names"]


def match_names(
    metrics: Iterable[tuple[str, ...]], patterns: Sequence[str], *, labels: Iterable[str]
) -> dict[tuple[str, ...], int]:
    """Return the metrics that match any pattern, with the position of the first pattern that they match.

    Each of `metrics` is the tuple of its names. A pattern that equals a name of some metric matches only that name.

    >>> match_names([("val_loss", "loss"), ("val_acc", "acc"), ("lr", "lr")], ["acc", "val_*"], labels=())
    {('val_acc', 'acc'): 0, ('val_loss', 'loss'): 1}

    Raises:
        MetricNotFoundError: if a pattern matches none; the message names similar `labels`.
        InvalidValueError: if a regular expression is invalid.
    """
    candidates = list(metrics)
    found: dict[tuple[str, ...], int] = {}
    for position, pattern in enumerate(patterns):
        matches = _matcher(pattern)
        exact = [names for names in candidates if pattern in names]
        some = exact or [names for names in candidates if any(map(matches, names))]
        if not some:
            raise MetricNotFoundError.of(pattern, labels)
        for names in some:
            found.setdefault(names, position)
    return found


def is_pattern(text: str) -> bool:
    """Return whether a text is a glob or a regular expression.

    >>> is_pattern("val_*"), is_pattern("/^val/"), is_pattern("val_loss")
    (True, True, False)
    """
    return _is_regex(text) or any(character in text for character in "*?[")


def _is_regex(text: str) -> bool:
    return len(text) > 2 and text.startswith("/") and text.endswith("/")


def _matcher(pattern: str) -> Callable[[str], object]:
    """Return a function that returns whether a name matches a pattern."""
    if not _is_regex(pattern):
        return lambda name: fnmatchcase(name, pattern)
    try:
        return re.compile(pattern[1:-1]).search
    except re.error as error:
        raise InvalidValueError(f"invalid regular expression {pattern}: {error}") from error
