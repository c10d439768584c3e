"""Find the runs below some folders, and a run by its name.

A run is a folder that holds a log of some format; a folder with `hparams.yaml` or `checkpoints/` and no run below it is
one that has logged nothing yet. Hidden folders, environments and the checkpoints of a run are not searched; links are
followed, each folder once.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from logtools.errors import AmbiguousRunError, NothingFoundError, RunNotFoundError
from logtools.formats.base import RunFormat, formats
from logtools.storage.filesystem import LOCAL, Entry, FileState, Store, join, path_text
from logtools.text.escaping import valid
from logtools.text.sorting import natural_key

__all__ = ["Run", "Snapshot", "find", "holds_log", "log_names", "resolve"]

#: The files and folders beside a log that record hyperparameters.
SETTINGS_FILES = ("hparams.yaml", "config.yaml", "meta_tags.csv", "params.json", ".hydra")
_CHECKPOINTS = frozenset({"checkpoints", "ckpt"})
_ENVIRONMENTS = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env", "virtualenv"})
_ACTIVE = 300.0  # seconds since the last write for which a run counts as active


@dataclass(frozen=True, kw_only=True)
class Run:
    """The folder of one run, as it was found."""

    #: The path below the root that was searched, with `/`.
    id: str
    #: The folder.
    path: str
    #: The name of the format of its log; empty where nothing was logged yet.
    format: str
    #: The files of the log, each in the state in which it was found; empty where nothing was logged yet.
    files: tuple[FileState, ...]
    #: When the log (or else the folder) was last written, in seconds since the epoch.
    changed: float
    #: Names of other files that look like logs: copies, rotated files.
    beside: tuple[str, ...] = ()
    #: The names of the files beside the log that record hyperparameters.
    settings: tuple[str, ...] = ()
    #: Why the folder cannot be listed; None if it can. Such a folder counts as a run where it lies among runs.
    locked: str | None = None

    @property
    def size(self) -> int:
        """The size of the log in bytes."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The runs below some folders at one moment."""

    #: The folders that were searched.
    roots: tuple[str, ...]
    #: All runs below them, in natural order of their ids.
    runs: tuple[Run, ...]
    #: When the search began, in seconds since the epoch.
    taken: float
    #: Where the files are.
    store: Store

    def is_active(self, run: Run) -> bool:
        """Tell whether a run was written to shortly before the snapshot."""
        return self.taken - run.changed <= _ACTIVE


def find(roots: Sequence[str | os.PathLike[str]], *, store: Store = LOCAL) -> Snapshot:
    """Find all runs below the roots, in natural order (`version_10` after `version_2`), with unique ids.

    Raises:
        NothingFoundError: if a root does not exist, or there is no run below any of them.
    """
    taken = time.time()
    found: list[Run] = []
    linked: set[str] = set()
    folders = [path_text(root) for root in roots]
    for root in folders:
        folder = _folder(root, store)
        runs = _walk(folder, linked, store)
        found.extend(runs if len(runs) > 1 else (replace(run, id=_name(run.path, store)) for run in runs))
    if not found:
        raise NothingFoundError(f"no run below {', '.join(folders)}: a run is a folder that holds {log_names()}")
    if len(roots) > 1 or linked:  # without another root, and without a link, no folder is found twice
        found = _unique(found, store)
    named = (run if run.id.isascii() else replace(run, id=valid(run.id)) for run in found)
    runs = sorted(named, key=lambda run: natural_key(run.id))
    return Snapshot(roots=tuple(folders), runs=tuple(runs), taken=taken, store=store)


def _folder(root: str, store: Store) -> str:
    """Return the folder that a path means: itself, or that of a log file."""
    kind = store.kind(root)
    if kind is None:
        raise NothingFoundError(f"no such file or folder: {root}")
    if kind == "folder":
        return root
    folder, _, name = root.rpartition("/")
    if _format_of([name]) is None:
        raise NothingFoundError(f"{root} is neither a folder nor a log file ({log_names()})")
    return folder or ("/" if root.startswith("/") else ".")


