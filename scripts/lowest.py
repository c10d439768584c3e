"""Print the lowest versions that logtools allows, as constraints for pip.

    python scripts/lowest.py > constraints.txt
    pip install -e ".[pandas,test,train]" --constraint constraints.txt

Covers what users install: the dependencies and the extras `pandas` and `train`. `scripts/test --lowest` uses it.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("pandas", "train")


def main() -> None:
    """Print one constraint per line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    sys.stdout.writelines(f"{constraint}\n" for constraint in constraints(ROOT / "pyproject.toml"))


def constraints(pyproject: Path) -> list[str]:
    """Return `name==version` for the lower bound of every requirement; a requirement without one is an error."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    requirements = [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]
    found = []
    for requirement in requirements:
        match = re.match(r"([\w.-]+)(?:\[.*?\])?>=([\d.]+)", requirement)
        if match is None:
            raise ValueError(f"{requirement!r} has no lower bound")
        found.append(f"{match[1]}=={match[2]}")
    return sorted(found)


if __name__ == "__main__":
    main()
