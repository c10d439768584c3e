"""Measure time and memory of processes. Tools run in turns, so that a busy minute affects all of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Command", "Result", "Run", "take_turns"]

_SLOW = 20.0  # seconds: a slower command runs only once
_LIMIT = 300.0  # seconds: a slower command is stopped
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes per unit of ru_maxrss


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command and the folder in which it runs."""

    arguments: tuple[str, ...]
    folder: Path
    #: Whether the process prints its duration in seconds as the last line; otherwise its total time is measured.
    prints_duration: bool
    #: A folder of modules that take precedence over installed ones.
    modules: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Run:
    """Time and memory of one process."""

    #: Wall time in seconds.
    wall: float
    #: CPU time in seconds, including start and imports.
    cpu: float
    #: Peak resident memory in bytes; with child processes, that of the largest process.
    memory: int
    #: Error message; empty if there was no error.
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """Time and memory of one tool, by round."""

    name: str
    runs: tuple[Run, ...]

    @property
    def error(self) -> str:
        """Error message; empty if there was no error."""
        return next((run.error for run in self.runs if run.error), "")

    def median(self, measure: str) -> float:
        """Return the median of `wall`, `cpu` or `memory`."""
        return float(median(getattr(run, measure) for run in self.runs))

    def ratio(self, other: Result, measure: str = "wall") -> float:
        """Return the cost relative to another result: the median over the rounds that both ran in."""
        pairs = zip(self.runs, other.runs, strict=False)
        return float(median(getattr(one, measure) / getattr(two, measure) for one, two in pairs))


def take_turns(commands: Mapping[str, Command], *, rounds: int, tell: Callable[[str], None]) -> list[Result]:
    """Run every command once per round; slow ones only in the first round, failed ones never again."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            if number and (runs[name][0].error or runs[name][0].wall > _SLOW):
                continue
            run = _measured(command)
            tell(f"  {number + 1}/{rounds} {name}: {run.error or f'{run.wall:.2f} s, {run.memory / 1e6:.0f} MB'}")
            runs[name].append(run)
    return [Result(name=name, runs=tuple(some)) for name, some in runs.items()]


def _measured(command: Command) -> Run:
    """Run a process to its end.

    Until the new program is loaded, the system counts the memory of the parent process as that of the child. So this
    process, including its imports, must stay small.
    """
    paths = [str(path) for path in (command.modules, command.folder) if path]
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - commands of our own tasks
            command.arguments,
            cwd=command.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": "ignore"},
        )
        guard = threading.Timer(_LIMIT, process.send_signal, [signal.SIGKILL])
        guard.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        lines = errors.read().decode(errors="replace").split("\n")
    error = ""
    if wall >= _LIMIT:
        error = f"stopped after {_LIMIT:.0f} s"
    elif process.returncode:
        error = "failed: " + next((line for line in reversed(lines) if line.strip()), str(process.returncode))
    elif command.prints_duration:
        wall = float(lines[-2])
    return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss * _UNIT, error=error)
