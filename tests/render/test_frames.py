from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import polars as pl
import pytest

from logtools.errors import InvalidValueError
from logtools.render.frames import SUFFIXES, write_csv, writer

FRAME = pl.DataFrame(
    {
        "run": pl.Series(["=1+1", "a", None], dtype=pl.Categorical()),
        "stage": pl.Series(["val", None, "train"], dtype=pl.Enum(["train", "val"])),
        "@value": [0.1 + 0.2, math.nan, -math.inf],
        "text": ["-0.5", "-x", "two\nlines"],
        "epoch": [1, None, 3],
    }
)


def saved(frame: pl.DataFrame, path: Path) -> Path:
    writer(path)(frame, path)
    return path


@pytest.mark.parametrize(("suffix", "read"), [(".parquet", pl.read_parquet), (".arrow", pl.read_ipc)])
def test_binary_formats_keep_every_type_and_value(tmp_path: Path, suffix: str, read: object) -> None:
    assert callable(read)
    back = read(saved(FRAME, tmp_path / f"t{suffix}"))
    assert back.equals(FRAME)
    assert back["stage"].dtype == FRAME["stage"].dtype


def test_csv_keeps_every_digit_and_runs_nothing(tmp_path: Path) -> None:
    with saved(FRAME, tmp_path / "t.CSV").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["run", "stage", "'@value", "text", "epoch"],
        ["'=1+1", "val", repr(0.1 + 0.2), "-0.5", "1"],
        ["a", "", "NaN", "'-x", ""],
        ["", "train", "-inf", "two\nlines", "3"],
    ]


def test_csv_holds_names_that_become_alike() -> None:
    out = io.BytesIO()
    write_csv(pl.DataFrame({"=x": [1], "'=x": [2], "literal": ["a"]}), out)
    assert out.getvalue() == b"'=x,'=x,literal\n1,2,a\n"


def test_json_is_strict_and_exact(tmp_path: Path) -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    rows = json.loads(saved(FRAME, tmp_path / "t.json").read_text(encoding="ascii"), parse_constant=refuse)
    assert [row["@value"] for row in rows] == [0.1 + 0.2, "NaN", "-Infinity"]
    assert [row["epoch"] for row in rows] == [1, None, 3]
    assert rows[2]["text"] == "two\nlines"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_rows_are_a_file_too(tmp_path: Path, suffix: str) -> None:
    path = saved(FRAME.clear(), tmp_path / f"t{suffix}")
    if suffix == ".json":
        assert json.loads(path.read_text()) == []
    if suffix == ".csv":
        assert path.read_text() == "run,stage,'@value,text,epoch\n"


@pytest.mark.parametrize("name", ["t.xlsx", "t", ".csv", "t.csv.gz"])
def test_another_suffix_is_an_error_that_names_the_good_ones(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"\.parquet, \.csv, \.json, \.arrow"):
        writer(Path(name))
