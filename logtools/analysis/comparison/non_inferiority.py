"""Test whether a candidate is worse than a baseline by more than a tolerance, or worse than a number.

With several runs this is a test of non-inferiority: the test of two groups that `compare` uses, with one-sided bounds.
The candidate is not worse if even the unfavourable bound of the difference is within the tolerance. It is worse if even
the favourable bound is beyond it. Otherwise the result is inconclusive. If the values do not vary, exact tests replace
the bounds. If more candidate runs failed (they diverged, or did not log the metric), the candidate does not pass, and
it is worse if that is significant. Two single runs show no spread: the result is inconclusive, unless the spread is
known (`noise`) or a comparison without a test is asked for (`single`).

A relative tolerance of r is tested by multiplying the values of the baseline by 1 + r or 1 - r, whatever is worse, so
that the bounds allow for the uncertainty of the tolerance (docs/statistics.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np
from scipy.special import ndtri, stdtrit

from logtools.analysis.comparison.gate_options import GateOptions
from logtools.analysis.comparison.gate_verdict import Answer, GateMethod, GateVerdict
from logtools.analysis.comparison.group_differences import GroupTest, Side, SideTest, compare_sides, rank_difference
from logtools.analysis.comparison.power import POWER, runs_needed
from logtools.analysis.comparison.statistics import (
    Estimate,
    fisher_more_failures,
    mean,
    mean_interval,
    sign_test,
    significance,
)
from logtools.choices import Direction
from logtools.errors import InvalidValueError
from logtools.text.numbers import count

__all__ = ["Values", "decide", "two_sided"]

#: (block, value) of the independent runs of a side: NaN or inf if the run diverged, None if it did not log the metric.
Values = Sequence[tuple[str | None, float | None]]
#: Differences smaller than this, relative to the means, are rounding errors.
_ROUNDING = 1e-12


def two_sided(confidence: float) -> float:
    """Return the confidence of the interval whose ends are one-sided bounds.

    >>> two_sided(0.95)
    0.9
    """
    return 1 - 2 * significance(confidence)


def decide(
    candidate: Values, baseline: Values, options: GateOptions, *, direction: Direction, inflation: float = 0.0
) -> GateVerdict:
    """Decide whether the values of a candidate are worse than those of a baseline, or than `options.limit`.

    Args:
        candidate: its values, with the blocks that they share with those of the baseline.
        baseline: the same for the baseline; empty if there is a limit.
        options: what passes.
        direction: whether lower or higher is better.
        inflation: see `group_differences.GroupTest`.

    Raises:
        InvalidValueError: if `options.single` is set and a side has several runs.
    """
    if options.single and max(len(candidate), len(baseline)) > 1:
        runs = f"the candidate has {count(len(candidate), 'run')} and the baseline {count(len(baseline), 'run')}"
        raise InvalidValueError(f"cannot compare single runs: {runs}")
    finite = _finite(candidate), _finite(baseline)
    means = [mean([value for _, value in side]) if side else None for side in finite]
    against = means[1] if options.limit is None else options.limit
    verdict = GateVerdict(
        answer="inconclusive",
        direction=direction,
        limit=options.limit,
        candidate_n=len(candidate),
        baseline_n=len(baseline),
        candidate_failed=len(candidate) - len(finite[0]),
        baseline_failed=len(baseline) - len(finite[1]),
        candidate_mean=means[0],
        baseline_mean=means[1],
        difference=None if means[0] is None or against is None else means[0] - against,
        tolerance=options.margin.amount(means[1]),
        relative=options.relative,
        confidence=options.confidence,
    )
    if verdict.difference is None:
        return _without_values(verdict)
    if options.noise is not None:
        decided = _by_known_noise(verdict, options.noise, *map(len, finite))
    elif options.single:
        decided = _decided(verdict, _answer(verdict, verdict.difference, verdict.difference), "single runs")
    elif options.limit is not None:
        decided = _by_limit(verdict, [value for _, value in finite[0]], options.limit, inflation)
    else:
        decided = _by_values(verdict, *finite, inflation)
    return _with_failures(decided)


def _finite(values: Values) -> Side:
    return [(block, value) for block, value in values if value is not None and math.isfinite(value)]


def _without_values(verdict: GateVerdict) -> GateVerdict:
    """Answer if a side has no finite value."""
    if not verdict.candidate_n:
        return replace(verdict, reason="no candidate run")
    if verdict.limit is None and not verdict.baseline_n:
        return replace(verdict, reason="no baseline run")
    if verdict.limit is None and verdict.baseline_mean is None:
        return replace(verdict, reason="no finite baseline value")
    return replace(verdict, answer="worse", reason="no finite candidate value")


def _with_failures(verdict: GateVerdict) -> GateVerdict:
    """Adjust the answer for the runs without a finite value."""
    if verdict.limit is not None:
        failed = verdict.candidate_failed and verdict.answer == "not worse"
        return replace(verdict, answer="inconclusive", reason="candidate runs failed") if failed else verdict
    failed_runs = verdict.candidate_failed, verdict.baseline_failed
    shares = failed_runs[0] / verdict.candidate_n, failed_runs[1] / verdict.baseline_n
    if shares[0] > shares[1]:
        p = fisher_more_failures(failed_runs[0], verdict.candidate_n, failed_runs[1], verdict.baseline_n)
        verdict = replace(verdict, failures_p=p)
        if p < significance(verdict.confidence):
            return replace(verdict, answer="worse", reason="more candidate runs failed")
        if verdict.answer != "worse":
            return replace(verdict, answer="inconclusive", reason="more candidate runs failed, not significantly")
    elif shares[0] < shares[1] and verdict.answer == "worse":
        return replace(verdict, answer="inconclusive", reason="fewer candidate runs failed")
    return verdict


def _scale(verdict: GateVerdict) -> float:
    """Return the multiple of the baseline that is just good enough, without a tolerance in units of the metric."""
    level = verdict.baseline_mean or 0.0
    worse = (verdict.relative or 0.0) * (-1 if verdict.direction == "max" else 1)
    return 1 + worse * ((level > 0) - (level < 0))


def _by_known_noise(verdict: GateVerdict, noise: float, n: int, n_baseline: int) -> GateVerdict:
    """Decide by the bounds of a z-test of the means."""
    difference = verdict.difference or 0.0
    variance = 1 / n + (_scale(verdict) ** 2 / n_baseline if n_baseline else 0.0)
    half = float(ndtri(verdict.confidence)) * noise * math.sqrt(variance)
    found = _decided_by_bounds(verdict, difference - half, difference + half, "known noise")
    if found.answer != "inconclusive" or not _gap(verdict):
        return found
    z = float(ndtri(verdict.confidence) + ndtri(POWER))
    each = (1 + (_scale(verdict) ** 2 if n_baseline else 0.0)) * (z * noise / _gap(verdict)) ** 2
    return replace(found, runs_needed=float(math.ceil(each)))


def _by_limit(verdict: GateVerdict, values: Sequence[float], limit: float, inflation: float) -> GateVerdict:
    """Decide by the bounds of the mean."""
    estimate = mean_interval(values, confidence=two_sided(verdict.confidence), inflation=inflation)
    if estimate.low is not None and estimate.high is not None:
        found = _decided_by_bounds(verdict, estimate.low - limit, estimate.high - limit, "one-sample t")
        return _with_runs_needed(found, estimate, len(values), len(values))
    if len(values) == 1:
        return replace(verdict, values_answer="inconclusive", reason="no spread")
    p = sign_test(values, [limit] * len(values), direction=verdict.direction) / 2
    return _without_variation(verdict, p, "sign test")


def _by_values(verdict: GateVerdict, candidate: Side, baseline: Side, inflation: float) -> GateVerdict:
    """Decide by the bounds of the difference, or by the difference itself if there are none."""
    if _is_identical(candidate, baseline):
        return _decided(verdict, "not worse", "identical values")
    level, scale = two_sided(verdict.confidence), _scale(verdict)
    scaled = [(block, value * scale) for block, value in baseline]
    test = compare_sides(candidate, scaled, verdict.direction, level, inflation=inflation)
    if test.ci_low is not None and test.ci_high is not None:
        shift = (scale - 1) * (verdict.baseline_mean or 0.0)
        found = _decided_by_bounds(verdict, test.ci_low + shift, test.ci_high + shift, cast("GateMethod", test.method))
        return _with_runs_needed(replace(found, pairs=test.pairs), test, len(candidate), len(baseline))
    if min(len(candidate), len(baseline)) < 2:
        return replace(verdict, values_answer="inconclusive", reason="no spread")
    margin = verdict.tolerance if verdict.relative is None else 0.0
    shifted = [(block, value + (margin if verdict.direction == "max" else -margin)) for block, value in candidate]
    rules = GroupTest(direction=verdict.direction, confidence=level)
    ranks = rank_difference(shifted, scaled, rules, comparisons=1)
    p = 1.0 if ranks.p is None else ranks.p / 2
    return _without_variation(replace(verdict, pairs=ranks.pairs), p, cast("GateMethod", ranks.method))


def _is_identical(candidate: Side, baseline: Side) -> bool:
    """Return whether several runs of each side have the same values, seed by seed if all seeds are shared."""
    partners = dict(baseline)
    if all(block is not None and block in partners for block, _ in candidate):
        same = all(value == partners[block] for block, value in candidate)
    else:
        same = sorted(value for _, value in candidate) == sorted(value for _, value in baseline)
    return same and len(candidate) == len(baseline) > 1


def _without_variation(verdict: GateVerdict, p: float, method: GateMethod) -> GateVerdict:
    """Decide by an exact test, unless the candidate is as good as the baseline, which needs no test."""
    difference = verdict.difference or 0.0
    answer = _answer(verdict, difference, difference)
    if difference * (1 if verdict.direction == "max" else -1) >= -_rounding(verdict):
        return _decided(verdict, answer, "no variation")
    significant = p < significance(verdict.confidence)
    return replace(_decided(verdict, answer if significant else "inconclusive", method), p=p)


def _decided(verdict: GateVerdict, answer: Answer, method: GateMethod) -> GateVerdict:
    return replace(verdict, answer=answer, values_answer=answer, method=method)


def _decided_by_bounds(verdict: GateVerdict, low: float, high: float, method: GateMethod) -> GateVerdict:
    return _decided(replace(verdict, lower_bound=low, upper_bound=high), _answer(verdict, low, high), method)


def _with_runs_needed(verdict: GateVerdict, test: SideTest | Estimate, n: int, n_baseline: int) -> GateVerdict:
    """Add how many runs would settle an inconclusive answer, see `power.runs_needed`."""
    if verdict.answer != "inconclusive" or not _gap(verdict) or not test.error or test.freedom is None:
        return verdict
    known = {"error": test.error, "freedom": test.freedom, "critical": stdtrit(test.freedom, verdict.confidence)}
    known |= {"n": n, "n_baseline": n_baseline}
    columns = {name: np.array([value], dtype=np.float64) for name, value in known.items()}
    needed = float(runs_needed(np.array([_gap(verdict)]), **columns)[0])
    return replace(verdict, runs_needed=math.inf if math.isnan(needed) else needed)


def _gap(verdict: GateVerdict) -> float:
    """Return how far the difference is from the margin."""
    worse = (verdict.difference or 0.0) * (-1 if verdict.direction == "max" else 1)
    return abs(worse - verdict.tolerance)


def _answer(verdict: GateVerdict, low: float, high: float) -> Answer:
    """Answer from the bounds of the difference."""
    best_case, worst_case = (low, high) if verdict.direction == "min" else (-high, -low)
    limit = verdict.tolerance + _rounding(verdict)
    if worst_case <= limit:
        return "not worse"
    return "worse" if best_case > limit else "inconclusive"


def _rounding(verdict: GateVerdict) -> float:
    against = verdict.baseline_mean if verdict.limit is None else verdict.limit
    return _ROUNDING * max(abs(verdict.candidate_mean or 0.0), abs(against or 0.0))
