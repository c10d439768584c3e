"""Infer the stage from a metric's name, and its quantity: the name without the stage word.

A stage word may be anywhere in the name (`val_loss`, `loss/val`, `exposure_train_loss`, `valLoss`), in upper or lower
case and after any separator. At the front it decides. Elsewhere, words that often mean something else (`std_dev`,
`num_valid`, `goodness_of_fit`) are ignored, and so are two words that name different stages. Users can add words and
patterns of their own: `StageRules`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from logtools.choices import Stage
from logtools.metrics.monitors import DEVICE, LEARNING_RATE, is_monitor

__all__ = [
    "STAGE_ORDER",
    "Stage",
    "StageRules",
    "is_evaluation",
    "is_evaluation_step",
    "is_stage_word",
    "is_test",
    "quantity_of",
    "stage_of",
]

#: The order of stages if a name matches metrics of several stages.
STAGE_ORDER = {"val": 0, "test": 1, None: 2, "predict": 3, "train": 4}

_STAGE_WORDS: dict[str, Stage] = {
    **dict.fromkeys(("train", "training", "trn", "fit"), "train"),
    **dict.fromkeys(("val", "valid", "validation", "validate", "dev", "eval", "evaluation"), "val"),
    **dict.fromkeys(("test", "testing", "tst"), "test"),
    "predict": "predict",
}  # fmt: skip
#: Words that name a stage at the front of a name only.
_FRONT_ONLY = frozenset({"fit", "predict"})
#: Words in front of a stage word that give it another meaning: `std_dev`, `num_valid`, `t_test`.
_OTHER_MEANING = frozenset(
    {"std", "standard", "mean", "abs", "n", "num", "number", "frac", "fraction", "percent", "pct", "is", "t", "ks", "z"}
)
#: A word of a name; letters without an ASCII capital, such as those of other scripts, count as lower case.
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])")
_SEPARATORS = " !#$&()*+,-./:;<=>?@[\\]^_{|}~"


class StageRules(NamedTuple):
    """The stages that a user gives to metrics. It is a tuple because it is hashed for every name."""

    #: Words in lower case and their stage, used like `val`; None for a word that names no stage.
    words: tuple[tuple[str, Stage | None], ...] = ()
    #: Patterns for whole names and their stage; None for a name without a stage. The first that matches decides.
    patterns: tuple[tuple[str, Stage | None], ...] = ()


def is_evaluation() -> pl.Expr:
    """Return a mask of the rows (with a column `stage`) whose stage is not training; false where it is null."""
    return pl.col("stage").is_in(["val", "test", "predict"]).fill_null(value=False)


def is_evaluation_step() -> pl.Expr:
    """Return a mask of the values of single evaluation batches: their steps count these batches, not train steps."""
    return is_evaluation() & (pl.col("granularity") == "step")


def is_test() -> pl.Expr:
    """Return a mask of the rows of a stage after training: test or predict; false where it is null."""
    return pl.col("stage").is_in(["test", "predict"]).fill_null(value=False)


def is_stage_word(word: str) -> bool:
    """Return whether a word, in lower case, names a stage.

    >>> is_stage_word("validation"), is_stage_word("loss")
    (True, False)
    """
    return word in _STAGE_WORDS


@lru_cache(maxsize=4096)
def stage_of(name: str, rules: StageRules | None = None) -> Stage | None:
    """Infer the stage from a metric's name, and from the rules of the user; None if it is unknown.

    >>> stage_of("val_loss"), stage_of("Train Loss"), stage_of("loss/test"), stage_of("value")
    ('val', 'train', 'test', None)
    """
    for pattern, stage in rules.patterns if rules else ():
        if fnmatchcase(name, pattern):
            return stage
    if device := DEVICE.match(name):
        return _STAGE_WORDS.get(device[1] or "train")
    if LEARNING_RATE.match(name):
        return "train"  # the learning-rate monitor runs only in the training loop
    stages = _stages(rules)
    found = _stage_word(name, stages)
    return stages[found.group().casefold()] if found else None


@lru_cache(maxsize=4096)
def quantity_of(name: str, rules: StageRules | None = None) -> str:
    """Return a metric's name without its stage word, which training and validation share.

    A name that matches a pattern of the user keeps all words that are not stage words.

    >>> quantity_of("val_loss"), quantity_of("loss (train)"), quantity_of("exposure_train_loss"), quantity_of("test")
    ('loss', 'loss', 'exposure_loss', 'test')
    """
    found = _stage_word(name, _stages(rules))
    if found is None:
        return name
    before, after = name[: found.start()].lstrip(), name[found.end() :].lstrip(_SEPARATORS)
    return before + after if before and after else (before.rstrip(_SEPARATORS) or after or name)


@lru_cache(maxsize=64)
def _stages(rules: StageRules | None) -> Mapping[str, Stage]:
    """Return the stage words with their stages: the usual ones and the user's."""
    words = _STAGE_WORDS | dict(rules.words if rules else ())
    return {word: stage for word, stage in words.items() if stage is not None}


def _stage_word(name: str, stages: Mapping[str, Stage]) -> re.Match[str] | None:
    """Return the match of the stage word in a name; None if there is none, or the name has several stages."""
    words = list(_WORD.finditer(name))
    if not words:
        return None
    first = words[0]
    if (
        first.group().casefold() in stages
        and _is_whole_word(first, name)
        and not name[: first.start()].strip(_SEPARATORS)
    ):
        return first
    if is_monitor(name):
        return None
    later = [
        word
        for before, word in pairwise(words)
        if word.group().casefold() in stages
        and _counts_inside(before.group().casefold(), word.group().casefold())
        and _is_whole_word(word, name)
    ]
    return later[-1] if len({stages[word.group().casefold()] for word in later}) == 1 else None


def _counts_inside(before: str, word: str) -> bool:
    return word not in _FRONT_ONLY and before not in _OTHER_MEANING


def _is_whole_word(word: re.Match[str], name: str) -> bool:
    """Return whether a match is a whole word: followed by a separator, a capital letter or nothing."""
    after = name[word.end() : word.end() + 1]
    return not after or after in _SEPARATORS or after.isupper()
