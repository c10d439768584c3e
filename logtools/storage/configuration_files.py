"""Find and read the configuration of a user.

Beginning with the searched folder, each folder upwards is looked at, up to the one with `.git` or the root of the disk:
the first with `logtools.toml`, or a `pyproject.toml` with a table `[tool.logtools]`, has the configuration. If both are
in one folder, `logtools.toml` is used. If there is none, the current folder and those above it are looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from logtools.configuration import NO_CONFIGURATION, Configuration
from logtools.errors import InvalidValueError, NothingFoundError, require_type
from logtools.storage.filesystem import Store, join, path_text

__all__ = ["ConfigurationArgument", "load_configuration"]

#: What users may give: a file, values, a configuration, False for none, or None for the one that is found.
ConfigurationArgument = str | os.PathLike[str] | Mapping[str, object] | Configuration | bool | None

_OWN_FILE: Final = "logtools.toml"
_PROJECT_FILE: Final = "pyproject.toml"
#: Most bytes of a file.
_LARGEST: Final = 1_000_000


def load_configuration(given: ConfigurationArgument, roots: Sequence[str], store: Store) -> Configuration:
    """Return the configuration that a user gives, or else the one of the searched folders.

    Raises:
        NothingFoundError: if the given file does not exist.
        InvalidValueError: if the given file or value is wrong, or the table in a `pyproject.toml`.
    """
    if given is False:
        return NO_CONFIGURATION
    if given is None:
        return _found(roots, store)
    if isinstance(given, Configuration):
        return given
    if isinstance(given, Mapping):
        return Configuration.of(given)
    require_type("config", given, (str, os.PathLike), "a path, a mapping, a Configuration, False or None")
    return _given_file(path_text(given), store)  # type: ignore[arg-type] # checked


def _given_file(path: str, store: Store) -> Configuration:
    try:
        content, _ = store.read(path, _LARGEST + 1)
    except FileNotFoundError as error:
        raise NothingFoundError(f"no such configuration file: {path}") from error
    except OSError as error:
        if path == os.devnull:
            return NO_CONFIGURATION
        raise InvalidValueError(f"cannot read the configuration file {path}: {error.strerror}") from error
    values = _parsed(content, path)
    if path.rpartition("/")[2] == _PROJECT_FILE:
        table = _tool_table(values, path)
        if table is None:
            raise InvalidValueError(f"{path} has no table [tool.logtools]")
        return _of_project(table, path)
    return Configuration.of(values, where=path, path=path)


def _found(roots: Sequence[str], store: Store) -> Configuration:
    """Return the configuration above the searched folders, or else above the current folder."""
    seen: dict[str, Configuration | None] = {}
    found = [one for root in roots if (one := _above(root, store, seen)) is not None]
    distinct = list(dict.fromkeys(found)) or [_above(".", store, seen) or NO_CONFIGURATION]
    used, *others = distinct
    paths = [other.path for other in others if other.path]
    unused = [f"{path} is not used, because the paths have several configurations; use --config" for path in paths]
    problems = [problem for one in distinct for problem in one.problems]
    return replace(used, problems=(*problems, *unused))


def _above(folder: str, store: Store, seen: dict[str, Configuration | None]) -> Configuration | None:
    """Return the configuration in a folder or one above it; `seen` are the results so far, by folder."""
    visited = []
    found = None
    for each in _upwards(path_text(os.path.abspath(folder))):  # noqa: PTH100 - a link is not followed, as users see it
        if each in seen:
            found = seen[each]
            break
        visited.append(each)
        found = _in_folder(each, store)
        if found is not None or store.kind(join(each, ".git")) is not None:
            break
    seen.update(dict.fromkeys(visited, found))
    return found


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = path_text(os.path.dirname(folder))  # noqa: PTH120 - paths are strings here
        if above == folder:
            return
        folder = above


def _in_folder(folder: str, store: Store) -> Configuration | None:
    own = join(folder, _OWN_FILE)
    return _own(own, store) if store.kind(own) is not None else _of_tools(join(folder, _PROJECT_FILE), store)


def _own(path: str, store: Store) -> Configuration:
    """Return the configuration in a `logtools.toml` that was found; if it is wrong, only its problems."""
    try:
        content, _ = store.read(path, _LARGEST + 1)
        return Configuration.of(_parsed(content, path), where=path, path=path)
    except OSError as error:
        return Configuration(problems=(f"{path} cannot be read and is ignored: {error.strerror}",))
    except InvalidValueError as error:
        return Configuration(problems=(f"{error}; the file is ignored",))


def _of_tools(path: str, store: Store) -> Configuration | None:
    """Return the configuration in a `pyproject.toml`; None if it has none, or is not TOML."""
    try:
        content, _ = store.read(path, _LARGEST + 1)
        values = _parsed(content, path) if b"logtools" in content else {}  # saves the import of a parser
    except (OSError, InvalidValueError):
        return None
    table = _tool_table(values, path)
    return None if table is None else _of_project(table, path)


def _of_project(table: Mapping[str, object], path: str) -> Configuration:
    return Configuration.of(table, where=f"{path} [tool.logtools]", path=path)


def _tool_table(values: Mapping[str, object], path: str) -> Mapping[str, object] | None:
    """Return the table `[tool.logtools]`; None if there is none."""
    tools = values.get("tool")
    table = tools.get("logtools") if isinstance(tools, Mapping) else None
    if table is None or isinstance(table, Mapping):
        return table
    raise InvalidValueError(f"{path}: tool.logtools must be a table, not {table!r}")


def _parsed(content: bytes, path: str) -> Mapping[str, object]:
    """Parse TOML.

    Raises:
        InvalidValueError: if it is not TOML, or too large.
    """
    import tomllib  # slow to import, and most trees have no configuration

    if len(content) > _LARGEST:
        raise InvalidValueError(f"{path} is larger than {_LARGEST:,} bytes")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise InvalidValueError(f"{path} is not valid TOML: nested too deeply") from error
    except ValueError as error:
        raise InvalidValueError(f"{path} is not valid TOML: {error}") from error
