"""The cases of FORMAT.md that are about files and folders, each under its name (see fixtures/cases)."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import CASES, LIGHTNING, case, kinds, notice_kinds, read_text, rows, series
from tests.oracle import cells, observed

NO_DATA = {"git_lfs_pointer", "lone_newline", "nul_bytes", "zero_bytes"}


@pytest.mark.parametrize(
    "name", sorted(path.name for path in CASES.iterdir() if path.is_dir() and path.name != "index_column")
)
def test_every_filled_cell_of_a_case_is_one_observation(name: str) -> None:
    logs = case(name)
    for run, path in logs.runs.select("run", "path").rows():
        frame = logs[run].metrics(provenance=True)
        file = Path(path, "metrics.csv")
        if name in NO_DATA or not file.exists():
            assert frame.is_empty()
            continue
        encoding, delimiter = ("cp1252" if name == "cp1252" else "utf-8"), ("\t" if name == "tabs" else ",")
        assert observed(frame) == cells(file, encoding=encoding, delimiter=delimiter)


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


def test_crlf_and_lf_give_the_same(tmp_path: Path) -> None:
    data = (CASES / "crlf/version_0/metrics.csv").read_bytes()
    plain = read_text(tmp_path / "crlf", data).metrics(provenance=True)
    assert plain.equals(read_text(tmp_path / "lf", data.replace(b"\r\n", b"\n")).metrics(provenance=True))


def test_cp1252() -> None:
    logs = case("cp1252")
    assert series(logs, "val_präzision") == [(0, 3, 0.5), (1, 7, 0.75)]
    assert notice_kinds(logs) == {"encoding": 1}


def test_random_column_order(tmp_path: Path) -> None:
    """Whatever the order, the observations are the same."""
    shuffled = case("random_column_order")
    lines = [line.split(",") for line in (CASES / "random_column_order/version_0/metrics.csv").read_text().splitlines()]
    assert lines[0] != sorted(lines[0])
    order = sorted(range(len(lines[0])), key=lines[0].__getitem__)
    text = "".join(",".join(line[i] for i in order) + "\r\n" for line in lines)
    ordered = read_text(tmp_path, text, run="version_0")
    columns = ("stage", "metric", "granularity", "epoch", "step", "value", "row")
    assert sorted(rows(shuffled.metrics(provenance=True), *columns)) == sorted(
        rows(ordered.metrics(provenance=True), *columns)
    )


def test_incomplete_last_line() -> None:
    """Its last value may be cut (`0.12` was `0.125`): the line is dropped and this is said."""
    logs = case("incomplete_last_line")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25)]
    assert notice_kinds(logs) == {"incomplete": 1}


def test_incomplete_last_line_lf() -> None:
    """An editor left out the last line end: the line has all its fields and stays, with a notice."""
    logs = case("incomplete_last_line_lf")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25), (0, 2, 0.125)]
    assert notice_kinds(logs) == {"no-line-end": 1}


def test_incomplete_last_line_lf_without_all_its_fields(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss\n0,0,0.5\n0,1")
    assert series(logs, "train_loss") == [(0, 0, 0.5)]
    assert notice_kinds(logs) == {"incomplete": 1}


def test_zero_bytes() -> None:
    """An empty run is a run."""
    logs = case("zero_bytes")
    assert logs.ids == ("run",)
    assert rows(logs.runs, "state", "epoch", "step", "metric_count", "size") == [("empty", None, None, 0, 0)]
    assert rows(logs.hparams(), "run", "lr") == [("run", 0.1)]
    for frame in (logs.metrics(), logs.epochs(), logs.steps(), logs.summary()):
        assert frame.is_empty()


def test_header_only() -> None:
    logs = case("header_only")
    assert logs.metrics().is_empty()
    assert rows(logs.runs, "state", "metric_count") == [("empty", 1)]
    assert logs.notices.is_empty()


def test_no_metrics_csv() -> None:
    """A run that logged nothing yet, or died first, is listed and not hidden."""
    logs = case("no_metrics_csv")
    assert logs.ids == ("begun", "done")
    assert rows(logs.runs, "state", "size")[0] == ("empty", 0)
    assert logs["begun"].metrics().is_empty()
    assert logs["begun"].hparams().get_column("lr").to_list() == [0.1]


def test_no_hparams_yaml() -> None:
    logs = case("no_hparams_yaml")
    assert rows(logs.hparams(), "run", "lr") == [("bare", None), ("full", 0.1)]
    assert logs.notices.is_empty()


def test_late_columns() -> None:
    logs = case("late_columns")
    assert series(logs, "late_metric") == [(1, step, 5.0) for step in (4, 5, 6, 7)]
    assert logs.steps().get_column("late_metric").to_list() == [None] * 4 + [5.0] * 4


def test_values_that_are_no_numbers() -> None:
    """Booleans are 1 and 0; text is kept aside with its place, and reported."""
    logs = case("values_that_are_no_numbers")
    assert [value for *_, value in series(logs, "b")][:2] == [1.0, 0.0]
    flagged = logs.metrics(provenance=True).filter(flag="text")
    assert sorted(rows(flagged, "column", "row", "value")) == [("l", 4, None), ("s", 2, None), ("s", 6, None)]
    assert "s" not in {metric for metric, *_ in kinds(logs)}
    assert notice_kinds(logs)["text"] == 3
    assert 1e20 in [value for *_, value in series(logs, "a")]


def test_numeric_version_sort() -> None:
    assert case("numeric_version_sort").ids == tuple(f"version_{i}" for i in (0, 1, 2, 10, 11, 20, 100))


def test_names_of_versions() -> None:
    """A string version is verbatim and may nest; `name=None` leaves no folder; the file may lie in the root."""
    logs = case("names_of_versions")
    wanted = {"name_none/version_0", "name_empty/version_0", "name_slash/a/b/version_0"}
    assert wanted < set(logs.ids)
    assert {"version_str/lightning_logs/my_run", "version_slash/lightning_logs/x/y"} < set(logs.ids)
    assert logs["my_run"].ids == ("version_str/lightning_logs/my_run",)
    assert logs["x/y"].ids == logs["y"].ids
    flat = lt.read(LIGHTNING / "2.6.6/flat")
    assert flat.ids == ("flat",)
    assert not flat.metrics().is_empty()


def test_foreign_files_beside() -> None:
    """Copies and rotated files are no runs, and are named."""
    logs = case("foreign_files_beside")
    assert logs.ids == ("version_0",)
    assert series(logs, "train_loss") == [(0, 0, 0.5)]
    (message,) = logs.notices.get_column("message")
    assert "metrics_2.csv" in message
    assert "metrics - Kopi.csv" in message


def test_keras() -> None:
    logs = case("keras")
    assert kinds(logs, "metric", "stage", "granularity") == {
        ("loss", "train", "epoch"),
        ("accuracy", "train", "epoch"),
        ("val_loss", "val", "epoch"),
        ("val_accuracy", "val", "epoch"),
    }
    epochs = logs.epochs()
    assert epochs.get_column("epoch").to_list() == [0, 1]
    assert epochs.get_column("val_loss").to_list() == [1.0, 0.875]
    assert notice_kinds(logs) == {"foreign": 1}


def test_yolo() -> None:
    """Names padded with spaces are names; the padded epoch is still the epoch."""
    logs = case("yolo")
    frame = logs.metrics(provenance=True)
    assert set(frame.get_column("epoch")) == {1, 2}
    assert frame.height == 8
    padded = "         train/box_loss"
    assert series(logs, padded) == [(1, None, 1.2345), (2, None, 1.1234)]
    assert (padded, "box_loss", "train", "epoch") in kinds(logs, "metric", "quantity", "stage", "granularity")
    assert notice_kinds(logs) == {"foreign": 1}


def test_index_column() -> None:
    """The column that only numbers the rows is no metric; everything else is as Lightning wrote it."""
    logs = case("index_column")
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}
    assert series(logs, "val_loss") == [(0, 1, 0.75)]
    assert notice_kinds(logs) == {"index": 1}


def test_test_tube() -> None:
    logs = case("test_tube")
    assert series(logs, "val_loss") == [(0, None, 0.75), (1, None, 0.5)]
    assert "created_at" not in {metric for metric, *_ in kinds(logs)}
    assert notice_kinds(logs) == {"foreign": 1, "text": 2}


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
