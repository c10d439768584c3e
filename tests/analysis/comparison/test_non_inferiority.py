"""The answer of a gate (not worse, worse, inconclusive) follows from the bounds of the difference."""

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
    """The bounds are those of one-sided Welch tests at the margin: the answer changes where their p-value is 0.05."""
    candidate = [value - 0.004 for value in GOOD]
    verdict = gate(candidate, GOOD, direction="max", tolerance=0.02)
    assert verdict.answer == "not worse"
    assert verdict.difference == pytest.approx(-0.004)
    assert verdict.lower_bound is not None
    margin = -verdict.lower_bound  # the smallest tolerance that passes
    p = stats.ttest_ind(np.array(candidate) + margin, GOOD, equal_var=False, alternative="greater").pvalue
    assert p == pytest.approx(0.05)
    assert gate(candidate, GOOD, direction="max", tolerance=margin + 1e-9).answer == "not worse"
    assert gate(candidate, GOOD, direction="max", tolerance=margin - 1e-6).answer == "inconclusive"


def test_clearly_worse_is_worse_in_either_direction() -> None:
    assert gate(BAD, GOOD, direction="max").answer == "worse"
    assert gate(BAD, GOOD, direction="min").answer == "not worse"
    assert gate(GOOD, BAD, direction="min").answer == "worse"
    assert gate(BAD, GOOD, direction="max", tolerance=0.3).answer == "not worse"


def test_a_better_mean_alone_does_not_pass() -> None:
    verdict = gate([0.80, 0.99, 0.93], GOOD, direction="max")
    assert verdict.answer == "inconclusive"
    assert verdict.reason is None
    assert verdict.difference is not None


def test_the_tolerance_can_be_a_fraction_of_the_baseline() -> None:
    verdict = gate([95.0], [100.0], direction="max", relative=0.05, single=True)
    assert (verdict.answer, verdict.tolerance) == ("not worse", 5.0)
    assert gate([94.9], [100.0], direction="max", relative=0.05, single=True).answer == "worse"
    assert gate([-1.05], [-1.0], direction="max", relative=0.1, single=True).answer == "not worse"


@pytest.mark.parametrize(
    ("candidate", "baseline"),
    [([0.9], [0.9]), ([0.1], [0.9]), ([0.9, math.nan], [0.1, math.nan]), ([0.9], [0.9, 0.9, 0.9])],
    ids=["equal", "far", "one finite value each", "no spread"],
)
def test_without_spread_the_answer_is_inconclusive(candidate: list[float], baseline: list[float]) -> None:
    verdict = gate(candidate, baseline, direction="max", tolerance=0.01)
    assert (verdict.answer, verdict.reason, verdict.method) == ("inconclusive", "no spread", None)


def test_the_noise_gives_bounds() -> None:
    """The bounds are those of a z-test with the given standard deviation."""
    for n, m in ((1, 1), (2, 5)):
        verdict = gate([0.89] * n, [0.9] * m, direction="max", noise=0.01, tolerance=0.05)
        half = stats.norm.ppf(0.95) * 0.01 * math.sqrt(1 / n + 1 / m)
        assert (verdict.lower_bound, verdict.upper_bound) == pytest.approx((-0.01 - half, -0.01 + half))
        assert (verdict.answer, verdict.method) == ("not worse", "known noise")
    assert gate([0.89], [0.9], direction="max", noise=0.01).answer == "inconclusive"
    assert gate([0.8], [0.9], direction="max", noise=0.01).answer == "worse"
    assert gate([0.8], [0.9], direction="min", noise=0.01).answer == "not worse"


def test_single_runs_are_compared_directly_if_asked() -> None:
    assert gate([0.9], [0.9], direction="max", single=True).answer == "not worse"
    verdict = gate([0.899], [0.9], direction="max", single=True)
    assert verdict.answer == "worse"
    assert (verdict.lower_bound, verdict.method, verdict.p) == (None, "single runs", None)


def test_a_single_candidate_is_compared_with_the_spread_of_the_baseline() -> None:
    assert gate([0.905], GOOD, direction="max").method == "Student's t"
    assert gate([0.905], GOOD, direction="max", tolerance=0.05).answer == "not worse"
    assert gate([0.905], GOOD, direction="max").answer == "inconclusive"
    assert gate([0.7], GOOD, direction="max").answer == "worse"


