"""The result of a gate as data: the answer, the numbers it follows from, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from logtools.choices import Direction

__all__ = ["VERDICTS", "Answer", "GateMethod", "GateReason", "GateSide", "GateVerdict"]

Answer = Literal["not worse", "worse", "inconclusive"]
#: The answer as the one word that logs of CI show.
VERDICTS: Final[dict[Answer, str]] = {"not worse": "PASS", "worse": "FAIL", "inconclusive": "INCONCLUSIVE"}

#: How the values were compared. `one-sample t`: the mean with a number. `known noise`: by a z-test. `single runs`:
#: directly, because that was asked for. `identical values`: directly, because both sides have the same values. `no
#: variation`: directly, because the values do not vary and the candidate is not worse. `rank test` and `sign test`: by
#: an exact test, because the values do not vary and the candidate is worse.
GateMethod = Literal[
    "paired t", "partially paired t", "Welch's t", "Student's t", "one-sample t",
    "rank test", "sign test", "known noise", "single runs", "identical values",
    "no variation",
]  # fmt: skip

#: Why the answer does not follow from the values alone.
GateReason = Literal[
    "no candidate run",
    "no baseline run",
    "no finite candidate value",
    "no finite baseline value",
    "more candidate runs failed",
    "more candidate runs failed, not significantly",
    "fewer candidate runs failed",
    "candidate runs failed",
    "no spread",
    "levels disagree",
    "not significantly worse",
]


@dataclass(frozen=True, kw_only=True)
class GateSide:
    """The candidate or the baseline: its runs and their values."""

    #: The name that the user gave.
    name: str
    #: The runs, each with its seed (None if it has none) and its value (NaN or inf if it diverged, None if not logged).
    runs: Sequence[str]
    seeds: Sequence[str | None]
    values: Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class GateVerdict:
    """The answer of a gate, and the numbers it follows from."""

    answer: Answer
    #: Why the answer does not follow from the values alone; None if it does.
    reason: GateReason | None = None
    #: The answer from the finite values alone; None if a side has none.
    values_answer: Answer | None = None
    #: Whether lower or higher is better.
    direction: Direction
    #: The number that the candidate is compared with; None if there is a baseline.
    limit: float | None = None
    #: The number of independent runs of each side (see `replicates`), and the number that failed: they diverged, or did
    #: not log the metric. 0 for the baseline if there is none.
    candidate_n: int
    baseline_n: int
    candidate_failed: int = 0
    baseline_failed: int = 0
    #: The means of the finite values; None if there are none.
    candidate_mean: float | None
    baseline_mean: float | None
    #: Candidate - baseline (or limit), in units of the metric; None if a mean is None.
    difference: float | None
    #: One-sided confidence bounds of the difference; None if they cannot be computed. With a relative tolerance they
    #: also allow for the uncertainty of the tolerance.
    lower_bound: float | None = None
    upper_bound: float | None = None
    #: The non-inferiority margin: how much worse still passes, in units of the metric, at least 0.
    tolerance: float
    #: The tolerance as a fraction of the baseline mean; None if it was given in units of the metric.
    relative: float | None = None
    #: The confidence level of each bound, between 0 and 1.
    confidence: float
    #: Number of seeds that both sides have; None if none, or the test ignores them.
    pairs: int | None = None
    #: How the values were compared; None if a side has none.
    method: GateMethod | None = None
    #: If the answer is inconclusive: with how many runs on each side the test would settle it with probability
    #: `power.POWER`, if the true difference is the present one; infinity if over 10,000. None if unknown.
    runs_needed: float | None = None
    #: The means of the levels of the curves (their last fifth), if they disagree with the best values; otherwise None.
    candidate_level: float | None = None
    baseline_level: float | None = None
    #: One-sided p-value of the rank test or sign test; None for other methods.
    p: float | None = None
    #: One-sided p-value of Fisher's exact test for more failed candidate runs; None if not more of them failed.
    failures_p: float | None = None
