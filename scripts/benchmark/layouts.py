"""What the logs of the benchmark look like: their columns, what each holds, and how many rows and runs there are.

All have the layout that Lightning's CSVLogger writes since 2.2: columns in alphabetical order, a row with the learning
rate and no epoch before each row of a train step, a validation row and a train-epoch row at the end of each epoch, and
a test row at the end, one step and one epoch further. Everything a parser has to find out is known here beforehand; the
bare bound is allowed to use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["COUNTS", "LAYOUTS", "Layout", "Metric", "small"]

#: The kinds of row, in the order in which Lightning writes them where several belong to one step.
Row = Literal["lr", "step", "val", "epoch", "test"]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A column, and the labels that its name and its rows give to its values."""

    #: The column's name.
    column: str
    #: The rows that fill it.
    row: Row
    #: The name without Lightning's suffix, and that without the word for the stage.
    metric: str
    quantity: str
    #: train, val or test.
    stage: str

    @property
    def granularity(self) -> str:
        """Tell whether a value belongs to a step or to an epoch."""
        return "step" if self.row in {"lr", "step"} else "epoch"


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The shape of a folder of runs."""

    runs: int
    #: Rows of train steps in a run; each has a row with the learning rate before it.
    steps: int
    epochs: int
    metrics: tuple[Metric, ...]
    #: Train steps from one logged one to the next (`log_every_n_steps`).
    every: int = 10

    @property
    def header(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        return tuple(sorted(["epoch", "step", *(metric.column for metric in self.metrics)]))

    @property
    def rows(self) -> int:
        """Rows of a run: a learning rate and a train step, a validation and a train epoch, and the test."""
        return 2 * self.steps + 2 * self.epochs + 1

    @property
    def observations(self) -> int:
        """Values in all runs together."""
        return self.runs * sum(self.filled(metric) for metric in self.metrics)

    def filled(self, metric: Metric) -> int:
        """Return how many values of a metric a run has."""
        return {"lr": self.steps, "step": self.steps, "val": self.epochs, "epoch": self.epochs, "test": 1}[metric.row]


_LEARNING_RATE = Metric(column="lr-AdamW", row="lr", metric="lr-AdamW", quantity="lr-AdamW", stage="train")


def _forked(*quantities: str) -> list[Metric]:
    """Return train metrics that were logged both on step and on epoch."""
    return [
        Metric(column=f"train_{name}_{row}", row=row, metric=f"train_{name}", quantity=name, stage="train")
        for name in quantities
        for row in ("step", "epoch")
    ]


def _plain(row: Row, stage: str, *quantities: str, between: str = "_") -> list[Metric]:
    names = [(f"{stage}{between}{name}", name) for name in quantities]
    return [Metric(column=name, row=row, metric=name, quantity=quantity, stage=stage) for name, quantity in names]


_SEVENTEEN = (
    _LEARNING_RATE,
    *_forked("loss", "acc", "f1"),
    *_plain("step", "train", "grad_norm", "time"),
    *_plain("val", "val", "loss", "acc", "f1", "auc"),
    *_plain("test", "test", "loss", "acc"),
)
_ELEVEN = (
    _LEARNING_RATE,
    *_forked("loss", "acc"),
    *_plain("val", "val", "loss", "acc"),
    *_plain("test", "test", "loss", "acc"),
)
_FIVE_HUNDRED = (
    _LEARNING_RATE,
    *_forked("loss"),
    *_plain("step", "train", *(f"activation/layer_{i:03}" for i in range(293)), between="/"),
    *_plain("val", "val", "loss", *(f"recall/class_{i:03}" for i in range(199)), between="/"),
    *_plain("test", "test", "loss", "acc"),
)

#: How many runs the table of costs per run has.
COUNTS: Final = (10, 100, 1_000, 10_000)

LAYOUTS: Final = {
    "sweep": Layout(runs=1_000, steps=2_060, epochs=20, metrics=_SEVENTEEN),
    "many": Layout(runs=200, steps=1_000, epochs=10, metrics=_ELEVEN),
    "big": Layout(runs=1, steps=500_000, epochs=50, metrics=_ELEVEN),
    "wide": Layout(runs=1, steps=2_000, epochs=20, metrics=_FIVE_HUNDRED),
    **{f"runs{count}": Layout(runs=count, steps=120, epochs=10, metrics=_ELEVEN) for count in COUNTS},
}


def small(layout: Layout) -> Layout:
    """Return a layout of the same columns with few rows and runs, to try things out."""
    return Layout(
        runs=2 * len(str(layout.runs)),
        steps=min(layout.steps, 60),
        epochs=min(layout.epochs, 3),
        metrics=layout.metrics,
        every=layout.every,
    )
