"""Parsing cells to numbers, also in damaged files."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.formats.reading import case, kinds, notice_kinds, read_text, rows, series


def test_empty_cell_and_nan() -> None:
    logs = case("empty_cell_and_nan")
    assert [str(value) for *_, value in series(logs, "train_loss")] == ["1.5", "nan", "0.5", "0.25"]
    assert [str(value) for *_, value in series(logs, "val_loss")] == ["nan", "0.75"]
    assert logs.metrics().get_column("value").null_count() == 0
    assert math.isnan(logs.epochs().get_column("val_loss")[0])
    summary = dict(logs.summary().select("label", "nan").rows())
    assert summary == {"train_loss": 1, "val_loss": 1}
    assert logs.notices.is_empty()


def test_infinities() -> None:
    logs = case("infinities")
    logged = [value for *_, value in series(logs, "f", granularity="step")]
    assert logged[1:3] == [math.inf, -math.inf]
    row = logs.summary().filter(label="f64").row(0, named=True)
    assert (row["inf"], row["nan"]) == (2, 1)
    assert math.isfinite(row["min"])
    assert math.isfinite(row["max"])


def test_incomplete_last_line() -> None:
    """The last value may be cut (`0.12` was `0.125`): the line is dropped, with a notice."""
    logs = case("incomplete_last_line")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25)]
    assert notice_kinds(logs) == {"incomplete": 1}


def test_incomplete_last_line_lf() -> None:
    """The last line end is missing, as some editors write: the line is complete and is kept, with a notice."""
    logs = case("incomplete_last_line_lf")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25), (0, 2, 0.125)]
    assert notice_kinds(logs) == {"no-line-end": 1}


def test_incomplete_last_line_lf_without_all_its_fields(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss\n0,0,0.5\n0,1")
    assert series(logs, "train_loss") == [(0, 0, 0.5)]
    assert notice_kinds(logs) == {"incomplete": 1}


def test_values_that_are_no_numbers() -> None:
    """Booleans are 1 and 0; text is flagged and reported."""
    logs = case("values_that_are_no_numbers")
    assert [value for *_, value in series(logs, "b")][:2] == [1.0, 0.0]
    flagged = logs.metrics(provenance=True).filter(flag="text")
    assert sorted(rows(flagged, "column", "row", "value")) == [("l", 4, None), ("s", 2, None), ("s", 6, None)]
    assert "s" not in {metric for metric, *_ in kinds(logs)}
    assert notice_kinds(logs)["text"] == 3
    assert 1e20 in [value for *_, value in series(logs, "a")]


def test_padded_names_and_cells(tmp_path: Path) -> None:
    """Columns aligned with blanks: blanks are not part of names or values, and a blank cell is empty."""
    logs = read_text(
        tmp_path, "epoch, step, val_loss, val_acc\n    0,    9,      1.0,        \n    1,   19,      0.5,     0.7\n"
    )
    assert rows(logs.metrics(), "metric", "epoch", "step", "value") == [
        ("val_loss", 0, 9, 1.0), ("val_loss", 1, 19, 0.5), ("val_acc", 1, 19, 0.7),
    ]  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_decimal_commas(tmp_path: Path, delimiter: str) -> None:
    text = "epoch;step;val_loss\n0;9;1,25\n1;19;-2,5e-3\n2;29;,5\n3;39;1,2,3\n".replace(";", delimiter)
    logs = read_text(tmp_path, text)
    assert logs.metrics()["value"].to_list() == [1.25, -0.0025, 0.5]
    assert notice_kinds(logs)["decimal-comma"] == 3
    assert notice_kinds(logs)["text"] == 1


@pytest.mark.parametrize("marker", ["NA", "#N/A", "None", "-"])
def test_a_marker_of_missing_values_is_an_empty_cell(marker: str, tmp_path: Path) -> None:
    text = "epoch,step,loss_step,loss_epoch\n0,4,0.5,?\n0,9,?,0.25\n1,14,0.5,?\n1,19,?,0.125\n"
    logs = read_text(tmp_path, text.replace("?", marker))
    assert series(logs, "loss", granularity="epoch") == [(0, 9, 0.25), (1, 19, 0.125)]
    assert notice_kinds(logs) == {"missing": 4}


def test_beside_empty_cells_a_marker_is_text(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss,note\n0,4,0.5,\n1,9,0.25,None\n")
    assert notice_kinds(logs) == {"text": 1}


def test_in_a_few_rows_a_marker_is_text(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss\n0,4,0.5\n1,9,None\n2,14,0.25\n")
    assert notice_kinds(logs) == {"text": 1}


def test_a_stray_quote_does_not_hide_the_rows_after_it(tmp_path: Path) -> None:
    """Only the cell with the quote is lost, wherever the next quote is."""
    lines = ["epoch,step,loss", *(f"0,{step},{step}.5" for step in range(9))]
    lines[3] = '0,2,"2.5'
    for end in ("", '0,9,"9.5"\n'):
        logs = read_text(tmp_path, "\n".join(lines) + "\n" + end)
        assert [step for _, step, value in series(logs, "loss") if value is not None][:8] == [0, 1, 3, 4, 5, 6, 7, 8]
        assert notice_kinds(logs)["stray-quote"] == 1
        assert "a quote in line 4 is not closed in its line" in logs.notices["message"][0]


def test_text_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    logs = read_text(tmp_path, 'epoch,step,note,loss\n0,0,"first,\nsecond\nthird",1.5\n0,1,,2.5\n')
    assert series(logs, "loss") == [(0, 0, 1.5), (0, 1, 2.5)]
    assert notice_kinds(logs) == {"text": 1}


@pytest.mark.parametrize("cell", ["1.0", "'1.0'", '"1.0"'])
def test_columns_of_the_same_name_are_a_notice(tmp_path: Path, cell: str) -> None:
    logs = read_text(tmp_path, f"epoch,step,loss,loss\n0,0,2.0,\n0,1,{cell},\n0,2,,4.0\n")
    assert "2 columns are named 'loss'; their values form one series" in logs.notices["message"].to_list()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("epoch,step,loss\n0,0,1.0\n0,1\n", "1 row has fewer cells than the header; missing cells treated as empty"),
        ("epoch,step,loss\n0,0,1\n0,1,2,3\n", "1 row has more cells than the header; 1 value without a column ignored"),
        ("epoch,step,loss\n0,0,1.0\nepoch,step,loss\n0,1,2\n", "the header repeats once; rows after"),
        ("epoch,step,loss\n0,0,1.0\n0,1,x\n", "1 non-numeric value ignored"),
        ("epoch,step,loss\n0,0,1.0\n0,1.5,2.0\n", "1 non-integer epoch or step value treated as missing"),
        ("epoch,step,loss\n0,0,1.0\n0,1,2.0\x00\n", "1 NUL character skipped"),
    ],
)  # fmt: skip
def test_messages_about_one_cell_or_row(tmp_path: Path, text: str, message: str) -> None:
    assert [found for found in read_text(tmp_path, text).notices["message"] if found.startswith(message)]
