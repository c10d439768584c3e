"""Encodings, delimiters, line ends, and files without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import CASES, case, notice_kinds, read_text, rows, series


def test_crlf() -> None:
    data = (CASES / "crlf/version_0/metrics.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 10
    logs = case("crlf")
    assert set(logs.metrics(provenance=True).get_column("column").cast(str)) == {
        "late_metric",
        "train_loss",
        "val_loss",
    }
    assert series(logs, "val_loss") == [(1, 7, 4.899878025054932)]
    assert logs.notices.is_empty()


def test_crlf_and_lf_give_the_same_result(tmp_path: Path) -> None:
    data = (CASES / "crlf/version_0/metrics.csv").read_bytes()
    plain = read_text(tmp_path / "crlf", data).metrics(provenance=True)
    assert plain.equals(read_text(tmp_path / "lf", data.replace(b"\r\n", b"\n")).metrics(provenance=True))


def test_cp1252() -> None:
    logs = case("cp1252")
    assert series(logs, "val_präzision") == [(0, 3, 0.5), (1, 7, 0.75)]
    assert notice_kinds(logs) == {"encoding": 1}


def test_tabs() -> None:
    logs = case("tabs")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25)]
    assert notice_kinds(logs) == {"delimiter": 1}


@pytest.mark.parametrize(
    ("name", "kind"), [("git_lfs_pointer", "lfs-pointer"), ("lone_newline", "no-data"), ("nul_bytes", "no-data")]
)
def test_no_data(name: str, kind: str) -> None:
    logs = case(name)
    assert logs.metrics().is_empty()
    assert list(notice_kinds(logs)) == [kind]
    assert rows(logs.runs, "state") == [("empty",)]
    assert logs.runs.get_column("notice")[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_very_long_line_is_ignored_and_the_other_rows_are_read(tmp_path: Path, ending: str) -> None:
    long = "1,2," + "0.25," * 4_000_000
    lines = ["epoch,step,val_loss", "0,9,0.5", long, "1,19,0.25", "x" * 20_000_000, "2,29,0.125", ""]
    logs = read_text(tmp_path, ending.join(lines).encode())
    assert [value for *_, value in series(logs, "val_loss")] == [0.5, 0.25, 0.125]
    assert notice_kinds(logs)["long-line"] == 2


@pytest.mark.parametrize("cell", ["x", "val_loss,", ","])
def test_a_very_long_header_is_not_read(tmp_path: Path, cell: str) -> None:
    logs = read_text(tmp_path, b"epoch,step," + cell.encode() * 20_000_000 + b"\n0,9,0.5\n")
    assert logs.metrics().is_empty()
    assert logs.notices.get_column("message").to_list() == ["has a first line of more than 16,000,000 bytes: not read"]