def test_matching_seeds_are_paired() -> None:
    baseline = [0.50, 0.60, 0.70, 0.80]
    candidate = [0.501, 0.602, 0.701, 0.803]
    apart = gate(candidate, baseline, direction="max", tolerance=0.01)
    assert apart.answer == "inconclusive"
    seeds = ["0", "1", "2", "3"]
    together = gate(
        candidate, baseline[::-1], direction="max", tolerance=0.01, candidate_seeds=seeds, baseline_seeds=seeds[::-1]
    )
    assert (together.answer, together.pairs) == ("not worse", 4)
    assert (together.method, apart.method) == ("paired t", "Welch's t")


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, None])
@pytest.mark.parametrize("direction", ["min", "max"])
def test_a_candidate_with_more_failed_runs_does_not_pass(bad: float | None, direction: Literal["min", "max"]) -> None:
    """It is worse only if Fisher's exact test is significant, or if the other runs are already worse."""
    better = [value + (0.5 if direction == "max" else -0.5) for value in GOOD]
    verdict = gate([*better, bad], GOOD, direction=direction)
    assert verdict.answer == "inconclusive"
    assert (verdict.reason, verdict.values_answer) == ("more candidate runs failed, not significantly", "not worse")
    assert (verdict.candidate_failed, verdict.candidate_n, verdict.baseline_failed) == (1, 6, 0)
    many = gate([*better[:2], *[bad] * 8], GOOD * 2, direction=direction)
    assert (many.answer, many.reason) == ("worse", "more candidate runs failed")
    assert gate([*better[:1], bad, bad], GOOD[:3], direction=direction).answer == "inconclusive"
    assert gate([bad] * 3, GOOD, direction=direction).answer == "worse"
    table = [[8, 2], [0, 10]]
    expected = stats.fisher_exact(table, alternative="greater").pvalue
    assert many.failures_p == pytest.approx(expected)
    assert fisher_more_failures(8, 10, 0, 10) == pytest.approx(expected)


def test_a_candidate_with_fewer_failed_runs_is_not_worse() -> None:
    assert gate(BAD, GOOD, direction="max").answer == "worse"
    verdict = gate(BAD, [*GOOD, math.nan], direction="max")
    assert verdict.answer == "inconclusive"
    assert (verdict.reason, verdict.values_answer) == ("fewer candidate runs failed", "worse")
    assert verdict.failures_p is None
    assert gate(GOOD, [*GOOD, math.nan], direction="max", tolerance=0.1).answer == "not worse"


def test_runs_that_failed_on_both_sides_are_left_out_and_counted() -> None:
    verdict = gate([*GOOD, math.nan], [*GOOD, math.inf], direction="max", tolerance=0.1)
    assert verdict.answer == "not worse"
    assert verdict.reason is None
    assert (verdict.candidate_failed, verdict.baseline_failed, verdict.candidate_n) == (1, 1, 6)


@pytest.mark.parametrize(
    ("candidate", "baseline", "answer", "reason"),
    [
        ([], GOOD, "inconclusive", "no candidate run"),
        (GOOD, [], "inconclusive", "no baseline run"),
        (GOOD, [math.nan], "inconclusive", "no finite baseline value"),
        ([math.nan], [math.nan], "inconclusive", "no finite baseline value"),
        ([math.nan], GOOD, "worse", "no finite candidate value"),
    ],
)
def test_without_values_the_answer_has_a_reason(
    candidate: list[float], baseline: list[float], answer: str, reason: str
) -> None:
    verdict = gate(candidate, baseline, direction="max")
    assert (verdict.answer, verdict.reason, verdict.values_answer, verdict.method) == (answer, reason, None, None)


def test_values_without_spread_are_decided_by_exact_tests() -> None:
    assert gate([0.9, 0.9], [0.9, 0.9], direction="max").answer == "not worse"
    assert gate([0.1 + 0.2] * 2, [0.3] * 2, direction="min").answer == "not worse"
    assert gate([0.91, 0.91], [0.9, 0.9], direction="max").answer == "not worse"
    verdict = gate([0.8, 0.8], [0.9, 0.9], direction="max")
    assert (verdict.answer, verdict.method) == ("inconclusive", "rank test")
    assert verdict.p == pytest.approx(1 / 6)
    assert gate([0.8] * 4, [0.9] * 4, direction="max").answer == "worse"
    assert gate([0.8] * 4, [0.9] * 4, direction="max", tolerance=0.2).answer == "not worse"


def test_p_is_compared_with_the_level_as_written() -> None:
    """1 - 0.95 is 0.050000000000000044 in floating point, but p = 0.05 is not below 5%."""
    verdict = gate([0.8] * 3, [0.9] * 3, direction="max")
    assert verdict.p == pytest.approx(0.05)
    assert verdict.answer == "inconclusive"


@pytest.mark.parametrize(("n", "answer"), [(2, "inconclusive"), (4, "inconclusive"), (5, "worse")])
def test_pairs_with_equal_differences_are_decided_by_their_signs(n: int, answer: str) -> None:
    seeds = [str(seed) for seed in range(n)]
    baseline = [seed / 8 for seed in range(n)]
    candidate = [value - 0.0625 for value in baseline]
    verdict = gate(candidate, baseline, direction="max", candidate_seeds=seeds, baseline_seeds=seeds)
    assert (verdict.answer, verdict.pairs) == (answer, n)
    assert verdict.method == "sign test"
    assert verdict.p == pytest.approx(0.5**n)


@pytest.mark.parametrize(
    "options",
    [
        {"tolerance": -0.1},
        {"tolerance": math.nan},
        {"relative": math.inf},
        {"tolerance": 0.1, "relative": 0.1},
        {"confidence": 1.0},
        {"confidence": 0.4},
        {"confidence": "high"},
        {"tolerance": "1%"},
        {"candidate_seeds": ["0"]},
        {"noise": 0},
        {"noise": math.nan},
        {"noise": "1%"},
        {"single": True},
    ],
    ids=str,
)
def test_invalid_arguments_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        gate(GOOD, GOOD, direction="max", **options)  # type: ignore[arg-type]


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="no direction is named 'down'"):
        gate(GOOD, GOOD, direction="down")  # type: ignore[arg-type]
