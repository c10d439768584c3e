"""One contender, one task, in a process of its own.

    python -m scripts.benchmark.contend CONTENDER_TASK LAYOUT FOLDER

What a command prints goes to standard output. Of a library call only the call counts, not the start of Python and its
imports, so that it says itself how long it took: on the last line of standard error.
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
    """Do what the arguments say."""
    name, told, folder = sys.argv[1:]
    root = Path(folder)
    call = _imported(name, told)
    started = time.perf_counter()
    kept = call(root)
    seconds = time.perf_counter() - started
    print(f"\n{seconds}", file=sys.stderr)  # noqa: T201
    del kept


def made(told: str, folder: str, events: str = "") -> None:
    """Make the logs of a layout, and the same values as event files where these are asked for."""
    from scripts.benchmark.makers import make

    runs = make(_layout(told), Path(folder))
    if events:
        from scripts.benchmark.events import convert

        convert(runs, Path(folder, "events"))


def _imported(name: str, told: str) -> Callable[[Path], object]:
    """Return what is to be called, with its heavy imports done."""
    if name == "bound_ls":
        from scripts.benchmark import walk

        return lambda root: walk.show(str(root))
    if name.startswith("bound"):
        from scripts.benchmark import bound

        layout = _layout(told)
        return lambda root: getattr(bound, name.removeprefix("bound_"))(layout, root)
    if name == "logtools_metrics":
        __import__("numpy")  # the bound has it by now too
        from logtools import read

        return lambda root: read(root).metrics()
    from scripts.benchmark import rivals

    module = name.partition("_")[0]
    __import__(module)
    rival: Callable[[Path], object] = getattr(rivals, name)
    return rival


def _layout(told: str) -> Layout:
    fields = json.loads(told)
    return Layout(**{**fields, "metrics": tuple(Metric(**metric) for metric in fields["metrics"])})


if __name__ == "__main__":
    main()
