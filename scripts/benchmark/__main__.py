"""`scripts/bench`: create the logs, run all tools in turns, print the tables."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from scripts.benchmark import report
from scripts.benchmark.layouts import COUNTS, LAYOUTS, Layout, small
from scripts.benchmark.measure import Result, take_turns
from scripts.benchmark.tasks import ROOT, TASKS, Task, commands, wants_events


def main() -> None:
    """Parse the arguments and run the tasks."""
    options = _options()
    if unknown := set(options.only) - set(TASKS):
        sys.exit(f"unknown task: {', '.join(sorted(unknown))}; use {', '.join(TASKS)}")
    _print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"polars {version('polars')}; medians of at most {options.rounds} rounds, taken in turns"
    )
    counted: list[tuple[int, Mapping[str, Result]]] = []
    others: dict[str, tuple[Task, Layout, Mapping[str, Result]]] = {}
    for name in options.only or TASKS:
        results, layout = _measured(name, options), _layout(name, quick=options.quick)
        if name in {f"compare-runs{count}" for count in COUNTS}:
            counted.append((layout.runs, results))
        else:
            others[name] = TASKS[name], layout, results
    if len(counted) > 1:
        table, verdicts = report.growth(counted, markdown=options.markdown)
        verdicts = [] if options.quick else verdicts
        _print("\ncompare: cost of each additional run\n", table, "", *verdicts)
    if len(others) > 1:
        _print(
            "\nSummary: time, time relative to the baseline, and peak memory",
            *report.overview(others, markdown=options.markdown),
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure how fast logtools reads logs.")
    cache = Path(tempfile.gettempdir(), f"logtools-bench-{os.getuid() if hasattr(os, 'getuid') else 'data'}")
    parser.add_argument("--data", type=Path, default=cache, help="folder for the logs, which are kept (%(default)s)")
    parser.add_argument("--only", action="append", default=[], metavar="TASK", help=f"one of {', '.join(TASKS)}")
    parser.add_argument("--rounds", type=int, default=5, help="number of runs of each tool (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="use a few short runs, to check that everything works")
    parser.add_argument("--markdown", action="store_true", help="print tables as Markdown")
    return parser.parse_args()


def _measured(name: str, options: argparse.Namespace) -> dict[str, Result]:
    """Run one task, print its table, and return the measurements."""
    task, layout = TASKS[name], _layout(name, quick=options.quick)
    folder = options.data.resolve() / ("quick" if options.quick else "full") / task.logs
    _make(layout, folder, events=wants_events(task))
    runs, events = folder / "runs", folder / "events" / "runs"
    size = sum(file.stat().st_size for file in runs.glob("*/metrics.csv"))
    _print("", report.heading(name, task, layout, size), "")
    contenders = commands(task, layout, runs, events if wants_events(task) else None)
    results = take_turns(contenders, rounds=options.rounds, tell=_tell)
    by_name = {result.name: result for result in results}
    _print(report.table(results, markdown=options.markdown), "", *([] if options.quick else report.aims(task, by_name)))
    return by_name


def _layout(name: str, *, quick: bool) -> Layout:
    layout = LAYOUTS[TASKS[name].logs]
    return small(layout) if quick else layout


def _make(layout: Layout, folder: Path, *, events: bool) -> None:
    """Create logs in a separate process: this process must stay small, see `measure`."""
    _tell(f"creating {folder} if it is missing ...")
    code = "import sys; from scripts.benchmark.contend import made; made(*sys.argv[1:])"
    arguments = [sys.executable, "-c", code, json.dumps(asdict(layout)), str(folder), *(["events"] if events else [])]
    subprocess.run(arguments, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)  # noqa: S603 - our own


def _print(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
