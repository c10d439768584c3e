"""Draw the values of runs from populations with known means."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["POPULATIONS", "Draw", "Floats", "Groups", "percent", "side"]

Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Floats]


def _normal(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return rng.normal(size=shape)


def _heavy_tailed(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return rng.standard_t(3, size=shape)


def _skewed(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Draw losses with a tail to the right: log-normal, sigma 0.5."""
    return rng.lognormal(sigma=0.5, size=shape) - math.exp(0.125)


def _bounded(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Draw accuracies close to 1, in steps of 0.002 as 500 validation examples give."""
    return np.asarray(rng.binomial(500, rng.beta(49, 1, size=shape)) / 500 - 0.98, dtype=np.float64)


def _coarse(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Draw accuracies of a test set of 20 examples, so that many are equal."""
    return np.asarray(rng.binomial(20, 0.9, size=shape) / 20 - 0.9, dtype=np.float64)


def _bad_seed(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Draw normal values; one in ten is shifted by five standard deviations."""
    return rng.normal(size=shape) + 5 * (rng.random(shape) < 0.1) - 0.5


def _collapsed_seed(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Draw normal values; one in ten is shifted by a hundred standard deviations."""
    return rng.normal(size=shape) + 100 * (rng.random(shape) < 0.1) - 10


#: Populations with mean 0.
POPULATIONS: dict[str, Draw] = {
    "normal": _normal,
    "heavy tails (t, 3)": _heavy_tailed,
    "skewed loss": _skewed,
    "accuracy near 1": _bounded,
    "20 test examples": _coarse,
    "one bad seed in ten": _bad_seed,
    "one collapsed seed in ten": _collapsed_seed,
}


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Groups of values; those of a population other than `normal` have a common standard deviation."""

    #: The standard deviation of the first and the last group; those between are graded.
    spreads: tuple[float, float] = (1.0, 1.0)
    #: The standard deviation of the first group is multiplied by this.
    first: float = 1.0
    #: The correlation of runs with the same seed.
    correlation: float = 0.0
    #: How much better the first group is.
    better: float = 0.0
    #: A name in POPULATIONS.
    population: str = "normal"

    def draw(
        self, rng: np.random.Generator, sizes: Sequence[int], experiments: int, *, shared: int | None = None
    ) -> list[Floats]:
        """Return the values of each group: one row per experiment, one column per run.

        The first `shared` runs of all groups have the same seeds; None is all runs.
        """
        longest = max(sizes)
        shape = (experiments, len(sizes), longest)
        seeds = rng.normal(size=shape)
        seeds[:, :, :shared] = seeds[:, :1, :shared]
        values = seeds * np.sqrt(self.correlation)
        values += POPULATIONS[self.population](rng, shape) * np.sqrt(1 - self.correlation)
        values *= np.linspace(*self.spreads, len(sizes))[:, None]
        values[:, 0] = values[:, 0] * self.first + self.better
        return [values[:, i, :n] for i, n in enumerate(sizes)]


def side(values: Sequence[float], shared: int = 0) -> list[tuple[str | None, float]]:
    """Return values with their seeds: the first `shared` of each group have the same ones, the others have none."""
    return [(str(i) if i < shared else None, value) for i, value in enumerate(values)]


def percent(hits: Sequence[bool] | Sequence[float] | NDArray[np.bool_] | Floats) -> str:
    """Return the mean as a percentage with one digit."""
    return f"{100 * float(np.mean(hits)):.1f}"
