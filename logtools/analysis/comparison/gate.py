"""Compare a candidate with a baseline, and decide whether it is worse.

The sides are compared as any two groups: `pipeline.compare` returns their independent values, and warnings about them.
The statistics of the decision are in `non_inferiority`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from logtools.analysis.comparison import findings
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.gate_options import GateOptions
from logtools.analysis.comparison.gate_sides import SIDE, SideRuns, join_sides, seed_key_of_joined
from logtools.analysis.comparison.gate_verdict import Answer, GateSide, GateVerdict
from logtools.analysis.comparison.level_check import at_level, is_optimistic
from logtools.analysis.comparison.non_inferiority import Values, decide, two_sided
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.pipeline import compare
from logtools.analysis.values.value_at import parse_value_at
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.metrics.lookup import labels_named

if TYPE_CHECKING:
    from logtools.choices import Direction

__all__ = ["Gate", "gate"]

#: What a comparison finds about its runs, not about their ranking.
_WARNINGS = (
    findings.CommonPlace, findings.CorrectedFolds, findings.DependentFolds, findings.CopiedRuns, findings.AveragedSeeds,
    findings.ContinuedRuns, findings.OutlyingRuns, findings.ActiveRuns, findings.ShorterRuns, findings.SmoothedValues,
    findings.VaryingWithinGroups,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A candidate, its baseline, and whether the candidate is worse."""

    candidate: GateSide
    #: None if the candidate is compared with a number.
    baseline: GateSide | None
    verdict: GateVerdict
    #: The comparison of the sides, as groups `candidate` and `baseline`. The folder `candidate` or `baseline` is in
    #: front of each run id. Its confidence level is that of the one-sided bounds, taken as one interval: 0.9 for 0.95.
    comparison: Comparison[pl.DataFrame]
    #: Warnings about the runs, see `findings`.
    findings: tuple[findings.Finding, ...] = ()

    @property
    def answer(self) -> Answer:
        """Whether the candidate is worse than the baseline."""
        return self.verdict.answer

    def named(self, candidate: str, baseline: str | None) -> Gate:
        """Return the same gate with other names for its sides."""
        one = replace(self.candidate, name=candidate)
        other = None if self.baseline is None else replace(self.baseline, name=baseline or self.baseline.name)
        return replace(self, candidate=one, baseline=other)


def gate(
    sides: Sequence[SideRuns],
    names: Sequence[str],
    options: GateOptions,
    how: ComparisonOptions,
    *,
    notes: Sequence[findings.Finding] = (),
) -> Gate:
    """Decide whether the candidate is worse than the baseline, see `non_inferiority.decide`.

    Args:
        sides: the candidate, and the baseline unless there is a limit.
        names: the name of each side.
        options: what passes.
        notes: findings about the choice of the sides.
        how: how the sides are compared; its metric is given, and `by`, `baseline` and `confidence` are ignored.

    Raises:
        MetricNotFoundError: if no run of a side has logged the metric.
        InvalidValueError: if the direction of the metric is unknown, or an option does not apply to the runs.
    """
    if (options.limit is None) == (len(sides) == 1):
        raise InvalidValueError("give a baseline, or a number to compare with (at_least, at_most), and not both")
    joined = join_sides(sides)
    comparison = compare(
        joined.summary,
        joined.hparams,
        replace(
            how,
            by=(SIDE,),
            seed_key=seed_key_of_joined(how.seed_key),
            baseline="baseline" if len(sides) > 1 else None,
            confidence=two_sided(options.confidence),
            direction=how.direction or _direction_of_limit(how, options, joined),
        ),
        observations=joined.series,
        continued=joined.continued,
        active=joined.active,
        failed=joined.failed,
        must_end_finite=True,
        configuration=joined.configuration,
    )
    _require_metric(str(how.metric), sides, joined, comparison)
    direction: Direction = "max" if comparison.ranking and comparison.ranking.direction == "max" else "min"
    return Gate(
        candidate=_side(sides[0], names[0], comparison),
        baseline=_side(sides[1], names[1], comparison) if len(sides) > 1 else None,
        verdict=_verdict(comparison, options, direction),
        comparison=comparison,
        findings=(*notes, *_warnings(comparison)),
    )


