"""A verdict is shown as a table, a sentence and a document."""

from __future__ import annotations

import json
import math

import pytest

from logtools.analysis.comparison.gate_verdict import GateSide
from logtools.analysis.comparison.non_inferiority import gate
from logtools.render.gate import document, sentence, table
from logtools.render.table import draw, fit_width
from logtools.render.writers.json import json_text

GOOD = [0.90, 0.91, 0.92, 0.91, 0.90]
BAD = [0.70, 0.71, 0.72, 0.71, 0.70]


def side(name: str, *values: float | None) -> GateSide:
    return GateSide(
        name=name, metric="loss", statistic="best", direction="min", runs=[f"{name}/{i}" for i in range(len(values))],
        seeds=["0", *[None] * len(values)][: len(values)], values=values,
    )  # fmt: skip


def test_both_sides_their_difference_and_the_margin_are_shown() -> None:
    sides = side("new\x1b", 1.25), side("old", 1.0)
    verdict = gate(sides[0].values, sides[1].values, direction="min", tolerance=0.1)
    lines = [line.split() for line in draw(fit_width(table(verdict, *sides), None)[0]).splitlines()]
    assert lines == [
        ["of", "n", "best", "loss"], ["candidate", r"new\x1b", "1", "1.25"], ["baseline", "old", "1", "1"],
        ["difference", "candidate", "-", "baseline", "0.25"],
        ["margin", "non-inferiority", "margin", "0.1"],
    ]  # fmt: skip


@pytest.mark.parametrize(("tolerance", "margin"), [(0.0, "0"), (0.5, "-0.5")])
def test_if_higher_is_better_the_margin_is_negative(tolerance: float, margin: str) -> None:
    sides = side("a", 1.0, 2.0), side("b", 1.0, 2.5)
    verdict = gate(sides[0].values, sides[1].values, direction="max", tolerance=tolerance)
    shown = table(verdict, *sides)
    assert shown.columns[-1].cells[-1].strip() == margin
    assert shown.frame["name"].to_list() == [
        "candidate", "baseline", "difference", "lower bound", "upper bound", "margin",
    ]  # fmt: skip


FAILED = "candidate runs failed (diverged or metric not logged) and"
SENTENCES: list[tuple[list[float | None], list[float | None], list[str]]] = [
    (
        [1.0],
        [0.9],
        [
            "INCONCLUSIVE: 1 vs 0.9, difference 0.1, tolerance 0 (n = 1 each). These values do not show how much",
            "--single",
        ],
    ),
    ([0.9, math.nan], [0.8], [f"1 of 2 {FAILED} 0 of 1", "Remaining runs: inconclusive, 0.9 vs 0.8"]),
    ([*GOOD], [*BAD], ["PASS: 0.9080 vs 0.7080, difference 0.2000, one-sided 95% bounds [0.1902, 0.2098], tole"]),
    ([*GOOD], [*BAD], [", tolerance 0 (n = 5 each; Welch's t)."]),
    ([*GOOD], [0.7], ["(n = 5 and 1; Student's t, assuming that the single run varies like the others)."]),
    (
        [0.8] * 2,
        [0.9] * 2,
        ["INCONCLUSIVE: 0.8 vs 0.9, difference -0.1, tolerance 0 (n = 2 each; exact rank test, p ="],
    ),
    ([], [*GOOD], ["INCONCLUSIVE: the candidate has no runs."]),
    ([*GOOD], [], ["INCONCLUSIVE: the baseline has no runs."]),
    ([*GOOD], [math.nan], ["INCONCLUSIVE: no baseline run has a finite value."]),
    ([None], [*GOOD], [f"FAIL: no candidate run has a finite value; 1 of 1 {FAILED} 0 of 5 baseline runs."]),
    ([0.9, *[None] * 4], [*GOOD], [f"FAIL: 4 of 5 {FAILED} 0 of 5 baseline runs (Fisher's exact test, p = 0.024). R"]),
    (
        [*GOOD, None],
        [*BAD],
        [f"INCONCLUSIVE: 1 of 6 {FAILED} 0 of 5 baseline runs, too many to pass but too few to be"],
    ),
    ([*GOOD, None], [*BAD], ["(Fisher's exact test, p = 0.55). Remaining runs: not worse, 0.9080 vs 0.7080"]),
    ([*BAD], [*GOOD, math.inf], [f"INCONCLUSIVE: the values are worse, but 0 of 5 {FAILED} 1 of 6 baseline runs. Re"]),
    (
        [*GOOD, None],
        [*BAD, None],
        ["PASS: 0.9080 vs 0.7080", f" 1 of 6 {FAILED} 1 of 6 baseline runs; failed runs are left out."],
    ),
]


@pytest.mark.parametrize(("candidate", "baseline", "parts"), SENTENCES)
def test_the_sentence_has_the_answer_and_its_reason(
    candidate: list[float | None], baseline: list[float | None], parts: list[str]
) -> None:
    text = sentence(gate(candidate, baseline, direction="max"))
    assert all(part in text for part in parts), text


def test_pairs_are_mentioned() -> None:
    seeds = [str(i) for i in range(5)]
    verdict = gate([*GOOD[1:], 0.5], BAD, direction="max", candidate_seeds=seeds, baseline_seeds=seeds)
    assert "(n = 5 each; Student's t, paired by seed)." in sentence(verdict)


def test_the_document_holds_every_value_exactly() -> None:
    sides = side("a", 0.1 + 0.2, math.nan, None), side("b", 0.3, 0.4)
    verdict = gate(sides[0].values, sides[1].values, direction="min")
    data = json.loads(json_text(document(verdict, *sides)))
    assert data["candidate"] == {
        "name": "a",
        "mean": 0.1 + 0.2,
        "runs": [{"run": "a/0", "seed": "0", "value": 0.1 + 0.2}, {"run": "a/1", "seed": None, "value": "NaN"}],
        "missing": ["a/2"],
    }
    assert (data["version"], data["verdict"], data["answer"]) == (1, "INCONCLUSIVE", "inconclusive")
    assert data["sentence"] == sentence(verdict)
