"""List the checkpoints of runs. Only their names are read.

Checkpoints are in the folder `checkpoints` beside a log. If the log is in the folder `csv` of a job, as in templates
for Hydra, `checkpoints` may be beside `csv`; it is used only if the job has a single run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from logtools.formats.checkpoint_names import parse_checkpoint_name
from logtools.storage.filesystem import Store, join
from logtools.storage.snapshot import Run, Snapshot

__all__ = ["Checkpoint", "list_checkpoints"]

_SUFFIX = ".ckpt"
#: Names of the logger's folder in the folder of a job.
_LOGGER_FOLDERS = frozenset({"csv", "csv_logs", "lightning_logs"})
#: Depth and number of the folders below `checkpoints` that are searched: a slash in a metric's name creates them.
_DEEPEST, _MOST = 3, 2_000


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A checkpoint of a run."""

    #: Path of the file.
    path: str
    #: Epoch and step in its name; None if the name does not contain them.
    epoch: int | None
    step: int | None
    #: Size in bytes.
    size: int


def list_checkpoints(runs: Sequence[Run], snapshot: Snapshot) -> list[tuple[Run, Checkpoint]]:
    """Return the checkpoints of some runs of a snapshot, sorted by epoch and step within each run."""
    jobs = Counter(_job(run)[0] for run in snapshot.runs)
    return [(run, each) for run in runs for each in _of_run(run, snapshot.store, alone=jobs[_job(run)[0]] == 1)]


def _job(run: Run) -> tuple[str, str]:
    """Return the folder two levels above the log, and the name of the folder between them."""
    job, _, name = run.path.rpartition("/")[0].rpartition("/")
    return job, name


def _of_run(run: Run, store: Store, *, alone: bool) -> list[Checkpoint]:
    job, name = _job(run)
    folders = [run.path, *([job] if alone and job and name in _LOGGER_FOLDERS else [])]
    for folder in (join(each, "checkpoints") for each in folders):
        found = []
        for name in _names(folder, "", 0, store):
            try:
                state = store.state(join(folder, name))
            except OSError:  # deleted meanwhile
                continue
            parsed = parse_checkpoint_name(name.removesuffix(_SUFFIX))
            found.append(Checkpoint(path=state.path, epoch=parsed.epoch, step=parsed.step, size=state.size))
        if found:
            return sorted(found, key=lambda c: (c.epoch is None, c.epoch or 0, c.step or 0, c.path))
    return []


def _names(folder: str, below: str, depth: int, store: Store) -> Iterator[str]:
    """Yield the paths of checkpoints below a folder."""
    try:
        entries = store.scan(join(folder, below) if below else folder)
    except OSError:
        return
    for entry in list(entries)[:_MOST]:
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.name.endswith(_SUFFIX):
            yield name
        elif depth < _DEEPEST and not entry.is_symlink() and entry.is_dir():
            yield from _names(folder, name, depth + 1, store)
