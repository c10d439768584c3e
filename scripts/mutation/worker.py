"""Run the tests of a module once for each of its mutants, each time in a fork of this process.

The arguments are the file of the tests and the name of the module; standard input has the name of a mutant in each
line. Prints a line for each: its name and its verdict. This process imports the tests and runs none, because polars
cannot be used in a fork of a process that used it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time

import pytest

#: Options of pytest: nothing is written, and the first failure is enough.
_OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly")
#: A mutant may take this many times as long as the tests without one, and this many seconds more.
_FACTOR, _MORE = 5, 20


def main() -> None:
    """Read the arguments and test the mutants."""
    tests, module = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    pytest.main([*_OPTIONS, "--collect-only", tests])
    started = time.monotonic()
    if _fork(tests, None, 120) != 0:
        sys.exit(f"{tests} fails without a mutant")
    limit = _FACTOR * (time.monotonic() - started) + _MORE
    for line in sys.stdin:
        code = _fork(tests, f"{module}.{line.strip()}", limit)
        verdict = {0: "survived", -signal.SIGALRM: "timeout", -signal.SIGXCPU: "timeout"}.get(code, "killed")
        print(line.strip(), verdict, file=answers, flush=True)


def _fork(tests: str, mutant: str | None, limit: float) -> int:
    """Run the tests with a mutant in a fork; return the exit code, negative if a signal ended it."""
    child = os.fork()
    if child == 0:
        signal.alarm(round(limit))
        resource.setrlimit(resource.RLIMIT_CPU, (round(limit), round(limit) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
        os.environ["MUTANT_UNDER_TEST"] = mutant or ""
        os._exit(pytest.main([*_OPTIONS, tests]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
