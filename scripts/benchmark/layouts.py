"""The layouts of the benchmark's logs: columns, their meaning, and the numbers of rows and runs.

All logs have the layout of Lightning's CSVLogger since 2.2. Columns are in alphabetical order. A row with the learning
rate, without an epoch, precedes each train step. A validation row and a train-epoch row end each epoch. A test row is
last, one step and one epoch later. The baseline may use all these facts, which a parser must infer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["COUNTS", "LAYOUTS", "Layout", "Metric", "small"]

#: The kinds of row, in the order in which Lightning writes rows of the same step.
Row = Literal["lr", "step", "val", "epoch", "test"]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A column, and the labels of its values."""

    #: The name of the column.
    column: str
    #: The kind of rows that fill it.
    row: Row
    #: The name without Lightning's suffix, and without the stage as well.
    metric: str
    quantity: str
    #: `train`, `val` or `test`.
    stage: str

    @property
    def granularity(self) -> str:
        """Whether a value belongs to a step or to an epoch."""
        return "step" if self.row in {"lr", "step"} else "epoch"


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The shape of a folder of runs."""

    runs: int
    #: Rows of train steps per run; a row with the learning rate precedes each of them.
    steps: int
    epochs: int
    metrics: tuple[Metric, ...]
    #: Train steps per logged step (`log_every_n_steps`).
    every: int = 10

    @property
    def header(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        return tuple(sorted(["epoch", "step", *(metric.column for metric in self.metrics)]))

    @property
    def rows(self) -> int:
        """Number of rows of a run: learning rates and train steps, validations and train epochs, and the test."""
        return 2 * self.steps + 2 * self.epochs + 1

    @property
    def observations(self) -> int:
        """Number of values in all runs together."""
        return self.runs * sum(self.filled(metric) for metric in self.metrics)

    def filled(self, metric: Metric) -> int:
        """Return the number of values of a metric per run."""
        return {"lr": self.steps, "step": self.steps, "val": self.epochs, "epoch": self.epochs, "test": 1}[metric.row]


_LEARNING_RATE = Metric(column="lr-AdamW", row="lr", metric="lr-AdamW", quantity="lr-AdamW", stage="train")


def _forked(*quantities: str) -> list[Metric]:
    """Return train metrics that are logged per step and per epoch."""
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

#: Numbers of runs in the table of costs per run.
COUNTS: Final = (10, 100, 1_000, 10_000)

LAYOUTS: Final = {
    "sweep": Layout(runs=1_000, steps=2_060, epochs=20, metrics=_SEVENTEEN),
    "many": Layout(runs=200, steps=1_000, epochs=10, metrics=_ELEVEN),
    "big": Layout(runs=1, steps=500_000, epochs=50, metrics=_ELEVEN),
    "wide": Layout(runs=1, steps=2_000, epochs=20, metrics=_FIVE_HUNDRED),
    **{f"runs{count}": Layout(runs=count, steps=120, epochs=10, metrics=_ELEVEN) for count in COUNTS},
}


def small(layout: Layout) -> Layout:
    """Return a layout with the same columns but few rows and runs, for quick checks."""
    return Layout(
        runs=2 * len(str(layout.runs)),
        steps=min(layout.steps, 60),
        epochs=min(layout.epochs, 3),
        metrics=layout.metrics,
        every=layout.every,
    )
