"""Which runs only repeat each other: equal in all but the seed, or the fold of a cross-validation.

Hyperparameters tell, and the folders beside them: `lr=0.01/seed_3` and `resnet/fold_2` name a setting and a repeat.
Folders that are only numbered or dated (`version_3`, `trial_7`, `2024-05-01`) tell no setting where hyperparameters
do; where there are none, a run without a seed of any kind is a group of its own, for nothing says that it repeats
another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from logtools import schema
from logtools.analysis.comparison.group_labels import FOLDERS, group_labels
from logtools.analysis.tables.hparams import is_fold, seeds
from logtools.errors import InvalidValueError, unknown
from logtools.text.numbers import value_text

__all__ = ["Grouping", "group"]

_SEED_PART = re.compile(
    r"(?:^|(?<=[._\-, ]))(?P<name>seed|fold|replicate|repeat|rep|cv|split|random_?state)s?[=_\-]?(?P<value>\d+)"
    r"(?=$|[._\-, ])",
    re.IGNORECASE,
)
_UNTELLING = re.compile(
    r"(version|trial|run|exp|experiment|job)[_\-]?\d+|\d+|[\d_\-.T:]*\d{4}[\d_\-.T:]*|\d\d[\-_:.]\d\d([\-_:.]\d\d)?",
    re.IGNORECASE,
)
_VERSION = re.compile(r"version_\d+")
_PATH_PART = re.compile(r"path:(-?[1-9]\d*)")
_OWN = re.compile(r"(^|[._\-/])(dir|directory|path|name|id|time|timestamp|date|version|folder|file)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """Runs and the groups they belong to."""

    #: One row a run: `run`, `group` (label, unique to a group), `repeat` (its seed as text, or null), then a column per
    #: name in `by` (typed as the hyperparameter; String for folders).
    members: pl.DataFrame
    #: What tells groups apart.
    by: tuple[str, ...]
    #: What only repeats a run: hyperparameters, or `path`.
    seeds: tuple[str, ...]
    #: Whether what repeats a run are the folds of a cross-validation.
    folds: bool = False
    #: Hyperparameters, other than seeds, that differ within a group, since `by` does not name them.
    varying_within: tuple[str, ...] = ()
    #: Hyperparameters that differ but were taken for names of runs, not for settings.
    ignored: tuple[str, ...] = ()


def group(hparams: pl.DataFrame, *, by: Sequence[str] | None = None, seed_key: str | None = None) -> Grouping:
    """Sort runs into groups.

    `hparams` has a row for every run; `by` names what tells groups apart, hyperparameters or `path:1` for the first
    part of the run ids (`path:-1` for the last); `seed_key` is what repeats, named likewise.

    Raises:
        InvalidValueError: if a name is no hyperparameter and no part of a path.
    """
    sources = [_named(name, hparams) for name in ([seed_key] if seed_key else seeds(hparams))]
    repeating = [source.name for source in sources]
    repeating_part = _PATH_PART.fullmatch(seed_key or "")
    without = int(repeating_part[1]) if repeating_part else None
    paths = [_Folders.of(run, without=without) for run in hparams.get_column("run")]
    by_path = not seed_key and any(path.seed for path in paths)
    ignored: list[str] = []
    if by is None:
        settings = [name for name in hparams.columns if name not in {"run", *repeating}]
        ignored = _names_of_runs(hparams, settings, repeats=by_path or bool(repeating))
        keys = _default_keys(hparams, [name for name in settings if name not in ignored], sources, paths)
    else:
        keys = [_named(name, hparams) for name in dict.fromkeys(by)]
    if by_path:
        sources.append(pl.Series(FOLDERS, [path.seed for path in paths], dtype=pl.String))
    members = pl.DataFrame(
        [
            hparams.get_column("run"),
            group_labels(keys, hparams.get_column("run"), whole=by is not None),
            _repeats(sources, hparams.height),
            *keys,
        ]
    )
    return Grouping(
        members=members,
        by=tuple(key.name for key in keys),
        seeds=tuple(source.name for source in sources),
        varying_within=()
        if by is None
        else _varying_within(hparams, members.get_column("group"), {"run", *by, *repeating}),
        folds=any(map(is_fold, [*repeating, *(name for path in paths if by_path for name in path.kinds)])),
        ignored=tuple(ignored),
    )


@dataclass(frozen=True, kw_only=True)
class _Folders:
    """What the parts of a run id tell."""

    #: The parts with seeds cut out.
    setting: tuple[str, ...]
    #: `3`, or `seed=3 fold=1`; None where no part tells one.
    seed: str | None
    #: What the seeds are called, such as `fold`.
    kinds: frozenset[str]

    @classmethod
    def of(cls, run: str, *, without: int | None = None) -> _Folders:
        """Read a run id; the part at the place `without`, if any, is left out."""
        parts = run.split("/")
        if without is not None and _part(parts, without) is not None:
            del parts[without - 1 if without > 0 else without]
        found = {m["name"].casefold(): m["value"] for part in parts for m in _SEED_PART.finditer(part)}
        values = [f"{name}={value}" for name, value in found.items()] if len(found) > 1 else list(found.values())
        cut = [re.sub(r"[._\-, ]{2,}", "_", _SEED_PART.sub("", part)).strip("._-, ") for part in parts]
        return cls(setting=tuple(part for part in cut if part), seed=" ".join(values) or None, kinds=frozenset(found))

    def telling(self, *, settings: bool, repeats: bool) -> tuple[str, ...]:
        """Return the parts that tell settings, of a run that has `settings` or a seed (`repeats`) besides."""
        if settings:
            return tuple(part for part in self.setting if not _UNTELLING.fullmatch(part))
        if repeats or self.seed:
            return tuple(part for part in self.setting if not _VERSION.fullmatch(part))
        return self.setting


def _default_keys(
    hparams: pl.DataFrame, settings: list[str], sources: list[pl.Series], paths: list[_Folders]
) -> list[pl.Series]:
    """Return what tells groups apart: the hyperparameters that differ, and the folders if they do."""
    keys = [_named(name, hparams) for name in settings if hparams.get_column(name).n_unique() > 1]
    rows = list(zip(*(key.to_list() for key in keys), strict=True)) or [()] * hparams.height
    told = _told(hparams, settings, sources, paths, rows)
    if len(set(zip(rows, told, strict=True))) > len(set(rows)):
        keys.append(pl.Series(FOLDERS, ["/".join(part) or None for part in _without_common(told)], dtype=pl.String))
    return keys


def _told(
    hparams: pl.DataFrame,
    settings: list[str],
    sources: list[pl.Series],
    paths: list[_Folders],
    rows: Sequence[tuple[object, ...]],
) -> list[tuple[str, ...]]:
    """Return the folders that tell the setting of each run.

    They are names and no more where hyperparameters tell settings and seeds of runs, and each run would be alone.
    """
    has_settings = _any_given([hparams.get_column(name) for name in settings], hparams.height)
    has_seed = _any_given(sources, hparams.height)
    told = [
        path.telling(settings=given, repeats=seeded)
        for path, given, seeded in zip(paths, has_settings, has_seed, strict=True)
    ]
    told = _without_seeds(told, _repeats(sources, hparams.height).to_list())
    recorded = [i for i in range(hparams.height) if has_settings[i] and has_seed[i]]
    known = [name for name in hparams.columns if name in {*settings, *(source.name for source in sources)}]
    named = hparams.select(known)[recorded].n_unique() == len(recorded) if known and recorded else False
    if named and len({(rows[i], told[i]) for i in recorded}) == len(recorded):
        told = [() if i in set(recorded) else part for i, part in enumerate(told)]
    return told


def _without_seeds(told: list[tuple[str, ...]], repeats: Sequence[str | None]) -> list[tuple[str, ...]]:
    """Cut the seed off folders that are numbered by it, such as `s0` and `s1`."""
    seeded = [i for i, seed in enumerate(repeats) if seed is not None]
    if len({repeats[i] for i in seeded}) < 2 or len({len(told[i]) for i in seeded}) != 1:
        return told
    cut = list(told)
    for place in range(len(told[seeded[0]])):
        found = {i: re.fullmatch(rf"(.*?\D)?0*{re.escape(str(repeats[i]))}", told[i][place]) for i in seeded}
        if all(found.values()):
            for i, match in found.items():
                name = (match[1] or "").strip("._-, ") if match else ""
                cut[i] = (*cut[i][:place], name, *cut[i][place + 1 :])
    return [tuple(part for part in parts if part) for parts in cut]


def _varying_within(hparams: pl.DataFrame, groups: pl.Series, named: set[str]) -> tuple[str, ...]:
    """Return the hyperparameters that differ within a group."""
    others = [name for name in hparams.columns if name not in named]
    if not others:
        return ()
    levels = hparams.select(others).group_by(groups.alias("\0group")).agg(pl.col(name).n_unique() for name in others)
    return tuple(name for name in others if levels.get_column(name).cast(pl.Int64).max() != 1)


def _any_given(columns: Sequence[pl.Series], height: int) -> list[bool]:
    """Tell of each run whether any of the columns has a value."""
    given = [False] * height
    for column in columns:
        given = [before or there for before, there in zip(given, column.is_not_null().to_list(), strict=True)]
    return given


def _without_common(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out the leading parts that all paths share."""
    common = 0
    while all(len(path) > common for path in paths) and len({path[common] for path in paths}) == 1:
        common += 1
    return [path[common:] for path in paths]


