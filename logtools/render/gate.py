"""The answer of a gate as a table, a sentence and a document for programs: what it is, and what it was decided from.

The document that `--format json` prints is described in docs/json.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from logtools.render.table import Column, Table
from logtools.text.escaping import printable
from logtools.text.numbers import align_decimals, number

if TYPE_CHECKING:
    from logtools.analysis.comparison.non_inferiority import Verdict

__all__ = ["Side", "document", "sentence", "table"]


@dataclass(frozen=True, kw_only=True)
class Side:
    """The candidate or the reference: its runs, and what counts of them."""

    #: How it was asked for.
    word: str
    #: The metric's label, and which of its values counts, such as `best`.
    metric: str
    statistic: str
    #: Whether smaller or larger is better.
    direction: Literal["min", "max"]
    #: The runs that logged the metric, each with its seed (None if it has none) and its value (NaN if it diverged).
    runs: Sequence[str]
    seeds: Sequence[str | None]
    values: Sequence[float]
    #: Runs that did not log the metric.
    missing: Sequence[str] = ()

    @property
    def told(self) -> list[float | None]:
        """The value of each run, the missing ones behind."""
        return [*self.values, *(None for _ in self.missing)]


def table(verdict: Verdict, candidate: Side, reference: Side) -> Table:
    """Lay out the two sides, their difference with its bounds, and how much worse would pass."""
    limit = -verdict.tolerance if verdict.direction == "max" and verdict.tolerance else verdict.tolerance
    rows: list[tuple[str, str, int | None, float | None]] = [
        ("candidate", candidate.word, verdict.candidate_n - verdict.candidate_lost, verdict.candidate_mean),
        ("reference", reference.word, verdict.reference_n - verdict.reference_lost, verdict.reference_mean),
        ("difference", "candidate - reference", verdict.pairs, verdict.difference),
        ("lower bound", f"{100 * verdict.confidence:.4g} % confidence", None, verdict.low),
        ("upper bound", f"{100 * verdict.confidence:.4g} % confidence", None, verdict.high),
        ("limit", "of the difference that passes", None, limit),
    ]
    rows = [row for row in rows if row[3] is not None or not row[0].endswith("bound")]
    half = None if verdict.low is None or verdict.high is None else (verdict.high - verdict.low) / 2
    values = [number(value, half) if name != "limit" else f"{value:.5g}" for name, _, _, value in rows]
    columns = [
        Column(title="", cells=[row[0] for row in rows]),
        Column(title="of", cells=[row[1] for row in rows]),
        Column(title="n", cells=[_count(name, n, verdict) for name, _, n, _ in rows], right=True),
        Column(title=f"{candidate.statistic} {candidate.metric}", cells=align_decimals(values), right=True),
    ]
    frame = pl.DataFrame(
        {"name": [row[0] for row in rows], "of": [row[1] for row in rows], "n": [row[2] for row in rows]}
        | {"value": [row[3] for row in rows]},
        schema_overrides={"n": pl.Int64, "value": pl.Float64},
    )
    return Table(frame=frame, columns=columns)


def _count(name: str, n: int | None, verdict: Verdict) -> str:
    """Write how many runs count, and of how many if some were lost."""
    every = {"candidate": verdict.candidate_n, "reference": verdict.reference_n}.get(name, n)
    return "" if n is None else str(n) if n == every else f"{n} of {every}"


def sentence(verdict: Verdict) -> str:
    """Return the answer with what it rests on, safe to print."""
    return printable(verdict.sentence)


def document(verdict: Verdict, candidate: Side, reference: Side) -> dict[str, object]:
    """Return the answer as plain data, with exact values: what JSON shows."""
    return {
        "version": 1,
        "answer": verdict.answer,
        "metric": candidate.metric,
        "statistic": candidate.statistic,
        "direction": verdict.direction,
        "tolerance": verdict.tolerance,
        "candidate": _side(candidate, verdict.candidate_mean),
        "reference": _side(reference, verdict.reference_mean),
        "difference": verdict.difference,
        "low": verdict.low,
        "high": verdict.high,
        "confidence": verdict.confidence,
        "pairs": verdict.pairs,
        "method": verdict.method,
        "sentence": verdict.sentence,
    }


def _side(side: Side, mean: float | None) -> dict[str, object]:
    runs = [
        {"run": run, "seed": seed, "value": value}
        for run, seed, value in zip(side.runs, side.seeds, side.values, strict=True)
    ]
    return {"name": side.word, "mean": mean, "runs": runs, "missing": list(side.missing)}
