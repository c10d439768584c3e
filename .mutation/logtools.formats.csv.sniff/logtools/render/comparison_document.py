"""Write a comparison as a JSON document, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import polars as pl

from logtools import schema
from logtools.render.conclusions import METHODS, finding_text

if TYPE_CHECKING:
    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.findings import Finding
    from logtools.analysis.queries.column_expressions import RequestedColumns

__all__ = ["document"]


def document(
    comparison: Comparison[pl.DataFrame], *, rows: Sequence[int] | None = None, asked: RequestedColumns | None = None
) -> dict[str, object]:
    """Return a comparison as plain data with exact values, for JSON.

    `rows` are the positions of the runs to show, by default all; `asked` are columns that replace hyperparameters and
    metrics.
    """
    ranking, runs = comparison.ranking, comparison.runs
    shown = runs if rows is None else runs[list(rows)]
    columns = None if asked is None else {row.pop("run"): row for row in asked.frame.to_dicts()}
    hparams = [name for name in comparison.groups.columns if name not in schema.COMPARISON_GROUPS]
    return {
        "version": 1,
        "ranking": ranking
        and {
            "metric": ranking.label,
            "statistic": ranking.statistic,
            "direction": ranking.direction,
            "inferred": comparison.inferred,
            "at": comparison.at,
            "smooth": comparison.smooth and comparison.smooth.text,
        },
        "winners": runs.filter(pl.col("rank") == 1)["run"].to_list(),
        "constants": comparison.constants,
        "compared": runs.height,
        "runs": [_run(row, comparison, columns) for row in shown.to_dicts()],
        "by": comparison.by,
        "seeds": comparison.seeds,
        "confidence": comparison.confidence,
        "groups": [
            {name: row[name] for name in schema.COMPARISON_GROUPS} | {"hparams": {name: row[name] for name in hparams}}
            for row in comparison.groups.to_dicts()
        ],
        "baseline": comparison.baseline,
        "baseline_given": comparison.baseline_given,
        "comparisons": comparison.comparisons,
        "differences": comparison.differences.to_dicts(),
        "effects": comparison.effects.to_dicts(),
        "methods": {name: METHODS[name] for name in comparison.differences["method"].drop_nulls().unique().sort()},
        "findings": [_finding(finding, comparison) for finding in comparison.findings],
    }


def _finding(finding: Finding, comparison: Comparison[pl.DataFrame]) -> dict[str, object]:
    """Return the kind of a finding, its fields, and the sentence."""
    return {"kind": finding.kind, **asdict(finding), "sentence": finding_text(finding, comparison)}


def _run(
    row: Mapping[str, object], comparison: Comparison[pl.DataFrame], columns: Mapping[str, Mapping[str, object]] | None
) -> dict[str, object]:
    data: dict[str, object] = {"rank": row["rank"], "run": row["run"]}
    if columns is not None:
        data["columns"] = columns[str(row["run"])]
    else:
        data["hparams"] = {name: row[name] for name in comparison.hparams}
        data["metrics"] = {
            m.label: {"statistic": m.statistic, "value": row[m.name], "epoch": row[m.epoch]}
            for m in comparison.metric_columns
        }
    for name in schema.COMPARISON_RUNS:
        if name not in {"rank", "run", "caveats"} and name in row:
            data[name] = row[name]
    caveats = row.get("caveats")
    return data | {"caveats": str(caveats).split(", ") if caveats else []}
