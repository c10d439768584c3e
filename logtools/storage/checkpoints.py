"""List the checkpoints of runs, with their epochs and steps.

Checkpoints are beside a log, in its folder or in `checkpoints`. If the log is in the folder `csv` of a job, as in
templates for Hydra, `checkpoints` may be beside `csv`; it is used only if the job has a single run. Of each file only
the first bytes are read (see `formats.checkpoint_files`). If they do not tell the epoch and the step, its name may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from logtools.formats.checkpoint_files import HEAD, read_position
from logtools.formats.checkpoint_names import parse_checkpoint_name
from logtools.storage.discovery import holds_log
from logtools.storage.filesystem import Entry, Store, join
from logtools.storage.snapshot import Run, Snapshot

__all__ = ["Checkpoint", "list_checkpoints"]

_SUFFIX = ".ckpt"
#: Names of the folder with the checkpoints.
_FOLDERS = ("checkpoints", "checkpoint", "ckpts", "ckpt")
#: Names of the logger's folder in the folder of a job.
_LOGGER_FOLDERS = frozenset({"csv", "csv_logs", "csv_logger", "lightning_logs"})
#: Depth and number of the folders below `checkpoints` that are searched: a slash in a metric's name creates them.
_DEEPEST, _MOST = 3, 2_000
#: A folder, and the path of a checkpoint below it.
_Place = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A checkpoint of a run."""

    #: Path of the file.
    path: str
    #: Epoch and number of finished steps; None if neither the file nor its name contains them.
    epoch: int | None
    step: int | None
    #: Whether they are recorded in the file, not inferred from its name.
    recorded: bool
    #: Size in bytes.
    size: int


def list_checkpoints(runs: Sequence[Run], snapshot: Snapshot) -> list[tuple[Run, Checkpoint]]:
    """Return the checkpoints of some runs of a snapshot, sorted by epoch and step within each run."""
    store = snapshot.store
    of_job = cache(partial(_of_job, store=store))  # hundreds of runs may be in one job
    return [(run, each) for run in runs if not run.locked for each in _of_run(run, store, of_job)]


def _of_run(run: Run, store: Store, of_job: Callable[[str], list[_Place]]) -> list[Checkpoint]:
    places = [(run.path, name) for name in _names(run.path, "", _DEEPEST, store)] + _places(run.path, store)
    if not places and (job := _job(run.path)):
        places = of_job(job)
    found = [each for folder, name in places if (each := _checkpoint(folder, name, store))]
    return sorted(found, key=lambda c: (c.epoch is None, c.epoch or 0, c.step or 0, c.path))


def _of_job(job: str, store: Store) -> list[_Place]:
    """Return the checkpoints in the checkpoint folders of a job; none if it has several runs."""
    places = _places(job, store)
    return places if places and _log_count(job, store) <= 1 else []


def _places(above: str, store: Store) -> list[_Place]:
    """Return the checkpoints in the checkpoint folders of a folder."""
    return [
        (folder, name) for folder in (join(above, each) for each in _FOLDERS) for name in _names(folder, "", 0, store)
    ]


def _names(folder: str, below: str, depth: int, store: Store) -> Iterator[str]:
    """Yield the paths of checkpoints below a folder."""
    for entry in _entries(join(folder, below) if below else folder, store)[:_MOST]:
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.name.endswith(_SUFFIX):
            yield name
        elif depth < _DEEPEST and not entry.is_symlink() and entry.is_dir():
            yield from _names(folder, name, depth + 1, store)


def _checkpoint(folder: str, name: str, store: Store) -> Checkpoint | None:
    """Return a checkpoint; None if it was deleted meanwhile."""
    path = join(folder, name)
    try:
        size = store.state(path).size
    except OSError:
        return None
    try:
        recorded = read_position(store.read(path, HEAD)[0])
    except OSError:  # no permission, or a folder with parts of a checkpoint
        recorded = None
    found = recorded or parse_checkpoint_name(name.removesuffix(_SUFFIX))
    return Checkpoint(path=path, epoch=found.epoch, step=found.step, recorded=recorded is not None, size=size)


def _job(path: str) -> str | None:
    """Return the folder that contains the logger's folder of a run; None if the run is in no logger's folder."""
    above, _, name = path.rpartition("/")
    job, _, logger = above.rpartition("/")
    if logger in _LOGGER_FOLDERS:
        return job or ("/" if path.startswith("/") else ".")
    if name in _LOGGER_FOLDERS:
        return above or ("/" if path.startswith("/") else ".")
    return None


def _log_count(job: str, store: Store) -> int:
    """Return the number of logs in the logger's folders of a job."""
    folders = [join(job, name) for name in _LOGGER_FOLDERS]
    within = [join(folder, entry.name) for folder in folders for entry in _entries(folder, store)]
    return sum(holds_log(folder, store) for folder in folders + within)


def _entries(folder: str, store: Store) -> Sequence[Entry]:
    """Return the entries of a folder; none if it cannot be listed."""
    try:
        return store.scan(folder)
    except OSError:
        return ()
