"""The program: `logtools`, or `python -m logtools`."""

from __future__ import annotations

import atexit
import gc
import sys

from logtools.cli import main

__all__ = ["run"]

#: A command makes many objects and ends: Python's own 700 would have it look for cycles all the time, and find none.
_BETWEEN_COLLECTIONS = 500_000


def run() -> None:
    """Run the command that the arguments name, and leave with its exit code."""
    if "train" not in sys.argv:  # which goes on for long, and ends in the order that PyTorch wants
        gc.set_threshold(_BETWEEN_COLLECTIONS)
        atexit.register(gc.freeze)  # all memory goes back at once, whatever is in it
    main(prog_name="logtools")


if __name__ == "__main__":
    run()
