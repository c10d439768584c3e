"""Decisions about rows: they do not depend on which runs are read together."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from tests.formats.reading import kinds, read_text, rows, series

ONE_ROW = "epoch,step,loss\n0,96,0.5\n"
MANY_STEPS = "epoch,step,loss\n" + "".join(f"{step // 8},{step},0.5\n" for step in range(16))


def labels(frame: pl.DataFrame, run: str) -> set[tuple[object, ...]]:
    """Return stage and granularity of the observations of one run."""
    return set(rows(frame.filter(pl.col("run").cast(pl.String) == run), "stage", "granularity"))


@pytest.mark.parametrize("batch", [1, 10, 5_000_000])
def test_a_run_has_the_same_labels_in_all_frames_and_subsets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """A single row is a train step, as the other run proves, in any batch and any subset."""
    read_text(tmp_path, ONE_ROW, run="A")
    read_text(tmp_path, MANY_STEPS, run="B")
    monkeypatch.setattr("logtools.storage.reader._BATCH", batch)
    logs = lt.read(tmp_path)
    for some in (logs, logs["A"], lt.read(tmp_path)["A"], lt.read(tmp_path)):
        assert labels(some.metrics(), "A") == {("train", "step")}
        assert labels(some.summary(), "A") == {("train", "step")}
        assert labels(some.metrics(provenance=True), "A") == {("train", "step")}
    alone = lt.read(tmp_path / "A")
    assert labels(alone.metrics(), "A") == labels(alone.summary(), "A") == {(None, "epoch")}


def test_files_with_the_same_header_can_have_different_labels(tmp_path: Path) -> None:
    read_text(tmp_path, MANY_STEPS, run="steps")
    read_text(tmp_path, "epoch,step,loss\n0,15,1\n1,31,2\n2,47,3\n", run="epochs")
    logs = read_text(tmp_path, "epoch,step,loss\n,0,1\n,1,2\n,2,3\n", run="bare")
    assert labels(logs.metrics(), "steps") == {("train", "step")}
    assert labels(logs.metrics(), "epochs") == {("train", "epoch")}
    assert labels(logs.metrics(), "bare") == {(None, "step")}
    assert logs.metrics().select(schema.SERIES).unique().height == 3


def test_a_test_with_the_names_of_validations_is_one_step_after_training(tmp_path: Path) -> None:
    text = "epoch,step,loss,acc\n"
    for epoch in range(3):
        text += "".join(f"{epoch},{100 * epoch + 10 * b + 9},0.5,\n" for b in range(10))
        text += f"{epoch},{100 * epoch + 99},0.75,0.25\n"
    logs = read_text(tmp_path, text + "3,300,0.625,0.125\n")
    both = {(metric, stage, "epoch") for metric in ("loss", "acc") for stage in ("val", "test")}
    assert kinds(logs) == {("loss", "train", "step"), *both}
    assert series(logs, "acc", stage="test") == [(3, 300, 0.125)]
