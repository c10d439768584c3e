"""The configuration of a user: the directions and stages of their metrics, and their names of seeds and folds.

It has the tables and lists of `logtools.toml`:

    seeds = ["replica"]
    folds = ["part"]

    [direction]
    wobble = "min"
    "*_agreement" = "max"

    [stage]
    Validierung = "val"
    "holdout/*" = "test"

Names that a user gives come before what is inferred from names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from operator import itemgetter
from typing import Final, TypeVar

from logtools.choices import DIRECTIONS, STAGES, Direction, Stage
from logtools.errors import InvalidValueError, unknown
from logtools.metrics.stage import StageRules
from logtools.metrics.wildcards import is_pattern
from logtools.metrics.words import normalized
from logtools.record import Record

__all__ = ["NO_CONFIGURATION", "Configuration"]

#: Most entries of a table or list, and most characters of a name: enough for any project, little to match.
_MOST: Final = 1_000
_LONGEST: Final = 200
_KEYS: Final = ("direction", "stage", "seeds", "folds")
_DIRECTIONS: Final[dict[str, Direction | None]] = {**{str(name): name for name in DIRECTIONS}, "none": None}
_STAGES: Final[dict[str, Stage | None]] = {**{str(name): name for name in STAGES}, "validation": "val", "none": None}
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_Directions = tuple[tuple[str, Direction | None], ...]
T = TypeVar("T")


class Configuration(Record):
    """The user's directions, stages, and names of seeds and folds; the default has none."""

    #: Names or patterns of metrics, each with its direction (None: it has none). An exact name decides; otherwise the
    #: first pattern that matches.
    directions: tuple[tuple[str, Direction | None], ...] = ()
    #: Words and patterns that name the stage of metrics; None if there are none.
    stages: StageRules | None = None
    #: Names or patterns of hyperparameters that mark repeats.
    seeds: tuple[str, ...] = ()
    #: Names or patterns of hyperparameters that are the fold of a cross-validation.
    folds: tuple[str, ...] = ()
    #: The path of its file; None if it has none.
    path: str | None = None
    #: Messages about files that were found, but are wrong or not used.
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, object], *, where: str = "config", path: str | None = None) -> Configuration:
        """Return the configuration with the keys `direction`, `stage`, `seeds` and `folds`; all may be missing.

        Args:
            values: the keys and their values, as in `logtools.toml`.
            where: the origin of the values, for error messages.
            path: the path of the file that they come from.

        Raises:
            InvalidValueError: if a key is unknown or a value is wrong.

        >>> Configuration.of({"direction": {"wobble": "min"}}).directions
        (('wobble', 'min'),)
        """
        for key in values:
            if key not in _KEYS:
                raise InvalidValueError(f"{where}: {unknown('key', key, _KEYS)}")
        directions = _table(values.get("direction"), "direction", _DIRECTIONS, where)
        stages = _table(values.get("stage"), "stage", _STAGES, where)
        words = {name.casefold(): stage for name, stage in stages.items() if _LETTERS.fullmatch(name)}
        patterns = {name: stage for name, stage in stages.items() if name.casefold() not in words}
        return cls(
            directions=tuple(directions.items()),
            stages=StageRules(words=tuple(words.items()), patterns=tuple(patterns.items())) if stages else None,
            seeds=_names(values.get("seeds"), "seeds", where),
            folds=_names(values.get("folds"), "folds", where),
            path=path,
        )

    def direction_of(self, names: Iterable[str]) -> tuple[bool, Direction | None]:
        """Return whether the configuration gives a direction to a metric with these names, and that direction.

        A name without wildcards applies to all its spellings: `wobble_factor` to `Wobble/Factor`.
        """
        known = list(names)
        exact, patterns = _split(self.directions)
        given = [exact[name] for name in map(normalized, known) if name in exact]
        if given:
            return True, min(given, key=itemgetter(0))[1]
        for name, direction in patterns:
            if any(fnmatchcase(each, name) for each in known):
                return True, direction
        return False, None

    def is_seed(self, hyperparameter: str) -> bool:
        """Return whether a hyperparameter marks repeats: it is one of `seeds` or `folds`, by its name or last part."""
        return _is_among(hyperparameter, self.seeds) or self.is_fold(hyperparameter)

    def is_fold(self, hyperparameter: str) -> bool:
        """Return whether a hyperparameter is one of `folds`, by its name or last part (`fold` of `data.fold`)."""
        return _is_among(hyperparameter, self.folds)


#: An empty configuration.
NO_CONFIGURATION: Final = Configuration()


@lru_cache(maxsize=8)
def _split(directions: _Directions) -> tuple[dict[str, tuple[int, Direction | None]], _Directions]:
    """Return the names without wildcards, normalized and with their position and direction; and the patterns."""
    exact: dict[str, tuple[int, Direction | None]] = {}
    for position, (name, direction) in enumerate(directions):
        if not is_pattern(name):
            exact.setdefault(normalized(name), (position, direction))
    return exact, tuple(pair for pair in directions if is_pattern(pair[0]))


def _is_among(hyperparameter: str, patterns: tuple[str, ...]) -> bool:
    names = (hyperparameter, hyperparameter.rpartition(".")[2])
    return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)


def _table(table: object, key: str, allowed: Mapping[str, T], where: str) -> dict[str, T]:
    """Return the entries of a table of names, with the meanings of their values."""
    if table is None:
        return {}
    if not isinstance(table, Mapping):
        raise InvalidValueError(f"{where}: {key} must be a table, such as {key} = {{ name = {next(iter(allowed))!r} }}")
    _check_number(table, key, where)
    found = {}
    for name, value in table.items():
        _check_name(name, key, where)
        if isinstance(value, Mapping):
            raise InvalidValueError(f"{where}: {key}.{name} is a table; put a name that contains dots into quotes")
        if not isinstance(value, str) or value not in allowed:
            raise InvalidValueError(f"{where}: {key}.{name} must be {_either(allowed)}, not {value!r}")
        found[name] = allowed[value]
    return found


def _either(allowed: Iterable[str]) -> str:
    *others, last = allowed
    return f"{', '.join(others)} or {last}"


def _names(names: object, key: str, where: str) -> tuple[str, ...]:
    """Return a list of names."""
    if names is None:
        return ()
    if not isinstance(names, list | tuple):
        raise InvalidValueError(f"{where}: {key} must be a list of names, such as {key} = ['name'], not {names!r}")
    _check_number(names, key, where)
    for name in names:
        _check_name(name, key, where)
    return tuple(names)


def _check_number(entries: Mapping[str, object] | list[object] | tuple[object, ...], key: str, where: str) -> None:
    if len(entries) > _MOST:
        raise InvalidValueError(f"{where}: {key} has {len(entries):,} entries; at most {_MOST:,} are allowed")


def _check_name(name: object, key: str, where: str) -> None:
    if not isinstance(name, str) or not name:
        raise InvalidValueError(f"{where}: {key} needs names, not {name!r}")
    if len(name) > _LONGEST:
        raise InvalidValueError(f"{where}: {key} has a name of {len(name):,} characters; at most {_LONGEST}")
    if is_pattern(name) and name.startswith("/") and name.endswith("/"):
        raise InvalidValueError(f"{where}: {key} has {name!r}; use *, ? and [...], not a regular expression")