def _names_of_runs(hparams: pl.DataFrame, names: list[str], *, repeats: bool) -> list[str]:
    """Find texts such as an output folder, different in each run: taken as settings they would leave no repeats."""
    if not repeats or hparams.height < 3:
        return []
    texts = [name for name in names if hparams.get_column(name).dtype == pl.String and _OWN.search(name)]
    return [name for name in texts if hparams.get_column(name).n_unique() == hparams.height]


def _named(name: str, hparams: pl.DataFrame) -> pl.Series:
    """Return a hyperparameter, or a part of the run ids, by its name."""
    part = _PATH_PART.fullmatch(name)
    if part:
        place = int(part[1])
        split = [run.split("/") for run in hparams.get_column("run")]
        found = [_part(parts, place) for parts in split]
        if not any(found):
            deepest = max(split, key=len)
            raise InvalidValueError(f"no run id reaches to {name}: the longest is {'/'.join(deepest)!r}")
        return pl.Series(name, found, dtype=pl.String)
    names = [column for column in hparams.columns if column != "run"]
    if name not in names:
        raise InvalidValueError(f"{unknown('hyperparameter', name, names)} (path:1 is the first part of a run id)")
    return hparams.get_column(name).alias(_free(name))


def _part(parts: list[str], place: int) -> str | None:
    index = place - 1 if place > 0 else len(parts) + place
    return parts[index] if 0 <= index < len(parts) else None


def _repeats(sources: Sequence[pl.Series], height: int) -> pl.Series:
    """Write which repeat each run is: the seed, or `seed=3 fold=1` where there are several kinds."""
    told: list[str | None] = []
    for row in zip(*(source.to_list() for source in sources), strict=True) if sources else [()] * height:
        values = zip(sources, row, strict=True)
        given = {source.name: value_text(value) for source, value in values if value is not None}
        pairs = [f"{name}={value}" for name, value in given.items()]
        told.append(" ".join(pairs if len(pairs) > 1 else given.values()) or None)
    return pl.Series("replicate", told, dtype=pl.String)


def _free(name: str) -> str:
    """Keep a hyperparameter's column apart from those of schema.COMPARISON_GROUPS."""
    return f"{name} (hyperparameter)" if name in {"run", "replicate", FOLDERS, *schema.COMPARISON_GROUPS} else name
