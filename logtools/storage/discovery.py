"""A tree of folders to runs, and a name to one of them.

A run is a folder that holds `metrics.csv`; a folder with `hparams.yaml` or `checkpoints/` and no run below it is one
that has logged nothing yet. Hidden folders and environments are not searched; links are followed, each folder once.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from logtools.errors import AmbiguousRunError, NothingFoundError, RunNotFoundError
from logtools.text.sorting import natural_key

__all__ = ["METRICS_FILE", "Run", "find", "resolve"]

METRICS_FILE = "metrics.csv"
_ENVIRONMENTS = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env", "virtualenv"})
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A folder of one run, as it was found."""

    #: The path below the root that was read, with `/`.
    id: str
    #: The folder.
    path: Path
    #: Size of `metrics.csv` in bytes; None where there is none.
    size: int | None
    #: When `metrics.csv` (or else the folder) was last written, in seconds since the epoch.
    changed: float
    #: Names of the other files that look like metrics: copies, rotated files.
    beside: tuple[str, ...] = ()
    #: Why the folder could not be looked into; None if it was. Such a folder counts as a run among runs.
    locked: str | None = None


def find(roots: Sequence[str | os.PathLike[str]]) -> list[Run]:
    """Find all runs below the roots, in natural order (`version_10` after `version_2`), with ids that are unique.

    Raises:
        NothingFoundError: if a root does not exist, or no run is below any of them.
    """
    found: list[Run] = []
    seen: set[tuple[int, int]] = set()
    for root in map(Path, roots):
        folder = root.parent if root.name == METRICS_FILE and not root.is_dir() else root
        _check(root, folder)
        runs = _walk(folder, seen)
        found.extend(runs if len(runs) > 1 else (replace(run, id=_name(run.path)) for run in runs))
    if not found:
        places = ", ".join(str(root) for root in roots)
        raise NothingFoundError(f"no run below {places}: a run is a folder that holds {METRICS_FILE}")
    if len(roots) > 1 or seen:  # without another root, and without a link, no folder is found twice
        found = _unique(found)
    return sorted(found, key=lambda run: natural_key(run.id))


def _check(root: Path, folder: Path) -> None:
    if not root.exists():
        raise NothingFoundError(f"no such file or folder: {root}")
    if not folder.is_dir():
        raise NothingFoundError(f"{root} is no folder of runs and no {METRICS_FILE}")


def _walk(root: Path, seen: set[tuple[int, int]]) -> list[Run]:
    runs: list[Run] = []
    locked: list[Run] = []
    pending = [str(root)]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except PermissionError as error:
            locked.append(_locked(folder, root, str(error.strerror)))
            continue
        except OSError:
            continue  # vanished
        names = {entry.name for entry in entries}
        if "pyvenv.cfg" in names:
            continue
        below = [entry.path for entry in entries if _is_searched(entry, seen)]
        if METRICS_FILE in names or ({"hparams.yaml", "checkpoints"} & names and not _holds_runs(below)):
            run = _run(folder, entries, id=_below(folder, root))
            if run is not None:
                runs.append(run)
        pending.extend(below)
    if locked and locked[0].path == root:
        raise NothingFoundError(f"{root} cannot be read: {locked[0].locked}")
    among = {run.path.parent for run in runs} if locked else set()
    return [*runs, *(run for run in locked if run.path.parent in among)]


def _below(folder: str, root: Path) -> str:
    return folder[len(str(root)) :].strip(os.sep).replace(os.sep, "/")


def _locked(folder: str, root: Path, reason: str) -> Run:
    try:
        changed = os.stat(folder).st_mtime  # noqa: PTH116 - as the walk has it
    except OSError:
        changed = 0.0
    return Run(id=_below(folder, root), path=Path(folder), size=None, changed=changed, locked=reason)


def _is_searched(entry: os.DirEntry[str], seen: set[tuple[int, int]]) -> bool:
    if entry.name.startswith(".") or entry.name in _ENVIRONMENTS or entry.name == "checkpoints":
        return False
    try:
        if not entry.is_dir():
            return False
        if not entry.is_symlink():
            return True
        status = entry.stat()
    except OSError:
        return False
    key = (status.st_dev, status.st_ino)
    if key in seen or _is_above(entry.path):
        return False
    seen.add(key)
    return True


def _is_above(link: str) -> bool:
    """Tell whether a link leads to a folder that holds it."""
    return Path(link).parent.resolve().is_relative_to(Path(link).resolve())


def _holds_runs(folders: Iterable[str]) -> bool:
    return any(os.path.isfile(os.path.join(folder, METRICS_FILE)) for folder in folders)  # noqa: PTH113, PTH118 - no error


def _run(folder: str, entries: Sequence[os.DirEntry[str]], *, id: str) -> Run | None:
    beside = []
    size, changed = None, None
    for entry in entries:
        try:
            if entry.name == METRICS_FILE and entry.is_file():
                status = entry.stat()
                size, changed = status.st_size, status.st_mtime
            elif entry.name.startswith("metrics") and entry.name.endswith(".csv"):
                beside.append(entry.name)
        except OSError:
            continue
    if changed is None:
        try:
            changed = Path(folder).stat().st_mtime
        except OSError:
            return None
    path = Path(folder)
    return Run(id=id or _name(path), path=path, size=size, changed=changed, beside=tuple(sorted(beside)))


def _name(folder: Path) -> str:
    """Return the name of a folder, whatever path leads to it."""
    return folder.resolve().name or folder.resolve().as_posix()


def _unique(runs: list[Run]) -> list[Run]:
    """Give runs of several roots that would share an id more of their path; a run found twice stays as found first."""
    first: dict[Path, Run] = {}
    for run in runs:
        first.setdefault(run.path.resolve(), run)
    runs = list(first.values())
    depth = 1
    while shared := {id for id, n in Counter(run.id for run in runs).items() if n > 1}:
        longest = max(len(run.path.resolve().parts) for run in runs)
        if depth > longest:
            break
        runs = [replace(run, id=_longer(run, depth)) if run.id in shared else run for run in runs]
        depth += 1
    return runs


def _longer(run: Run, depth: int) -> str:
    parts = [part for part in run.path.resolve().parts if part != os.sep]
    return "/".join(parts[-(run.id.count("/") + 1 + depth) :])


def resolve(name: str, runs: Sequence[Run]) -> Run:
    """Return the run that a name means: an id, any unique tail of one, or `latest`.

    Raises:
        RunNotFoundError: if no id ends in the name.
        AmbiguousRunError: if several do.
    """
    wanted = name.replace(os.sep, "/").strip("/").removeprefix("./").removesuffix(f"/{METRICS_FILE}")
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
