"""Measure by simulation how often a gate passes or fails a candidate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np

from logtools.analysis.comparison.gate_options import GateOptions
from logtools.analysis.comparison.non_inferiority import decide
from scripts.simulations.populations import Groups, percent
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10)
_ANSWERS = ("not worse", "worse")


def _at_the_limit(n: int, experiments: int, seed: int) -> list[str]:
    """Return the answers if the candidate is worse by exactly the tolerance, and if it is equal."""
    one, other = Groups().draw(np.random.default_rng((seed, 20, n)), (n, n), experiments)
    return [cell for shift in (2.0, 0.0) for cell in _answers((one + shift).tolist(), other.tolist())]


def _with_failures(n: int, experiments: int, seed: int) -> list[str]:
    """Return the answers if one run in ten diverges on both sides, or half of the candidate's runs."""
    rng = np.random.default_rng((seed, 21, n))
    cells = []
    for share in (0.1, 0.5):
        one, other = Groups().draw(rng, (n, n), experiments)
        one[rng.random(one.shape) < share] = math.nan
        other[rng.random(other.shape) < 0.1] = math.nan
        cells += _answers(one.tolist(), other.tolist())
    return cells


def _answers(one: Sequence[list[float]], other: Sequence[list[float]]) -> list[str]:
    """Return how often the answer is each of `_ANSWERS`, at a tolerance of two standard deviations."""
    options = GateOptions(tolerance=2.0)
    sides = ([[(None, value) for value in values] for values in side] for side in (one, other))
    answers = [decide(a, b, options, direction="min").answer for a, b in zip(*sides, strict=True)]
    return [percent([answer == wanted for answer in answers]) for wanted in _ANSWERS]


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
)
