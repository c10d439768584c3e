"""Measure how often the confidence interval of the mean of a group contains the true mean."""

from __future__ import annotations

import warnings
from functools import partial

import numpy as np
from scipy.stats import bootstrap

from logtools.analysis.comparison.statistics import mean_interval
from scripts.simulations.populations import POPULATIONS, Floats, percent
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20)
#: The bootstrap takes a thousand times as long, so it gets this fraction of the experiments.
_BOOTSTRAP = 0.2


def _coverage(n: int, experiments: int, seed: int) -> list[str]:
    cells = []
    for i, draw in enumerate(POPULATIONS.values()):
        samples = draw(np.random.default_rng((seed, 1, n, i)), (experiments, n))
        found = [mean_interval(sample, confidence=0.95) for sample in samples.tolist()]
        cells.append(percent([e.low is not None and e.high is not None and e.low <= 0 <= e.high for e in found]))
    drawn = POPULATIONS["normal"](np.random.default_rng((seed, 1, n, 0)), (max(1, int(experiments * _BOOTSTRAP)), n))
    return [*cells, *(percent(_bootstrapped(drawn, method)) for method in ("percentile", "BCa"))]


def _bootstrapped(samples: Floats, method: str) -> list[bool]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # BCa warns about samples without an interval: they do not cover
        found = bootstrap(
            (samples,), np.mean, axis=1, n_resamples=999, batch=100, method=method, rng=np.random.default_rng(0)
        ).confidence_interval
    return [bool(low <= 0 <= high) for low, high in zip(found.low, found.high, strict=True)]


TABLES = (
    Table(
        name="mean",
        heads=("n", *(f"t, {name}" for name in POPULATIONS), "percentile bootstrap, normal", "BCa bootstrap, normal"),
        rows=tuple(Row(situation=(str(n),), measure=partial(_coverage, n)) for n in _SIZES),
        experiments=10_000,
    ),
)