def _walk(root: str, linked: set[str], store: Store) -> list[Run]:
    runs: list[tuple[str, Run]] = []
    empty: list[tuple[str, Run]] = []  # they have logged nothing yet, unless a run below them has
    locked: list[Run] = []
    pending = [(root, "")]
    while pending:
        folder, id = pending.pop()
        try:
            entries = {entry.name: entry for entry in store.scan(folder)}
        except PermissionError as error:
            if not id:
                raise NothingFoundError(f"{root} cannot be read: {error.strerror}") from error
            locked.append(_locked(folder, id, str(error.strerror), store))
            continue
        except OSError:
            continue  # vanished
        if "pyvenv.cfg" in entries:
            continue
        run_format = _format_of(entries)
        below = [name for name, entry in entries.items() if _is_searched(folder, entry, linked, store)]
        if run_format:
            below = [name for name in below if name not in _CHECKPOINTS]
        if run_format or "hparams.yaml" in entries or "checkpoints" in entries:
            run = _run(folder, id, entries, run_format, store)
            if run is not None:
                (runs if run_format else empty).append((id, run))
        pending.extend((join(folder, name), f"{id}/{name}" if id else name) for name in below)
    holding = {above for id, _ in runs for above in _folders_above(id)}
    found = [*runs, *((id, run) for id, run in empty if id not in holding)]
    among = {_parent(id) for id, _ in found if id}
    return [*(run for _, run in found), *(run for run in locked if _parent(run.id) in among)]


def _state(path: str, store: Store) -> FileState | None:
    try:
        return store.state(path)
    except OSError:
        return None


def _folders_above(id: str) -> Iterator[str]:
    """Yield the ids of the folders above one, the root (empty) last."""
    while id:
        id = _parent(id)
        yield id


def _parent(id: str) -> str:
    return id.rpartition("/")[0]


def _locked(folder: str, id: str, reason: str, store: Store) -> Run:
    state = _state(folder, store)
    return Run(id=id, path=folder, format="", files=(), changed=state.modified if state else 0.0, locked=reason)


def _is_searched(folder: str, entry: Entry, linked: set[str], store: Store) -> bool:
    if entry.name.startswith(".") or entry.name in _ENVIRONMENTS:
        return False
    try:
        if not entry.is_dir():
            return False
        if not entry.is_symlink():
            return True
        target, here = store.resolve(join(folder, entry.name)), store.resolve(folder)
    except OSError:
        return False
    if target in linked or _is_in(here, target):
        return False
    linked.add(target)
    return True


def _is_in(path: str, folder: str) -> bool:
    """Tell whether a path is a folder, or lies below it."""
    return f"{path}/".startswith(folder if folder.endswith("/") else f"{folder}/")


def _format_of(names: Collection[str]) -> RunFormat[Any] | None:
    """Return the format of the log in a folder with these entries; None if it holds none."""
    return next((run_format for run_format in formats() if run_format.find(names)), None)


def log_names() -> str:
    """Return the usual names of log files, for messages."""
    return " or ".join(run_format.name for run_format in formats())


def holds_log(folder: str, store: Store) -> bool:
    """Tell whether a folder holds the log of a run."""
    try:
        entries = store.scan(folder)
    except OSError:
        return False
    return _format_of([entry.name for entry in entries]) is not None


def _run(
    folder: str, id: str, entries: Mapping[str, Entry], run_format: RunFormat[Any] | None, store: Store
) -> Run | None:
    """Describe a run by the entries of its folder, by name; None if the folder vanished."""
    files: list[FileState] = []
    for name in run_format.find(entries) if run_format else ():
        entry = entries[name]
        try:
            files.extend([store.state(join(folder, name))] if entry.is_file() else [])
        except OSError:
            continue
    last = max(files, key=lambda file: file.mtime_ns) if files else _state(folder, store)
    if last is None:
        return None
    return Run(
        id=id or _name(folder, store),
        path=folder,
        format=run_format.name if run_format and files else "",
        files=tuple(files),
        changed=last.modified,
        beside=run_format.find_similar(entries) if run_format else (),
        settings=tuple(name for name in SETTINGS_FILES if name in entries),
    )


def _name(folder: str, store: Store) -> str:
    """Return the name of a folder, whatever path leads to it."""
    path = store.resolve(folder)
    return path.rpartition("/")[2] or path


def _unique(runs: list[Run], store: Store) -> list[Run]:
    """Give runs of several roots that would share an id more of their path; a run found twice stays as found first."""
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
    """Return the run that a name means: an id, any unique suffix of one, or `latest`.

    Raises:
        RunNotFoundError: if no id ends in the name.
        AmbiguousRunError: if several do.
    """
    wanted = name.replace(os.sep, "/").strip("/").removeprefix("./")
    folder, _, last = wanted.rpartition("/")
    if folder and _format_of([last]):
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
