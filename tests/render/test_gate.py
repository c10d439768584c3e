"""A verdict is shown as a word, a table, sentences and a document."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import logtools as lt
from logtools.render.gate import document, lead, sentences, table
from logtools.render.table import draw, fit_width
from logtools.render.writers.json import json_text

GOOD = [0.90, 0.91, 0.92, 0.91, 0.90]
BAD = [0.70, 0.71, 0.72, 0.71, 0.70]
Values = Sequence[float | None]


def gate(folder: Path, candidate: Values, baseline: Values = (), *, metric: str = "val_acc", **options: Any) -> lt.Gate:  # noqa: ANN401 - those of `Logs.gate`
    """Compare runs with these last values; None if a run did not log the metric."""
    for side, values in (("new", candidate), ("old", baseline)):
        for i, value in enumerate(values):
            run = folder / side / f"v{i}"
            run.mkdir(parents=True)
            log = run / "metrics.csv"
            log.write_text(f"epoch,step,{metric},other\n0,9,{'' if value is None else value},1\n")
            os.utime(log, (0, 0))  # not active
    logs = lt.read(folder)
    against = {"baseline": "old"} if baseline else {}
    if not {"tolerance", "relative", "fail_on", "at_least", "at_most"} & options.keys():
        options["tolerance"] = 0.0
    return logs.gate("new", metric=metric, **{"at": "last"} | against | options)


def test_the_verdict_is_the_first_word_and_then_come_the_runs(tmp_path: Path) -> None:
    made = gate(tmp_path, GOOD, BAD[:2])
    assert lead(made) == [
        "PASS", "candidate new: new/v0, new/v1, new/v2, new/v3, new/v4", "baseline old: old/v0, old/v1",
    ]  # fmt: skip
    assert lead(made.named("best", "old\x1b"))[1:] == [
        "candidate best: new/v0, new/v1, new/v2, new/v3, new/v4", r"baseline old\x1b: old/v0, old/v1",
    ]  # fmt: skip
    assert next(iter(document(made).items())) == ("verdict", "PASS")


def test_both_sides_their_difference_and_the_margin_are_shown(tmp_path: Path) -> None:
    made = gate(tmp_path, [1.25], [1.0], metric="val_loss", tolerance=0.1).named("new\x1b", "old")
    lines = [line.split() for line in draw(fit_width(table(made), None)[0]).splitlines()]
    assert lines == [
        ["of", "n", "last", "val_loss"], ["candidate", r"new\x1b", "1", "1.25"], ["baseline", "old", "1", "1"],
        ["difference", "candidate", "-", "baseline", "0.25"],
        ["margin", "non-inferiority", "margin", "0.1"],
    ]  # fmt: skip


@pytest.mark.parametrize(("tolerance", "margin"), [(0.0, "0"), (0.5, "-0.5")])
def test_if_higher_is_better_the_margin_is_negative(tmp_path: Path, tolerance: float, margin: str) -> None:
    shown = table(gate(tmp_path, [1.0, 2.0], [1.0, 2.5], tolerance=tolerance))
    assert shown.columns[-1].cells[-1].strip() == margin
    assert shown.frame["name"].to_list() == [
        "candidate", "baseline", "difference", "lower bound", "upper bound", "margin",
    ]  # fmt: skip


def test_a_number_is_shown_as_the_limit(tmp_path: Path) -> None:
    made = gate(tmp_path, GOOD, at_least=0.85)
    assert table(made).frame.rows()[-1] == ("limit", "at least", None, 0.85)
    assert table(made).frame["name"].to_list() == ["candidate", "lower bound", "upper bound", "limit"]
    assert sentences(made) == [
        "Not worse: mean 0.9080, one-sided 95% bounds [0.9000, 0.9160], limit at least 0.85 (n = 5; Student's t)."
    ]
    assert document(made)["baseline"] is None


FAILED = "candidate runs"
SENTENCES: list[tuple[list[float | None], list[float | None], list[str]]] = [
    (
        [1.0],
        [0.9],
        ["Inconclusive: 1 vs 0.9, difference 0.1, tolerance 0 (n = 1 each). These values do not show", "--single"],
    ),
    ([0.9, math.nan], [0.8], ["1 of 2 candidate runs diverged and 0 of 1", "Remaining runs: inconclusive, 0.9 vs 0.8"]),
    ([*GOOD], [*BAD], ["Not worse: 0.9080 vs 0.7080, difference 0.2000, one-sided 95% bounds [0.1902, 0.2098], tole"]),
    ([*GOOD], [*BAD], [", tolerance 0 (n = 5 each; Welch's t)."]),
    ([*GOOD], [0.7], ["(n = 5 and 1; Student's t, assuming that the single run varies like the others)."]),
    (
        [0.8] * 2,
        [0.9] * 2,
        ["Inconclusive: 0.8 vs 0.9, difference -0.1, tolerance 0 (n = 2 each; exact rank test, p ="],
    ),
    ([*GOOD], [math.nan], ["No baseline run has a finite value."]),
    (
        [math.inf],
        [*GOOD],
        ["No candidate run has a finite value; 1 of 1 candidate runs diverged and 0 of 5 baseline ru"],
    ),
    (
        [0.9, *[None] * 4],
        [*GOOD],
        ["4 of 5 candidate runs did not log val_acc and 0 of 5 baseline runs (Fisher's exact test, p = 0.024). R"],
    ),
    (
        [*GOOD, None],
        [*BAD],
        ["1 of 6 candidate runs did not log val_acc and 0 of 5 baseline runs, too many to pass but too few to be"],
    ),
    ([*GOOD, None], [*BAD], ["(Fisher's exact test, p = 0.55). Remaining runs: not worse, 0.9080 vs 0.7080"]),
    (
        [*BAD],
        [*GOOD, math.inf],
        ["The values are worse, but 0 of 5 candidate runs diverged and 1 of 6 baseline runs. Re"],
    ),
    (
        [*GOOD, None],
        [*BAD, math.nan],
        [
            "Not worse: 0.9080 vs 0.7080",
            " 1 of 6 candidate runs failed (diverged or did not log val_acc) and 1 of 6 baseline runs; they are left o",
        ],
    ),
]


@pytest.mark.parametrize(("candidate", "baseline", "parts"), SENTENCES)
def test_the_sentence_has_the_answer_and_its_reason(
    tmp_path: Path, candidate: Values, baseline: Values, parts: list[str]
) -> None:
    text = sentences(gate(tmp_path, candidate, baseline))[0]
    assert all(part in text for part in parts), text


def test_failed_runs_are_named(tmp_path: Path) -> None:
    texts = sentences(gate(tmp_path, [0.9, math.nan], [0.9, None]))
    assert texts[1:3] == ["Diverged: candidate/new/v1.", "No last val_acc: baseline/old/v1."]


def test_runs_that_never_reach_a_value_are_not_said_to_have_failed(tmp_path: Path) -> None:
    texts = sentences(gate(tmp_path, [0.5, 0.9], [0.9, 0.9], at="first val_acc >= 0.8"))
    assert "1 of 2 candidate runs never reached val_acc >= 0.8 and 0 of 2 baseline runs" in texts[0]
    assert texts[1] == "Never reached val_acc >= 0.8: candidate/new/v0."


def test_a_relative_tolerance_is_shown_with_its_fraction(tmp_path: Path) -> None:
    texts = sentences(gate(tmp_path, GOOD, BAD, relative=0.01))
    assert "tolerance 0.00708 (1% of the baseline mean)" in texts[0]
    assert len(texts) == 1


@pytest.mark.parametrize("baseline", [[-0.1, 0.11, 0.02], [0.0, 0.0]])
def test_a_tolerance_relative_to_zero_is_doubted(tmp_path: Path, baseline: list[float]) -> None:
    texts = sentences(gate(tmp_path, [0.1, 0.2], baseline, relative=0.01))
    assert texts[1].startswith("The baseline mean may be 0, so a tolerance relative to it means little")


def test_the_number_of_runs_that_would_settle_it_is_said(tmp_path: Path) -> None:
    texts = sentences(gate(tmp_path, [0.89, 0.92], [0.90, 0.91], tolerance=0.02))
    assert "About 9 runs on each side would settle it in 80% of cases" in texts[0]
    texts = sentences(gate(tmp_path / "2", [0.90, 0.92], [0.91, 0.9100001]))
    assert "More than 100 runs on each side would settle it" in texts[0]
    texts = sentences(gate(tmp_path / "3", [0.90, 0.92], at_least=0.9))
    assert " runs would settle it" in texts[0]


def test_pairs_are_mentioned(tmp_path: Path) -> None:
    made = gate(tmp_path, [*GOOD[1:], 0.5], BAD, seed_key="path:-1")
    assert "(n = 5 each; Student's t, paired by seed)." in sentences(made)[0]


def test_the_document_holds_every_value_exactly(tmp_path: Path) -> None:
    made = gate(tmp_path, [0.1 + 0.2, math.nan, None], [0.3, 0.4], metric="val_loss", seed_key="path:-1")
    data = json.loads(json_text(document(made)))
    assert data["candidate"] == {
        "name": "new",
        "mean": 0.1 + 0.2,
        "runs": [
            {"run": "new/v0", "seed": "v0", "value": 0.1 + 0.2},
            {"run": "new/v1", "seed": "v1", "value": "NaN"},
        ],
        "missing": ["new/v2"],
    }
    assert (data["version"], data["verdict"], data["answer"]) == (1, "INCONCLUSIVE", "inconclusive")
    assert data["sentence"] == sentences(made)[0]
