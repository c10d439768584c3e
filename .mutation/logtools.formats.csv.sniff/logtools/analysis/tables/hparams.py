"""Tabulate hyperparameters: columns with types, which of them differ, which are seeds, and labels of runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from logtools.analysis.tables.column_titles import column_title
from logtools.text.numbers import value_text

__all__ = ["constants", "differing", "is_fold", "is_seed", "run_labels", "seeds", "tabulate"]

Value = bool | int | float | str | None

_NUMBER = r"(_?(idx|id|num|number|index|no))"
_REPEAT = r"(seed(_?everything)?|random_?(state|seed)|rng|k?_?fold|split|trial|rep(licate|eat)?)s?"
_SEED = re.compile(rf"(^|[._\- /])({_REPEAT}{_NUMBER}?|run{_NUMBER})$", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"(^|[._\- /])((n|num|nb|number_of|max|total)_[a-z_]+|n(um)?(seed|fold|split|trial|rep)[a-z_]*)$", re.IGNORECASE
)
_PART = re.compile(r"(fold|split)s?$", re.IGNORECASE)
_FOLD = re.compile(rf"(^|[._\- /])(k?_?fold|split|cv)s?{_NUMBER}?$", re.IGNORECASE)
#: `kfold` is the index of a fold if its values start at 0 or 1; otherwise it is the number of folds.
_WHICH_OF_K = re.compile(r"k_?folds?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\D*\d+")
_MOST = 4  # hyperparameters in a label


def tabulate(runs: Sequence[str], values: Sequence[Mapping[str, Value]]) -> pl.DataFrame:
    """Return hyperparameters as a frame: `run` (String), then one column per hyperparameter, null if unset.

    A column is Boolean, Int64 or Float64 if all its values are, and String otherwise.
    """
    names = list(dict.fromkeys(name for found in values for name in found))
    known = set(names)
    columns = [pl.Series("run", runs, dtype=pl.String)]
    for name in names:
        title = column_title(name, "hyperparameter", own={"run"}, others=known)
        columns.append(_typed(title, [found.get(name) for found in values]))
    return pl.DataFrame(columns)


def _typed(name: str, values: list[Value]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    if any(type(value) is int and not -(2**63) <= value < 2**63 for value in values):
        kinds = {str}  # as floats, two large seeds could become equal
    if kinds == {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    if kinds == {int}:
        return pl.Series(name, values, dtype=pl.Int64)
    if kinds <= {int, float} and kinds:
        return pl.Series(name, [None if value is None else float(value) for value in values], dtype=pl.Float64)
    return pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String)


def is_seed(name: str) -> bool:
    """Return whether a hyperparameter of this name marks replicates: a seed, or a cross-validation fold.

    >>> is_seed("seed_everything"), is_seed("data.fold_idx"), is_seed("lr"), is_seed("n_splits")
    (True, True, False, False)
    """
    return bool(_SEED.search(name)) and not _HOW_MANY.search(name)


def is_fold(name: str) -> bool:
    """Return whether a hyperparameter of this name is a fold of a cross-validation.

    >>> is_fold("fold"), is_fold("data.fold_idx"), is_fold("seed")
    (True, True, False)
    """
    return bool(_FOLD.search(name))


def seeds(hparams: pl.DataFrame) -> list[str]:
    """Return the hyperparameters that mark replicates, by their names and values.

    A `split` of 0.8 or a `fold` called `train` does not mark one: the index of a split or fold is an integer.
    """
    return [
        name
        for name in hparams.columns
        if name != "run" and is_seed(name) and (not _PART.search(name) or _is_numbered(hparams.get_column(name)))
        if not _WHICH_OF_K.search(name) or _begins_at_one(hparams.get_column(name))
    ]


def _is_numbered(values: pl.Series) -> bool:
    if values.dtype == pl.String:
        return all(_NUMBERED.fullmatch(str(value)) for value in values.drop_nulls())
    return values.dtype == pl.Int64


def _begins_at_one(values: pl.Series) -> bool:
    return values.dtype == pl.Int64 and values.drop_nulls().min() in {0, 1}


def differing(hparams: pl.DataFrame) -> list[str]:
    """Return the hyperparameters that differ between runs with hyperparameters; seeds come last."""
    names = [name for name in hparams.columns if name != "run"]
    given = hparams.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names)) if names else hparams
    found = [name for name in names if given.get_column(name).n_unique() > 1]
    return sorted(found, key=is_seed)


def constants(hparams: pl.DataFrame) -> dict[str, str]:
    """Return the hyperparameters that all runs with hyperparameters share, with their value as text."""
    apart = {"run", *differing(hparams)}
    first = {name: hparams.get_column(name).drop_nulls() for name in hparams.columns if name not in apart}
    return {name: value_text(values[0]) for name, values in first.items() if len(values)}


def run_labels(hparams: pl.DataFrame) -> dict[str, str]:
    """Return the label of each run: the hyperparameters that differ, or else the shortest unique suffix of its id."""
    runs: list[str] = hparams.get_column("run").to_list()
    names = differing(hparams)
    if 0 < len(names) <= _MOST:
        rows = hparams.select(names).iter_rows()
        labels = [
            " ".join(f"{name}={value_text(value)}" for name, value in zip(names, row, strict=True)) for row in rows
        ]
        if len(set(labels)) == len(labels):
            return dict(zip(runs, labels, strict=True))
    return _suffixes(runs)


def _suffixes(runs: Sequence[str]) -> dict[str, str]:
    parts = {run: run.split("/") for run in runs}
    for depth in range(1, max((len(part) for part in parts.values()), default=0) + 1):
        suffixes = {run: "/".join(part[-depth:]) for run, part in parts.items()}
        if len(set(suffixes.values())) == len(suffixes):
            return suffixes
    return {run: run for run in runs}
