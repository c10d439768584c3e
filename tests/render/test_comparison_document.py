"""The JSON document of a comparison has exact values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import logtools as lt
from logtools import schema
from logtools.render.comparison_document import document
from logtools.render.conclusions import finding_text
from logtools.render.writers.json import json_text

SWEEP = lt.read(Path(__file__).parents[2] / "fixtures" / "logs" / "sweep")
COMPARISON = SWEEP.compare("val_loss", by="lr")


def read(made: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
    return json.loads(json_text(made))


def test_the_ranking_and_the_options_are_members() -> None:
    data = read(document(COMPARISON))
    assert data["version"] == 1
    assert data["ranking"] == {
        "metric": "val_loss", "statistic": "best", "direction": "min", "inferred": True, "direction_from": None,
        "at": "best", "smooth": None,
    }  # fmt: skip
    assert (data["winners"], data["compared"], data["by"], data["seeds"]) == (["version_11"], 12, ["lr"], ["seed"])
    assert (data["baseline"], data["baseline_given"], data["comparisons"], data["confidence"]) == (
        "lr=0.001", False, 3, 0.95,
    )  # fmt: skip
    assert list(data["methods"]) == ["Tukey"]


def test_every_value_of_the_frames_is_there() -> None:
    data = read(document(COMPARISON))
    for shown, row in zip(data["runs"], COMPARISON.runs.iter_rows(named=True), strict=True):
        assert shown["hparams"] == {name: row[name] for name in COMPARISON.hparams}
        assert shown["metrics"]["val_loss"] == {
            "statistic": "best", "value": row["best val_loss"], "epoch": row["epoch of best val_loss"],
        }  # fmt: skip
        assert {name: shown[name] for name in schema.COMPARISON_RUNS if name != "caveats"} == {
            name: row[name] for name in schema.COMPARISON_RUNS if name != "caveats"
        }
        assert shown["caveats"] == (row["caveats"].split(", ") if row["caveats"] else [])
    assert [group.pop("hparams") | group for group in data["groups"]] == COMPARISON.groups.to_dicts()
    assert data["differences"] == COMPARISON.differences.to_dicts()
    assert data["effects"] == COMPARISON.effects.to_dicts()


def test_a_finding_has_its_kind_its_fields_and_its_sentence() -> None:
    data = read(document(COMPARISON))
    assert [found["kind"] for found in data["findings"]] == [found.kind for found in COMPARISON.findings]
    assert [found["sentence"] for found in data["findings"]] == [
        finding_text(found, COMPARISON) for found in COMPARISON.findings
    ]
    best = next(found for found in data["findings"] if found["kind"] == "best group")
    assert best["row"] == {name: COMPARISON.groups[name][0] for name in schema.COMPARISON_GROUPS}


def test_rows_and_columns_can_be_chosen() -> None:
    requested = SWEEP.requested_columns("lr, min val_loss as low", comparison=COMPARISON)
    data = read(document(COMPARISON, rows=[2, 0], asked=requested))
    assert [run["rank"] for run in data["runs"]] == [3, 1]
    assert data["runs"][1]["columns"] == {"lr": 0.01, "low": COMPARISON.runs["value"][0]}
    assert "hparams" not in data["runs"][0]


@pytest.mark.parametrize(("text", "expected"), [("nan", "NaN"), ("inf", "Infinity")])
def test_values_that_are_not_finite_are_strings(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "metrics.csv").write_text(f"epoch,step,val_loss\n0,9,{text}\n")
    data = read(document(lt.read(tmp_path).compare("val_loss")))
    assert (data["runs"][0]["value"], data["runs"][0]["rank"]) == (expected, None)


def test_without_a_ranking_it_is_null(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,val_thing\n0,9,1\n")
    data = read(document(lt.read(tmp_path).compare()))
    assert (data["ranking"], data["winners"], data["groups"], data["findings"]) == (None, [], [], [])
