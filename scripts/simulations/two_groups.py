"""Measure by simulation how often two equal groups differ significantly, and how often different ones do.

By `compare_sides`, which `Logs.compare` calls for two groups. An interval of a difference excludes 0 where p < 0.05, so
the interval of equal groups contains the true difference in the other experiments.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from scipy import stats

from logtools.analysis.comparison.group_differences import SideTest, compare_sides
from scripts.simulations.populations import POPULATIONS, Floats, Groups, percent, side
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20)
_UNEQUAL = ((1, 5), (1, 10), (2, 3), (2, 5), (2, 10), (2, 20), (3, 5), (3, 10), (5, 10))
_SHARED = ((4, 4, 2), (6, 6, 3), (10, 10, 5), (10, 10, 9), (2, 10, 2), (3, 10, 3), (5, 10, 3))
_DIFFERENCES = (
    (2, 2, 4.0), (3, 3, 3.0), (5, 5, 2.0), (10, 10, 1.5), (2, 5, 3.0), (2, 10, 3.0), (3, 10, 2.0),
)  # fmt: skip
_PAIRED = (2, 3, 4, 5, 10, 20)


def _tested(one: Sequence[float], other: Sequence[float], *, shared: int = 0) -> SideTest:
    """Compare two groups; the first `shared` values of both have the same seeds."""
    return compare_sides(side(one, shared), side(other, shared), "max", 0.95)


def _significant(one: Sequence[float], other: Sequence[float], *, shared: int = 0) -> bool:
    """Return whether two groups differ significantly."""
    p = _tested(one, other, shared=shared).p
    return p is not None and p < 0.05


def _claims(one: Floats, other: Floats, *, shared: int = 0) -> str:
    return percent([_significant(*pair, shared=shared) for pair in zip(one.tolist(), other.tolist(), strict=True)])


def _classic(one: Floats, other: Floats, *, equal: bool) -> str:
    """Return how often the test of Student (`equal` spreads) or of Welch is significant."""
    if min(one.shape[1], other.shape[1]) < 2 and not equal:
        return "-"
    return percent(stats.ttest_ind(one, other, axis=1, equal_var=equal).pvalue < 0.05)


def _without_seeds(n: int, m: int, experiments: int, seed: int) -> list[str]:
    """Return false claims of Welch's test, and of logtools if the first group varies as much, more, or less."""
    factors = (1.0, 1.5 / 0.7, 3.0, 1 / 3)
    drawn = [
        Groups(first=first).draw(np.random.default_rng((seed, 2, n, m, i)), (n, m), experiments)
        for i, first in enumerate(factors)
    ]
    return [_classic(*drawn[0], equal=False), *(_claims(*pair) for pair in drawn)]


def _with_seeds(n: int, m: int, shared: int, experiments: int, seed: int) -> list[str]:
    """Return false claims of Welch's test, and of logtools for correlations, and if the first group varies more."""
    situations = [Groups(correlation=r) for r in (0.0, 0.5, 0.8)] + [Groups(correlation=0.5, first=3.0)]
    drawn = [
        each.draw(np.random.default_rng((seed, 3, n, m, shared, i)), (n, m), experiments, shared=shared)
        for i, each in enumerate(situations)
    ]
    return [_classic(*drawn[0], equal=False), *(_claims(*pair, shared=shared) for pair in drawn)]


def _populations(n: int, m: int, experiments: int, seed: int) -> list[str]:
    drawn = [
        Groups(population=name).draw(np.random.default_rng((seed, 4, n, m, i)), (n, m), experiments)
        for i, name in enumerate(POPULATIONS)
    ]
    return [_claims(*pair) for pair in drawn]


def _found(n: int, m: int, better: float, experiments: int, seed: int) -> list[str]:
    """Return how often a true difference is significant: by known tests, by logtools, and by logtools with seeds."""
    rng = np.random.default_rng((seed, 5, n, m))
    plain = Groups(better=better).draw(rng, (n, m), experiments)
    seeded = Groups(better=better, correlation=0.5).draw(rng, (n, m), experiments)
    return [
        _classic(*plain, equal=True), _classic(*plain, equal=False), _claims(*plain),
        _claims(*seeded, shared=min(n, m)),
    ]  # fmt: skip


def _widths(n: int, experiments: int, seed: int) -> list[str]:
    """Return how often intervals contain the true difference, and how much narrower they are with pairs."""
    rng = np.random.default_rng((seed, 6, n))
    alike, uneven = (Groups(first=first).draw(rng, (n, n), experiments) for first in (1.0, 3.0))
    seeded = [values.tolist() for values in Groups(correlation=0.8).draw(rng, (n, n), experiments)]
    found = [[_tested(*pair) for pair in zip(*map(Floats.tolist, sides), strict=True)] for sides in (alike, uneven)]
    pairs = [_tested(*pair, shared=n) for pair in zip(*seeded, strict=True)]
    apart = [_tested(*pair) for pair in zip(*seeded, strict=True)]
    return [
        *(percent([_covers(test) for test in tests]) for tests in (*found, pairs)),
        f"{_width(pairs) / _width(apart):.2f}",
    ]


def _covers(test: SideTest) -> bool:
    return test.ci_low is not None and test.ci_high is not None and test.ci_low <= 0 <= test.ci_high


def _width(tests: Sequence[SideTest]) -> float:
    return float(np.median([(test.ci_high or 0.0) - (test.ci_low or 0.0) for test in tests]))


TABLES = (
    Table(
        name="two groups",
        heads=(
            "n", "Welch, equal spreads", "logtools, equal spreads", "first 2.1 times", "first 3 times", "first 1/3",
        ),
        rows=tuple(
            Row(situation=(f"{n}, {m}",), measure=partial(_without_seeds, n, m))
            for n, m in (*((n, n) for n in _SIZES), *_UNEQUAL)
        ),
        experiments=4_000,
    ),
    Table(
        name="two groups with seeds",
        heads=(
            "n", "shared seeds", "Welch, correlation 0", "logtools, correlation 0", "correlation 0.5",
            "correlation 0.8", "0.5, first 3 times",
        ),
        rows=tuple(
            Row(situation=(f"{n}, {m}", f"{shared}"), measure=partial(_with_seeds, n, m, shared))
            for n, m, shared in (*((n, n, n) for n in _PAIRED), *_SHARED)
        ),
        experiments=4_000,
    ),
    Table(
        name="populations",
        heads=("n", *POPULATIONS),
        rows=tuple(
            Row(situation=(f"{n}, {m}",), measure=partial(_populations, n, m))
            for n, m in ((2, 2), (3, 3), (5, 5), (10, 10), (2, 10), (3, 10))
        ),
        experiments=2_000,
    ),
    Table(
        name="power of two groups",
        heads=("n", "better by", "Student", "Welch", "logtools", "logtools, seeds"),
        rows=tuple(
            Row(situation=(f"{n}, {m}", f"{better:g}"), measure=partial(_found, n, m, better))
            for n, m, better in _DIFFERENCES
        ),
        experiments=4_000,
    ),
    Table(
        name="difference",
        heads=(
            "n each", "equal spreads", "spreads 3 : 1", "paired, correlation 0.8", "width paired : not paired",
        ),
        rows=tuple(Row(situation=(str(n),), measure=partial(_widths, n)) for n in _SIZES),
        experiments=2_000,
    ),
)  # fmt: skip
