"""The program: `logtools`, or `python -m logtools`.

A separate thread handles Ctrl-C and the signals that ask a program to end, in all commands but `train`. So a command
ends at once even while polars computes, when Python's own handlers would wait, and leaves no unfinished file.
"""

from __future__ import annotations

import _thread
import atexit
import gc
import os
import signal
import sys

__all__ = ["run"]

#: New objects before the garbage collector runs. A command creates many objects and no cycles, so Python's default of
#: 700 would run it too often.
_GC_THRESHOLD = 500_000
#: The signals that end a command: Ctrl-C, a request to end, and a closed terminal (not on Windows).
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def run() -> None:
    """Run the command in the arguments, and exit with its code."""
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    if command != "train":  # training takes long, and PyTorch relies on the normal cleanup at exit
        gc.set_threshold(_GC_THRESHOLD)
        atexit.register(gc.freeze)  # skip the garbage collection at exit
        end_at_signals()
    from logtools.cli import main  # after the line above: this import takes longer than Python's start

    completing = "_LOGTOOLS_COMPLETE" in os.environ
    try:
        if completing:
            from logtools.cli.shells import register

            register()
        main(prog_name="logtools")
    except Exception:
        if completing:  # the user is typing: a traceback would destroy the line
            sys.exit(1)
        raise


def end_at_signals() -> None:
    """End this process at a signal, with the exit code that a shell reports: 128 and the number of the signal."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    signal.set_wakeup_fd(write)  # Python writes the number of a signal into it, whatever the main thread does
    _thread.start_new_thread(_end, (read,))
    for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores the end of the terminal
            signal.signal(number, _no_exception)


def _end(pipe: int) -> None:
    """Wait for a signal, and end this process without cleanup, except for unfinished files."""
    (number,) = os.read(pipe, 1)
    filesystem = sys.modules.get("logtools.storage.filesystem")  # unless imported, nothing is written
    getattr(filesystem, "remove_unfinished", lambda: None)()
    os._exit(128 + number)


def _no_exception(*_: object) -> None:
    """Handle a signal in the main thread, where it raises no exception."""


if __name__ == "__main__":
    run()
