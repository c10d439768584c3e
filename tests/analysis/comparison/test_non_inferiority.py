"""The answer of a gate (not worse, worse, inconclusive) follows from the bounds of the difference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pytest
from scipy import stats

from logtools.analysis.comparison.gate_options import GateOptions
from logtools.analysis.comparison.gate_verdict import GateVerdict
from logtools.analysis.comparison.group_differences import compare_sides
from logtools.analysis.comparison.non_inferiority import decide, two_sided
from logtools.analysis.comparison.statistics import fisher_more_failures
from logtools.errors import InvalidValueError

GOOD = [0.90, 0.91, 0.92, 0.91, 0.90]
BAD = [0.70, 0.71, 0.72, 0.71, 0.70]


def gate(  # noqa: PLR0913 - two sides, and the options
    candidate: Sequence[float | None],
    baseline: Sequence[float | None],
    *,
    direction: Literal["min", "max"],
    candidate_seeds: Sequence[str] | None = None,
    baseline_seeds: Sequence[str] | None = None,
    inflation: float = 0.0,
    **options: Any,  # noqa: ANN401 - those of `GateOptions`
) -> GateVerdict:
    """Decide with a tolerance of 0, unless the options say what passes."""
    if not {"tolerance", "relative", "at_least", "at_most"} & options.keys():
        options["tolerance"] = 0.0
    one, other = (
        [(None if seeds is None else seeds[i], value) for i, value in enumerate(values)]
        for seeds, values in ((candidate_seeds, candidate), (baseline_seeds, baseline))
    )
    return decide(one, other, GateOptions(**options), direction=direction, inflation=inflation)


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


def test_the_noise_of_a_relative_tolerance_is_counted() -> None:
    verdict = gate([1.0] * 2, [1.0] * 4, direction="min", noise=0.01, relative=0.5)
    half = stats.norm.ppf(0.95) * 0.01 * math.sqrt(1 / 2 + 1.5**2 / 4)
    assert verdict.upper_bound == pytest.approx(half)


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


@pytest.mark.parametrize(("n", "method"), [(4, "rank test"), (5, "sign test")])
def test_pairs_of_sides_without_spread_are_decided_by_their_signs(n: int, method: str) -> None:
    """With four pairs, the signs cannot be significant, and ranks can."""
    seeds = [str(seed) for seed in range(n)]
    verdict = gate([0.8] * n, [0.9] * n, direction="max", candidate_seeds=seeds, baseline_seeds=seeds)
    assert (verdict.answer, verdict.method) == ("worse", method)
    assert verdict.p == pytest.approx(0.5**n if n == 5 else 1 / 70)


def test_equal_differences_of_pairs_do_not_prove_that_there_is_no_noise() -> None:
    """As in `compare`, the spread within the sides is used instead."""
    seeds = ["0", "1", "2"]
    verdict = gate(
        [0.4, 0.5, 0.6], [0.5, 0.6, 0.7], direction="max", candidate_seeds=seeds, baseline_seeds=seeds
    )  # fmt: skip
    expected = stats.ttest_ind([0.4, 0.5, 0.6], [0.5, 0.6, 0.7]).confidence_interval(0.9)
    assert (verdict.lower_bound, verdict.upper_bound) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize(("candidate", "options"), [
    ([0.93, 0.90, 0.91], {"tolerance": 0.01}),
    ([0.91, 0.89, 0.90], {"tolerance": 0.005}),
    ([0.91, 0.89, 0.90], {"at_least": 0.895}),
])  # fmt: skip
def test_so_many_runs_settle_an_inconclusive_answer(candidate: list[float], options: dict[str, Any]) -> None:
    """With that many runs, simulated tests of the present difference find it in 80 %."""
    baseline = [] if "at_least" in options else [0.90, 0.91, 0.92]
    verdict = gate(candidate, baseline, direction="max", **options)
    assert verdict.answer == "inconclusive"
    assert verdict.runs_needed is not None
    n = int(verdict.runs_needed)
    rng = np.random.default_rng(3)
    spread = np.sqrt(np.mean([np.var(side, ddof=1) for side in (candidate, baseline) if side]))
    settled = []
    for _ in range(400):
        one, other = rng.normal(np.mean(candidate), spread, n), rng.normal(0.91, spread, n)
        found = gate(one.tolist(), other.tolist() if baseline else [], direction="max", **options)
        settled.append(found.answer != "inconclusive")
    assert np.mean(settled) == pytest.approx(0.8, abs=0.06)


def test_the_runs_to_settle_a_test_with_known_noise_follow_from_normal_quantiles() -> None:
    verdict = gate([0.90], [0.91], direction="max", tolerance=0.02, noise=0.01)
    gap = (stats.norm.ppf(0.95) + stats.norm.ppf(0.8)) * 0.01 / 0.01
    assert (verdict.answer, verdict.runs_needed) == ("inconclusive", math.ceil(2 * gap**2))
    assert gate([0.90], [0.91], direction="max", tolerance=0.5, noise=0.01).runs_needed is None
    assert gate([0.91], [0.90], direction="max", tolerance=0.0).runs_needed is None


def test_a_difference_close_to_the_margin_is_never_settled() -> None:
    assert gate([0.90, 0.92], [0.91, 0.9100001], direction="max").runs_needed == math.inf


def test_identical_sides_pass() -> None:
    """An unchanged model that is trained with the same seeds has the same values."""
    seeds = [str(seed) for seed in range(5)]
    verdict = gate(GOOD, GOOD, direction="max", candidate_seeds=seeds, baseline_seeds=seeds)
    assert (verdict.answer, verdict.method, verdict.difference) == ("not worse", "identical values", 0.0)
    assert gate(GOOD, GOOD[::-1], direction="max").method == "identical values"
    swapped = gate(GOOD, [*GOOD[1:], GOOD[0]], direction="max", candidate_seeds=seeds, baseline_seeds=seeds)
    assert (swapped.answer, swapped.method) == ("inconclusive", "paired t")
    assert gate([0.9], [0.9], direction="max").answer == "inconclusive"


def test_several_runs_are_no_single_runs() -> None:
    with pytest.raises(InvalidValueError, match="the candidate has 5 runs and the baseline 1 run"):
        gate(GOOD, [0.9], direction="max", single=True)


def test_the_interval_is_that_of_compare() -> None:
    """The bounds are the ends of the two-sided interval at 90%, by Welch or Student, whichever is wider."""
    one, other = [0.90, 0.93, 0.91], [0.90, 0.91, 0.92, 0.91, 0.90, 0.905]
    verdict = gate(one, other, direction="max")
    ends = [stats.ttest_ind(one, other, equal_var=equal).confidence_interval(0.9) for equal in (True, False)]
    wider = max(ends, key=lambda end: float(end.high - end.low))
    assert (verdict.lower_bound, verdict.upper_bound) == pytest.approx((wider.low, wider.high))
    test = compare_sides([(None, v) for v in one], [(None, v) for v in other], "max", two_sided(0.95))
    assert (verdict.lower_bound, verdict.upper_bound) == (test.ci_low, test.ci_high)


def test_runs_without_a_partner_count_too() -> None:
    """Three of four seeds are shared: the difference is that of the means of all runs."""
    verdict = gate(
        [0.5, 0.6, 0.7, 0.2], [0.51, 0.62, 0.70, 0.9], direction="max",
        candidate_seeds=["0", "1", "2", "3"], baseline_seeds=["0", "1", "2", "4"],
    )  # fmt: skip
    assert verdict.difference == pytest.approx(0.5 - 0.6825)
    assert (verdict.method, verdict.pairs) == ("partially paired t", 3)


@pytest.mark.parametrize(("direction", "sign"), [("min", 1), ("max", 1), ("min", -1), ("max", -1)])
def test_a_relative_tolerance_allows_for_the_uncertainty_of_the_baseline(
    direction: Literal["min", "max"], sign: int
) -> None:
    """The candidate is tested against the multiple of the baseline that is just good enough."""
    baseline = [sign * value for value in (8.0, 10.0, 12.0, 9.0, 11.0)]
    candidate = [sign * value for value in (12.0, 12.5, 13.0, 12.4, 12.6)]
    scale = 1.5 if (direction == "min") == (sign > 0) else 0.5
    verdict = gate(candidate, baseline, direction=direction, relative=0.5)
    expected = stats.ttest_ind(candidate, [scale * value for value in baseline], equal_var=False)
    ends = expected.confidence_interval(0.9)
    shift = (scale - 1) * sign * 10.0
    assert verdict.tolerance == pytest.approx(5.0)
    assert (verdict.lower_bound, verdict.upper_bound) == pytest.approx((ends.low + shift, ends.high + shift))


def test_a_fraction_of_a_baseline_of_zero_is_no_tolerance() -> None:
    verdict = gate([0.0, 0.1], [-1.0, 1.0], direction="min", relative=0.5)
    assert verdict.tolerance == 0


def test_folds_of_several_cross_validations_widen_the_bounds() -> None:
    plain, folds = (gate(GOOD, BAD, direction="max", inflation=each) for each in (0.0, 0.25))
    assert (plain.lower_bound or 0) > (folds.lower_bound or 0)


@pytest.mark.parametrize(
    ("values", "limit", "answer"),
    [
        (GOOD, {"at_least": 0.85}, "not worse"),
        (GOOD, {"at_least": 0.907}, "inconclusive"),
        (GOOD, {"at_least": 0.95}, "worse"),
        ([0.9], {"at_least": 0.85}, "inconclusive"),
        ([0.9], {"at_least": 0.85, "single": True}, "not worse"),
        ([0.9], {"at_least": 0.95, "single": True}, "worse"),
        ([0.9], {"at_least": 0.85, "noise": 0.01}, "not worse"),
        ([0.9, 0.9], {"at_least": 0.9}, "not worse"),
        ([0.9] * 4, {"at_least": 0.95}, "inconclusive"),
        ([0.9] * 5, {"at_least": 0.95}, "worse"),
        ([*GOOD, math.nan], {"at_least": 0.85}, "inconclusive"),
        ([*GOOD, None], {"at_least": 0.95}, "worse"),
        ([math.nan], {"at_least": 0.95}, "worse"),
        ([], {"at_least": 0.95}, "inconclusive"),
    ],
)
def test_a_candidate_can_be_compared_with_a_number(
    values: list[float | None], limit: dict[str, Any], answer: str
) -> None:
    assert gate(values, [], direction="max", **limit).answer == answer
    lower = {"at_most" if name == "at_least" else name: value for name, value in limit.items()}
    mirrored = [None if value is None else -value for value in values]
    lower["at_most"] = -lower["at_most"]
    assert gate(mirrored, [], direction="min", **lower).answer == answer


def test_the_bounds_against_a_number_are_those_of_the_mean() -> None:
    verdict = gate(GOOD, [], direction="max", at_least=0.85)
    ends = stats.ttest_1samp(GOOD, 0).confidence_interval(0.9)
    assert verdict.lower_bound == pytest.approx(ends.low - 0.85)
    assert verdict.upper_bound == pytest.approx(ends.high - 0.85)
    assert (verdict.limit, verdict.baseline_n, verdict.method) == (0.85, 0, "one-sample t")
