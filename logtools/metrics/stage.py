"""The stage that a metric's name says, and its quantity: the name without the stage word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from logtools.metrics.monitors import DEVICE, LEARNING_RATE

__all__ = ["Stage", "is_stage_word", "quantity_of", "stage_of"]

Stage = Literal["train", "val", "test", "predict"]

_STAGE_WORDS: dict[str, Stage] = {
    **dict.fromkeys(("train", "training", "fit"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "validate", "dev"), "val"),
    "test": "test",
    "predict": "predict",
}  # fmt: skip
_FIRST_WORD = re.compile(r"\s*([^_/.\- ]+)(?:[_/.\- ]+|$)(.*)", re.DOTALL)


def is_stage_word(word: str) -> bool:
    """Return whether a word, in lower case, names a stage.

    >>> is_stage_word("validation"), is_stage_word("loss")
    (True, False)
    """
    return word in _STAGE_WORDS


@lru_cache(maxsize=4096)
def stage_of(name: str) -> Stage | None:
    """Return the stage named by the first word of a metric's name.

    >>> stage_of("val_loss"), stage_of("Train Loss"), stage_of("value")
    ('val', 'train', None)
    """
    if device := DEVICE.match(name):
        return _STAGE_WORDS.get(device[1] or "train")
    if LEARNING_RATE.match(name):
        return "train"  # the learning-rate monitor runs in the training loop alone
    match = _FIRST_WORD.match(name)
    return _STAGE_WORDS.get(match[1].casefold()) if match else None


@lru_cache(maxsize=4096)
def quantity_of(name: str) -> str:
    """Return a metric's name without its stage word, so that training and validation meet.

    >>> quantity_of("val_loss"), quantity_of("train/loss"), quantity_of("loss"), quantity_of("test")
    ('loss', 'loss', 'loss', 'test')
    """
    match = _FIRST_WORD.match(name)
    if match and match[2] and match[1].casefold() in _STAGE_WORDS:
        return match[2]
    return name
