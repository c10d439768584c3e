"""The program: `logtools`, or `python -m logtools`."""

from __future__ import annotations

import atexit
import gc
import sys

from logtools.cli import main

__all__ = ["run"]

#: Objects between two searches for cycles. A command creates many objects and no cycles; Python's own 700 is too often.
_GC_THRESHOLD = 500_000


def run() -> None:
    """Run the command that the arguments name, and exit with its code."""
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    if command != "train":  # training takes long, and PyTorch needs the usual order at exit
        gc.set_threshold(_GC_THRESHOLD)
        atexit.register(gc.freeze)  # skip the last search for cycles
    main(prog_name="logtools")


if __name__ == "__main__":
    run()
