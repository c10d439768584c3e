"""Measure by simulation how often a gate passes or fails a candidate.

A good gate rarely passes a candidate that is worse by the tolerance, and rarely fails one that is not worse.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from logtools.analysis.comparison.gate_options import GateOptions
from logtools.analysis.comparison.non_inferiority import decide
from logtools.choices import Direction
from scripts.simulations.populations import Floats, Groups, percent, side
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10)
_ANSWERS = ("not worse", "worse")
_TOLERANCE = 2.0
#: Numbers of runs of candidate and baseline, and how many of their seeds are the same.
_SITUATIONS = (
    *((n, n, 0) for n in range(2, 11)), (2, 5, 0), (2, 10, 0), (10, 2, 0), (3, 10, 0), (10, 3, 0),
    (4, 4, 2), (6, 6, 3), (10, 10, 5), (3, 10, 3), (2, 2, 2), (3, 3, 3), (5, 5, 5), (10, 10, 10),
)  # fmt: skip
#: The standard deviation of the candidate, in units of that of the baseline.
_SPREADS = (1.0, 3.0, 1 / 3)


def _at_the_limit(n: int, experiments: int, seed: int) -> list[str]:
    """Return the answers if the candidate is worse by exactly the tolerance, and if it is equal."""
    one, other = Groups().draw(np.random.default_rng((seed, 20, n)), (n, n), experiments)
    return [cell for shift in (_TOLERANCE, 0.0) for cell in _shares(one + shift, other)]


def _with_failures(n: int, experiments: int, seed: int) -> list[str]:
    """Return the answers if one run in ten diverges on both sides, or half of the candidate's runs."""
    rng = np.random.default_rng((seed, 21, n))
    cells = []
    for share in (0.1, 0.5):
        one, other = Groups().draw(rng, (n, n), experiments)
        one[rng.random(one.shape) < share] = math.nan
        other[rng.random(other.shape) < 0.1] = math.nan
        cells += _shares(one, other)
    return cells


def _shares(one: Floats, other: Floats) -> list[str]:
    """Return how often the answer is each of `_ANSWERS`."""
    answers = _answers(one, other, GateOptions(tolerance=_TOLERANCE))
    return [percent([answer == wanted for answer in answers]) for wanted in _ANSWERS]


def _errors(situation: tuple[int, int, int], experiments: int, seed: int) -> list[str]:
    """Return how often a candidate passes that is worse by the tolerance, and an equal one is called worse."""
    n, m, shared = situation
    passed, failed = [], []
    for i, spread in enumerate(_SPREADS):
        rng = np.random.default_rng((seed, 22, *situation, i))
        groups = Groups(first=spread, correlation=0.5 if shared else 0.0)
        one, other = groups.draw(rng, (n, m), experiments, shared=shared)
        worse = _answers(one + _TOLERANCE, other, GateOptions(tolerance=_TOLERANCE), shared=shared)
        equal = _answers(one, other, GateOptions(fail_on="worse"), shared=shared)
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
            answers = _answers(one + 10 + worse, other + 10, options, direction=direction)
            cells.append(percent([answer == "not worse" for answer in answers]))
    return cells


def _answers(
    one: Floats, other: Floats, options: GateOptions, *, direction: Direction = "min", shared: int = 0
) -> list[str]:
    """Return the answer to each experiment; the first `shared` runs of both sides have the same seeds."""
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return [decide(side(a, shared), side(b, shared), options, direction=direction).answer for a, b in pairs]


TABLES = (
    Table(
        name="gate",
        heads=("n each", "2 std worse: not worse", "2 std worse: worse", "equal: not worse", "equal: worse"),
        rows=tuple(Row(situation=(str(n),), measure=partial(_at_the_limit, n)) for n in _SIZES),
        experiments=2_000,
    ),
    Table(
        name="gate with failures",
        heads=("n each", "one in ten each: not worse", "worse", "half against one in ten: not worse", "worse"),
        rows=tuple(Row(situation=(str(n),), measure=partial(_with_failures, n)) for n in _SIZES),
        experiments=2_000,
    ),
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
