"""Read settings and seeds from the folders in run ids: `lr=0.01/seed_3` has a setting and a seed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from logtools.analysis.tables.hparams import is_fold
from logtools.errors import InvalidValueError
from logtools.record import Record

__all__ = ["RunFolders", "folder_index", "folder_values", "without_common_start", "without_replicates"]

#: Matches a seed or fold in the name of a folder.
_SEED = re.compile(
    r"(?:^|(?<=[._\-, ]))(?P<name>seed|fold|replicate|repeat|rep|cv|split|random_?state)s?[=_\-]?(?P<value>\d+)"
    r"(?=$|[._\-, ])",
    re.IGNORECASE,
)
#: Matches folders that are only numbered or dated.
_NUMBERED = re.compile(
    r"(version|trial|run|exp|experiment|job)[_\-]?\d+|\d+|[\d_\-.T:]*\d{4}[\d_\-.T:]*|\d\d[\-_:.]\d\d([\-_:.]\d\d)?",
    re.IGNORECASE,
)
_VERSION = re.compile(r"version_\d+")
_INDEX = re.compile(r"path:(-?[1-9]\d*)")


class RunFolders(Record):
    """The folders of a run id."""

    #: The folders, without seeds.
    setting: tuple[str, ...]
    #: `3`, or `seed=3 fold=1`; None if no folder has a seed.
    seed: str | None
    #: The names of the seeds, such as `fold`.
    kinds: frozenset[str]
    #: The fold of a cross-validation; None if no folder has one.
    fold: str | None

    @classmethod
    def of(cls, run: str, *, without: int | None = None) -> RunFolders:
        """Split a run id into its folders, without the folder number `without`."""
        parts = run.split("/")
        if without is not None and _part(parts, without) is not None:
            del parts[without - 1 if without > 0 else without]
        found = {m["name"].casefold(): m["value"] for part in parts for m in _SEED.finditer(part)}
        values = [f"{name}={value}" for name, value in found.items()] if len(found) > 1 else list(found.values())
        cut = [re.sub(r"[._\-, ]{2,}", "_", _SEED.sub("", part)).strip("._-, ") for part in parts]
        return cls(
            setting=tuple(part for part in cut if part),
            seed=" ".join(values) or None,
            kinds=frozenset(found),
            fold=next((v for name, v in found.items() if is_fold(name)), None),
        )

    def identifying(self, *, has_hparams: bool, has_seed: bool) -> tuple[str, ...]:
        """Return the folders that identify the setting of a run."""
        if has_hparams:
            return tuple(part for part in self.setting if not _NUMBERED.fullmatch(part))
        if has_seed or self.seed:
            return tuple(part for part in self.setting if not _VERSION.fullmatch(part))
        return self.setting


def folder_index(name: str | None) -> int | None:
    """Return the number of a folder: 1 for `path:1`, -1 for `path:-1`; None for any other name."""
    found = _INDEX.fullmatch(name or "")
    return int(found[1]) if found else None


def folder_values(name: str, runs: Sequence[str]) -> pl.Series:
    """Return the folder `path:N` of each run id; null if an id has fewer folders: String.

    Raises:
        InvalidValueError: if no id has this folder.
    """
    index = folder_index(name) or 1
    split = [run.split("/") for run in runs]
    found = [_part(parts, index) for parts in split]
    if not any(found):
        longest = max(split, key=len)
        raise InvalidValueError(f"no run id has {name}: the longest is {'/'.join(longest)!r}")
    return pl.Series(name, found, dtype=pl.String)


def _part(parts: Sequence[str], number: int) -> str | None:
    index = number - 1 if number > 0 else len(parts) + number
    return parts[index] if 0 <= index < len(parts) else None


def without_replicates(paths: list[tuple[str, ...]], replicates: Sequence[str | None]) -> list[tuple[str, ...]]:
    """Remove the seed from folders that are numbered by it, such as `s0` and `s1`."""
    seeded = [i for i, seed in enumerate(replicates) if seed is not None]
    if len({replicates[i] for i in seeded}) < 2 or len({len(paths[i]) for i in seeded}) != 1:
        return paths
    cut = list(paths)
    for depth in range(len(paths[seeded[0]])):
        found = {i: re.fullmatch(rf"(.*?\D)?0*{re.escape(str(replicates[i]))}", paths[i][depth]) for i in seeded}
        if all(found.values()):
            for i, match in found.items():
                name = (match[1] or "").strip("._-, ") if match else ""
                cut[i] = (*cut[i][:depth], name, *cut[i][depth + 1 :])
    return [tuple(part for part in parts if part) for parts in cut]


def without_common_start(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Remove the leading folders that all paths share."""
    common = 0
    while all(len(path) > common for path in paths) and len({path[common] for path in paths}) == 1:
        common += 1
    return [path[common:] for path in paths]
