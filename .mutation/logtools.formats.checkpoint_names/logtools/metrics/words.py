"""Split the names of metrics into words, so that `val/LossTotal`, `val_loss_total` and `Val Loss-Total` are alike."""

from __future__ import annotations

import re

__all__ = ["normalized", "words_of"]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=[a-z])(?=[A-Z]+[0-9]*(?![a-zA-Z]))")
_SEPARATORS = re.compile(r"[_/.\-: |]+")
_WORD = re.compile(r"[a-z0-9]+")


def normalized(name: str) -> str:
    """Return a name in lower case, with `_` between its words; other symbols are kept.

    >>> normalized("Loss/TotalSum"), normalized("meanIoU"), normalized("D(x)")
    ('loss_total_sum', 'mean_iou', 'd(x)')
    """
    return _SEPARATORS.sub("_", _CAMEL.sub("_", name.replace("IoU", "Iou"))).strip("_").casefold()


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, in lower case.

    >>> words_of("Loss/TotalSum"), words_of("acc@5")
    (('loss', 'total', 'sum'), ('acc', '5'))
    """
    return tuple(_WORD.findall(normalized(name)))
