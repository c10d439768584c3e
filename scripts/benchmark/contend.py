"""Run one tool on one task, in a separate process.

    python -m scripts.benchmark.contend CONTENDER_TASK LAYOUT FOLDER

The output of a command goes to standard output. For a library call, only the call is timed, without the start of Python
and the imports: the process prints its duration as the last line on standard error.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.benchmark.layouts import Layout, Metric

__all__ = ["made", "main"]


def main() -> None:
    """Run the task that the arguments name."""
    name, text, folder = sys.argv[1:]
    root = Path(folder)
    call = _imported(name, text)
    started = time.perf_counter()
    kept = call(root)
    seconds = time.perf_counter() - started
    print(f"\n{seconds}", file=sys.stderr)  # noqa: T201
    del kept


def made(text: str, folder: str, events: str = "") -> None:
    """Create the logs of a layout and, if requested, event files with the same values."""
    from scripts.benchmark.makers import make

    runs = make(_layout(text), Path(folder))
    if events:
        from scripts.benchmark.events import convert

        convert(runs, Path(folder, "events"))


def _imported(name: str, text: str) -> Callable[[Path], object]:
    """Return the function to time, after its heavy imports."""
    if name == "bound_ls":
        from scripts.benchmark import walk

        return lambda root: walk.show(str(root))
    if name.startswith("bound"):
        from scripts.benchmark import bound

        layout = _layout(text)
        return lambda root: getattr(bound, name.removeprefix("bound_"))(layout, root)
    if name == "logtools_metrics":
        __import__("numpy")  # already imported for the baseline too
        from logtools import read

        return lambda root: read(root).metrics()
    from scripts.benchmark import rivals

    module = name.partition("_")[0]
    __import__(module)
    rival: Callable[[Path], object] = getattr(rivals, name)
    return rival


def _layout(text: str) -> Layout:
    fields = json.loads(text)
    return Layout(**{**fields, "metrics": tuple(Metric(**metric) for metric in fields["metrics"])})


if __name__ == "__main__":
    main()
