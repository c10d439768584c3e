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

#: How the values were compared. `known noise`: by a z-test. `single runs`: directly, because that was asked for. `no
#: variation`: directly, because the values do not vary and the candidate is not worse. `rank test` and `sign test`: by
#: an exact test, because the values do not vary and the candidate is worse.
GateMethod = Literal[
    "Welch's t", "paired t", "Student's t", "rank test", "sign test", "known noise", "single runs", "no variation"
]

#: Why the answer does not follow from the values alone.
GateReason = Literal[
    "no candidate run",
    "no baseline run",
    "no finite candidate value",
    "no finite baseline value",
    "more candidate runs failed",
    "more candidate runs failed, not significantly",
    "fewer candidate runs failed",
    "no spread",
    "levels disagree",
    "not significantly worse",
]


@dataclass(frozen=True, kw_only=True)
class GateSide:
    """The candidate or the baseline: its runs and their values."""

    #: The name that the user gave.
    name: str
    #: The label of the metric, and the statistic that is compared, such as `best`.
    metric: str
    statistic: str
    #: Whether lower or higher is better.
    direction: Direction
    #: The runs, each with its seed (None if it has none) and its value (NaN or inf if it diverged, None if not logged).
    runs: Sequence[str]
    seeds: Sequence[str | None]
    values: Sequence[float | None]
    #: The level of each curve if the values are the best of curves (None if it ended in NaN or inf); otherwise empty.
    levels: Sequence[float | None] = ()
    #: The runs whose value is a single batch, because they logged the metric per step only.
    single_steps: Sequence[str] = ()


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
    #: The number of runs of each side, and the number that failed: they diverged, or did not log the metric.
    candidate_n: int
    baseline_n: int
    candidate_failed: int = 0
    baseline_failed: int = 0
    #: The means of the finite values; None if there are none.
    candidate_mean: float | None
    baseline_mean: float | None
    #: Candidate - baseline, in units of the metric; None if a mean is None.
    difference: float | None
    #: One-sided confidence bounds of the difference; None if they cannot be computed.
    lower_bound: float | None = None
    upper_bound: float | None = None
    #: The non-inferiority margin: how much worse still passes, in units of the metric, at least 0.
    tolerance: float
    #: The confidence level of each bound, between 0 and 1.
    confidence: float
    #: Number of runs paired by seed; None if the test is not paired.
    pairs: int | None = None
    #: How the values were compared; None if a side has none.
    method: GateMethod | None = None
    #: The means of the levels of the curves (their last fifth), if they disagree with the best values; otherwise None.
    candidate_level: float | None = None
    baseline_level: float | None = None
    #: One-sided p-value of the rank test or sign test; None for other methods.
    p: float | None = None
    #: One-sided p-value of Fisher's exact test for more failed candidate runs; None if not more of them failed.
    failures_p: float | None = None
