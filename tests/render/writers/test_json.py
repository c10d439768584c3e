from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result
from logtools.render.writers.json import exact, json_text, write, write_json


def strict(text: str) -> object:
    """Read JSON with a strict reader, which refuses NaN and infinities."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    return json.loads(text, parse_constant=refuse)


def test_json_is_strict_and_exact() -> None:
    text = json_text({"values": [0.1 + 0.2, math.nan, math.inf, -math.inf, None], "name": "é\x1b\u202e"})
    assert strict(text) == {
        "values": [0.1 + 0.2, "NaN", "Infinity", "-Infinity", None],
        "name": "é\x1b\u202e",
    }
    assert text.isascii()
    assert "\x1b" not in text


def test_dates_and_tuples_are_converted_to_json_types() -> None:
    assert exact((date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC))) == ["2026-03-01", "2026-03-01T00:00:00+00:00"]
    assert exact({1: "a"}) == {"1": "a"}


def test_a_result_is_its_document_or_the_rows_of_its_first_table() -> None:
    frame = pl.DataFrame({"n": [1, None]})
    tables = [Table(frame=frame, columns=[Column(title="n", cells=["1", "-"])])]
    assert strict(write(Result(tables=lambda: tables))) == [{"n": 1}, {"n": None}]
    assert strict(write(Result(tables=lambda: tables, document=lambda: {"a": math.nan}))) == {"a": "NaN"}


def test_a_file_has_one_row_per_line(tmp_path: Path) -> None:
    frame = pl.DataFrame({"value": [0.1 + 0.2, math.nan, -math.inf], "epoch": [1, None, 3], "text": ["a", "b", "\n"]})
    write_json(frame, tmp_path / "t.json")
    text = (tmp_path / "t.json").read_text(encoding="ascii")
    assert len(text.splitlines()) == 3 + 2
    assert strict(text) == [
        {"value": 0.1 + 0.2, "epoch": 1, "text": "a"},
        {"value": "NaN", "epoch": None, "text": "b"},
        {"value": "-Infinity", "epoch": 3, "text": "\n"},
    ]


def test_a_file_without_rows_is_an_empty_list(tmp_path: Path) -> None:
    write_json(pl.DataFrame({"n": []}), tmp_path / "t.json")
    assert strict((tmp_path / "t.json").read_text()) == []
