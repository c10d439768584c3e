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


def distinct_ids(roots: Sequence[Sequence[Run]], store: Store) -> list[Run]:
    """Make the ids of the runs of several roots unique. A run found twice is kept once, if possible not by a link.

    The ids of a root with several runs begin with its folder, as in `ours/version_0` and `baseline/version_0`. If ids
    are still equal, parent folders are added to all ids of these roots, so that ids of one root are of one kind.
    """
    first: dict[str, tuple[int, Run]] = {}
    for root, runs in enumerate(roots):
        targets = [(store.resolve(run.path), run) for run in runs]
        for target, run in sorted(targets, key=lambda pair: not f"/{pair[0]}".endswith(f"/{pair[1].id}")):
            first.setdefault(target, (root, run))
    paths = {run.path: path.strip("/").split("/") for path, (_, run) in first.items()}
    found = list(first.values())
    sizes = Counter(root for root, _ in found)
    longer = {root for root, n in sizes.items() if n > 1 and len(sizes) > 1} | _with_equal_ids(found)
    for _ in range(max(map(len, paths.values()), default=0)):
        if not longer:
            break
        found = [(root, _longer(run, paths[run.path]) if root in longer else run) for root, run in found]
        longer = _with_equal_ids(found)
    return [run for _, run in found]


def _with_equal_ids(found: Sequence[tuple[int, Run]]) -> set[int]:
    """Return the roots with a run that has the id of another run."""
    counts = Counter(run.id for _, run in found)
    return {root for root, run in found if counts[run.id] > 1}


def _longer(run: Run, path: Sequence[str]) -> Run:
    """Add a parent folder to an id."""
    return replace(run, id="/".join(path[-(run.id.count("/") + 2) :]))


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
