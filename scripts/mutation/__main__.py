"""`scripts/mutate`: mutate modules until the time is over, and print the score."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import cast

from scripts.mutation.modules import (
    ROOT,
    Mutants,
    Verdict,
    default_modules,
    difference,
    file_of_tests,
    folder_of,
    load,
    make,
    save,
    write,
)


def main() -> None:
    """Parse the arguments, mutate the modules in random order, and print a line for each and the score."""
    options = _options()
    modules = options.modules or default_modules()
    for module in modules:
        if not (ROOT / module).is_file():
            sys.exit(f"no module {module}: give paths such as logtools/formats/csv/sniff.py")
    Random(options.seed).shuffle(modules)  # noqa: S311 - no secret
    ends = time.monotonic() + options.seconds
    total: Counter[Verdict] = Counter()
    for module in modules:
        mutants = make(module)
        verdicts = load(mutants)
        if time.monotonic() < ends and not options.survivors:
            chosen = sample(mutants, options.sample, options.seed)
            _test(mutants, [name for name in chosen if name not in verdicts], verdicts)
        total.update(verdicts.values())
        if verdicts:
            _say(f"{module}: {score(Counter(verdicts.values()))}")
        if options.survivors:
            _say("\n".join(difference(mutants, name) for name, verdict in verdicts.items() if verdict == "survived"))
    _say(score(total))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/mutate",
        description="Change the code in many small ways, and count the changes that the tests of the changed module "
        "notice. A second call continues: it repeats only functions that changed, and survivors if the tests changed. "
        "Remove .mutation to start again.",
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="default: formats and the statistics of analysis")
    parser.add_argument("--sample", type=float, default=1.0, help="share of the mutants of each module (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the sample and of the order (%(default)s)")
    parser.add_argument("--seconds", type=float, default=1e9, help="time after which no other module is started")
    parser.add_argument("--survivors", action="store_true", help="only print the changes that no test noticed so far")
    return parser.parse_args()


def sample(mutants: Mutants, share: float, seed: int) -> list[str]:
    """Return a random share of the mutants of a module, at least one."""
    names = sorted(mutants.digests)
    count = min(len(names), max(1, round(share * len(names))))
    return Random(f"{seed} {mutants.module}").sample(names, count)  # noqa: S311 - no secret


def _test(mutants: Mutants, names: Sequence[str], verdicts: dict[str, Verdict]) -> None:
    """Test mutants, and add their verdicts as they come."""
    if not names:
        return
    write(mutants)
    folder = folder_of(mutants.module)
    module = mutants.module.removesuffix(".py").replace("/", ".")
    (folder / "names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    with (folder / "names.txt").open("rb") as stdin, (folder / "log.txt").open("wb") as log:
        worker = subprocess.Popen(  # noqa: S603 - this Python
            [sys.executable, "-m", "scripts.mutation.worker", file_of_tests(mutants.module), module],
            cwd=folder,
            env={**os.environ, "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1", "PYTHONPATH": str(folder)},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert worker.stdout is not None  # noqa: S101 - it is a pipe
        for line in worker.stdout:
            name, verdict = line.split()
            verdicts[name] = cast("Verdict", verdict)
            save(mutants, verdicts)
        if worker.wait():
            _say(f"{mutants.module}: cannot be tested, see {folder / 'log.txt'}")


def score(verdicts: Counter[Verdict]) -> str:
    """Return the share of mutants that tests noticed, as text."""
    count = verdicts.total()
    noticed = count - verdicts["survived"]
    return f"{noticed:,} of {count:,} mutants noticed ({noticed / count:.1%})" if count else "no mutants tested"


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
