"""Train the runs of the lesson (docs/lesson.md) and draw its figures.

    python scripts/make_lesson.py

It needs the extra `train` and about a minute. It writes `docs/lesson/`: a folder per run with the files of Lightning,
`plain.csv` with the output of a plain PyTorch loop, and the figures. Then run `scripts/docs --write`, which fills the
tables of the page from these files. On the same machine with the same library versions, the files are identical.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also works where logtools is not installed

FOLDER: Final = ROOT / "docs" / "lesson"
EPOCHS: Final = 3
BATCH: Final = 64
EVERY: Final = 10
#: By the folder of each run: what a training step logs, and `log_every_n_steps`.
RUNS: Final = {
    "step": ("step", EVERY),
    "epoch": ("epoch", EVERY),
    "both": ("both", EVERY),
    "default": ("default", EVERY),
    "every_1": ("both", 1),
    "every_1000": ("both", 1000),
}
PICTURES: Final = ("step", "epoch", "both")


def main() -> None:
    """Train in a temporary folder, then replace the files of the lesson."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        for name, (log_on, every) in RUNS.items():
            train(made / name, log_on, every)
        train_plainly(made / "plain.csv")
        for name in PICTURES:
            draw(made / name, made / f"{name}.png")
        for name in (*RUNS, "plain.csv", *(f"{name}.png" for name in PICTURES)):
            target = FOLDER / name
            shutil.rmtree(target, ignore_errors=True)
            (shutil.copytree if (made / name).is_dir() else shutil.copy)(made / name, target)
            print(target.relative_to(ROOT))  # noqa: T201


def train(folder: Path, log_on: str, every: int) -> None:
    """Train like `logtools train --data sample --log-on LOG_ON ...`, into `folder`/version_0."""
    from logtools.cli import main as logtools

    options = {
        "--data": "sample",
        "--epochs": EPOCHS,
        "--batch-size": BATCH,
        "--log-on": log_on,
        "--log-every-n-steps": every,
        "--logs": folder.parent,
        "--name": folder.name,
    }
    switches = ["--no-validate", "--no-test", "--no-checkpoints", "--no-progress"]
    arguments = ["train", *switches, *(str(x) for pair in options.items() for x in pair)]
    logtools(arguments, standalone_mode=False)


def train_plainly(file: Path) -> None:
    """Train the same network on the same batches without Lightning; write its output as rows of step and loss."""
    import torch
    from torch import nn
    from torch.utils.data import DataLoader

    from logtools.trainer.data import load
    from logtools.trainer.model import TwoBranchNetwork

    torch.set_num_threads(1)  # as in the trainer: rounding depends on it
    torch.manual_seed(0)
    model = TwoBranchNetwork()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    digits = load("sample", validate=False, test=False).train
    batches = DataLoader(digits, batch_size=BATCH, shuffle=True, generator=torch.Generator().manual_seed(0))
    loss_function = nn.CrossEntropyLoss()
    printed: list[tuple[int, float]] = []
    step = 0
    for _ in range(EPOCHS):
        # The page shows the lines between the two comments.
        # start of the loop
        for images, labels in batches:
            scores = model(images)
            loss = loss_function(scores, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if (step + 1) % 10 == 0:
                printed.append((step, loss.item()))
            step += 1
        # end of the loop
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([("step", "loss"), *printed])


def draw(folder: Path, picture: Path) -> None:
    """Plot the training loss of one run."""
    import logtools as lt

    figure = lt.read(folder).plot("loss", size=(6, 3), title=f'log_on="{folder.name}"')
    figure.savefig(picture, dpi=90)


if __name__ == "__main__":
    main()
