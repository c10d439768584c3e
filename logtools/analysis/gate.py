"""Did it get worse? A candidate against a reference, with a margin that does not matter.

Several runs each are tested for non-inferiority: the candidate is not worse if even the unfavourable end of the
interval of the difference stays within the tolerance, and worse if even the favourable end lies beyond it. Between the
two the runs do not tell. Where one side, or each, is a single run, less can be said, and the sentence says what.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from logtools.analysis.conclusions import figures
from logtools.analysis.pairing import Pairing, pair
from logtools.analysis.statistics import mean, paired, pooled, welch
from logtools.errors import InvalidValueError

__all__ = ["Answer", "Verdict", "gate"]

Answer = Literal["not worse", "worse", "cannot tell"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer of a gate, and the numbers it was decided from."""

    answer: Answer
    #: Whether smaller or larger is better.
    direction: Literal["min", "max"]
    #: How many runs of each side were looked at, diverged ones included.
    candidate_n: int
    reference_n: int
    #: The means of the finite values; None where there are none.
    candidate_mean: float | None
    reference_mean: float | None
    #: Candidate - reference, in units of the metric; None where a mean is.
    difference: float | None
    #: One-sided confidence bounds of the difference; None where the runs give none.
    low: float | None
    high: float | None
    #: How much worse still passes, in units of the metric, 0 or more.
    tolerance: float
    #: The confidence of each bound, between 0 and 1.
    confidence: float
    #: How many runs were paired by their seed; None where the test is not paired.
    pairs: int | None
    #: How it was decided, in a few words such as `Welch's t`.
    method: str
    #: The answer in a plain sentence, with what it rests on. Not escaped.
    sentence: str


def gate(  # noqa: PLR0913 - two sides, and what is asked of them
    candidate: Sequence[float],
    reference: Sequence[float],
    *,
    direction: Literal["min", "max"],
    tolerance: float = 0.0,
    relative: float | None = None,
    candidate_seeds: Sequence[str | None] | None = None,
    reference_seeds: Sequence[str | None] | None = None,
    confidence: float = 0.95,
) -> Verdict:
    """Decide whether the values of a candidate are worse than those of a reference.

    Args:
        candidate: a value a run; NaN and infinities are runs that diverged.
        reference: likewise.
        direction: whether smaller or larger is better.
        tolerance: how much worse still passes, in units of the metric.
        relative: the same as a part of the reference's mean (0.01 for 1 %), instead of `tolerance`.
        candidate_seeds: the seed of each value, by which runs are paired where both sides have it.
        reference_seeds: likewise.
        confidence: of the bounds that decide, between 0 and 1.

    Raises:
        InvalidValueError: if tolerance, relative or confidence are out of range, or seeds are not as many as values.
    """
    _check(tolerance, relative, confidence)
    sides = [_with_seeds(candidate, candidate_seeds), _with_seeds(reference, reference_seeds)]
    finite = [[value for value in side if math.isfinite(value)] for side in (candidate, reference)]
    means = [mean(side) if side else None for side in finite]
    if relative is not None:
        tolerance = relative * abs(means[1] or 0.0)
    told = Verdict(
        answer="cannot tell",
        direction=direction,
        candidate_n=len(candidate),
        reference_n=len(reference),
        candidate_mean=means[0],
        reference_mean=means[1],
        difference=None if means[0] is None or means[1] is None else means[0] - means[1],
        low=None,
        high=None,
        tolerance=tolerance,
        confidence=confidence,
        pairs=None,
        method="none",
        sentence="",
    )
    diverged = _of_diverged(told, len(candidate) - len(finite[0]), len(reference) - len(finite[1]))
    if diverged is not None:
        return diverged
    kept = [[(seed, value) for seed, value in side if math.isfinite(value)] for side in sides]
    verdict = _of_finite(told, pair(kept[0], kept[1]), finite[0], finite[1])
    lost = len(reference) - len(finite[1])
    if not lost:
        return verdict
    both = f"{len(candidate) - len(finite[0])} of {len(candidate)} runs of the candidate and {lost} of {len(reference)}"
    return replace(verdict, sentence=f"{verdict.sentence} Diverged, and left out: {both} of the reference.")


def _check(tolerance: float, relative: float | None, confidence: float) -> None:
    for name, value in (("tolerance", tolerance), ("relative tolerance", relative)):
        if value is not None and not 0 <= value < math.inf:
            raise InvalidValueError(f"the {name} must be a number of at least 0, not {value:g}")
    if relative is not None and tolerance:
        raise InvalidValueError("give the tolerance either in units of the metric or as a part of it, not both")
    if not 0 < confidence < 1:
        raise InvalidValueError(f"the confidence must lie between 0 and 1, not be {confidence:g}")


