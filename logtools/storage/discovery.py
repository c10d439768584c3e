"""Find the runs below some folders.

A run is a folder that contains a log of some format. A folder with `hparams.yaml` or `checkpoints/` but no run below it
is a run that has not logged anything yet. If it has event files of TensorBoard, it is such a run only if it is beside a
run, or if there is nothing else. Hidden folders, virtual environments and checkpoint folders are not searched.
Links are followed, but each folder is searched only once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from logtools.errors import NothingFoundError
from logtools.formats.base import RunFormat, formats
from logtools.storage.filesystem import LOCAL, Entry, FileState, Store, join, path_text
from logtools.storage.run_ids import distinct_ids, folder_name
from logtools.storage.snapshot import Run, Snapshot
from logtools.text.printable import valid
from logtools.text.sorting import natural_key

__all__ = ["find", "holds_log", "is_log_name", "log_names"]

#: The files and folders beside a log that record hyperparameters.
SETTINGS_FILES = ("hparams.yaml", "config.yaml", "meta_tags.csv", "params.json", ".hydra")
#: Links into these folders are not followed: they contain processes and devices, not logs.
_SYSTEM_FOLDERS = ("/proc", "/sys", "/dev")
#: The beginning of the names of TensorBoard's files.
_EVENTS = "events.out.tfevents"
_CHECKPOINTS = frozenset({"checkpoints", "ckpt"})
_ENVIRONMENTS = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env", "virtualenv"})


def find(roots: Sequence[str | os.PathLike[str]], *, store: Store = LOCAL) -> Snapshot:
    """Find all runs below the roots, in natural order (`version_10` after `version_2`), with unique ids.

    Raises:
        NothingFoundError: if a root does not exist, or there is no run below any of them.
    """
    taken = time.time()
    found: list[list[Run]] = []
    linked: set[str] = set()
    folders = [path_text(root) for root in roots]
    for root in folders:
        folder = _folder(root, store)
        runs = _walk(folder, linked, store)
        found.append(runs if len(runs) > 1 else [replace(run, id=folder_name(run.path, store)) for run in runs])
    if not any(found):
        raise NothingFoundError(f"no run below {', '.join(folders)}: a run is a folder that holds {log_names()}")
    # With a single root and no links, no folder can be found twice.
    distinct = distinct_ids(found, store) if len(roots) > 1 or linked else found[0]
    named = (run if run.id.isascii() else replace(run, id=valid(run.id)) for run in distinct)
    runs = sorted(named, key=lambda run: natural_key(run.id))
    return Snapshot(roots=tuple(folders), runs=tuple(runs), taken=taken, store=store)


def _folder(root: str, store: Store) -> str:
    """Return the folder for a path: the path itself, or the folder of a log file."""
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
    empty: list[tuple[str, Run]] = []  # folders without a log, which are runs unless there is a run below them
    events: list[tuple[str, Run]] = []  # folders with event files of TensorBoard, but without a log
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
            continue  # deleted meanwhile
        if "pyvenv.cfg" in entries:
            continue
        run_format = _format_of(entries)
        below = [name for name, entry in entries.items() if _is_searched(folder, entry, linked, store)]
        if run_format:
            below = [name for name in below if name not in _CHECKPOINTS]
        if run_format or _has_events(entries) or "hparams.yaml" in entries or "checkpoints" in entries:
            run = _run(folder, id, entries, run_format, store)
            if run is not None:
                (runs if run_format else events if run.has_events else empty).append((id, run))
        pending.extend((join(folder, name), f"{id}/{name}" if id else name) for name in below)
    holding = {above for id, _ in runs for above in _parents(id)} if empty else set()
    found = [*runs, *((id, run) for id, run in empty if id not in holding)]
    if events:
        beside = {_parent(id) for id, _ in found}
        found.extend([(id, run) for id, run in events if not found or (run.settings and _parent(id) in beside)])
    among = {_parent(id) for id, _ in found if id} if locked else set()
    return [*(run for _, run in found), *(run for run in locked if _parent(run.id) in among)]


def _state(path: str, store: Store) -> FileState | None:
    try:
        return store.state(path)
    except OSError:
        return None


def _parents(id: str) -> Iterator[str]:
    """Yield the ids of all parent folders; the root (empty) comes last."""
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
    if target in linked or _is_in(here, target) or any(_is_in(target, folder) for folder in _SYSTEM_FOLDERS):
        return False
    linked.add(target)
    return True


def _is_in(path: str, folder: str) -> bool:
    """Return whether a path is this folder or below it."""
    return f"{path}/".startswith(folder if folder.endswith("/") else f"{folder}/")


def _has_events(names: Iterable[str]) -> bool:
    """Return whether a folder with these entries has event files of TensorBoard."""
    return any(name.startswith(_EVENTS) for name in names)


def _format_of(names: Collection[str]) -> RunFormat[Any] | None:
    """Return the format of the log in a folder with these entries; None if there is no log."""
    for run_format in formats():
        if run_format.find(names):
            return run_format
    return None


def log_names() -> str:
    """Return the default names of log files, for messages."""
    return " or ".join(run_format.name for run_format in formats())


def is_log_name(name: str) -> bool:
    """Return whether a file of this name is the log of a run."""
    return _format_of([name]) is not None


def holds_log(folder: str, store: Store) -> bool:
    """Return whether a folder contains the log of a run."""
    try:
        entries = store.scan(folder)
    except OSError:
        return False
    return _format_of([entry.name for entry in entries]) is not None


def _run(
    folder: str, id: str, entries: Mapping[str, Entry], run_format: RunFormat[Any] | None, store: Store
) -> Run | None:
    """Create a run from the entries of its folder, by name; None if the folder was deleted meanwhile."""
    files: list[FileState] = []
    for name in run_format.find(entries) if run_format else ():
        entry = entries[name]
        try:
            if entry.is_file():
                files.append(store.state(join(folder, name)))
        except OSError:
            continue
    last = max(files, key=lambda file: file.mtime_ns) if files else _state(folder, store)
    if last is None:
        return None
    return Run(
        id=id or folder_name(folder, store),
        path=folder,
        format=run_format.name if run_format and files else "",
        files=tuple(files),
        changed=last.modified,
        beside=run_format.find_similar(entries) if run_format else (),
        settings=tuple([name for name in SETTINGS_FILES if name in entries]),
        has_events=not run_format and _has_events(entries),
    )
