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
