"""What to call a group: the settings that its runs share and others do not, written short.

A label tells its group from all others. Where so many settings differ that it would be unreadable, a few of them stand
for all if they tell the groups apart; or else the group is named after its first run and the number of others, such as
`version_3 +2`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import polars as pl

from logtools.text.numbers import value_text

__all__ = ["FEW", "FOLDERS", "group_labels"]

#: How many settings a label can hold.
FEW = 4
_LONGEST = 120  # characters of a label that nobody asked for
#: The name under which folders stand among hyperparameters.
FOLDERS = "path"


def group_labels(keys: Sequence[pl.Series], runs: pl.Series, *, whole: bool) -> pl.Series:
    """Write for each run what tells its group, such as `lr=0.01 batch_size=32`: String.

    Folders stand for themselves, and what is the same in all runs stays out. Where more than a few settings differ and
    not all have to be named (`whole`), the label holds a few that tell the groups apart, or else the first run.
    """
    if not keys:
        name = "all runs" if len(runs) != 1 else str(runs[0])
        return pl.Series("group", [name] * len(runs), dtype=pl.String)
    telling = [key for key in keys if key.n_unique() > 1] or keys
    every = list(zip(*(key.to_list() for key in telling), strict=True))
    if not whole and len(telling) > FEW:
        telling = _fewest(telling)
    rows = list(zip(*(key.to_list() for key in telling), strict=True))
    too_long = not whole and any(len(_label(telling, row, value_text)) > _LONGEST for row in set(rows))
    if too_long or len(set(rows)) < len(set(every)):
        first, sizes = dict(reversed(list(zip(every, runs, strict=True)))), Counter(every)
        names = {row: f"{run} +{sizes[row] - 1}" if sizes[row] > 1 else str(run) for row, run in first.items()}
        return pl.Series("group", [names[row] for row in every], dtype=pl.String)
    labels = {row: _label(telling, row, value_text) for row in rows}
    often = Counter(labels.values())
    exact = [labels[row] if often[labels[row]] == 1 else _label(telling, row, repr) for row in rows]
    return pl.Series("group", exact, dtype=pl.String)


def _fewest(keys: Sequence[pl.Series]) -> list[pl.Series]:
    """Choose a few of the keys, each time the one that together with those before tells most groups apart."""
    chosen: list[pl.Series] = []
    keys = [key for key in keys if max(len(value_text(value)) for value in key.to_list()) <= _LONGEST // FEW]
    told = 1
    for _ in range(FEW):
        left = [key for key in keys if all(key is not before for before in chosen)]
        counts = [pl.DataFrame([*chosen, key]).n_unique() for key in left]
        if not counts or max(counts) == told:
            break
        told = max(counts)
        chosen.append(left[counts.index(told)])
    return chosen


def _label(keys: Sequence[pl.Series], row: Sequence[object], written: Callable[[object], str]) -> str:
    bare = [key.name == FOLDERS or (len(keys) == 1 and key.name.startswith(f"{FOLDERS}:")) for key in keys]
    texts = [
        ("no folder" if value is None else str(value)) if alone else f"{key.name}={written(value)}"
        for key, value, alone in zip(keys, row, bare, strict=True)
    ]
    return " ".join(texts)
