"""Did it get worse? A candidate against a reference, with a margin that does not matter.

Several runs each are tested for non-inferiority: the candidate is not worse if even the unfavourable end of the
interval of the difference stays within the tolerance, and worse if even the favourable end lies beyond it. Between the
two the runs do not tell. Where the values do not vary, exact tests stand in for the interval. A candidate of which more
runs were lost, because they diverged or did not log the metric, does not pass, and is worse if that is no chance. Where
one side, or each, is a single run, less can be said, and the sentence says what.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from logtools.analysis.comparison.pairing import Pairing, pair
from logtools.analysis.comparison.statistics import (
    fisher_more_failures,
    mean,
    paired,
    rank_test,
    sign_test,
    student_t,
    welch,
)
from logtools.errors import InvalidValueError
from logtools.text.numbers import number

__all__ = ["Answer", "Verdict", "gate"]

Answer = Literal["not worse", "worse", "cannot tell"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer of a gate, and the numbers it was decided from."""

    answer: Answer
    #: Whether smaller or larger is better.
    direction: Literal["min", "max"]
    #: How many runs of each side were looked at, and how many of them were lost: they diverged, or have no value.
    candidate_n: int
    reference_n: int
    candidate_lost: int = 0
    reference_lost: int = 0
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
    candidate: Sequence[float | None],
    reference: Sequence[float | None],
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
        candidate: a value a run; NaN and infinities are runs that diverged, None one that did not log the metric.
        reference: likewise.
        direction: whether smaller or larger is better.
        tolerance: how much worse still passes, in units of the metric.
        relative: the same as a part of the reference's mean (0.01 for 1 %), instead of `tolerance`.
        candidate_seeds: the seed of each value, by which runs are paired where both sides have it.
        reference_seeds: likewise.
        confidence: of the bounds that decide, at least 0.5 and less than 1.

    Raises:
        InvalidValueError: if tolerance, relative or confidence are out of range, or seeds are not as many as values.
    """
    _check(tolerance, relative, confidence)
    sides = [_with_seeds(candidate, candidate_seeds), _with_seeds(reference, reference_seeds)]
    finite = [[value for _, value in side] for side in sides]
    means = [mean(side) if side else None for side in finite]
    if relative is not None:
        tolerance = relative * abs(means[1] or 0.0)
    told = Verdict(
        answer="cannot tell",
        direction=direction,
        candidate_n=len(candidate),
        reference_n=len(reference),
        candidate_lost=len(candidate) - len(finite[0]),
        reference_lost=len(reference) - len(finite[1]),
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
    if not finite[0] or not finite[1]:
        return _of_nothing(told)
    return _of_lost(_of_finite(told, pair(*sides), *finite))


def _check(tolerance: float, relative: float | None, confidence: float) -> None:
    for name, value in (("tolerance", tolerance), ("relative tolerance", relative)):
        if value is not None and not 0 <= value < math.inf:
            raise InvalidValueError(f"the {name} must be a number of at least 0, not {value:g}")
    if relative is not None and tolerance:
        raise InvalidValueError("give the tolerance either in units of the metric or as a part of it, not both")
    if not 0.5 <= confidence < 1:
        raise InvalidValueError(f"the confidence must be at least 0.5 and less than 1, not {confidence:g}")


def _with_seeds(values: Sequence[float | None], seeds: Sequence[str | None] | None) -> list[tuple[str | None, float]]:
    """Return the finite values with their seeds."""
    names = [None] * len(values) if seeds is None else seeds
    if len(names) != len(values):
        raise InvalidValueError(f"there are {len(names)} seeds for {len(values)} values")
    return [(s, v) for s, v in zip(names, values, strict=True) if v is not None and math.isfinite(v)]


def _of_nothing(told: Verdict) -> Verdict:
    """Answer where a side has no finite value."""
    for name, n in (("candidate", told.candidate_n), ("reference", told.reference_n)):
        if not n:
            return replace(told, method="nothing to compare", sentence=f"Cannot tell: the {name} has no value.")
    if told.reference_mean is None:
        why = "no run of the reference has a finite value to hold the candidate to."
        return replace(told, method="nothing to compare", sentence=f"Cannot tell: {why}")
    sentence = f"Worse: no run of the candidate has a finite value ({_lost(told)})."
    return replace(told, answer="worse", method="lost runs", sentence=sentence)


def _lost(told: Verdict) -> str:
    return (
        f"{told.candidate_lost} of {told.candidate_n} runs of the candidate diverged or did not log it, "
        f"{told.reference_lost} of {told.reference_n} of the reference"
    )


def _of_lost(told: Verdict) -> Verdict:
    """Let the runs that have no finite value count too."""
    if not told.candidate_lost and not told.reference_lost:
        return told
    shares = told.candidate_lost / told.candidate_n, told.reference_lost / told.reference_n
    rest = f"Of the others: {told.sentence[0].lower()}{told.sentence[1:]}"
    if shares[0] > shares[1]:
        p = fisher_more_failures(told.candidate_lost, told.candidate_n, told.reference_lost, told.reference_n)
        test = f"Fisher's exact test, p = {p:.2g}"
        if p < 1 - told.confidence:
            return replace(told, answer="worse", method=test, sentence=f"Worse: {_lost(told)} ({test}). {rest}")
        if told.answer != "worse":
            why = f"{_lost(told)}: too many to pass, too few to call it worse ({test})"
            return replace(told, answer="cannot tell", sentence=f"Cannot tell: {why}. {rest}")
    elif shares[0] < shares[1] and told.answer == "worse":
        why = f"the values are worse, but {_lost(told)}"
        return replace(told, answer="cannot tell", sentence=f"Cannot tell: {why}. {rest}")
    return replace(told, sentence=f"{told.sentence} Left out: {_lost(told)}.")


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
        estimate = student_t(candidate, reference, confidence=two_sided)
        method = "Student's t, taking the single run to vary like the others"
    if estimate.low is None or estimate.high is None:
        if min(len(candidate), len(reference)) > 1:
            return _of_equal(told, pairing, candidate, reference)
        why = estimate.reason or ""
        return _decided(told, estimate.value, estimate.value, "means alone", f", no allowance for chance: {why}")
    told = replace(told, low=estimate.low, high=estimate.high)
    return _decided(told, estimate.low, estimate.high, method, "")


def _of_equal(told: Verdict, pairing: Pairing, candidate: Sequence[float], reference: Sequence[float]) -> Verdict:
    """Decide by an exact test where the values, or the differences of pairs, do not vary.

    A candidate that is nowhere worse is not worse; else the test is of the candidate with the tolerance in its favour.
    """
    difference = told.difference or 0.0
    if difference * (1 if told.direction == "max" else -1) >= -_slack(told):
        return _decided(told, difference, difference, "nowhere worse", "")
    favour = told.tolerance if told.direction == "max" else -told.tolerance
    if pairing.pairs:
        one, other = [value + favour for value, _ in pairing.pairs], [value for _, value in pairing.pairs]
        p, method = sign_test(one, other, direction=told.direction) / 2, "sign test"
    else:
        one = [value + favour for value in candidate]
        p, method = rank_test(one, reference, direction=told.direction) / 2, "permutation test of ranks"
    decided = _decided(told, difference, difference, f"{method}, p = {p:.2g}", "")
    if p < 1 - told.confidence:
        return decided
    _, _, text = decided.sentence.partition(": ")
    return replace(decided, answer="cannot tell", sentence=f"Cannot tell: {text}")


def _slack(told: Verdict) -> float:
    """Return what rounding does: that is not worse."""
    return 1e-12 * max(abs(told.candidate_mean or 0.0), abs(told.reference_mean or 0.0))


def _decided(told: Verdict, low: float, high: float, method: str, remark: str) -> Verdict:
    """Answer: `low` and `high` bound candidate - reference."""
    best_case, worst_case = (low, high) if told.direction == "min" else (-high, -low)
    slack = _slack(told)
    answer: Answer = "cannot tell"
    if worst_case <= told.tolerance + slack:
        answer = "not worse"
    elif best_case > told.tolerance + slack:
        answer = "worse"
    uncertainty = (high - low) / 2 or None
    means = (
        f"{number(told.candidate_mean or 0.0, uncertainty)} against {number(told.reference_mean or 0.0, uncertainty)}"
    )
    by = f"{number(told.difference or 0.0, uncertainty)}"
    bounds = ""
    if told.low is not None:
        ends = f"{number(low, uncertainty)} to {number(high, uncertainty)}"
        bounds = f", with {100 * told.confidence:.4g} % confidence on each side {ends}"
    counted = told.candidate_n - told.candidate_lost, told.reference_n - told.reference_lost
    counts = "1 run each" if counted == (1, 1) else f"{counted[0]} and {counted[1]} runs"
    allowed = f"{told.tolerance:.5g}" if told.tolerance else "nothing"
    sentence = (
        f"{answer.capitalize()}: {means}, a difference of {by}{bounds}, where {allowed} worse would pass "
        f"({counts}; {method}{remark})."
    )
    return replace(told, answer=answer, method=method, sentence=sentence)
