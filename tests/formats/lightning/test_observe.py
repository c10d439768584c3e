"""Each value of a file becomes one observation with the right labels."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import CASES, case, notice_kinds, rows, series
from tests.oracle import cells, observed

NO_DATA = {"git_lfs_pointer", "lone_newline", "nul_bytes", "zero_bytes"}


def test_rows_that_share_a_step() -> None:
    """Step 3 has rows of a learning rate, a train step, a validation and a train epoch: they are merged by kind."""
    logs = case("rows_that_share_a_step")
    at = logs.metrics().filter(step=3)
    assert sorted(rows(at, "metric", "stage", "granularity")) == [
        ("lr-SGD", "train", "step"),
        ("train_acc", "train", "step"),
        ("train_eponly", "train", "epoch"),
        ("train_loss", "train", "epoch"),
        ("train_loss", "train", "step"),
        ("val_loss", "val", "epoch"),
    ]
    first = logs.epochs().row(0, named=True)
    assert (first["train_loss"], first["val_loss"]) == (3.543800115585327, 8.727646827697754)
    step = logs.steps().filter(step=3).row(0, named=True)
    assert (step["train_loss"], step["lr-SGD"]) == (4.127181053161621, 0.01)
    assert "val_loss" not in step


def test_resume_in_a_new_version() -> None:
    """By default two runs stay two runs; if merged, the later one takes precedence and every step occurs once."""
    logs = case("resume_in_a_new_version")
    assert logs.ids == ("version_0", "version_1")
    assert logs["version_1"].steps().get_column("step").min() == 4
    joined = lt.read(*logs.runs.get_column("path"), stitch=True)
    assert joined.ids == ("version_0",)
    steps = joined.steps()
    assert steps.get_column("step").to_list() == list(range(steps.height))


def test_gap_after_a_resume() -> None:
    """1.5 leaves out a step when it resumes: it is still the same training."""
    logs = lt.read(CASES / "gap_after_a_resume", stitch=True)
    assert logs.ids == ("version_0",)
    steps = logs.steps().get_column("step").to_list()
    assert steps == [0, 1, 2, 3, *range(5, 13)]
    assert list(notice_kinds(logs)) == ["stitched"]


def test_duplicate_steps() -> None:
    """If gradients are accumulated over two batches, a step has two values: both are kept, `steps()` shows the last."""
    logs = case("duplicate_steps")
    train = series(logs, "train_acc")
    assert [(step, value) for _, step, value in train][:5] == [(0, 0.5), (0, 1.5), (1, 2.5), (1, 3.5), (2, 4.5)]
    assert set(logs.metrics().get_column("segment")) == {0}
    assert logs.steps().get_column("train_acc").to_list()[:3] == [1.5, 3.5, 4.5]


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


def test_late_columns() -> None:
    logs = case("late_columns")
    assert series(logs, "late_metric") == [(1, step, 5.0) for step in (4, 5, 6, 7)]
    assert logs.steps().get_column("late_metric").to_list() == [None] * 4 + [5.0] * 4


def test_the_provenance_has_the_logged_column_names() -> None:
    logs = case("line_break_in_header")
    observations_and_issues = {str(column) for column in logs.metrics(provenance=True).get_column("column").unique()}
    assert observations_and_issues == {
        cell.column for cell in cells(CASES / "line_break_in_header/version_0/metrics.csv")
    }