def _direction_of_limit(how: ComparisonOptions, options: GateOptions, joined: SideRuns) -> Direction | None:
    """Return the direction that `at_least` or `at_most` says; None if there is no limit, or values are not compared."""
    implied, at = options.limit_direction, how.value_at
    if implied is None:
        return None
    known: str | None = "min"  # the time until a condition is met
    if at is None or at.kind != "first":
        labels = labels_named(str(how.metric), joined.summary)
        rows = joined.summary.filter(pl.col("label").is_in(labels[:1]))
        known = rows.get_column("direction").cast(pl.String)[0] if rows.height else None
    if known not in {None, implied}:
        better, option = ("lower", "at_most (--at-most)") if known == "min" else ("higher", "at_least (--at-least)")
        raise InvalidValueError(f"{how.metric}: {better} is better, so compare with {option}, or give the direction")
    return implied


def _require_metric(
    metric: str, sides: Sequence[SideRuns], joined: SideRuns, comparison: Comparison[pl.DataFrame]
) -> None:
    label = comparison.ranking.label if comparison.ranking else metric
    for side in sides:
        own = joined.summary.filter(pl.col("run").cast(pl.String).str.starts_with(f"{side.name}/"))
        if label not in own.get_column("label"):
            error = MetricNotFoundError.of(metric, own.get_column("label").unique(maintain_order=True))
            raise MetricNotFoundError(f"{side.name}: {error}")


def _side(side: SideRuns, name: str, comparison: Comparison[pl.DataFrame]) -> GateSide:
    """Return the runs of a side, in natural order, with their values."""
    order = pl.DataFrame({"run": [f"{side.name}/{run}" for run in side.runs]}, schema={"run": pl.String})
    runs = order.join(comparison.runs, on="run", how="left", maintain_order="left")
    return GateSide(name=name, runs=side.runs, seeds=runs["replicate"].to_list(), values=runs["value"].to_list())


def _verdict(comparison: Comparison[pl.DataFrame], options: GateOptions, direction: Direction) -> GateVerdict:
    if comparison.samples is None or comparison.rules is None:
        return decide([], [], options, direction=direction)
    samples, inflation = comparison.samples.values, comparison.rules.inflation
    verdict = decide(*_values(samples), options, direction=direction, inflation=inflation)
    if comparison.folds:  # more folds of the same data do not settle anything
        verdict = replace(verdict, runs_needed=None)
    stage = comparison.ranking.stage if comparison.ranking else None
    checked = is_optimistic(parse_value_at(comparison.at), stage) and options.limit is None
    bare = options.single or options.noise is not None  # single runs are compared as they are
    if checked and not bare and verdict.reason is None:
        levels = decide(*_values(at_level(samples)), options, direction=direction, inflation=inflation)
        verdict = _confirmed(verdict, levels)
    return _unless_worse(verdict) if options.fail_on == "worse" else verdict


def _values(samples: pl.DataFrame) -> tuple[Values, Values]:
    candidate, baseline = (
        samples.filter(pl.col("group") == name).select("block", "value").rows() for name in ("candidate", "baseline")
    )
    return candidate, baseline


def _confirmed(verdict: GateVerdict, by_level: GateVerdict) -> GateVerdict:
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


def _unless_worse(verdict: GateVerdict) -> GateVerdict:
    """Let the candidate pass if it was tested, and the test does not show that it is worse.

    Without a test, and if more of its runs failed, the answer stays inconclusive.
    """
    if verdict.answer != "inconclusive" or verdict.reason not in {None, "levels disagree"}:
        return verdict
    return replace(verdict, answer="not worse", reason=verdict.reason or "not significantly worse")


def _warnings(comparison: Comparison[pl.DataFrame]) -> Iterator[findings.Finding]:
    """Yield the findings about the runs and their values of the metric of the gate."""
    label = comparison.ranking.label if comparison.ranking else ""
    for finding in comparison.findings:
        if isinstance(finding, _WARNINGS):
            yield finding
        elif isinstance(finding, findings.TestMetrics) and label in finding.metrics:
            yield findings.TestMetrics(metrics=(label,), at=finding.at)
        elif isinstance(finding, findings.SingleStepValues) and comparison.single_steps:
            yield findings.SingleStepValues(runs=comparison.single_steps, metrics=(label,))
        elif isinstance(finding, findings.PlaceholderValues) and label in finding.metrics:
            yield _entries(finding, finding.metrics, label)
        elif isinstance(finding, findings.OtherSpellings) and label in finding.labels:
            yield _entries(finding, finding.labels, label)


def _entries(finding: findings.Finding, labels: Sequence[str], label: str) -> findings.Finding:
    """Return a finding with only the entries of a metric; all its fields are as long as `labels`."""
    kept = [i for i, one in enumerate(labels) if one == label]
    return replace(finding, **{name: tuple(values[i] for i in kept) for name, values in vars(finding).items()})
