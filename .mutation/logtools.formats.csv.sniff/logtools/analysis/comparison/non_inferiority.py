"""Test whether a candidate is worse than a baseline by more than a tolerance.

With several runs on both sides this is a test of non-inferiority. The candidate is not worse if even the unfavourable
bound of the difference is within the tolerance. It is worse if even the favourable bound is beyond it. Otherwise the
result is inconclusive. If the values do not vary, exact tests replace the bounds. If more candidate runs failed (they
diverged, or did not log the metric), the candidate does not pass, and it is worse if that is significant. A single run
is compared with the spread of the other side. Two single runs show no spread: the result is inconclusive, unless the
spread is known (`noise`) or a comparison without a test is asked for (`single`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from logtools.analysis.comparison.gate_verdict import Answer, GateMethod, GateVerdict
from logtools.analysis.comparison.pairing import Pairing, pair
from logtools.analysis.comparison.statistics import (
    fisher_more_failures,
    mean,
    paired,
    rank_test,
    sign_test,
    significance,
    student_t,
    welch,
)
from logtools.choices import DIRECTIONS, Direction
from logtools.errors import InvalidValueError, unknown
from logtools.text.numbers import count

__all__ = ["gate"]

#: Differences smaller than this, relative to the means, are rounding errors.
_ROUNDING = 1e-12


def gate(  # noqa: PLR0913 - two sides, and the options
    candidate: Sequence[float | None],
    baseline: Sequence[float | None],
    *,
    direction: Direction,
    tolerance: float = 0.0,
    relative: float | None = None,
    candidate_seeds: Sequence[str | None] | None = None,
    baseline_seeds: Sequence[str | None] | None = None,
    confidence: float = 0.95,
    noise: float | None = None,
    single: bool = False,
) -> GateVerdict:
    """Decide whether the values of a candidate are worse than those of a baseline.

    Args:
        candidate: one value per run; NaN or inf if the run diverged, None if it did not log the metric.
        baseline: the same for the baseline.
        direction: whether lower or higher is better.
        tolerance: how much worse still passes, in units of the metric.
        relative: the tolerance as a fraction of the baseline mean (0.01 for 1%), instead of `tolerance`.
        candidate_seeds: the seed of each value; runs are paired by seeds that both sides have.
        baseline_seeds: the same for the baseline.
        confidence: confidence level of the one-sided bounds, at least 0.5 and less than 1.
        noise: the standard deviation between runs, known from earlier runs, in units of the metric; the bounds are then
            those of a z-test. By default it is estimated from these runs.
        single: compare one run with one run directly, without a test.

    Raises:
        InvalidValueError: if an argument is invalid, or the numbers of seeds and values differ.
    """
    _check(direction, tolerance, relative, confidence)
    _check_noise(noise, single=single, runs=(len(candidate), len(baseline)))
    sides = [_with_seeds(candidate, candidate_seeds), _with_seeds(baseline, baseline_seeds)]
    finite = [[value for _, value in side] for side in sides]
    means = [mean(side) if side else None for side in finite]
    if relative is not None:
        tolerance = relative * abs(means[1] or 0.0)
    verdict = GateVerdict(
        answer="inconclusive",
        direction=direction,
        candidate_n=len(candidate),
        baseline_n=len(baseline),
        candidate_failed=len(candidate) - len(finite[0]),
        baseline_failed=len(baseline) - len(finite[1]),
        candidate_mean=means[0],
        baseline_mean=means[1],
        difference=None if means[0] is None or means[1] is None else means[0] - means[1],
        tolerance=tolerance,
        confidence=confidence,
    )
    if not finite[0] or not finite[1]:
        return _without_values(verdict)
    if noise is not None:
        decided = _by_known_noise(verdict, noise, *map(len, finite))
    elif len(finite[0]) == len(finite[1]) == 1:
        decided = _of_single_runs(verdict, single=single)
    else:
        decided = _by_values(verdict, pair(*sides), *finite)
    return _with_failures(decided)


def _check(direction: str, tolerance: float, relative: float | None, confidence: float) -> None:
    if direction not in DIRECTIONS:
        raise unknown("direction", direction, DIRECTIONS)
    for name, value in (("tolerance", tolerance), ("relative tolerance", relative), ("confidence", confidence)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise InvalidValueError(f"the {name} must be a number, not {value!r}")
    for name, value in (("tolerance", tolerance), ("relative tolerance", relative)):
        if value is not None and not 0 <= value < math.inf:
            raise InvalidValueError(f"the {name} must be a number of at least 0, not {value:g}")
    if relative is not None and tolerance:
        raise InvalidValueError("give the tolerance in units of the metric or relative to the baseline, not both")
    if not 0.5 <= confidence < 1:
        raise InvalidValueError(f"the confidence must be at least 0.5 and less than 1, not {confidence:g}")


def _check_noise(noise: float | None, *, single: bool, runs: tuple[int, int]) -> None:
    if noise is not None and (isinstance(noise, bool) or not isinstance(noise, int | float)):
        raise InvalidValueError(f"the noise must be a number, not {noise!r}")
    if noise is not None and not 0 < noise < math.inf:
        raise InvalidValueError(f"the noise must be a number greater than 0, not {noise:g}")
    if single and noise is not None:
        raise InvalidValueError("give the noise, or compare single runs without a test, not both")
    if single and max(runs) > 1:
        raise InvalidValueError(
            f"cannot compare single runs: the candidate has {count(runs[0], 'run')} and the baseline "
            f"{count(runs[1], 'run')}"
        )


def _with_seeds(values: Sequence[float | None], seeds: Sequence[str | None] | None) -> list[tuple[str | None, float]]:
    """Return the finite values with their seeds."""
    names = [None] * len(values) if seeds is None else seeds
    if len(names) != len(values):
        raise InvalidValueError(f"there are {len(names)} seeds for {len(values)} values")
    return [(s, v) for s, v in zip(names, values, strict=True) if v is not None and math.isfinite(v)]


def _without_values(verdict: GateVerdict) -> GateVerdict:
    """Answer if a side has no finite value."""
    if not verdict.candidate_n:
        return replace(verdict, reason="no candidate run")
    if not verdict.baseline_n:
        return replace(verdict, reason="no baseline run")
    if verdict.baseline_mean is None:
        return replace(verdict, reason="no finite baseline value")
    return replace(verdict, answer="worse", reason="no finite candidate value")


def _with_failures(verdict: GateVerdict) -> GateVerdict:
    """Adjust the answer for the runs without a finite value."""
    failed = verdict.candidate_failed, verdict.baseline_failed
    shares = failed[0] / verdict.candidate_n, failed[1] / verdict.baseline_n
    if shares[0] > shares[1]:
        p = fisher_more_failures(failed[0], verdict.candidate_n, failed[1], verdict.baseline_n)
        verdict = replace(verdict, failures_p=p)
        if p < significance(verdict.confidence):
            return replace(verdict, answer="worse", reason="more candidate runs failed")
        if verdict.answer != "worse":
            return replace(verdict, answer="inconclusive", reason="more candidate runs failed, not significantly")
    elif shares[0] < shares[1] and verdict.answer == "worse":
        return replace(verdict, answer="inconclusive", reason="fewer candidate runs failed")
    return verdict


def _by_known_noise(verdict: GateVerdict, noise: float, n: int, n_baseline: int) -> GateVerdict:
    """Decide by the bounds of a z-test of the means."""
    from scipy.special import ndtri

    difference = verdict.difference or 0.0
    half = float(ndtri(verdict.confidence)) * noise * math.sqrt(1 / n + 1 / n_baseline)
    verdict = replace(verdict, lower_bound=difference - half, upper_bound=difference + half)
    return _decided(verdict, _answer(verdict, difference - half, difference + half), "known noise")


def _of_single_runs(verdict: GateVerdict, *, single: bool) -> GateVerdict:
    """Compare the values directly if that is asked for; one run on each side does not show how much runs vary."""
    difference = verdict.difference or 0.0
    if single:
        return _decided(verdict, _answer(verdict, difference, difference), "single runs")
    return replace(verdict, values_answer="inconclusive", reason="no spread")


def _by_values(
    verdict: GateVerdict, pairing: Pairing, candidate: Sequence[float], baseline: Sequence[float]
) -> GateVerdict:
    """Decide by the bounds of the difference, or by the difference itself if there are none."""
    two_sided = 2 * verdict.confidence - 1  # the ends of this interval are the one-sided bounds
    several = min(len(candidate), len(baseline)) > 1
    method: GateMethod
    if pairing.pairs:
        sides = [value for value, _ in pairing.pairs], [value for _, value in pairing.pairs]
        verdict = replace(verdict, pairs=len(pairing.pairs), difference=mean(sides[0]) - mean(sides[1]))
        estimate, method = paired(*sides, confidence=two_sided), "paired t"
    elif several:
        estimate, method = welch(candidate, baseline, confidence=two_sided), "Welch's t"
    else:
        estimate, method = student_t(candidate, baseline, confidence=two_sided), "Student's t"
    if estimate.low is not None and estimate.high is not None:
        verdict = replace(verdict, lower_bound=estimate.low, upper_bound=estimate.high)
        return _decided(verdict, _answer(verdict, estimate.low, estimate.high), method)
    if several:
        return _without_variation(verdict, pairing, candidate, baseline)
    return replace(verdict, values_answer="inconclusive", reason="no spread")


def _without_variation(
    verdict: GateVerdict, pairing: Pairing, candidate: Sequence[float], baseline: Sequence[float]
) -> GateVerdict:
    """Decide by an exact test if the values, or the differences of pairs, do not vary.

    A candidate that is not worse needs no test. Otherwise the test allows for the tolerance.
    """
    difference = verdict.difference or 0.0
    answer = _answer(verdict, difference, difference)
    if difference * (1 if verdict.direction == "max" else -1) >= -_rounding(verdict):
        return _decided(verdict, answer, "no variation")
    favour = verdict.tolerance if verdict.direction == "max" else -verdict.tolerance
    method: GateMethod
    if pairing.pairs:
        one, other = [value + favour for value, _ in pairing.pairs], [value for _, value in pairing.pairs]
        p, method = sign_test(one, other, direction=verdict.direction) / 2, "sign test"
    else:
        one = [value + favour for value in candidate]
        p, method = rank_test(one, baseline, direction=verdict.direction) / 2, "rank test"
    significant = p < significance(verdict.confidence)
    return replace(_decided(verdict, answer if significant else "inconclusive", method), p=p)


def _decided(verdict: GateVerdict, answer: Answer, method: GateMethod) -> GateVerdict:
    return replace(verdict, answer=answer, values_answer=answer, method=method)


def _answer(verdict: GateVerdict, low: float, high: float) -> Answer:
    """Answer from the bounds of candidate - baseline."""
    best_case, worst_case = (low, high) if verdict.direction == "min" else (-high, -low)
    limit = verdict.tolerance + _rounding(verdict)
    if worst_case <= limit:
        return "not worse"
    return "worse" if best_case > limit else "inconclusive"


def _rounding(verdict: GateVerdict) -> float:
    return _ROUNDING * max(abs(verdict.candidate_mean or 0.0), abs(verdict.baseline_mean or 0.0))
