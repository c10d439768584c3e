"""Compare a candidate with a baseline: collect the values of both sides, and decide.

A side is one or several runs. Its values come from a comparison of its runs, so a gate uses the same value of a run as
`compare`. The statistics are in `non_inferiority`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.gate_verdict import Answer, GateSide, GateVerdict
from logtools.analysis.comparison.level_check import at_level, is_optimistic
from logtools.analysis.comparison.non_inferiority import gate as decide
from logtools.analysis.values.value_at import parse_value_at
from logtools.choices import FailOn
from logtools.errors import InvalidValueError

__all__ = ["Gate", "compare_sides", "gate_side"]


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A candidate, its baseline, and whether the candidate is worse."""

    candidate: GateSide
    baseline: GateSide
    verdict: GateVerdict

    @property
    def answer(self) -> Answer:
        """Whether the candidate is worse than the baseline."""
        return self.verdict.answer

    def named(self, candidate: str, baseline: str) -> Gate:
        """Return the same gate with other names for its sides."""
        return replace(
            self, candidate=replace(self.candidate, name=candidate), baseline=replace(self.baseline, name=baseline)
        )


def gate_side(name: str, comparison: Comparison[pl.DataFrame]) -> GateSide:
    """Return one side: the ranking value of each run of a comparison."""
    ranking = comparison.ranking
    return GateSide(
        name=name,
        metric=ranking.label if ranking else "",
        statistic=ranking.statistic if ranking else "",
        direction="max" if ranking and ranking.direction == "max" else "min",
        runs=comparison.runs["run"].to_list(),
        seeds=comparison.runs["replicate"].to_list(),
        values=comparison.runs["value"].to_list(),
        levels=_levels(comparison),
        single_steps=comparison.single_steps,
    )


def compare_sides(  # noqa: PLR0913 - two sides, and the options
    candidate: GateSide,
    baseline: GateSide,
    *,
    tolerance: float = 0.0,
    relative: float | None = None,
    paired: bool = True,
    confidence: float = 0.95,
    noise: float | None = None,
    single: bool = False,
    fail_on: FailOn = "inconclusive",
) -> Gate:
    """Decide whether the candidate is worse than the baseline, see `non_inferiority.gate`.

    With `fail_on="worse"` the candidate is not worse unless a test shows that it is.

    Raises:
        InvalidValueError: if the two sides use different statistics, or a number is out of range.
    """
    if candidate.statistic != baseline.statistic:
        kinds = f"{candidate.statistic} {candidate.metric}, {baseline.statistic} {baseline.metric}"
        raise InvalidValueError(
            f"candidate and baseline use different statistics ({kinds}): choose one with `at`, such as best or last"
        )
    decided = partial(
        decide,
        direction=candidate.direction,
        tolerance=tolerance,
        relative=relative,
        candidate_seeds=candidate.seeds if paired else None,
        baseline_seeds=baseline.seeds if paired else None,
        confidence=confidence,
        noise=noise,
        single=single,
    )
    verdict = decided(candidate.values, baseline.values)
    bare = single or noise is not None  # single runs are compared as they are
    if candidate.levels and baseline.levels and verdict.reason is None and not bare:
        verdict = _with_levels(verdict, decided(candidate.levels, baseline.levels))
    if fail_on == "worse":
        verdict = _unless_worse(verdict)
    return Gate(candidate=candidate, baseline=baseline, verdict=verdict)


def _unless_worse(verdict: GateVerdict) -> GateVerdict:
    """Let the candidate pass if it was tested, and the test does not show that it is worse.

    Without a test, and if more of its runs failed, the answer stays inconclusive.
    """
    if verdict.answer != "inconclusive" or verdict.reason not in {None, "levels disagree"}:
        return verdict
    return replace(verdict, answer="not worse", reason=verdict.reason or "not significantly worse")


def _levels(comparison: Comparison[pl.DataFrame]) -> list[float | None]:
    """Return the levels of curves; an empty list if the values are not the best of curves."""
    stage = comparison.ranking.stage if comparison.ranking else None
    if not is_optimistic(parse_value_at(comparison.at), stage):
        return []
    return at_level(comparison.runs)["value"].to_list()


def _with_levels(verdict: GateVerdict, by_level: GateVerdict) -> GateVerdict:
    """Answer only what the levels of the curves confirm, see `level_check`."""
    if verdict.answer in {"inconclusive", by_level.answer}:
        return verdict
    return replace(
        verdict,
        answer="inconclusive",
        reason="levels disagree",
        candidate_level=by_level.candidate_mean,
        baseline_level=by_level.baseline_mean,
    )
