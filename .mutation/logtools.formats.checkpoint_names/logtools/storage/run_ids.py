"""The ids of runs: make them unique, and find the run for a name."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from logtools.errors import AmbiguousRunError, RunNotFoundError
from logtools.formats.base import formats
from logtools.storage.filesystem import Store
from logtools.storage.snapshot import Run
from logtools.text.sorting import natural_key

__all__ = ["distinct_ids", "folder_name", "resolve"]


def folder_name(folder: str, store: Store) -> str:
    """Return the name of a folder, also for paths such as `.` or `..`."""
    path = store.resolve(folder)
    return path.rpartition("/")[2] or path


def distinct_ids(runs: list[Run], store: Store) -> list[Run]:
    """Make ids unique: add parent folders to equal ids from several roots. A run found twice is kept once."""
    first: dict[str, Run] = {}
    for run in runs:
        first.setdefault(store.resolve(run.path), run)
    parts = {run.path: [part for part in path.split("/") if part] for path, run in first.items()}
    runs = list(first.values())
    depth = 1
    while shared := {id for id, n in Counter(run.id for run in runs).items() if n > 1}:
        if depth > max(map(len, parts.values())):
            break
        runs = [replace(run, id=_longer(run, parts[run.path], depth)) if run.id in shared else run for run in runs]
        depth += 1
    return runs


def _longer(run: Run, parts: Sequence[str], depth: int) -> str:
    return "/".join(parts[-(run.id.count("/") + 1 + depth) :])


def resolve(name: str, runs: Sequence[Run]) -> Run:
    """Return the run for a name: an id, any unique suffix of an id, or `latest`.

    Raises:
        RunNotFoundError: if no id ends with the name.
        AmbiguousRunError: if several ids end with the name.
    """
    wanted = name.replace(os.sep, "/").strip("/").removeprefix("./")
    folder, _, last = wanted.rpartition("/")
    if folder and any(run_format.find([last]) for run_format in formats()):
        wanted = folder
    exact = [run for run in runs if run.id == wanted]
    if exact:
        return exact[0]
    found = [run for run in runs if run.id.endswith(f"/{wanted}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousRunError.of(name, [run.id for run in found])
    if wanted == "latest" and runs:
        return max(runs, key=lambda run: (run.changed, natural_key(run.id)))
    raise RunNotFoundError.of(name, [run.id for run in runs])
