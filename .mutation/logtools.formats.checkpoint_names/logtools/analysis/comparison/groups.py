"""Group runs that differ only in the seed, or in the fold of a cross-validation.

A setting is identified by hyperparameters and by folders: in `lr=0.01/seed_3` and `resnet/fold_2`, the first folder is
a setting and the second a replicate. If there are hyperparameters, folders that are only numbered or dated
(`version_3`, `trial_7`, `2024-05-01`) are ignored. If there are none, each run without a seed is its own group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from logtools import schema
from logtools.analysis.comparison.group_labels import FOLDERS, group_labels
from logtools.analysis.comparison.run_folders import (
    RunFolders,
    folder_index,
    folder_values,
    without_common_start,
    without_replicates,
)
from logtools.analysis.tables.hparams import is_fold, seeds
from logtools.errors import InvalidValueError, unknown
from logtools.record import Record
from logtools.text.numbers import value_text

__all__ = ["Grouping", "group"]

#: If more hyperparameters than this differ, one is kept of each set that groups the runs in the same way.
_MANY = 50
#: Hyperparameters that identify the run itself: its folder, name, host or date.
_OWN_NAME = re.compile(
    r"(^|[._\-/])((log|logs|logging|save|output|out|result|results|work|working|run|exp|experiment|ckpt|checkpoint|"
    r"checkpoints|default_root)_?(dir|directory|path|folder|root)|(run|job|task|slurm_job|wandb|process)_?(id|name)|"
    r"dirpath|timestamp|datetime|start_time|date|time|host|hostname|node_name|pid|uuid|port|version)$",
    re.IGNORECASE,
)
#: More such names, which count only if other hyperparameters identify replicates.
_RUN_NAME = re.compile(
    r"(^|[._\-/])(dir|directory|path|name|id|time|timestamp|date|version|folder|file)$", re.IGNORECASE
)


class Grouping(Record):
    """Runs and their groups."""

    #: One row per run: `run`, `group` (a unique label), `replicate` (its seed as text, or null), then a column per name
    #: in `by` (with the type of the hyperparameter; String for folders).
    members: pl.DataFrame
    #: The names that identify a group: hyperparameters, or `path:1`.
    by: tuple[str, ...]
    #: The names that identify a replicate: hyperparameters, or `path`.
    seeds: tuple[str, ...]
    #: Whether replicates are the folds of a cross-validation.
    folds: bool = False
    #: Hyperparameters, other than seeds, that differ within a group because `by` does not name them.
    varying_within: tuple[str, ...] = ()
    #: What a run may share with runs of other groups: its replicate, and its values of `varying_within`; one per row of
    #: `members`, null if it has neither.
    blocks: pl.Series
    #: Number of folds if several cross-validations were run; None if not.
    repeated_folds: int | None = None
    #: Hyperparameters that differ but only identify the run, such as an output folder.
    ignored: tuple[str, ...] = ()


def group(hparams: pl.DataFrame, *, by: Sequence[str] | None = None, seed_key: str | None = None) -> Grouping:
    """Group runs.

    Args:
        hparams: one row per run: `run`, then a column per hyperparameter.
        by: the names that identify a group: hyperparameters, or `path:1` for the first folder of the run ids (`path:-1`
            for the last); by default all hyperparameters and folders that differ, except seeds.
        seed_key: the hyperparameter or folder that identifies a replicate; detected by default.

    Raises:
        InvalidValueError: if a name is neither a hyperparameter nor a folder.
    """
    seed_columns = [_column(name, hparams) for name in ([seed_key] if seed_key else seeds(hparams))]
    seed_names = [column.name for column in seed_columns]
    folders = [RunFolders.of(run, without=folder_index(seed_key)) for run in hparams.get_column("run")]
    has_seed_folders = not seed_key and any(run.seed for run in folders)
    ignored: list[str] = []
    if by is None:
        names = [name for name in hparams.columns if name not in {"run", *seed_names}]
        ignored = _run_names(hparams, names, has_seeds=has_seed_folders or bool(seed_names))
        keys = _default_keys(hparams, [name for name in names if name not in ignored], seed_columns, folders)
    else:
        keys = [_column(name, hparams) for name in dict.fromkeys(by)]
    if has_seed_folders:
        seed_columns.append(pl.Series(FOLDERS, [run.seed for run in folders], dtype=pl.String))
    labels = group_labels(keys, hparams.get_column("run"), complete=by is not None)
    replicates = _replicates(seed_columns, hparams.height)
    varying = () if by is None else _varying_within(hparams, labels, {"run", *by, *seed_names})
    blocks = _blocks(hparams, varying, replicates, labels)
    kinds = [name for run in folders if has_seed_folders for name in run.kinds]
    return Grouping(
        members=pl.DataFrame([hparams.get_column("run"), labels, replicates, *keys]),
        by=tuple(key.name for key in keys),
        seeds=tuple(column.name for column in seed_columns),
        folds=any(map(is_fold, [*seed_names, *kinds])),
        varying_within=varying,
        blocks=blocks,
        repeated_folds=_repeated_folds(seed_columns, folders, labels),
        ignored=tuple(ignored),
    )


def _default_keys(
    hparams: pl.DataFrame, names: list[str], seed_columns: list[pl.Series], folders: list[RunFolders]
) -> list[pl.Series]:
    """Return the hyperparameters that differ, and the folders if they distinguish more runs."""
    keys = _distinct([hparams.get_column(name) for name in names if hparams.get_column(name).n_unique() > 1])
    keys = [_column(key.name, hparams) for key in keys]
    rows = list(zip(*(key.to_list() for key in keys), strict=True)) or [()] * hparams.height
    paths = _setting_folders(hparams, names, seed_columns, folders, rows)
    if len(set(zip(rows, paths, strict=True))) > len(set(rows)):
        texts = ["/".join(path) or None for path in without_common_start(paths)]
        keys.append(pl.Series(FOLDERS, texts, dtype=pl.String))
    return keys


def _distinct(keys: list[pl.Series]) -> list[pl.Series]:
    """Leave out keys that group the runs like an earlier one, if there are many: one run may have thousands."""
    if len(keys) <= _MANY:
        return keys
    found: dict[tuple[int, ...], pl.Series] = {}
    for key in keys:
        values: dict[object, int] = {}
        found.setdefault(tuple(values.setdefault(value, len(values)) for value in key.to_list()), key)
    return list(found.values())


def _setting_folders(
    hparams: pl.DataFrame,
    names: list[str],
    seed_columns: list[pl.Series],
    folders: list[RunFolders],
    rows: Sequence[tuple[object, ...]],
) -> list[tuple[str, ...]]:
    """Return the folders that identify the setting of each run.

    If hyperparameters and seeds are known, and the folders would make each run its own group, they are ignored.
    """
    has_hparams = _any_given([hparams.get_column(name) for name in names], hparams.height)
    has_seed = _any_given(seed_columns, hparams.height)
    paths = [
        run.identifying(has_hparams=given, has_seed=seeded)
        for run, given, seeded in zip(folders, has_hparams, has_seed, strict=True)
    ]
    paths = without_replicates(paths, _replicates(seed_columns, hparams.height).to_list())
    recorded = [i for i in range(hparams.height) if has_hparams[i] and has_seed[i]]
    known = [name for name in hparams.columns if name in {*names, *(column.name for column in seed_columns)}]
    distinct = (
        pl.DataFrame([hparams.get_column(name) for name in known])[recorded].n_unique() == len(recorded)
        if known and recorded
        else False
    )
    if distinct and len({(rows[i], paths[i]) for i in recorded}) == len(recorded):
        paths = [() if i in set(recorded) else path for i, path in enumerate(paths)]
    return paths


def _any_given(columns: Sequence[pl.Series], height: int) -> list[bool]:
    """Return for each run whether any of the columns has a value."""
    given = [False] * height
    for column in columns:
        given = [before or value is not None for before, value in zip(given, column.to_list(), strict=True)]
    return given


def _varying_within(hparams: pl.DataFrame, groups: pl.Series, named: set[str]) -> tuple[str, ...]:
    """Return the hyperparameters that differ within a group."""
    others = [name for name in hparams.columns if name not in named]
    if not others:
        return ()
    labels = groups.to_list()
    alone = len(set(labels))
    return tuple(
        name for name in others if len(set(zip(labels, hparams.get_column(name).to_list(), strict=True))) > alone
    )


def _blocks(hparams: pl.DataFrame, varying: Sequence[str], replicates: pl.Series, labels: pl.Series) -> pl.Series:
    """Return the block of each run. If no groups share a block, the replicate alone is the block."""
    names = [name for name in varying if hparams.get_column(name).n_unique() < hparams.height]
    columns = [hparams.get_column(name).alias(f"{name} ") for name in names]
    frame = pl.DataFrame([labels, replicates, *columns])
    written = [pl.concat_str(pl.lit(f"{column.name}= "), pl.col(column.name).cast(pl.String)) for column in columns]
    blocks = frame.select("group", block=pl.concat_str("replicate", *written, separator=" ", ignore_nulls=True))
    blocks = blocks.with_columns(pl.when(pl.col("block") != "").then("block").alias("block"))
    shared = blocks.drop_nulls().unique().get_column("block").is_duplicated().any()
    return blocks.get_column("block") if shared else replicates.alias("block")


def _repeated_folds(columns: Sequence[pl.Series], folders: Sequence[RunFolders], labels: pl.Series) -> int | None:
    """Return the number of folds if a group has several runs of a fold."""
    named = [column for column in columns if is_fold(column.name)]
    folds = named[0].to_list() if named else [run.fold for run in folders]
    if None in folds:
        return None
    pairs = list(zip(labels, folds, strict=True))
    return len(set(folds)) if len(set(pairs)) < len(pairs) and len(set(folds)) > 1 else None


def _run_names(hparams: pl.DataFrame, names: list[str], *, has_seeds: bool) -> list[str]:
    """Return the hyperparameters with a different value in each run that only identify it, such as a log folder."""
    if hparams.height < 3:
        return []
    named = [
        name
        for name in names
        if _OWN_NAME.search(name)
        or (has_seeds and hparams.get_column(name).dtype == pl.String and _RUN_NAME.search(name))
    ]
    return [name for name in named if hparams.get_column(name).n_unique() == hparams.height]


def _column(name: str, hparams: pl.DataFrame) -> pl.Series:
    """Return a hyperparameter, or a folder of the run ids, by its name."""
    if folder_index(name) is not None:
        return folder_values(name, hparams.get_column("run").to_list())
    if name == "run" or name not in hparams.columns:
        names = [column for column in hparams.columns if column != "run"]
        raise InvalidValueError(f"{unknown('hyperparameter', name, names)} (path:1 is the first folder of a run id)")
    return hparams.get_column(name).alias(_column_name(name))


def _replicates(columns: Sequence[pl.Series], height: int) -> pl.Series:
    """Return the replicate of each run: its seed, or `seed=3 fold=1` if replicates have several names."""
    texts: list[str | None] = []
    for row in zip(*(column.to_list() for column in columns), strict=True) if columns else [()] * height:
        values = zip(columns, row, strict=True)
        given = {column.name: value_text(value) for column, value in values if value is not None}
        pairs = [f"{name}={value}" for name, value in given.items()]
        texts.append(" ".join(pairs if len(pairs) > 1 else given.values()) or None)
    return pl.Series("replicate", texts, dtype=pl.String)


def _column_name(name: str) -> str:
    """Return the name, with a suffix if schema.COMPARISON_GROUPS has a column of this name."""
    return f"{name} (hyperparameter)" if name in {"run", "replicate", FOLDERS, *schema.COMPARISON_GROUPS} else name
