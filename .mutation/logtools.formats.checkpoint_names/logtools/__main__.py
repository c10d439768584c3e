"""The program: `logtools`, or `python -m logtools`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from logtools.cli import main

__all__ = ["run"]

#: New objects before the garbage collector runs. A command creates many objects and no cycles, so Python's default of
#: 700 would run it too often.
_GC_THRESHOLD = 500_000


def run() -> None:
    """Run the command in the arguments, and exit with its code."""
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    if command != "train":  # training takes long, and PyTorch relies on the normal cleanup at exit
        gc.set_threshold(_GC_THRESHOLD)
        atexit.register(gc.freeze)  # skip the garbage collection at exit
    try:
        main(prog_name="logtools")
    except Exception:
        if "_LOGTOOLS_COMPLETE" in os.environ:  # the user is typing: a traceback would destroy the line
            sys.exit(1)
        raise


if __name__ == "__main__":
    run()
