"""Show the verdict of a gate: one word, then the runs, a table, sentences, or a JSON document.

docs/json.md describes the document that `--format json` prints.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from logtools.analysis.comparison.gate_verdict import VERDICTS
from logtools.analysis.comparison.power import POWER
from logtools.render.comparison_document import finding_document
from logtools.render.comparison_words import MOST_RUNS, no_value, value_name
from logtools.render.conclusions import finding_text
from logtools.render.table import Column, Table
from logtools.text.lists import listing
from logtools.text.numbers import align_decimals, number, percentage
from logtools.text.precision import p_text
from logtools.text.printable import printable

if TYPE_CHECKING:
    from logtools.analysis.comparison.gate import Gate
    from logtools.analysis.comparison.gate_verdict import GateReason, GateSide, GateVerdict

__all__ = ["document", "lead", "sentences", "table"]

_METHODS = {
    "Welch's t": "Welch's t",
    "paired t": "Student's t, paired by seed",
    "partially paired t": "t-test, some seeds shared",
    "Student's t": "Student's t, assuming that the single run varies like the others",
    "one-sample t": "Student's t",
    "rank test": "exact rank test",
    "sign test": "exact sign test",
    "known noise": "z-test with the given noise",
    "single runs": "single runs compared directly; no test possible",
    "identical values": "both sides have the same values",
    "no variation": "values do not vary",
}
_NOTHING_TO_COMPARE = {
    "no candidate run": "the candidate has no runs",
    "no baseline run": "the baseline has no runs",
    "no finite baseline value": "no baseline run has a finite value",
    "no finite candidate value": "no candidate run has a finite value",
}


def lead(gate: Gate) -> list[str]:
    """Return what comes before the table: the verdict (PASS, FAIL or INCONCLUSIVE), and the runs of each side."""
    return [VERDICTS[gate.answer], *(printable(f"{word} {_runs(side)}") for word, side in _sides(gate).items())]


def _sides(gate: Gate) -> dict[str, GateSide]:
    return {"candidate": gate.candidate} | ({"baseline": gate.baseline} if gate.baseline else {})


def _runs(side: GateSide) -> str:
    return side.name if list(side.runs) == [side.name] else f"{side.name}: {listing(side.runs)}"


def table(gate: Gate) -> Table:
    """Return the sides, their difference with its bounds, and the non-inferiority margin as a table."""
    verdict, half = gate.verdict, _half_width(gate.verdict)
    rows = _against_limit(gate, gate.verdict.limit) if gate.verdict.limit is not None else _against_baseline(gate)
    rows = [row for row in rows if row[3] is not None or not row[0].endswith("bound")]
    values = [number(value, None if name in {"margin", "limit"} else half) for name, _, _, value in rows]
    columns = [
        Column(title="", cells=[row[0] for row in rows]),
        Column(title="of", cells=[row[1] for row in rows]),
        Column(title="n", cells=[_count(name, n, verdict) for name, _, n, _ in rows], right=True),
        Column(title=value_name(gate.comparison), cells=align_decimals(values), right=True),
    ]
    frame = pl.DataFrame(
        {"name": [row[0] for row in rows], "of": [row[1] for row in rows], "n": [row[2] for row in rows]}
        | {"value": [row[3] for row in rows]},
        schema_overrides={"n": pl.Int64, "value": pl.Float64},
    )
    return Table(frame=frame, columns=columns)


#: Name, what it is of, number of runs, and value.
_Row = tuple[str, str, int | None, float | None]


def _against_baseline(gate: Gate) -> list[_Row]:
    verdict = gate.verdict
    margin = -verdict.tolerance if verdict.direction == "max" and verdict.tolerance else verdict.tolerance
    confidence = f"one-sided, {percentage(verdict.confidence)}"
    n = verdict.candidate_n - verdict.candidate_failed, verdict.baseline_n - verdict.baseline_failed
    return [
        ("candidate", gate.candidate.name, n[0], verdict.candidate_mean),
        ("baseline", gate.baseline.name if gate.baseline else "", n[1], verdict.baseline_mean),
        ("difference", "candidate - baseline", verdict.pairs, verdict.difference),
        ("lower bound", confidence, None, verdict.lower_bound),
        ("upper bound", confidence, None, verdict.upper_bound),
        ("margin", "non-inferiority margin", None, margin),
    ]


def _against_limit(gate: Gate, limit: float) -> list[_Row]:
    verdict = gate.verdict
    confidence = f"one-sided, {percentage(verdict.confidence)}"
    low, high = (None if end is None else end + limit for end in (verdict.lower_bound, verdict.upper_bound))
    return [
        ("candidate", gate.candidate.name, verdict.candidate_n - verdict.candidate_failed, verdict.candidate_mean),
        ("lower bound", confidence, None, low),
        ("upper bound", confidence, None, high),
        ("limit", "at least" if verdict.direction == "max" else "at most", None, limit),
    ]


def _count(name: str, n: int | None, verdict: GateVerdict) -> str:
    """Write the number of runs with a value, and the number of all runs if some failed."""
    every = {"candidate": verdict.candidate_n, "baseline": verdict.baseline_n}.get(name, n)
    return "" if n is None else str(n) if n == every else f"{n} of {every}"


def _half_width(verdict: GateVerdict) -> float | None:
    """Return half the distance between the bounds, which is the uncertainty for rounding."""
    if verdict.lower_bound is None or verdict.upper_bound is None:
        return None
    return (verdict.upper_bound - verdict.lower_bound) / 2


def sentences(gate: Gate) -> list[str]:
    """Return the explanation of the verdict and the warnings about the runs, safe to print."""
    text = _explanation(gate)
    texts = [f"{text[0].upper()}{text[1:]}", *_failed_runs(gate)]
    if _is_near_zero(gate):
        texts.append(
            "The baseline mean may be 0, so a tolerance relative to it means little: give it in units of the metric "
            "(--tolerance)."
        )
    texts += [finding_text(finding, gate.comparison) for finding in gate.findings]
    return [printable(each) for each in texts]


def _failed_runs(gate: Gate) -> list[str]:
    """Name the runs that count as failed."""
    sides = _sides(gate).items()
    values = [(f"{word}/{run}", v) for word, s in sides for run, v in zip(s.runs, s.values, strict=True)]
    lost = [run for run, value in values if value is not None and not math.isfinite(value)]
    missing = [run for run, value in values if value is None]
    name = no_value(gate.comparison)
    named = ((f"{name[0].upper()}{name[1:]}", lost), (f"No {value_name(gate.comparison)}", missing))
    return [f"{what}: {listing(runs)}." for what, runs in named if runs]


def _is_near_zero(gate: Gate) -> bool:
    """Return whether a relative tolerance is of a baseline mean that may be 0."""
    rows = gate.comparison.groups.filter(pl.col("group") == "baseline")
    if gate.verdict.relative is None or rows.is_empty():
        return False
    mean, low, high = rows.select("mean", "ci_low", "ci_high").row(0)
    return mean == 0 or (low is not None and high is not None and low <= 0 <= high)


def _explanation(gate: Gate) -> str:
    verdict, failures = gate.verdict, _failures(gate)
    if verdict.reason in _NOTHING_TO_COMPARE:
        failed = f"; {failures}" if verdict.answer == "worse" else ""
        return f"{_NOTHING_TO_COMPARE[verdict.reason]}{failed}."
    fisher = "" if verdict.failures_p is None else f" (Fisher's exact test, {p_text(verdict.failures_p)})"
    few = f"{failures}, too many to pass but too few to be significant{fisher}"
    levels = f"{number(verdict.candidate_level)} vs {number(verdict.baseline_level)}"
    remaining = f"Remaining runs: {verdict.values_answer},"
    reasons: dict[GateReason | None, str] = {
        "candidate runs failed": f"{failures}. {remaining}",
        "more candidate runs failed": f"{failures}{fisher}. {remaining}",
        "more candidate runs failed, not significantly": f"{few}. {remaining}",
        "fewer candidate runs failed": f"the values are worse, but {failures}. {remaining}",
        "levels disagree": (
            f"{verdict.values_answer} by the best values, "
            f"but the level of the curves does not confirm it (last fifth: {levels})."
        ),
    }
    if verdict.reason == "not significantly worse":
        return f"not significantly worse{_undetected(verdict)}: {_values(verdict)}."
    if verdict.reason in reasons:
        return f"{reasons[verdict.reason]} {_values(verdict)}."
    if verdict.candidate_failed or verdict.baseline_failed:
        return f"{verdict.answer}: {_values(verdict)}. {failures}; they are left out.{_advice(verdict)}"
    return f"{verdict.answer}: {_values(verdict)}.{_advice(verdict)}"


def _undetected(verdict: GateVerdict) -> str:
    """Say how much worse the candidate may be, by the unfavourable bound of the difference."""
    bound = verdict.lower_bound if verdict.direction == "max" else verdict.upper_bound
    return "" if bound is None else f", but up to {number(abs(bound), _half_width(verdict))} worse is possible"


def _advice(verdict: GateVerdict) -> str:
    """Say how many runs would settle an inconclusive answer, or what to do if that is unknown."""
    if verdict.runs_needed is not None:
        many = verdict.runs_needed > MOST_RUNS
        runs = f"More than {MOST_RUNS}" if many else f"About {verdict.runs_needed:.0f}"
        sides = "" if verdict.limit is not None else " on each side"
        return f" {runs} runs{sides} would settle it in {percentage(POWER)} of cases, if this is the true difference."
    if verdict.reason != "no spread":
        return ""
    single = ", or compare without a test (--single)" if max(verdict.candidate_n, verdict.baseline_n) == 1 else ""
    return (
        " These values do not show how much runs vary: run more seeds, or give the standard deviation between runs "
        f"(--noise){single}."
    )


def _failures(gate: Gate) -> str:
    """Count the failed runs of each side, and say how they failed."""
    verdict, comparison = gate.verdict, gate.comparison
    label = comparison.ranking.label if comparison.ranking else "the metric"
    values = [value for side in _sides(gate).values() for value in side.values]
    how = []
    if any(value is not None and not math.isfinite(value) for value in values):
        how.append(no_value(comparison))
    if None in values:
        place = "" if comparison.at in {"best", "last"} else f" at {comparison.at}"
        how.append(f"did not log {label}{place}")
    failed = how[0] if len(how) == 1 else f"failed ({' or '.join(how)})"
    text = f"{verdict.candidate_failed} of {verdict.candidate_n} candidate runs {failed}"
    others = f" and {verdict.baseline_failed} of {verdict.baseline_n} baseline runs"
    return text if verdict.limit is not None else f"{text}{others}"


def _values(verdict: GateVerdict) -> str:
    """Write the means, their difference with its bounds, the tolerance, and the method."""
    half = _half_width(verdict)
    counts = [verdict.candidate_n - verdict.candidate_failed]
    if verdict.limit is None:
        counts.append(verdict.baseline_n - verdict.baseline_failed)
    n = "n = " + (f"{counts[0]} each" if counts == [counts[0]] * 2 else " and ".join(map(str, counts)))
    method = f"; {_METHODS[verdict.method]}" if verdict.method else ""
    p = "" if verdict.p is None else f", {p_text(verdict.p)}"
    details = f"({n}{method}{p})"
    mean = number(verdict.candidate_mean, half)
    if verdict.limit is not None:
        limit = f"at {'least' if verdict.direction == 'max' else 'most'} {number(verdict.limit)}"
        return f"mean {mean}{_bounds(verdict, verdict.limit)}, limit {limit} {details}"
    means = f"{mean} vs {number(verdict.baseline_mean, half)}, difference {number(verdict.difference, half)}"
    part = "" if verdict.relative is None else f" ({percentage(verdict.relative)} of the baseline mean)"
    return f"{means}{_bounds(verdict)}, tolerance {number(verdict.tolerance)}{part} {details}"


def _bounds(verdict: GateVerdict, limit: float = 0.0) -> str:
    if verdict.lower_bound is None or verdict.upper_bound is None:
        return ""
    ends = ", ".join(number(end + limit, _half_width(verdict)) for end in (verdict.lower_bound, verdict.upper_bound))
    return f", one-sided {percentage(verdict.confidence)} bounds [{ends}]"


def document(gate: Gate) -> dict[str, object]:
    """Return a gate as plain data with exact values, for JSON; the verdict comes first."""
    verdict, ranking = gate.verdict, gate.comparison.ranking
    return {
        "verdict": VERDICTS[verdict.answer],
        "version": 1,
        "candidate": _side(gate.candidate, verdict.candidate_mean),
        "baseline": None if gate.baseline is None else _side(gate.baseline, verdict.baseline_mean),
        "limit": verdict.limit,
        "answer": verdict.answer,
        "reason": verdict.reason,
        "values_answer": verdict.values_answer,
        "metric": ranking and ranking.label,
        "statistic": ranking and ranking.statistic,
        "direction": verdict.direction,
        "tolerance": verdict.tolerance,
        "relative": verdict.relative,
        "difference": verdict.difference,
        "lower_bound": verdict.lower_bound,
        "upper_bound": verdict.upper_bound,
        "confidence": verdict.confidence,
        "pairs": verdict.pairs,
        "method": verdict.method,
        "p": verdict.p,
        "failures_p": verdict.failures_p,
        "runs_needed": verdict.runs_needed,
        "candidate_level": verdict.candidate_level,
        "baseline_level": verdict.baseline_level,
        "sentence": sentences(gate)[0],
        "findings": [finding_document(finding, gate.comparison) for finding in gate.findings],
    }


def _side(side: GateSide, mean: float | None) -> dict[str, object]:
    rows = list(zip(side.runs, side.seeds, side.values, strict=True))
    return {
        "name": side.name,
        "mean": mean,
        "runs": [{"run": run, "seed": seed, "value": value} for run, seed, value in rows if value is not None],
        "missing": [run for run, _, value in rows if value is None],
    }
