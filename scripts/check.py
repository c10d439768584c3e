"""Run every check: format, lint, types, layers, tests. Works on every platform, including Windows.

    python scripts/check.py               everything
    python scripts/check.py -k name -x    only pytest, with these arguments

It needs an environment with logtools and the extras `pandas`, `test` and `train`. `scripts/test` creates one and then
calls this script.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = ("-m", "pytest")
#: At most four processes: some of them train, which needs memory.
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")


def main(arguments: list[str]) -> int:
    """Run all checks, even if one fails; return the exit code."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)  # noqa: T201
        return 0
    # Trainings in the tests use one core each, because the tests run in parallel.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    failed = [name for name, command in steps(arguments) if not passes(name, command)]
    if failed:
        say(f"Failed: {'; '.join(failed)}")
    return int(bool(failed))


def steps(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Return name and command of each check."""
    if arguments:
        return [(f"pytest {' '.join(arguments)}", [sys.executable, *PYTEST, *arguments])]
    ruff = [sys.executable, "-m", "ruff"]
    lint_imports = shutil.which("lint-imports", path=Path(sys.executable).parent) or "lint-imports"
    return [
        ("ruff format", [*ruff, "format", "--check", "."]),
        ("ruff check", [*ruff, "check", "."]),
        ("mypy", [sys.executable, "-m", "mypy", "--strict"]),
        ("lint-imports", [lint_imports]),
        ("pytest", [sys.executable, *PYTEST, *PARALLEL]),
    ]


def passes(name: str, command: list[str]) -> bool:
    """Run one check and return whether it passed."""
    say(f"--- {name}")
    result = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - our own commands
    return result.returncode == 0


def say(text: str) -> None:
    """Write a line to standard error."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
