"""Create the logs in `fixtures/logs`: real trainings of the reference trainer on the digits that come with it.

    python scripts/make_fixtures.py

It needs the extra `train` and about two minutes. The files are replaced only if all trainings succeed. On the same
machine with the same library versions, the files are identical, byte for byte.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FOLDER = ROOT / "fixtures" / "logs"


def main() -> None:
    """Train all runs in a temporary folder, then replace the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary, "logs")
        for run in train(made):
            print(run.relative_to(made), file=sys.stderr)  # noqa: T201
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(made, FOLDER)


def train(logs: Path) -> Iterator[Path]:
    """Yield the folder of each completed run."""
    from logtools.trainer import Settings, grid, train_runs

    # The notebook's variants. 4,690 digits in batches of 10 are 469 batches per epoch, like MNIST in batches of 128.
    for log_on in ("both", "epoch", "step"):
        notebook = Settings(
            log_on=log_on, data="sample", limit=4_690, batch_size=10, validate=False, test=False, checkpoints=False
        )
        yield from train_runs([notebook], logs=logs)
    # A sweep that is long enough for the highest learning rate to overfit while the lowest still learns.
    base = Settings(data="sample", epochs=10, checkpoints=False)
    sweep = grid(base, lr=[1e-4, 1e-3, 1e-2], batch_size=[32], seed=[0, 1, 2, 3])
    yield from train_runs(sweep, logs=logs, name="sweep")


if __name__ == "__main__":
    main()
