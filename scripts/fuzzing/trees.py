"""Make trees of logs in which some runs are hostile or damaged, and three are good.

A tree depends only on the kinds, the seed and the scale, so a failure can be reproduced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

__all__ = ["GOOD", "Attack", "Place", "make_tree", "write_run"]

#: The ids of the good runs.
GOOD: Final = ("good_0", "good_1", "good_2")
#: A good log of four epochs.
_EPOCHS = range(4)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where and how an attack is made."""

    #: The folder of the logs.
    logs: Path
    #: The source of all choices.
    random: Random
    #: Factor of all counts and sizes; 1 is as large as an attacker may choose.
    scale: float

    def count(self, most: int, least: int = 1) -> int:
        """Draw a count: the largest in half of all cases, otherwise any order of magnitude below."""
        largest = max(int(most * self.scale), least)
        share = self.random.choice([1.0, self.random.random() ** 2])
        return max(int(largest * share), least)

    def some(self, values: Sequence[str], most: int = 8) -> list[str]:
        """Draw at least one of the values, each at most once, in any order."""
        return self.random.sample(values, self.random.randint(1, min(most, len(values))))


Attack = Callable[[Place], None]


def make_tree(logs: Path, kinds: Mapping[str, Attack], *, seed: int, scale: float = 1.0) -> None:
    """Write the good runs and the attacks into a new folder."""
    for number, name in enumerate(GOOD):
        write_run(logs / name, hparams=f"lr: {0.1 * (number + 1):.1f}\nseed: {number}\n", shift=number)
    for name, attack in kinds.items():
        attack(Place(logs=logs, random=Random(f"{name} {seed}"), scale=scale))  # noqa: S311 - no secret


def write_run(
    folder: Path,
    *,
    header: Sequence[str] = ("epoch", "step", "train_loss", "val_loss", "val_acc"),
    rows: Sequence[Sequence[object]] | None = None,
    hparams: str | bytes = "lr: 0.1\n",
    shift: int = 0,
) -> Path:
    """Write a run. By default its table has four epochs, with a value in each cell; `shift` changes the values."""
    import csv

    if rows is None:
        metrics = range(2, len(header))
        rows = [[e, 10 * e + 9, *(round(1 / (e + i + shift + 1), 4) for i in metrics)] for e in _EPOCHS]
    folder.mkdir(parents=True)  # fails where another attack made a link, which could lead out of the tree
    with (folder / "metrics.csv").open("x", encoding="utf-8", errors="surrogatepass", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    content = hparams if isinstance(hparams, bytes) else hparams.encode(errors="surrogatepass")
    (folder / "hparams.yaml").write_bytes(content)
    os.utime(folder / "metrics.csv", (1e9, 1e9))  # finished long ago
    return folder
