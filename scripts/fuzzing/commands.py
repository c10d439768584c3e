"""The commands that are tried on every tree, each run in a process of its own."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, Literal

from scripts.fuzzing.trees import GOOD

__all__ = ["COMMANDS", "STOPPED", "Command", "Outcome", "commands", "run"]

#: Seconds after which a command is killed, and the most bytes of address space that it gets.
STOPPED: Final = 60.0
_SPACE: Final = 12_000_000_000
_UNIT: Final = 1 if sys.platform == "darwin" else 1024  # bytes per unit of ru_maxrss
_MOST: Final = 100_000_000  # bytes of output that are read


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command, and what it must do."""

    #: The arguments; `{logs}` is the folder of the logs, `{out}` a path without a suffix outside of it.
    line: str
    #: The exit codes that are right.
    codes: tuple[int, ...] = (0,)
    #: How the good runs are found on standard output; None if it does not have a row for each.
    rows: Literal["table", "json", "csv"] | None = None

    def words(self, logs: Path, out: Path) -> list[str]:
        """Return the arguments as a list."""
        return [word.replace("{logs}", str(logs)).replace("{out}", str(out)) for word in self.line.split(" ")]


#: The commands for a whole tree. Some options apply to the good runs only.
COMMANDS: Final = (
    Command(line="ls {logs}", rows="table"),
    Command(line="ls {logs} --format json", rows="json"),
    Command(line="show {logs}/good_1"),
    Command(line="compare {logs}", codes=(0, 2)),
    Command(line="compare {logs} -m val_loss", rows="table"),
    Command(line="compare {logs} -m val_loss --by lr --stats median --format json", rows="json"),
    Command(line="compare {logs} -m val_acc --at last --only runs --format csv", rows="csv"),
    Command(line="compare {logs} -m val_loss --stitch --format json", rows="json"),
    Command(line="compare {logs} -m val_loss --where lr<0.25"),
    Command(line="compare {logs} -m val_loss --format html", rows="table"),
    Command(line="best {logs} -m val_acc"),
    Command(line="best {logs} -m val_loss --checkpoint", codes=(0, 2)),
    Command(line="gate {logs} --baseline {logs}/good_0 -m val_loss --tolerance 0.1", codes=(0, 1, 3)),
    Command(line="gate {logs}/good_1 --baseline {logs} -m val_loss --fail-on worse --format json", codes=(0, 1, 3)),
    Command(line="plot {logs} -m val_loss -o {out}.png --force"),
    Command(line="plot {logs} -o {out}.svg --by lr -x epoch --force"),
    Command(line="plot {logs} --terminal -m val_loss"),
    Command(line="plot {logs} -m val_loss --stitch -o {out}.png --force"),
    Command(line="plot {logs} -m val_loss --kind scatter -o {out}.pdf --force", codes=(0, 2)),
    Command(line="plot {logs} -m val_loss --kind parallel -o {out}.png --force", codes=(0, 2)),
    Command(line="export {logs}", rows="csv"),
    Command(line="export {logs} --wide -o {out}.csv"),
    Command(line="export {logs} --provenance -o {out}.parquet"),
    Command(line="export {logs} -m val_* -o {out}.json"),
)
#: The commands for a run that is not good; it may have nothing to show.
_ABOUT_RUN: Final = ("ls {run}", "show {run}", "compare {run}", "plot {run} -o {out}.png --force")


def commands(logs: Path, random: Random) -> Iterator[Command]:
    """Yield the commands for a tree: those that are always tried, and some about two of its other runs."""
    yield from COMMANDS
    others = sorted(entry.name for entry in os.scandir(logs) if entry.name not in GOOD and " " not in entry.name)
    for name in random.sample(others, min(2, len(others))):
        for line in _ABOUT_RUN:
            yield Command(line=line.replace("{run}", f"{{logs}}/{name}"), codes=(0, 2))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a command did."""

    #: Exit code; negative if a signal ended the process.
    code: int
    stdout: str
    stderr: str
    #: Wall time in seconds, and processor time of the process in seconds.
    wall: float
    cpu: float
    #: Peak memory in bytes.
    memory: int = 0

    @property
    def seconds(self) -> float:
        """The time on a machine that has nothing else to do: other programs make the wall time longer."""
        return self.wall if self.wall >= STOPPED else min(self.wall, self.cpu)


def run(words: list[str]) -> Outcome:
    """Run logtools with these arguments to its end, in an empty folder."""
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr, tempfile.TemporaryDirectory() as cwd:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, "-P", "-m", "logtools", *words],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            cwd=cwd,
            env=environment,
            preexec_fn=_limit,  # noqa: PLW1509 - this process has no other threads at this point
        )
        guard = threading.Timer(STOPPED, process.send_signal, [signal.SIGKILL])
        guard.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        guard.cancel()
        guard.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0)
        stderr.seek(0)
        return Outcome(
            code=process.returncode,
            stdout=stdout.read(_MOST).decode(errors="replace"),
            stderr=stderr.read(_MOST).decode(errors="replace"),
            wall=wall,
            cpu=usage.ru_utime + usage.ru_stime,
            memory=usage.ru_maxrss * _UNIT,
        )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))
