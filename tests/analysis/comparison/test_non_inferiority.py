"""What passes, what fails, and what cannot be told: the answer follows from the bounds of the difference."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pytest
from scipy import stats

from logtools.analysis.comparison.non_inferiority import gate
from logtools.analysis.comparison.statistics import fisher_more_failures
from logtools.errors import InvalidValueError

GOOD = [0.90, 0.91, 0.92, 0.91, 0.90]
BAD = [0.70, 0.71, 0.72, 0.71, 0.70]


def test_several_runs_are_tested_for_non_inferiority() -> None:
    """The bounds are those of one-sided Welch tests at the margin: the answer flips where their p-value is 0.05."""
    candidate = [value - 0.004 for value in GOOD]
    verdict = gate(candidate, GOOD, direction="max", tolerance=0.02)
    assert verdict.answer == "not worse"
    assert verdict.difference == pytest.approx(-0.004)
    assert verdict.low is not None
    margin = -verdict.low  # the smallest tolerance that passes
    p = stats.ttest_ind(np.array(candidate) + margin, GOOD, equal_var=False, alternative="greater").pvalue
    assert p == pytest.approx(0.05)
    assert gate(candidate, GOOD, direction="max", tolerance=margin + 1e-9).answer == "not worse"
    assert gate(candidate, GOOD, direction="max", tolerance=margin - 1e-6).answer == "cannot tell"


def test_clearly_worse_is_worse_in_the_direction_that_counts() -> None:
    assert gate(BAD, GOOD, direction="max").answer == "worse"
    assert gate(BAD, GOOD, direction="min").answer == "not worse"
    assert gate(GOOD, BAD, direction="min").answer == "worse"
    assert gate(BAD, GOOD, direction="max", tolerance=0.3).answer == "not worse"


def test_a_better_mean_alone_does_not_pass() -> None:
    verdict = gate([0.80, 0.99, 0.93], GOOD, direction="max")
    assert verdict.answer == "cannot tell"
    assert verdict.sentence.startswith("Cannot tell: ")
    assert verdict.difference is not None


def test_the_tolerance_can_be_a_part_of_the_reference() -> None:
    verdict = gate([95.0], [100.0], direction="max", relative=0.05)
    assert (verdict.answer, verdict.tolerance) == ("not worse", 5.0)
    assert gate([94.9], [100.0], direction="max", relative=0.05).answer == "worse"
    assert gate([-1.05], [-1.0], direction="max", relative=0.1).answer == "not worse"


def test_single_runs_are_compared_as_they_are_and_that_is_said() -> None:
    assert gate([0.9], [0.9], direction="max").answer == "not worse"
    verdict = gate([0.899], [0.9], direction="max")
    assert verdict.answer == "worse"
    assert (verdict.low, verdict.method) == (None, "means alone")
    assert "no allowance for chance: n = 1 on both sides" in verdict.sentence
    assert "1 run each" in verdict.sentence


def test_a_single_candidate_is_held_to_the_spread_of_the_reference() -> None:
    assert gate([0.905], GOOD, direction="max", tolerance=0.05).answer == "not worse"
    assert gate([0.905], GOOD, direction="max").answer == "cannot tell"
    assert gate([0.7], GOOD, direction="max").answer == "worse"


def test_equal_seeds_are_paired() -> None:
    reference = [0.50, 0.60, 0.70, 0.80]
    candidate = [0.501, 0.602, 0.701, 0.803]
    apart = gate(candidate, reference, direction="max", tolerance=0.01)
    assert apart.answer == "cannot tell"
    seeds = ["0", "1", "2", "3"]
    together = gate(
        candidate, reference[::-1], direction="max", tolerance=0.01, candidate_seeds=seeds, reference_seeds=seeds[::-1]
    )
    assert (together.answer, together.pairs) == ("not worse", 4)
    assert "paired by seed" in together.sentence


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, None])
@pytest.mark.parametrize("way", ["min", "max"])
def test_a_candidate_that_lost_more_runs_does_not_pass(bad: float | None, way: Literal["min", "max"]) -> None:
    """It is worse only if Fisher's exact test says that this is no chance, or the other runs are worse already."""
    better = [value + (0.5 if way == "max" else -0.5) for value in GOOD]
    verdict = gate([*better, bad], GOOD, direction=way)
    assert verdict.answer == "cannot tell"
    assert "1 of 6 runs of the candidate diverged or did not log it, 0 of 5 of the reference" in verdict.sentence
    assert gate([*better[:2], *[bad] * 8], GOOD * 2, direction=way).answer == "worse"
    assert gate([*better[:1], bad, bad], GOOD[:3], direction=way).answer == "cannot tell"
    assert gate([bad] * 3, GOOD, direction=way).answer == "worse"
    table = [[8, 2], [0, 10]]
    expected = stats.fisher_exact(table, alternative="greater").pvalue
    assert fisher_more_failures(8, 10, 0, 10) == pytest.approx(expected)


