from __future__ import annotations

import csv
import io
import math
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import PropertyMock, patch

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result
from logtools.render.writers.csv import csv_text, escape_formula, write, write_csv

TABLE = pl.DataFrame(
    {
        "run": ["=cmd|' /C calc'!A0", 'plain, "quoted"', "@x"],
        "value": [0.1 + 0.2, math.nan, -math.inf],
        "epoch": [1, None, 3],
        "-x": ["-0.5", "-", "+1e9"],
    }
)
FILE = pl.DataFrame(
    {
        "run": pl.Series(["=1+1", "a", None], dtype=pl.Categorical()),
        "stage": pl.Series(["val", None, "train"], dtype=pl.Enum(["train", "val"])),
        "@value": [0.1 + 0.2, math.nan, -math.inf],
        "text": ["-0.5", "-x", "two\nlines"],
        "epoch": [1, None, 3],
    }
)


def test_a_table_keeps_every_digit_and_no_spreadsheet_runs_it() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(TABLE))))
    assert rows[0] == ["run", "value", "epoch", "'-x"]
    assert rows[1] == ["'=cmd|' /C calc'!A0", repr(0.1 + 0.2), "1", "-0.5"]
    assert rows[2] == ['plain, "quoted"', "nan", "", "'-"]
    assert rows[3] == ["'@x", "-inf", "3", "+1e9"]


def test_a_table_shows_control_characters_as_escapes() -> None:
    assert csv_text(pl.DataFrame({"a\x1b": ["\x1b[2J"]})) == "a\\x1b\n\\x1b[2J"


def test_times_are_in_iso_8601() -> None:
    frame = pl.DataFrame({"changed": [datetime(2026, 3, 1, tzinfo=UTC)]})
    assert csv_text(frame).splitlines()[1] == "2026-03-01T00:00:00+00:00"


def test_only_the_first_table_of_a_result_is_written() -> None:
    tables = [Table(frame=pl.DataFrame({name: [1]}), columns=[Column(title=name, cells=["1"])]) for name in "ab"]
    assert write(Result(tables=lambda: tables, sentences=["s"])) == "a\n1"


def test_a_file_keeps_every_digit_and_no_spreadsheet_runs_it(tmp_path: Path) -> None:
    write_csv(FILE, tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["run", "stage", "'@value", "text", "epoch"],
        ["'=1+1", "val", repr(0.1 + 0.2), "-0.5", "1"],
        ["a", "", "NaN", "'-x", ""],
        ["", "train", "-inf", "two\nlines", "3"],
    ]


def test_a_file_may_have_names_that_become_equal_when_escaped() -> None:
    out = io.BytesIO()
    write_csv(pl.DataFrame({"=x": [1], "'=x": [2], "literal": ["a"]}), out)
    assert out.getvalue() == b"'=x,'=x,literal\n1,2,a\n"


def test_a_file_without_rows_is_a_heading() -> None:
    out = io.BytesIO()
    write_csv(FILE.clear(), out)
    assert out.getvalue() == b"run,stage,'@value,text,epoch\n"


@pytest.mark.parametrize("text", ["=1", "+x", "-x", "@x", "\tx", "\rx", "-1e", "--1", "-inf2"])
def test_formulas_are_escaped(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "x=1", "-1", "+.5", "-1.5e-9", "-INF", "lr=0.1", "a-b", "-0."])
def test_numbers_and_plain_texts_are_kept(text: str) -> None:
    assert escape_formula(text) == text


@given(st.lists(st.text(st.sampled_from("=+-@\t\r;1.eEinf'x")), min_size=1))
def test_files_and_tables_escape_in_the_same_way(texts: list[str]) -> None:
    out = io.BytesIO()
    write_csv(pl.DataFrame({"x": texts}), out)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))[1:]
    assert [row[0] if row else "" for row in rows] == [escape_formula(text) for text in texts]


def test_the_types_of_a_wide_file_are_read_once(tmp_path: Path) -> None:
    frame = pl.DataFrame({f"m{i}": [0.5] for i in range(200)})
    with patch.object(pl.DataFrame, "schema", new_callable=PropertyMock, return_value=frame.schema) as schema:
        write_csv(frame, tmp_path / "wide.csv")
    assert schema.call_count < 10