def _with_seeds(values: Sequence[float], seeds: Sequence[str | None] | None) -> list[tuple[str | None, float]]:
    names = [None] * len(values) if seeds is None else seeds
    if len(names) != len(values):
        raise InvalidValueError(f"there are {len(names)} seeds for {len(values)} values")
    return list(zip(names, values, strict=True))


def _of_diverged(told: Verdict, candidate: int, reference: int) -> Verdict | None:
    """Decide where runs are missing or diverged; None where the finite ones may decide."""
    for name, n in (("candidate", told.candidate_n), ("reference", told.reference_n)):
        if not n:
            return replace(told, method="nothing to compare", sentence=f"Cannot tell: the {name} has no value.")
    shares = candidate / told.candidate_n, reference / told.reference_n
    counts = (
        f"{candidate} of {told.candidate_n} runs of the candidate diverged, {reference} of {told.reference_n} of the"
    )
    if shares[0] > shares[1]:
        sentence = f"Worse: {counts} reference."
        return replace(told, answer="worse", method="share of diverged runs", sentence=sentence)
    if told.reference_mean is None or told.candidate_mean is None:
        same = told.candidate_mean is None
        text = (
            "both sides diverged in all runs." if same else f"{counts} reference, so there is no value to hold it to."
        )
        return replace(told, method="share of diverged runs", sentence=f"Cannot tell: {text}")
    return None


def _of_finite(told: Verdict, pairing: Pairing, candidate: Sequence[float], reference: Sequence[float]) -> Verdict:
    """Decide by the bounds of the difference, or by the difference alone where there are none."""
    two_sided = 2 * told.confidence - 1  # its ends are one-sided bounds of the wanted confidence
    if pairing.pairs:
        sides = [value for value, _ in pairing.pairs], [value for _, value in pairing.pairs]
        told = replace(told, pairs=len(pairing.pairs), difference=mean(sides[0]) - mean(sides[1]))
        estimate, method = paired(*sides, confidence=two_sided), "Student's t, paired by seed"
    elif min(len(candidate), len(reference)) > 1:
        estimate, method = welch(candidate, reference, confidence=two_sided), "Welch's t"
    else:
        estimate = pooled(candidate, reference, confidence=two_sided)
        method = "Student's t, taking the single run to vary like the others"
    if estimate.low is None or estimate.high is None:
        why = estimate.reason or ""
        return _decided(told, estimate.value, estimate.value, "means alone", f", no allowance for chance: {why}")
    told = replace(told, low=estimate.low, high=estimate.high)
    return _decided(told, estimate.low, estimate.high, method, "")


def _decided(told: Verdict, low: float, high: float, method: str, remark: str) -> Verdict:
    """Answer: `low` and `high` bound candidate - reference."""
    best_case, worst_case = (low, high) if told.direction == "min" else (-high, -low)
    slack = 1e-12 * max(abs(told.candidate_mean or 0.0), abs(told.reference_mean or 0.0))  # rounding is not worse
    answer: Answer = "cannot tell"
    if worst_case <= told.tolerance + slack:
        answer = "not worse"
    elif best_case > told.tolerance + slack:
        answer = "worse"
    uncertainty = (high - low) / 2 or None
    means = (
        f"{figures(told.candidate_mean or 0.0, uncertainty)} against {figures(told.reference_mean or 0.0, uncertainty)}"
    )
    by = f"{figures(told.difference or 0.0, uncertainty)}"
    bounds = ""
    if told.low is not None:
        ends = f"{figures(low, uncertainty)} to {figures(high, uncertainty)}"
        bounds = f", with {100 * told.confidence:.4g} % confidence on each side {ends}"
    counts = f"{told.candidate_n} and {told.reference_n} run{'s' * (told.candidate_n + told.reference_n > 2)}"
    counts = counts if told.candidate_n + told.reference_n > 2 else "1 run each"
    allowed = f"{told.tolerance:.5g}" if told.tolerance else "nothing"
    sentence = (
        f"{answer.capitalize()}: {means}, a difference of {by}{bounds}, where {allowed} worse would pass "
        f"({counts}; {method}{remark})."
    )
    return replace(told, answer=answer, method=method, sentence=sentence)