def test_a_candidate_that_lost_fewer_runs_is_not_called_worse() -> None:
    assert gate(BAD, GOOD, direction="max").answer == "worse"
    verdict = gate(BAD, [*GOOD, math.nan], direction="max")
    assert verdict.answer == "cannot tell"
    assert "the values are worse, but 0 of 5 runs of the candidate diverged" in verdict.sentence
    assert gate(GOOD, [*GOOD, math.nan], direction="max", tolerance=0.1).answer == "not worse"


def test_what_was_lost_on_both_sides_is_left_out_and_counted() -> None:
    verdict = gate([*GOOD, math.nan], [*GOOD, math.inf], direction="max", tolerance=0.1)
    assert verdict.answer == "not worse"
    assert "Left out: 1 of 6 runs of the candidate diverged or did not log it, 1 of 6" in verdict.sentence


def test_nothing_to_hold_on_to_is_no_answer() -> None:
    assert gate([], GOOD, direction="max").answer == "cannot tell"
    assert gate(GOOD, [], direction="max").answer == "cannot tell"
    assert gate(GOOD, [math.nan], direction="max").answer == "cannot tell"
    assert gate([math.nan], [math.nan], direction="max").answer == "cannot tell"


def test_values_without_spread_are_decided_by_exact_tests() -> None:
    assert gate([0.9, 0.9], [0.9, 0.9], direction="max").answer == "not worse"
    assert gate([0.1 + 0.2] * 2, [0.3] * 2, direction="min").answer == "not worse"
    assert gate([0.91, 0.91], [0.9, 0.9], direction="max").answer == "not worse"
    verdict = gate([0.8, 0.8], [0.9, 0.9], direction="max")
    assert (verdict.answer, verdict.method) == ("cannot tell", "permutation test of ranks, p = 0.17")
    assert gate([0.8] * 4, [0.9] * 4, direction="max").answer == "worse"
    assert gate([0.8] * 4, [0.9] * 4, direction="max", tolerance=0.2).answer == "not worse"


@pytest.mark.parametrize(("n", "answer"), [(2, "cannot tell"), (4, "cannot tell"), (5, "worse")])
def test_pairs_that_all_differ_alike_are_decided_by_their_signs(n: int, answer: str) -> None:
    seeds = [str(seed) for seed in range(n)]
    reference = [seed / 8 for seed in range(n)]
    candidate = [value - 0.0625 for value in reference]
    verdict = gate(candidate, reference, direction="max", candidate_seeds=seeds, reference_seeds=seeds)
    assert (verdict.answer, verdict.pairs) == (answer, n)
    assert verdict.method == f"sign test, p = {0.5**n:.2g}"


@pytest.mark.parametrize(
    "options",
    [
        {"tolerance": -0.1},
        {"tolerance": math.nan},
        {"relative": math.inf},
        {"tolerance": 0.1, "relative": 0.1},
        {"confidence": 1.0},
        {"confidence": 0.4},
        {"candidate_seeds": ["0"]},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(options: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        gate(GOOD, GOOD, direction="max", **options)  # type: ignore[arg-type]
