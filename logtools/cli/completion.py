"""Complete run ids, metrics and hyperparameters in the shell.

The names come from the folders in the command line so far, or from the current folder. Only the headers and the
hyperparameters of some runs are read. If that fails or takes too long, there are no completions: nothing is printed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from logtools.formats.hparams_yaml import Value
    from logtools.storage.snapshot import Run

    Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]

__all__ = ["complete_hyperparameters", "complete_metrics", "complete_names", "complete_runs", "complete_settings"]

#: Seconds after which the shell gets no completions.
_LIMIT: Final = 10.0
#: Number of runs, evenly spread, whose headers and hyperparameters are read; and bytes read of each.
_SAMPLE, _HEAD = 64, 16_384
#: The arguments that contain runs or folders.
_PLACES: Final = ("runs", "paths", "run", "candidate", "baseline")
#: Everything before the last name in a list or condition, and the name.
_LAST_NAME = re.compile(r"(.*[\s,(<>=!])?(.*)", re.DOTALL)


def _safely(names: Callable[[click.Context, str], Iterable[str]]) -> Completer:
    """Return a completer of these names, which never raises and ends in time."""

    def complete(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem[str]]:
        import signal

        from click.shell_completion import CompletionItem

        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, lambda *_: os._exit(1))
            signal.setitimer(signal.ITIMER_REAL, _LIMIT)
        try:
            if names in {_run_names, _settings} and start.startswith((".", os.sep, "~")):
                return [CompletionItem(start, type="dir")]
            found = dict.fromkeys(name for name in names(ctx, start) if name.startswith(start))
            return [CompletionItem(name) for name in found if name.isprintable()]
        except Exception:  # noqa: BLE001 - the user is typing: a traceback would destroy the line
            return []
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)

    return complete


def _runs(ctx: click.Context) -> tuple[Run, ...]:
    """Return the runs under the folders in the command line, or under the current folder."""
    from logtools.storage.filesystem import LOCAL

    words = list(ctx.args)  # click leaves arguments here if the command line ends in an option without its value
    for place in _PLACES:
        value = ctx.params.get(place) or ()
        words.extend([value] if isinstance(value, str) else value)
    return _found(tuple(word for word in words if LOCAL.kind(word)) or (".",))


@cache
def _found(folders: tuple[str, ...]) -> tuple[Run, ...]:
    from logtools.storage.discovery import find

    return find(folders).runs


def _sample(ctx: click.Context) -> list[Run]:
    runs = _runs(ctx)
    return list(runs[:: -(-len(runs) // _SAMPLE)])


def _run_names(_: click.Context, start: str) -> list[str]:
    """Return the runs under the current folder and the folders that contain them, else unique last parts of ids."""
    from collections import Counter

    ids = [run.id for run in _found((".",))]
    folders = {id[:i] for id in ids for i, letter in enumerate(id) if letter == "/"}
    names = ["latest", "best", *sorted(folders), *ids]
    if any(name.startswith(start) for name in names):
        return names
    counts = Counter(id.rpartition("/")[2] for id in ids)
    return [name for name, count in counts.items() if count == 1]


def _metrics(ctx: click.Context) -> Iterator[str]:
    from logtools.formats.lightning.column_names import read_header
    from logtools.formats.lightning.head_tail import column_names
    from logtools.storage.filesystem import LOCAL

    for run in _sample(ctx):
        for file in run.files:
            header = read_header(column_names(LOCAL.read(file.path, _HEAD)[0]))
            yield from (column.metric for column in header.columns.values())


def _hyperparameters(ctx: click.Context) -> list[dict[str, Value]]:
    """Return the hyperparameters of the sample, by name."""
    from logtools.storage.filesystem import LOCAL
    from logtools.storage.hyperparameters import read_hyperparameters

    return read_hyperparameters(_sample(ctx), LOCAL)[0]


def _hyperparameter_names(ctx: click.Context) -> Iterator[str]:
    for values in _hyperparameters(ctx):
        yield from values


def _after_others(start: str, names: Iterable[str]) -> Iterator[str]:
    """Yield names after everything that a list or condition contains already."""
    match = _LAST_NAME.fullmatch(start)
    before = (match[1] if match else None) or ""
    yield from (before + name for name in names)


def _settings(ctx: click.Context, start: str) -> Iterator[str]:
    """Yield runs, and for the last `name=value` of a setting the names or, behind `name=`, the values."""
    from logtools.text.numbers import value_text
    from logtools.text.sorting import value_order

    yield from _run_names(ctx, start)
    last = re.split(r"[\s,]", start)[-1]
    before = start.removesuffix(last)
    name, sign, _ = last.partition("=")
    if not sign:
        yield from (f"{before}{name}=" for values in _hyperparameters(ctx) for name in values)
        return
    texts = {value_text(values[name]) for values in _hyperparameters(ctx) if values.get(name) is not None}
    yield from (f"{before}{name}={text}" for text in sorted(texts, key=value_order))


#: Run ids and folders.
complete_runs = _safely(_run_names)
#: Run ids, folders, and settings such as `lr=0.01`.
complete_settings = _safely(_settings)
#: Metrics.
complete_metrics = _safely(lambda ctx, _: _metrics(ctx))
#: Hyperparameters, in a list separated by commas.
complete_hyperparameters = _safely(lambda ctx, start: _after_others(start, _hyperparameter_names(ctx)))
#: Hyperparameters and metrics, in a list or a condition.
complete_names = _safely(lambda ctx, start: _after_others(start, (*_hyperparameter_names(ctx), *_metrics(ctx))))
