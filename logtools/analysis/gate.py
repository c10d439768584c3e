"""Did it get worse? A candidate against a reference, with a margin that does not matter.

Several runs each are tested for non-inferiority: the candidate is not worse if even the unfavourable end of the
interval of the difference stays within the tolerance, and worse if even the favourable end lies beyond it. Between the
two the runs do not tell. Where one side, or each, is a single run, less can be said, and the sentence says what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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


def gate(
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
    raise NotImplementedError
