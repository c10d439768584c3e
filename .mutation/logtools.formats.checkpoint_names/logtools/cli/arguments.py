"""Read the runs in the arguments of a command."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from logtools.cli.options import ReadOptions

if TYPE_CHECKING:
    import polars as pl

    from logtools.logs import Logs

__all__ = ["load"]


def load(
    paths: tuple[str, ...], options: ReadOptions, *, default: str = ".", ranking: Mapping[str, Any] | None = None
) -> Logs[pl.DataFrame]:
    """Read the paths on the command line, and runs under the current folder.

    A word that is not a path is a run: an id or a unique suffix of one, `latest`, or `best`: the run that
    `Logs.best` returns with the arguments `ranking`.

    Raises:
        NothingFoundError: if there is no run under the paths, or none matches the options.
        RunNotFoundError: if a word is neither a path nor a run.
        AmbiguousRunError: if a word is the suffix of several ids.
    """
    # By default numpy starts one thread per processor for matrix products, which logtools does not use.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    logs = _found(paths or (default,), options, ranking or {})
    if options.last is not None:
        logs = logs.since(options.last)
    return logs if options.where is None else logs.where(options.where)


def _read(paths: tuple[str, ...], options: ReadOptions) -> Logs[pl.DataFrame]:
    from logtools.logs import read

    return read(*paths, stitch=options.stitch)


def _found(words: tuple[str, ...], options: ReadOptions, ranking: Mapping[str, Any]) -> Logs[pl.DataFrame]:
    names = [word for word in words if not _is_path(word)]
    if not names:
        return _read(words, options)
    here = _here(names[0], options)
    found = [_run(here, name, ranking) for name in names]
    if len(names) == len(words):
        return here[list(dict.fromkeys(found))]
    folders = dict(here.runs.select("run", "path").iter_rows())
    named = dict(zip(names, (folders[run] for run in found), strict=True))
    return _read(tuple(named.get(word, word) for word in words), options)


def _is_path(word: str) -> bool:
    try:
        return os.path.lexists(word)
    except ValueError:  # the word contains NUL
        return False


def _here(name: str, options: ReadOptions) -> Logs[pl.DataFrame]:
    from logtools.errors import NothingFoundError

    if name.startswith((".", os.sep)):  # no run id starts like this
        raise NothingFoundError(f"no such path: {name!r}")
    try:
        return _read((".",), options)
    except NothingFoundError as error:
        raise NothingFoundError(f"no such path: {name!r}, and {error}") from error


def _run(here: Logs[pl.DataFrame], name: str, ranking: Mapping[str, Any]) -> str:
    from logtools.errors import RunNotFoundError

    try:
        return here[name].ids[0]
    except RunNotFoundError as error:
        if name != "best":
            raise RunNotFoundError(f"no such path, and {error}") from error
    return here.best(**ranking).run
