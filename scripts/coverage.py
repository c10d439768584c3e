"""Measure by simulation how accurate the intervals and tests of comparisons are for few runs.

    python scripts/coverage.py --write                     all tables, into docs/statistics.md
    python scripts/coverage.py --only power folds --seed 1

Prints the Markdown tables of docs/statistics.md. It draws thousands of experiments from populations with known true
values, and passes them to the functions that `Logs.compare` and the gate use. The random numbers are seeded: the output
is always the same. All tables take about 45 minutes of one core.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also works where logtools is not installed

from scripts.simulations import curves, gate, groups, means, two_groups, unusual  # noqa: E402
from scripts.simulations.tables import filled, measured  # noqa: E402

PAGE = ROOT / "docs" / "statistics.md"
TABLES = {table.name: table for module in (means, two_groups, groups, unusual, curves, gate) for table in module.TABLES}


def main() -> None:
    """Print all tables, or those that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", nargs="+", metavar="TABLE", choices=TABLES, default=list(TABLES), help=f"tables: {', '.join(TABLES)}"
    )
    parser.add_argument("--rounds", type=int, help="experiments for each cell (default: that of each table)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the random numbers (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="also replace the tables in docs/statistics.md")
    args = parser.parse_args()
    if args.write and (args.rounds or args.seed):
        parser.error("--write needs the default --rounds and --seed")
    os.environ |= {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}  # of the processes: their frames are small
    chosen = [TABLES[name] for name in args.only]
    for table, text in measured(chosen, experiments=args.rounds, seed=args.seed, jobs=args.jobs):
        print(f"{table.name}:\n\n{text}\n", flush=True)  # noqa: T201
        if args.write:
            PAGE.write_text(
                filled(PAGE.read_text(encoding="utf-8"), {table.name: text}), encoding="utf-8", newline="\n"
            )


if __name__ == "__main__":
    main()
