"""Measure by simulation how often a gate passes a candidate that is too bad, or fails one that is not worse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from logtools.analysis.comparison.gate_options import GateOptions
from logtools.analysis.comparison.non_inferiority import Values, decide
from logtools.choices import Direction
from scripts.simulations.populations import Floats, Groups, percent
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

#: Numbers of runs of candidate and baseline, and how many of their seeds are the same.
_SITUATIONS = (
    *((n, n, 0) for n in range(2, 11)), (2, 5, 0), (2, 10, 0), (10, 2, 0), (3, 10, 0), (10, 3, 0),
    (4, 4, 2), (6, 6, 3), (10, 10, 5), (3, 10, 3), (2, 2, 2), (3, 3, 3), (5, 5, 5), (10, 10, 10),
)  # fmt: skip
#: How many times the standard deviation of the baseline is that of the candidate.
_SPREADS = (1.0, 3.0, 1 / 3)
_TOLERANCE = 2.0


def _errors(situation: tuple[int, int, int], experiments: int, seed: int) -> list[str]:
    """Return how often a candidate passes that is worse by the tolerance, and an equal one is called worse."""
    n, m, shared = situation
    passed, failed = [], []
    for i, spread in enumerate(_SPREADS):
        rng = np.random.default_rng((seed, 22, *situation, i))
        groups = Groups(first=spread, correlation=0.5 if shared else 0.0)
        one, other = groups.draw(rng, (n, m), experiments, shared=shared)
        worse = _answers(one + _TOLERANCE, other, shared, GateOptions(tolerance=_TOLERANCE))
        equal = _answers(one, other, shared, GateOptions(fail_on="worse"))
        passed.append(percent([answer == "not worse" for answer in worse]))
        failed.append(percent([answer == "worse" for answer in equal]))
    return [*passed, *failed]


def _relative(fraction: float, experiments: int, seed: int) -> list[str]:
    """Return how often a candidate passes that is worse by exactly a fraction of the mean of the baseline."""
    cells = []
    directions: tuple[Direction, ...] = ("min", "max")
    for direction in directions:
        for n in (3, 5, 10):
            rng = np.random.default_rng((seed, 23, n))
            one, other = Groups().draw(rng, (n, n), experiments)
            worse = 10 * (fraction if direction == "min" else -fraction)
            options = GateOptions(relative=fraction)
            answers = _answers(one + 10 + worse, other + 10, 0, options, direction)
            cells.append(percent([answer == "not worse" for answer in answers]))
    return cells


def _answers(one: Floats, other: Floats, shared: int, options: GateOptions, direction: Direction = "min") -> list[str]:
    """Return the answer to each experiment; the first `shared` runs of both sides have the same seeds."""
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return [decide(_side(a, shared), _side(b, shared), options, direction=direction).answer for a, b in pairs]


def _side(values: Sequence[float], shared: int) -> Values:
    return [(str(i) if i < shared else None, value) for i, value in enumerate(values)]


TABLES = (
    Table(
        name="gate errors",
        heads=(
            "n", "shared seeds", "false PASS, equal spreads", "false PASS, 3 : 1", "false PASS, 1 : 3",
            "false FAIL, equal spreads", "false FAIL, 3 : 1", "false FAIL, 1 : 3",
        ),
        rows=tuple(
            Row(situation=(f"{n}, {m}", str(shared)), measure=partial(_errors, (n, m, shared)))
            for n, m, shared in _SITUATIONS
        ),
        experiments=2_000,
    ),
    Table(
        name="gate relative",
        heads=("fraction", *(f"{kind}, n = {n}" for kind in ("loss", "score") for n in (3, 5, 10))),
        rows=tuple(
            Row(situation=(f"{fraction:.0%}",), measure=partial(_relative, fraction))
            for fraction in (0.01, 0.1, 0.3, 0.9)
        ),
        experiments=2_000,
    ),
)  # fmt: skip
