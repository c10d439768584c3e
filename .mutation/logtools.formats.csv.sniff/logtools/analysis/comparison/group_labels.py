"""Label groups: the hyperparameters that differ, such as `lr=0.01 batch_size=32`.

Each group has its own label. If many hyperparameters differ, a label has only a few that distinguish the groups. If a
few are not enough, it is the first run and the number of the others, such as `version_3 +2`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import polars as pl

from logtools.text.numbers import value_text

__all__ = ["FEW", "FOLDERS", "group_labels"]

#: Maximum number of hyperparameters in a label.
FEW = 4
#: Maximum length of a label in characters, unless it has to be complete.
_LONGEST = 120
#: The column name of folders.
FOLDERS = "path"


def group_labels(keys: Sequence[pl.Series], runs: pl.Series, *, complete: bool) -> pl.Series:
    """Return the label of each run's group: String.

    Folders are written without a name, and values that all runs share are left out. A `complete` label has all
    hyperparameters that differ, however many there are.
    """
    if not keys:
        name = "all runs" if len(runs) != 1 else str(runs[0])
        return pl.Series("group", [name] * len(runs), dtype=pl.String)
    differing = [key for key in keys if key.n_unique() > 1] or keys
    all_rows = list(zip(*(key.to_list() for key in differing), strict=True))
    if not complete and len(differing) > FEW:
        differing = _fewest(differing)
    rows = list(zip(*(key.to_list() for key in differing), strict=True))
    too_long = not complete and any(len(_label(differing, row, value_text)) > _LONGEST for row in set(rows))
    if too_long or len(set(rows)) < len(set(all_rows)):
        first, sizes = dict(reversed(list(zip(all_rows, runs, strict=True)))), Counter(all_rows)
        names = {row: f"{run} +{sizes[row] - 1}" if sizes[row] > 1 else str(run) for row, run in first.items()}
        return pl.Series("group", [names[row] for row in all_rows], dtype=pl.String)
    labels = {row: _label(differing, row, value_text) for row in rows}
    often = Counter(labels.values())
    exact = [labels[row] if often[labels[row]] == 1 else _label(differing, row, repr) for row in rows]
    return pl.Series("group", exact, dtype=pl.String)


def _fewest(keys: Sequence[pl.Series]) -> list[pl.Series]:
    """Choose a few keys: repeatedly add the key that distinguishes the most groups."""
    chosen: list[pl.Series] = []
    keys = [key for key in keys if max(len(value_text(value)) for value in key.to_list()) <= _LONGEST // FEW]
    distinguished = 1
    for _ in range(FEW):
        left = [key for key in keys if all(key is not before for before in chosen)]
        counts = [pl.DataFrame([*chosen, key]).n_unique() for key in left]
        if not counts or max(counts) == distinguished:
            break
        distinguished = max(counts)
        chosen.append(left[counts.index(distinguished)])
    return chosen


def _label(keys: Sequence[pl.Series], row: Sequence[object], written: Callable[[object], str]) -> str:
    bare = [key.name == FOLDERS or (len(keys) == 1 and key.name.startswith(f"{FOLDERS}:")) for key in keys]
    texts = [
        ("no folder" if value is None else str(value)) if alone else f"{key.name}={written(value)}"
        for key, value, alone in zip(keys, row, bare, strict=True)
    ]
    return " ".join(texts)
