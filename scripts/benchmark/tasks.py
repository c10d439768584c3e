"""The tasks of the benchmark: what is measured on which logs, with which tools, and the goals of logtools."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from scripts.benchmark.layouts import COUNTS, Layout
from scripts.benchmark.measure import Command, Result

__all__ = ["CONTENDERS", "TASKS", "Aim", "Task", "commands", "wants_events"]

ROOT: Final = Path(__file__).resolve().parents[2]

#: Names of the tools in the tables. All are compared with the first one.
CONTENDERS: Final = {
    "bound": "baseline",
    "logtools": "logtools",
    "pandas": "pandas: read_csv, melt, dropna, concat",
    "polars": "polars: read_csv per file",
    "tbparse": "tbparse: the same values in event files",
    "losslint": "losslint: check the losses",
    "epokio": "epokio: best of one metric",
    "ltui": "ltui: read without drawing",
}
#: Folder in which `scripts/bench` installs the tool that conflicts with logtools.
_APART: Final = {"ltui": Path(sys.prefix, "ltui")}
_TOOLS: Final = ("tbparse", "losslint", "epokio", "ltui")

Results = Mapping[str, Result]


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A goal, and a function that checks whether the results meet it."""

    text: str
    #: Returns the measured value, and whether it meets the goal.
    reached: Callable[[Results], tuple[str, bool]]


@dataclass(frozen=True, kw_only=True)
class Task:
    """One table."""

    #: `metrics`: the tidy frame, in a running Python. `compare`, `ls`, `plot`: the whole command.
    what: str
    #: The name of the layout of the logs.
    logs: str
    contenders: tuple[str, ...]
    aims: tuple[Aim, ...] = field(default=())


def _at_most(limit: float, measure: str = "wall") -> Aim:
    def reached(results: Results) -> tuple[str, bool]:
        ratio = results["logtools"].ratio(results["bound"], measure)
        return f"{ratio:.2f} x", ratio <= limit

    return Aim(text=f"{'time' if measure == 'wall' else 'memory'} at most {limit}x the baseline", reached=reached)


def _below(megabytes: int) -> Aim:
    def reached(results: Results) -> tuple[str, bool]:
        memory = results["logtools"].median("memory") / 1e6
        return f"{memory:.0f} MB", memory < megabytes

    return Aim(text=f"memory under {megabytes} MB", reached=reached)


def _faster_than_pandas(times: float) -> Aim:
    def reached(results: Results) -> tuple[str, bool]:
        if "pandas" not in results:
            return "pandas is not installed", True
        ratio = results["pandas"].ratio(results["logtools"])
        return f"{ratio:.1f} x", ratio >= times

    return Aim(text=f"at least {times:.0f}x faster than pandas", reached=reached)


def _fastest() -> Aim:
    def reached(results: Results) -> tuple[str, bool]:
        others = {n: r for n, r in results.items() if n not in {"bound", "logtools"} and not r.error}
        if not others:
            return "no other tool", True
        name = min(others, key=lambda other: others[other].ratio(results["logtools"]))
        ratio = others[name].ratio(results["logtools"])
        return f"the next one, {name}, takes {ratio:.1f}x as long", ratio > 1

    return Aim(text="faster than all other tools", reached=reached)


_ALL = tuple(CONTENDERS)
_BARE = ("bound", "logtools")
_BY_HAND = (*_BARE, "pandas", "polars")

#: All tables, by name.
TASKS: Final = {
    "metrics-sweep": Task(
        what="metrics",
        logs="sweep",
        contenders=_BY_HAND,
        aims=(_at_most(1.3), _at_most(1.3, "memory"), _faster_than_pandas(4)),
    ),
    "metrics-many": Task(what="metrics", logs="many", contenders=(*_BY_HAND, "tbparse")),
    "metrics-big": Task(what="metrics", logs="big", contenders=(*_BY_HAND, "tbparse")),
    "metrics-wide": Task(what="metrics", logs="wide", contenders=(*_BY_HAND, "tbparse")),
    "compare-sweep": Task(
        what="compare",
        logs="sweep",
        contenders=tuple(name for name in _ALL if name != "tbparse"),
        aims=(_at_most(1.3), _below(200)),
    ),
    "compare-many": Task(what="compare", logs="many", contenders=_ALL, aims=(_at_most(1.3), _fastest())),
    "compare-big": Task(what="compare", logs="big", contenders=_ALL, aims=(_at_most(1.3), _fastest())),
    "compare-wide": Task(what="compare", logs="wide", contenders=_ALL),
    **{
        f"plot-{logs}": Task(
            what="plot",
            logs=logs,
            contenders=("bound", "logtools", "pandas", "ltui"),
            aims=(_at_most(1.5), _faster_than_pandas(1)),
        )
        for logs in ("big", "many")
    },
    "ls-runs10000": Task(what="ls", logs="runs10000", contenders=_BARE, aims=(_at_most(2),)),
    **{f"compare-runs{count}": Task(what="compare", logs=f"runs{count}", contenders=_BARE) for count in COUNTS},
}


def commands(task: Task, layout: Layout, runs: Path, events: Path | None) -> dict[str, Command]:
    """Return the command of each installed tool; `events` has the values of `runs` as event files."""
    found = {}
    for name in task.contenders:
        modules = _APART.get(name)
        if name in {*_TOOLS, "pandas"} and not (modules.is_dir() if modules else find_spec(name)):
            continue
        folder = events if name == "tbparse" else runs
        if folder is None:
            continue
        arguments = ["-m", "scripts.benchmark.contend", f"{name}_{task.what}", json.dumps(asdict(layout)), str(folder)]
        if name == "logtools" and task.what != "metrics":
            arguments = ["-m", "logtools", task.what, str(folder)]
            if task.what == "plot":
                arguments += ["-o", str(folder.parent / "logtools.png"), "--force"]
        prints_duration = task.what == "metrics"
        found[name] = Command(
            arguments=(sys.executable, *arguments), folder=ROOT, prints_duration=prints_duration, modules=modules
        )
    return found


def wants_events(task: Task) -> bool:
    """Return whether a tool of this task reads event files."""
    return "tbparse" in task.contenders and find_spec("tbparse") is not None
