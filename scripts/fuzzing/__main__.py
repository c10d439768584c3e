"""`scripts/fuzz`: run the commands on hostile trees until the time is over."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path
from random import Random

from scripts.fuzzing.checks import contents, in_silence, problems
from scripts.fuzzing.commands import COMMANDS, Command, Outcome, commands, run
from scripts.fuzzing.kinds import KINDS, drawn
from scripts.fuzzing.trees import make_tree


def main() -> None:
    """Parse the arguments, try trees, and exit with 1 if a command failed."""
    options = _options()
    if unknown := set(options.kinds) - set(KINDS):
        sys.exit(f"unknown kind: {', '.join(sorted(unknown))}; use {', '.join(KINDS)}")
    with tempfile.TemporaryDirectory(prefix="logtools-fuzz-") as folder:
        place = Path(folder)
        make_tree(place / "good", {}, seed=0)
        alone = {command: run(command.words(place / "good", place / "out")) for command in _chosen(COMMANDS, options)}
        ends = time.monotonic() + options.seconds
        tried = failed = trees = 0
        for seed in islice(count(options.seed), options.trees):
            logs = place / "logs"
            kinds = {name: KINDS[name] for name in options.kinds or drawn(Random(seed))}  # noqa: S311 - no secret
            make_tree(logs, kinds, seed=seed, scale=options.scale)
            before = contents(logs)
            trees += 1
            found: list[str] = []
            for command in _chosen(tuple(commands(logs, Random(seed))), options):  # noqa: S311 - no secret
                outcome = run(command.words(logs, place / "out"))
                wrong = problems(command, outcome, alone.get(command) or _like(command, alone))
                if command.line == "ls {logs}":
                    wrong += [f"neither listed nor noticed: {name}" for name in in_silence(logs, outcome)]
                tried += 1
                if wrong:
                    found.append(f"logtools {command.line!r}: {', '.join(wrong)}")
                    found += [f"  | {line[:300]!r}" for line in outcome.stderr.splitlines()[-4:]]
                    failed += 1
            if changed := sorted(name for name, _ in before.items() ^ contents(logs).items()):
                found.append(f"changed files: {changed[:5]}")
                failed += 1
            if found or options.verbose:
                again = f"scripts/fuzz --seed {seed} --trees 1 --scale {options.scale} --kinds {' '.join(kinds)}"
                print("\n".join([again, *found]), flush=True)  # noqa: T201
            _remove(logs)
            if time.monotonic() > ends:
                break
    print(f"{tried:,} commands on {trees:,} trees from seed {options.seed} on: {failed:,} failed")  # noqa: T201
    sys.exit(1 if failed else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/fuzz",
        description="Run all commands on trees of good and hostile logs. Each failure is printed with the command that "
        "repeats it.",
    )
    parser.add_argument("--seconds", type=float, default=300.0, help="time after which to stop (default: %(default)s)")
    parser.add_argument("--trees", type=int, help="number of trees after which to stop (default: no limit)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first tree; each tree adds 1 (default: 0)")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="factor of all counts and sizes (default: %(default)s)"
    )
    parser.add_argument(
        "--kinds", nargs="+", default=[], metavar="KIND", help=f"any of {', '.join(KINDS)} (default: drawn at random)"
    )
    parser.add_argument("--only", default="", metavar="TEXT", help="only commands that contain this text")
    parser.add_argument("--verbose", action="store_true", help="also print the trees without a failure")
    return parser.parse_args()


def _chosen(tried: tuple[Command, ...], options: argparse.Namespace) -> list[Command]:
    return [command for command in tried if options.only in command.line]


def _like(command: Command, alone: dict[Command, Outcome]) -> Outcome:
    """Return the outcome of a command of the same name for the good runs."""
    name = command.line.split(" ")[0]
    return next(
        (outcome for other, outcome in alone.items() if other.line.startswith(name)), next(iter(alone.values()))
    )


def _remove(folder: Path) -> None:
    """Remove a tree, however deep."""
    subprocess.run([shutil.which("rm") or "rm", "-rf", "--", str(folder)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
