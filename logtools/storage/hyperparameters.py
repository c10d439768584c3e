"""Read the hyperparameters of runs from all files that record them.

Beside the log: `hparams.yaml`, the `config.yaml` of LightningCLI, and the `meta_tags.csv` of test-tube. Beside it or in
a parent folder: `.hydra/config.yaml` (else `.hydra/overrides.yaml`) and the `params.json` of Ray Tune. If several files
contain a hyperparameter, the first file in this order is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from logtools.storage.batch import Notice
from logtools.storage.filesystem import Store, join
from logtools.storage.snapshot import Run

if TYPE_CHECKING:
    from logtools.formats.base import FileIssue
    from logtools.formats.hparams_yaml import Value

    Values = dict[str, Value]
    Parsed = tuple[Values, list[FileIssue]]

__all__ = ["read_hyperparameters"]

#: Most bytes read from a file: one more than the parsers accept, so that they can refuse larger files.
_LARGEST = 4_000_001
#: Number of parent folders that are searched for the files of the run's job.
_ABOVE = 3


def read_hyperparameters(runs: Sequence[Run], store: Store) -> tuple[list[Values], list[Notice]]:
    """Return the hyperparameters of each run by name, and notices of files that could not be read."""
    found: list[Values] = []
    notices: list[Notice] = []
    jobs = _Jobs(store)
    for run in runs:
        values: Values = {}
        if not run.locked:
            for source, issues in _sources(run, store, jobs):
                values = _with(values, source)
                notices.extend(Notice(run=run.id, kind=i.kind, count=i.count, message=i.message) for i in issues)
        found.append(values)
    return found, notices


def _sources(run: Run, store: Store, jobs: _Jobs) -> Iterator[Parsed]:
    """Yield the hyperparameters from each file of a run, in order of precedence."""
    from logtools.formats.hparams_yaml import is_cli_config, read_hparams, read_meta_tags

    def read(name: str, parse: Callable[[bytes], Parsed]) -> Parsed:
        return _parsed(store, run.path, name, parse) if name in run.settings else ({}, [])

    values, issues = read("hparams.yaml", partial(read_hparams, own=True))
    values.pop("_instantiator", None)
    yield values, issues
    config, issues = read("config.yaml", read_hparams)
    if not values or is_cli_config(config):
        yield config, issues
    if not values:
        yield read("meta_tags.csv", read_meta_tags)
    yield from jobs.of(run)


def _with(values: Values, more: Values) -> Values:
    """Add missing hyperparameters; `model.lr` is not added if `lr` has the same value."""
    if not values or not more:
        return values or more
    known = {(name.rpartition(".")[2], repr(value)) for name, value in values.items()}
    fresh = {
        name: value
        for name, value in more.items()
        if name not in values and (name.rpartition(".")[2], repr(value)) not in known
    }
    return values | fresh


def _parsed(store: Store, folder: str, name: str, parse: Callable[[bytes], Parsed]) -> Parsed:
    """Read and parse a file. A missing file has no hyperparameters; a file that cannot be read is an issue."""
    from logtools.formats.base import FileIssue

    try:
        data, _ = store.read(join(folder, name), _LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        message = f"has a {name} that cannot be read: {error.strerror or error}"
        return {}, [FileIssue(kind="hparams", count=1, message=message)]
    return parse(data)


class _Jobs:
    """The hyperparameters that Hydra and Ray Tune recorded, by folder. Each folder is read once for all its runs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, list[Parsed]] = {}

    def of(self, run: Run) -> list[Parsed]:
        """Return the hyperparameters from the nearest folder that has any: the run's folder or up to three above."""
        own = [run.path] if {".hydra", "params.json"}.intersection(run.settings) else []
        for place in (*own, *_above(run.path)):
            if place not in self._read:
                self._read[place] = self._records(place)
            if self._read[place]:
                return self._read[place]
        return []

    def _records(self, folder: str) -> list[Parsed]:
        from logtools.formats.hparams_yaml import read_hparams, read_overrides

        hydra = join(folder, ".hydra")
        found = [_parsed(self._store, hydra, "config.yaml", read_hparams)]
        if not found[0][0]:
            found.append(_parsed(self._store, hydra, "overrides.yaml", read_overrides))
        found.append(_parsed(self._store, folder, "params.json", read_hparams))
        return [(values, issues) for values, issues in found if values or issues]


def _above(folder: str) -> Iterator[str]:
    """Yield the parent folders of a folder, the nearest first."""
    for _ in range(_ABOVE):
        if folder in {".", ""} or folder.endswith(".."):
            folder = ".." if folder in {".", ""} else f"{folder}/.."
        elif folder == "/":
            return
        else:
            folder = folder.rpartition("/")[0] or ("/" if folder.startswith("/") else ".")
        yield folder
