"""Show the verdict of a gate as a table, a sentence and a JSON document.

docs/json.md describes the document that `--format json` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from logtools.analysis.comparison.gate_verdict import VERDICTS
from logtools.analysis.values.value_at import value_name
from logtools.render.table import Column, Table
from logtools.text.numbers import align_decimals, number, percentage
from logtools.text.precision import p_value
from logtools.text.printable import printable

if TYPE_CHECKING:
    from logtools.analysis.comparison.gate_verdict import GateReason, GateSide, GateVerdict

__all__ = ["document", "sentence", "table"]

_METHODS = {
    "Welch's t": "Welch's t",
    "paired t": "Student's t, paired by seed",
    "Student's t": "Student's t, assuming that the single run varies like the others",
    "rank test": "exact rank test",
    "sign test": "exact sign test",
    "known noise": "z-test with the given noise",
    "single runs": "single runs compared directly; no test possible",
    "no variation": "values do not vary",
}
_NOTHING_TO_COMPARE = {
    "no candidate run": "the candidate has no runs",
    "no baseline run": "the baseline has no runs",
    "no finite baseline value": "no baseline run has a finite value",
    "no finite candidate value": "no candidate run has a finite value",
}


def table(verdict: GateVerdict, candidate: GateSide, baseline: GateSide) -> Table:
    """Return the two sides, their difference with its bounds, and the non-inferiority margin as a table."""
    margin = -verdict.tolerance if verdict.direction == "max" and verdict.tolerance else verdict.tolerance
    confidence = f"one-sided, {percentage(verdict.confidence)}"
    rows: list[tuple[str, str, int | None, float | None]] = [
        ("candidate", candidate.name, verdict.candidate_n - verdict.candidate_failed, verdict.candidate_mean),
        ("baseline", baseline.name, verdict.baseline_n - verdict.baseline_failed, verdict.baseline_mean),
        ("difference", "candidate - baseline", verdict.pairs, verdict.difference),
        ("lower bound", confidence, None, verdict.lower_bound),
        ("upper bound", confidence, None, verdict.upper_bound),
        ("margin", "non-inferiority margin", None, margin),
    ]
    rows = [row for row in rows if row[3] is not None or not row[0].endswith("bound")]
    half = _half_width(verdict)
    values = [number(value, None if name == "margin" else half) for name, _, _, value in rows]
    columns = [
        Column(title="", cells=[row[0] for row in rows]),
        Column(title="of", cells=[row[1] for row in rows]),
        Column(title="n", cells=[_count(name, n, verdict) for name, _, n, _ in rows], right=True),
        Column(title=value_name(candidate.statistic, candidate.metric), cells=align_decimals(values), right=True),
    ]
    frame = pl.DataFrame(
        {"name": [row[0] for row in rows], "of": [row[1] for row in rows], "n": [row[2] for row in rows]}
        | {"value": [row[3] for row in rows]},
        schema_overrides={"n": pl.Int64, "value": pl.Float64},
    )
    return Table(frame=frame, columns=columns)


def _count(name: str, n: int | None, verdict: GateVerdict) -> str:
    """Write the number of runs with a value, and the number of all runs if some failed."""
    every = {"candidate": verdict.candidate_n, "baseline": verdict.baseline_n}.get(name, n)
    return "" if n is None else str(n) if n == every else f"{n} of {every}"


def _half_width(verdict: GateVerdict) -> float | None:
    """Return half the distance between the bounds, which is the uncertainty for rounding."""
    if verdict.lower_bound is None or verdict.upper_bound is None:
        return None
    return (verdict.upper_bound - verdict.lower_bound) / 2


def sentence(verdict: GateVerdict) -> str:
    """Return the verdict (PASS, FAIL or INCONCLUSIVE) with its explanation, safe to print."""
    return printable(f"{VERDICTS[verdict.answer]}: {_explanation(verdict)}")


def _explanation(verdict: GateVerdict) -> str:
    if verdict.reason in _NOTHING_TO_COMPARE:
        failed = f"; {_failures(verdict)}" if verdict.answer == "worse" else ""
        return f"{_NOTHING_TO_COMPARE[verdict.reason]}{failed}."
    fisher = "" if verdict.failures_p is None else f" (Fisher's exact test, {_p(verdict.failures_p)})"
    few = f"{_failures(verdict)}, too many to pass but too few to be significant{fisher}"
    levels = f"{number(verdict.candidate_level)} vs {number(verdict.baseline_level)}"
    reasons: dict[GateReason | None, str] = {
        "more candidate runs failed": f"{_failures(verdict)}{fisher}. Remaining runs: {verdict.values_answer},",
        "more candidate runs failed, not significantly": f"{few}. Remaining runs: {verdict.values_answer},",
        "fewer candidate runs failed": (
            f"the values are worse, but {_failures(verdict)}. Remaining runs: {verdict.values_answer},"
        ),
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
        return f"{_values(verdict)}. {_failures(verdict)}; failed runs are left out.{_advice(verdict)}"
    return f"{_values(verdict)}.{_advice(verdict)}"


def _undetected(verdict: GateVerdict) -> str:
    """Say how much worse the candidate may be, by the unfavourable bound of the difference."""
    bound = verdict.lower_bound if verdict.direction == "max" else verdict.upper_bound
    return "" if bound is None else f", but up to {number(abs(bound), _half_width(verdict))} worse is possible"


def _advice(verdict: GateVerdict) -> str:
    """Say what to do if the values do not show how much runs vary."""
    if verdict.reason != "no spread":
        return ""
    single = ", or compare without a test (--single)" if verdict.candidate_n == verdict.baseline_n == 1 else ""
    return (
        " These values do not show how much runs vary: run more seeds, or give the standard deviation between runs "
        f"(--noise){single}."
    )


def _failures(verdict: GateVerdict) -> str:
    return (
        f"{verdict.candidate_failed} of {verdict.candidate_n} candidate runs failed (diverged or metric not logged) "
        f"and {verdict.baseline_failed} of {verdict.baseline_n} baseline runs"
    )


def _values(verdict: GateVerdict) -> str:
    """Write the means, their difference with its bounds, the tolerance, and the method."""
    half = _half_width(verdict)
    means = f"{number(verdict.candidate_mean, half)} vs {number(verdict.baseline_mean, half)}"
    bounds = ""
    if verdict.lower_bound is not None:
        ends = f"[{number(verdict.lower_bound, half)}, {number(verdict.upper_bound, half)}]"
        bounds = f", one-sided {percentage(verdict.confidence)} bounds {ends}"
    counts = verdict.candidate_n - verdict.candidate_failed, verdict.baseline_n - verdict.baseline_failed
    n = f"n = {counts[0]} each" if counts[0] == counts[1] else f"n = {counts[0]} and {counts[1]}"
    method = f"; {_METHODS[verdict.method]}" if verdict.method else ""
    p = "" if verdict.p is None else f", {_p(verdict.p)}"
    return (
        f"{means}, difference {number(verdict.difference, half)}{bounds}, tolerance {number(verdict.tolerance)} "
        f"({n}{method}{p})"
    )


def _p(p: float) -> str:
    text = p_value(p)
    return f"p {text}" if text.startswith("<") else f"p = {text}"


def document(verdict: GateVerdict, candidate: GateSide, baseline: GateSide) -> dict[str, object]:
    """Return the verdict as plain data with exact values, for JSON."""
    return {
        "version": 1,
        "verdict": VERDICTS[verdict.answer],
        "answer": verdict.answer,
        "reason": verdict.reason,
        "values_answer": verdict.values_answer,
        "metric": candidate.metric,
        "statistic": candidate.statistic,
        "direction": verdict.direction,
        "tolerance": verdict.tolerance,
        "candidate": _side(candidate, verdict.candidate_mean),
        "baseline": _side(baseline, verdict.baseline_mean),
        "difference": verdict.difference,
        "lower_bound": verdict.lower_bound,
        "upper_bound": verdict.upper_bound,
        "confidence": verdict.confidence,
        "pairs": verdict.pairs,
        "method": verdict.method,
        "p": verdict.p,
        "failures_p": verdict.failures_p,
        "candidate_level": verdict.candidate_level,
        "baseline_level": verdict.baseline_level,
        "sentence": sentence(verdict),
    }


def _side(side: GateSide, mean: float | None) -> dict[str, object]:
    rows = list(zip(side.runs, side.seeds, side.values, strict=True))
    return {
        "name": side.name,
        "mean": mean,
        "runs": [{"run": run, "seed": seed, "value": value} for run, seed, value in rows if value is not None],
        "missing": [run for run, _, value in rows if value is None],
    }
