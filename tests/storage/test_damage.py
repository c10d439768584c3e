"""Damaged files: cut anywhere, empty, in other encodings, ragged, wide or huge. All complete rows are read."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from tests.formats.reading import Logs, notice_kinds, read_text, rows, series
from tests.oracle import cells_of, observed

LIGHTNING = Path(__file__).parents[2] / "fixtures" / "lightning"
GOOD = "epoch,step,train_loss,val_loss\r\n0,0,0.5,\r\n0,1,0.25,\r\n0,2,0.125,\r\n0,2,,0.75\r\n"
#: Recorded files, and every how many bytes they are cut; the last one needs the csv module, which is slow.
CUT = [("2.6.6/basic", 1), ("1.3.8/val1_step", 1), ("2.6.6/samename", 1), ("2.6.6/names", 5)]


def all_frames(logs: Logs) -> list[pl.DataFrame]:
    """Return all frames of a reader."""
    return [
        logs.metrics(),
        logs.metrics(provenance=True),
        logs.epochs(),
        logs.steps(),
        logs.summary(),
        logs.hparams(),
        logs.runs,
        logs.notices,
        logs.checkpoints(),
    ]


@pytest.mark.parametrize(("scenario", "stride"), CUT)
def test_a_file_cut_at_any_byte_gives_its_complete_rows(tmp_path: Path, scenario: str, stride: int) -> None:
    """An incomplete last line is ignored: its last value may be cut."""
    (file,) = (LIGHTNING / scenario).rglob("metrics.csv")
    data = file.read_bytes()
    whole = set(cells_of(data.decode()))
    ends = [*range(0, len(data), stride), len(data) - 2, len(data) - 1, len(data)]
    for end in sorted(set(ends)):
        (tmp_path / f"run_{end}").mkdir()
        (tmp_path / f"run_{end}" / "metrics.csv").write_bytes(data[:end])
    logs = lt.read(tmp_path)
    by_run = {
        str(key[0]): part for key, part in logs.metrics(provenance=True).partition_by("run", as_dict=True).items()
    }
    most = 0
    for end in sorted(set(ends)):
        got = observed(by_run[f"run_{end}"]) if f"run_{end}" in by_run else []
        assert got == cells_of(data[:end].decode(errors="ignore")), end
        assert set(got) <= whole
        assert len(got) >= most
        most = len(got)
    assert most == len(whole)
    assert all(frame.width for frame in all_frames(logs))


@pytest.mark.parametrize("scenario", [scenario for scenario, _ in CUT])
def test_a_cut_file_has_a_notice(tmp_path: Path, scenario: str) -> None:
    (file,) = (LIGHTNING / scenario).rglob("metrics.csv")
    logs = read_text(tmp_path, file.read_bytes()[:-3])
    assert notice_kinds(logs).get("incomplete") == 1
    assert logs.runs.get_column("notice")[0]


def test_a_byte_order_mark(tmp_path: Path) -> None:
    assert observed(read_text(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()).metrics(provenance=True)) == cells_of(GOOD)


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_utf_16(tmp_path: Path, encoding: str, mark: bytes) -> None:
    logs = read_text(tmp_path, mark + GOOD.encode(encoding))
    assert observed(logs.metrics(provenance=True)) == cells_of(GOOD)
    assert notice_kinds(logs) == {"encoding": 1}


def test_cp1252_in_the_middle_of_a_file(tmp_path: Path) -> None:
    text = 'epoch,step,"größe, mittel",train_loss\r\n0,0,1.5,2.5\r\n0,1,1.25,2.0\r\n0,2,1.125,1.0\r\n'
    logs = read_text(tmp_path, text.encode("cp1252"))
    assert observed(logs.metrics(provenance=True)) == cells_of(text)


def test_nul_bytes_after_the_rows(tmp_path: Path) -> None:
    """NUL bytes remain after a crash of the file system: the rows before them are read, with a notice."""
    logs = read_text(tmp_path, GOOD.encode() + b"\x00" * 4096)
    assert {(0, 0, 0.5), (0, 1, 0.25), (0, 2, 0.125)} <= set(series(logs, "train_loss"))
    assert notice_kinds(logs)["nul"] == 4096


def test_lone_carriage_returns(tmp_path: Path) -> None:
    logs = read_text(tmp_path, GOOD.replace("\r\n", "\r"))
    assert observed(logs.metrics(provenance=True)) == cells_of(GOOD)


def test_blank_lines_are_ignored(tmp_path: Path) -> None:
    text = GOOD.replace("0,1,0.25,\r\n", "0,1,0.25,\r\n\r\n\r\n")
    assert observed(read_text(tmp_path, text).metrics(provenance=True)) == cells_of(GOOD)


def test_ragged_rows(tmp_path: Path) -> None:
    text = "epoch,step,train_loss,val_loss\n0,0,0.5\n0,1,0.25,,9.0,8.0\n0,2,0.125,\n0,2,,0.75\n"
    logs = read_text(tmp_path, text)
    assert observed(logs.metrics(provenance=True)) == cells_of(text)
    assert notice_kinds(logs) == {"short-rows": 1, "long-rows": 1}


def test_short_and_long_rows_with_the_right_total_of_commas(tmp_path: Path) -> None:
    """The file has the right number of commas, but in the wrong places."""
    text = "epoch,step,train_loss\n0,0,0.5,7.0\n0,1\n0,2,0.125\n"
    logs = read_text(tmp_path, text)
    assert observed(logs.metrics(provenance=True)) == cells_of(text)
    assert notice_kinds(logs) == {"short-rows": 1, "long-rows": 1}


def test_duplicate_header_names(tmp_path: Path) -> None:
    """Two columns with the same name stay two columns: no value is lost."""
    text = "epoch,step,train_loss,train_loss\n0,0,0.5,1.5\n0,1,0.25,1.25\n0,2,0.125,1.125\n"
    logs = read_text(tmp_path, text)
    assert observed(logs.metrics(provenance=True)) == cells_of(text)
    assert logs.steps().get_column("step").to_list() == [0, 1, 2]


def test_two_step_columns(tmp_path: Path) -> None:
    text = "epoch,step,step,train_loss\n0,0,7,0.5\n0,1,8,0.25\n0,2,9,0.125\n"
    assert observed(read_text(tmp_path, text).metrics(provenance=True)) == cells_of(text)


def test_five_thousand_columns(tmp_path: Path) -> None:
    names = [f"metric_{i}" for i in range(5000)]
    text = ",".join(["epoch", "step", *names]) + "\r\n"
    text += "".join(f"0,{step}," + ",".join(f"{i}.5" for i in range(5000)) + "\r\n" for step in range(4))
    text += "0,3," + ",".join("" if i % 2 else "1.0" for i in range(5000)) + "\r\n"
    started = time.perf_counter()
    logs = read_text(tmp_path, text)
    frame = logs.metrics(provenance=True)
    assert frame.height == 5000 * 4 + 2500
    assert frame.get_column("value").sum() == sum(i + 0.5 for i in range(5000)) * 4 + 2500
    assert frame.get_column("column").n_unique() == 5000
    assert time.perf_counter() - started < 20


def test_a_cell_of_ten_megabytes(tmp_path: Path) -> None:
    text = "epoch,step,note,train_loss\r\n0,0,,0.5\r\n0,1," + "x" * 10_000_000 + ",0.25\r\n0,2,,0.125\r\n"
    logs = read_text(tmp_path, text)
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25), (0, 2, 0.125)]
    assert notice_kinds(logs) == {"text": 1}
    assert all(len(message) < 1000 for message in logs.notices.get_column("message"))


def test_a_number_of_ten_megabytes(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss\r\n0,0,0." + "5" * 10_000_000 + "\r\n0,1,0.25\r\n0,2,0.5\r\n")
    assert [value for *_, value in series(logs, "train_loss")] == [pytest.approx(5 / 9), 0.25, 0.5]


def test_a_name_of_ten_megabytes(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step," + "x" * 10_000_000 + "\r\n0,0,0.5\r\n0,1,0.25\r\n0,2,0.25\r\n")
    assert logs.metrics().height == 3


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    logs = read_text(tmp_path, 'epoch,step,"train_loss\r\n0,0,0.5\r\n0,1,0.25\r\n')
    assert logs.metrics().is_empty()
    assert all(frame.width for frame in all_frames(logs))


@pytest.mark.parametrize(
    "cell", ["1e400", "-1e400", "1e-400", "0x10", "1_000", "١٢", "½", "1,5", "--", "None", "1 000", "nan(1)"]
)
def test_cells_that_are_almost_numbers(tmp_path: Path, cell: str) -> None:
    quoted = f'"{cell}"' if "," in cell else cell
    text = f"epoch,step,train_loss\n0,0,{quoted}\n0,1,0.25\n0,2,0.5\n"
    assert observed(read_text(tmp_path, text).metrics(provenance=True)) == cells_of(text)


@pytest.mark.parametrize(
    "cell",
    [
        "0.1",
        "1e-07",
        "1e+16",
        "5e-324",
        "1.7976931348623157e+308",
        "0.30000000000000004",
        "9007199254740993",
        "100000000000000000000",
        "-0.0",
        "2.2250738585072011e-308",
    ],
)
def test_numbers_are_exact_to_the_last_digit(tmp_path: Path, cell: str) -> None:
    logs = read_text(tmp_path, f"epoch,step,x\n0,0,{cell}\n0,1,1\n0,2,1\n")
    value = logs.metrics().get_column("value")[0]
    assert (value, math.copysign(1, value)) == (float(cell), math.copysign(1, float(cell)))


@pytest.mark.parametrize(
    "axis",
    [
        "nan",
        "inf",
        "-inf",
        "1e300",
        "-1",
        "1e18",
        "9223372036854775807",
        "99999999999999999999",
        "abc",
        "0.5",
        " 3",
        "3.0",
    ],
)
@pytest.mark.parametrize("name", ["epoch", "step"])
def test_an_axis_can_contain_any_text(tmp_path: Path, name: str, axis: str) -> None:
    """The values of the row are kept; an axis that is not an integer is missing, and never overflows."""
    row = f"{axis},1" if name == "epoch" else f"0,{axis}"
    text = f"epoch,step,train_loss\n0,0,0.5\n{row},0.25\n0,2,0.125\n0,3,1.0\n"
    logs = read_text(tmp_path, text)
    assert observed(logs.metrics(provenance=True)) == cells_of(text)
    assert all(frame.width for frame in all_frames(logs))
    steps = [step for step in logs.metrics().get_column("step") if step is not None]
    allowed = {0, 1, 2, 3, -1, 10**18, 2**63 - 1}
    assert set(steps) <= allowed


def test_a_fifo_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    os.mkfifo(tmp_path / "run" / "metrics.csv")
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "metrics.csv").write_text(GOOD)
    logs = lt.read(tmp_path)
    assert set(rows(logs.metrics(), "run")) == {("good",)}
    assert logs.runs.height >= 1
