"""The verdict is a real one; what is drawn is what it was decided from."""

from __future__ import annotations

import json
import math

import pytest

from logtools.analysis.comparison.non_inferiority import gate
from logtools.render.formats import json_text
from logtools.render.gate import Side, document, sentence, table
from logtools.render.table import draw, fit_width


def side(word: str, *values: float) -> Side:
    runs = [f"{word}/{i}" for i in range(len(values))]
    return Side(
        word=word, metric="loss", statistic="best", direction="min", runs=runs, seeds=["0", None][: len(values)],
        values=values, missing=["x"],
    )  # fmt: skip


def test_both_sides_their_difference_and_the_limit_are_shown() -> None:
    sides = side("new\x1b", 1.25), side("old", 1.0)
    verdict = gate(sides[0].values, sides[1].values, direction="min", tolerance=0.1)
    lines = [line.split() for line in draw(fit_width(table(verdict, *sides), None)[0]).splitlines()]
    assert lines == [
        ["of", "n", "best", "loss"], ["candidate", r"new\x1b", "1", "1.25"], ["reference", "old", "1", "1"],
        ["difference", "candidate", "-", "reference", "0.25"],
        ["limit", "of", "the", "difference", "that", "passes", "0.1"],
    ]  # fmt: skip
    assert sentence(verdict).startswith("Worse: 1.25 against 1")


@pytest.mark.parametrize(("tolerance", "limit"), [(0.0, "0"), (0.5, "-0.5")])
def test_where_more_is_better_the_limit_lies_below(tolerance: float, limit: str) -> None:
    sides = side("a", 1.0, 2.0), side("b", 1.0, 2.5)
    verdict = gate(sides[0].values, sides[1].values, direction="max", tolerance=tolerance)
    shown = table(verdict, *sides)
    assert shown.columns[-1].cells[-1].strip() == limit
    assert shown.frame["name"].to_list() == [
        "candidate", "reference", "difference", "lower bound", "upper bound", "limit",
    ]  # fmt: skip


def test_the_document_holds_every_value_exactly() -> None:
    sides = side("a", 0.1 + 0.2, math.nan), side("b", 0.3, 0.4)
    verdict = gate(sides[0].values, sides[1].values, direction="min")
    data = json.loads(json_text(document(verdict, *sides)))
    assert data["candidate"] == {
        "name": "a",
        "mean": 0.1 + 0.2,
        "runs": [{"run": "a/0", "seed": "0", "value": 0.1 + 0.2}, {"run": "a/1", "seed": None, "value": "NaN"}],
        "missing": ["x"],
    }
    assert (data["version"], data["answer"]) == (1, "cannot tell")
