"""From words on the command line to runs and metrics."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from logtools.cli.options import LAST, STITCH, WHERE

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.comparison import Comparison
    from logtools.logs import Logs

__all__ = ["chosen", "load", "winner"]


def load(paths: tuple[str, ...], *, default: str = ".") -> Logs[pl.DataFrame]:
    """Read what the command line names: paths, and runs below the current folder.

    A word that is no path is a run: an id or a unique tail of one, `latest`, or `best`, the winner of `compare`.

    Raises:
        NothingFoundError: if no run is below the paths.
        RunNotFoundError: if a word is neither a path nor a run.
        AmbiguousRunError: if it fits several runs.
    """
    # numpy comes with a thread a processor, which would wait, busily, for matrices: there are none in logs
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return _narrowed(_found(paths or (default,)))


def _asked(name: str) -> object:
    """Return what an option that `load` obeys was given, None without a command."""
    context = click.get_current_context(silent=True)
    return context.meta.get(name) if context else None


def _read(*paths: str) -> Logs[pl.DataFrame]:
    from logtools.logs import read

    return read(*paths, stitch=bool(_asked(STITCH)))


def _found(words: tuple[str, ...]) -> Logs[pl.DataFrame]:
    names = [word for word in words if not _is_path(word)]
    if not names:
        return _read(*words)
    here = _here(names[0])
    found = [_run(here, name) for name in names]
    if len(names) == len(words):
        return here[list(dict.fromkeys(found))]
    folders = dict(here.runs.select("run", "path").iter_rows())
    named = dict(zip(names, (folders[run] for run in found), strict=True))
    return _read(*(named.get(word, word) for word in words))


def _narrowed(logs: Logs[pl.DataFrame]) -> Logs[pl.DataFrame]:
    """Keep the runs that `--last` and `--where` ask for."""
    age, condition = _asked(LAST), _asked(WHERE)
    if age is not None:
        from datetime import UTC, datetime

        from logtools.analysis.queries.run_filters import since
        from logtools.errors import NothingFoundError

        runs = logs.runs
        recent = runs.filter(runs["changed"] >= since(str(age), datetime.now(UTC)))["run"].to_list()
        if not recent:
            raise NothingFoundError(f"none of {len(logs)} runs changed within the last {age}")
        logs = logs[recent]
    return logs if condition is None else logs.where(str(condition))


def _is_path(word: str) -> bool:
    try:
        return os.path.lexists(word)
    except ValueError:  # a NUL in it
        return False


def _here(name: str) -> Logs[pl.DataFrame]:
    from logtools.errors import NothingFoundError

    if name.startswith((".", os.sep)):  # no run is called so
        raise NothingFoundError(f"no such path: {name!r}")
    try:
        return _read(".")
    except NothingFoundError as error:
        raise NothingFoundError(f"no such path: {name!r}, and {error}") from error


def _run(here: Logs[pl.DataFrame], name: str) -> str:
    from logtools.errors import RunNotFoundError

    try:
        return here[name].ids[0]
    except RunNotFoundError as error:
        if name != "best":
            raise RunNotFoundError(f"no such path, and {error}") from error
    return str(winner(here.compare())["run"])


def winner(comparison: Comparison) -> dict[str, Any]:
    """Return the row of the best run.

    Raises:
        InvalidValueError: if nothing ranks the runs, or no value is finite.
    """
    from logtools.errors import InvalidValueError

    if comparison.ranking is None or comparison.runs["rank"][0] is None:
        raise InvalidValueError(
            "no run here is best: no metric has a finite value and a name that tells its direction; name a metric"
        )
    return comparison.runs.row(0, named=True)


def chosen(summary: pl.DataFrame, patterns: Sequence[str]) -> pl.DataFrame:
    """Return the rows of a summary that one of the patterns fits, by label, metric or quantity; all of them for none.

    Raises:
        MetricNotFoundError: if a pattern fits nothing.
    """
    import polars as pl

    from logtools.metrics.name_patterns import matched, staged_names

    if not patterns:
        return summary
    named = summary.select("label", "metric", "quantity", staged_names(summary))
    names = named.cast(pl.String).rows()
    found = matched(dict.fromkeys(names), patterns, labels=dict.fromkeys(summary["label"]))
    return summary.filter(pl.Series([name in found for name in names], dtype=pl.Boolean))
