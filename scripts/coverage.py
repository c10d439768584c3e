"""Measure by simulation how accurate the intervals and tests of comparisons are for few runs.

    python scripts/coverage.py

Prints the Markdown tables of docs/statistics.md, in about ten minutes. It is seeded: the output is always the same.
It draws thousands of experiments from populations with known true values, and passes them to the functions that
`Logs.compare` and the gate use.
"""

from __future__ import annotations

import argparse
import math
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from logtools.analysis.comparison.gate_options import GateOptions  # noqa: E402 - logtools need not be installed
from logtools.analysis.comparison.non_inferiority import decide  # noqa: E402
from logtools.analysis.comparison.statistics import Estimate, mean_interval, paired, welch  # noqa: E402
from scripts.coverage_curves import claims, shortfalls  # noqa: E402
from scripts.coverage_groups import families, folds, power, two_groups, unusual  # noqa: E402

Sample = NDArray[np.float64]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Sample]

EXPERIMENTS = 10_000
RESAMPLED = 2_000  # experiments for the bootstrap, which takes a thousand times as long
SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10)


def _normal(rng: np.random.Generator, shape: tuple[int, ...]) -> Sample:
    return rng.normal(size=shape)


def _skewed(rng: np.random.Generator, shape: tuple[int, ...]) -> Sample:
    """Draw losses with a tail to the right: log-normal, sigma 0.5."""
    return rng.lognormal(sigma=0.5, size=shape) - math.exp(0.125)


def _bounded(rng: np.random.Generator, shape: tuple[int, ...]) -> Sample:
    """Draw accuracies close to 1, in steps of 0.002 as 500 validation examples give."""
    return np.asarray(rng.binomial(500, rng.beta(49, 1, size=shape)) / 500 - 0.98, dtype=np.float64)


def _bad_seed(rng: np.random.Generator, shape: tuple[int, ...]) -> Sample:
    """Draw normal values; one in ten is shifted by five standard deviations."""
    return rng.normal(size=shape) + 5 * (rng.random(shape) < 0.1) - 0.5


def _collapsed_seed(rng: np.random.Generator, shape: tuple[int, ...]) -> Sample:
    """Draw normal values; one in ten is shifted by a hundred standard deviations."""
    return rng.normal(size=shape) + 100 * (rng.random(shape) < 0.1) - 10


POPULATIONS: dict[str, Draw] = {
    "normal": _normal,
    "skewed loss": _skewed,
    "accuracy near 1": _bounded,
    "one bad seed in ten": _bad_seed,
    "one collapsed seed in ten": _collapsed_seed,
}


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    means()
    pairs()
    _table("two groups", *two_groups())
    _table("family", *families())
    _table("power", *power())
    _table("unusual runs", *unusual())
    _table("folds", *folds())
    gates()
    failures()
    _table("claims", *claims())
    _table("another run", *shortfalls())


def means() -> None:
    """Measure how often the interval of a mean contains the true mean."""
    rows = []
    for n in SIZES:
        row = [str(n)]
        for i, draw in enumerate(POPULATIONS.values()):
            samples = draw(np.random.default_rng((1, n, i)), (EXPERIMENTS, n))
            row.append(_percent([_covers(mean_interval(s, confidence=0.95), 0.0) for s in samples.tolist()]))
        drawn = _normal(np.random.default_rng((1, n, 0)), (RESAMPLED, n))
        row += [_percent(_bootstrapped(drawn, method)) for method in ("percentile", "BCa")]
        rows.append(row)
    others = ["percentile bootstrap, normal", "BCa bootstrap, normal"]
    _table("mean", ["n", *(f"t, {name}" for name in POPULATIONS), *others], rows)


def _bootstrapped(samples: Sample, method: str) -> list[bool]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # BCa warns about samples without an interval: they do not cover
        found = bootstrap(
            (samples,), np.mean, axis=1, n_resamples=999, batch=100, method=method, rng=np.random.default_rng(0)
        ).confidence_interval
    return [bool(low <= 0 <= high) for low, high in zip(found.low, found.high, strict=True)]


def pairs() -> None:
    """Measure how often the interval of a difference contains the true one, and its width with and without pairs."""
    rows = []
    for n in SIZES:
        rng = np.random.default_rng((2, n))
        one, other = _normal(rng, (2, EXPERIMENTS, n)).tolist()
        spread = (3 * _normal(rng, (EXPERIMENTS, n))).tolist()
        seeds = _normal(rng, (EXPERIMENTS, n))  # the effect of a seed on both sides: correlation 0.8
        tied = [(seeds + 0.5 * _normal(rng, (EXPERIMENTS, n))).tolist() for _ in range(2)]
        alike = [welch(a, b, confidence=0.95) for a, b in zip(one, other, strict=True)]
        uneven = [welch(a, b, confidence=0.95) for a, b in zip(one, spread, strict=True)]
        matched = [paired(a, b, confidence=0.95) for a, b in zip(*tied, strict=True)]
        apart = [welch(a, b, confidence=0.95) for a, b in zip(*tied, strict=True)]
        covered = [_percent([_covers(e, 0.0) for e in found]) for found in (alike, uneven, matched)]
        rows.append([str(n), *covered, f"{_width(matched) / _width(apart):.2f}"])
    heads = ["n each", "Welch, equal spread", "Welch, spread 1 : 3", "paired, correlation 0.8", "width paired : Welch"]
    _table("difference", heads, rows)


def gates() -> None:
    """Measure how often a candidate passes or fails if it is worse by exactly the tolerance, or equal."""
    rows = []
    for n in (2, 3, 4, 5, 10):
        row = [str(n)]
        samples = _normal(np.random.default_rng((4, n)), (EXPERIMENTS // 5, 2, n)).tolist()
        for shift in (2.0, 0.0):
            answers = [_gate([v + shift for v in one], other) for one, other in samples]
            row += [_percent([answer == wanted for answer in answers]) for wanted in ("not worse", "worse")]
        rows.append(row)
    heads = ["n each", "2 std worse: not worse", "2 std worse: worse", "equal: not worse", "equal: worse"]
    _table("gate", heads, rows)


def failures() -> None:
    """Measure the answers of a gate if one run in ten diverges on both sides, or half of the candidate's runs."""
    rows = []
    for n in (2, 3, 4, 5, 10):
        row = [str(n)]
        rng = np.random.default_rng((5, n))
        for share in (0.1, 0.5):
            samples = _normal(rng, (EXPERIMENTS // 5, 2, n))
            samples[rng.random(samples.shape) < np.array([share, 0.1])[:, None]] = math.nan
            answers = [_gate(one, other) for one, other in samples.tolist()]
            row += [_percent([answer == wanted for answer in answers]) for wanted in ("not worse", "worse")]
        rows.append(row)
    heads = ["n each", "one in ten each: not worse", "worse", "half against one in ten: not worse", "worse"]
    _table("failures", heads, rows)


def _gate(candidate: Sequence[float], baseline: Sequence[float]) -> str:
    one, other = ([(None, value) for value in side] for side in (candidate, baseline))
    return decide(one, other, GateOptions(tolerance=2.0), direction="min").answer


def _covers(estimate: Estimate, truth: float) -> bool:
    return estimate.low is not None and estimate.high is not None and estimate.low <= truth <= estimate.high


def _width(estimates: Sequence[Estimate]) -> float:
    return float(np.median([(e.high or 0.0) - (e.low or 0.0) for e in estimates]))


def _percent(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.1f}"


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [f"<!-- {name} -->", f"| {' | '.join(heads)} |", f"|{'---:|' * len(heads)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    print("\n".join(lines), end="\n\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
