"""Measure by simulation how often noise of curves alone makes `Logs.compare` claim a difference.

Settings have equal plateaus; their curves differ in length or noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import polars as pl
from scipy import stats

from logtools.analysis.comparison.next_run import next_run
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.pipeline import compare
from logtools.analysis.tables.summary import add_labels, summarise_tidy
from logtools.analysis.values.value_at import ValueAt
from logtools.schema import METRICS
from scripts.simulations.populations import Floats, percent
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES", "summarised"]

_SIZES = (3, 5, 10)
#: Experiments with a larger p-value of Welch's test are not passed to `compare`, which takes 8 ms.
_SURELY_NOT = 0.2


@dataclass(frozen=True, kw_only=True)
class Curves:
    """The curves of a setting: they rise by exp(-epoch / 2.5) to a plateau, and have independent noise."""

    #: Number of epochs.
    epochs: int
    #: Standard deviation of single epochs; that between seeds is 0.5.
    noise: float = 1.0
    #: The plateau.
    plateau: float = 0.0
    #: How far below the plateau the curves begin.
    rise: float = 20.0

    def draw(self, rng: np.random.Generator, runs: int) -> Floats:
        """Return curves: one row per run, one column per epoch."""
        epochs = np.arange(self.epochs)
        seeds = 0.5 * rng.normal(size=(runs, 1))
        return (
            self.plateau + seeds - self.rise * np.exp(-epochs / 2.5) + self.noise * rng.normal(size=(runs, self.epochs))
        )


_CALM = Curves(epochs=20)
_SITUATIONS: dict[str, tuple[Curves, Curves]] = {
    "20 : 20 epochs": (_CALM, _CALM),
    "20 : 100 epochs": (_CALM, replace(_CALM, epochs=100)),
    "10 : 20 epochs": (replace(_CALM, epochs=10), _CALM),
    "20 epochs, noise 1 : 2": (_CALM, replace(_CALM, noise=2.0)),
    "100 epochs, noise 1 : 2": (replace(_CALM, epochs=100), replace(_CALM, epochs=100, noise=2.0)),
    "plateau 1.5 better": (_CALM, replace(_CALM, plateau=1.5)),
}


def _claims(name: str, n: int, experiments: int, seed: int) -> list[str]:
    """Return how often one of two settings is called better by its best values, and by its last ones."""
    rng = np.random.default_rng((6, list(_SITUATIONS).index(name), n, seed))
    runs = [f"{e}/{side}/{k}" for e in range(experiments) for side in (0, 1) for k in range(n)]
    curves = [curve for _ in range(experiments) for side in _SITUATIONS[name] for curve in side.draw(rng, n)]
    summary = summarised(runs, curves)
    found = []
    for e in range(experiments):
        part = summary[2 * n * e : 2 * n * (e + 1)]
        found.append([*_claimed(part, "best"), _claimed(part, "last")[1]])
    return [percent(column) for column in np.array(found).T]


def _claimed(summary: pl.DataFrame, at: str) -> list[bool]:
    """Return whether the values of two settings differ significantly, and whether `compare` claims it."""
    column = "max" if at == "best" else "last"
    sides = summary.select(side=pl.col("run").cast(pl.String).str.split("/").list.get(1), value=column)
    one, other = (part["value"].to_numpy() for part in sides.partition_by("side"))
    if stats.ttest_ind(one, other, equal_var=False).pvalue > _SURELY_NOT:
        return [False, False]
    hparams = summary.select(pl.col("run").cast(pl.String)).with_columns(sides["side"])
    options = ComparisonOptions(metric="val_acc", by=["side"], at=at)
    found = compare(summary, hparams, options).differences["conclusion"][0]
    return [found != "not significant", found in {"better", "worse"}]


def summarised(runs: Sequence[str], curves: Sequence[Floats]) -> pl.DataFrame:
    """Return the summary of the curves of a validation accuracy: schema.SUMMARY."""
    lengths = [len(curve) for curve in curves]
    epochs = np.concatenate([np.arange(length) for length in lengths])
    tidy = pl.DataFrame(
        {"run": pl.Series(np.repeat(runs, lengths)).cast(pl.Categorical()), "epoch": epochs, "step": 10 * epochs + 9}
    ).with_columns(
        value=np.concatenate(curves),
        segment=0,
        stage=pl.lit("val"),
        metric=pl.lit("val_acc"),
        quantity=pl.lit("acc"),
        granularity=pl.lit("epoch"),
        dataloader=None,
    )
    return add_labels(summarise_tidy(tidy.select(pl.col(name).cast(dtype) for name, dtype in METRICS.items())))


def _shortfall(k: int, spread: float, experiments: int, seed: int) -> list[str]:
    """Return how much worse another run is than the best of K single runs, and what `next_run` expects.

    In units of the standard deviation of the noise, which is known.
    """
    rng = np.random.default_rng((7, k, int(spread), seed))
    true = spread * rng.normal(size=(experiments, k))
    shown = true + rng.normal(size=true.shape)
    first = shown.argmax(axis=1)[:, None]
    excess = np.take_along_axis(shown - true, first, axis=1).mean()
    expected = [_expected(values) for values in np.sort(shown)[:, ::-1]]
    return [f"{excess:.2f}", f"{np.mean(expected):.2f}"]


def _expected(values: Floats) -> float:
    runs = pl.DataFrame({"value": values}).with_row_index("rank", offset=1)
    runs = runs.with_columns(group=pl.col("rank").cast(pl.String), noise=1.0)
    found = next_run(runs, at=ValueAt(kind="last"), direction="max")
    return 0.0 if found is None else found.shortfall


TABLES = (
    Table(
        name="claims",
        heads=("curves", "n each", "best alone", "best and level (compare)", "last"),
        rows=tuple(
            Row(situation=(name, str(n)), measure=partial(_claims, name, n)) for name in _SITUATIONS for n in _SIZES
        ),
        experiments=1_000,
    ),
    Table(
        name="another run",
        heads=("K runs", "spread of true values", "best - true", "expected by compare"),
        rows=tuple(
            Row(situation=(str(k), f"{spread:g}"), measure=partial(_shortfall, k, spread))
            for k in (10, 40, 200) for spread in (0.0, 1.0, 3.0)
        ),
        experiments=1_000,
    ),
)  # fmt: skip
