from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.best_run import best_id, best_run
from logtools.errors import InvalidValueError
from logtools.logs import read

SWEEP = read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
NO_CHECKPOINT = pl.DataFrame(schema=schema.CHECKPOINTS)


def test_it_is_the_first_run_of_the_ranking() -> None:
    comparison = SWEEP.compare("val_loss")
    found = best_run(comparison, path="p", checkpoints=NO_CHECKPOINT)
    first = comparison.runs.row(0, named=True)
    assert (found.run, found.value, found.epoch, found.step) == (
        first["run"], first["value"], first["value_epoch"], first["value_step"],
    )  # fmt: skip
    assert (found.run, found.path, found.metric.name) == ("version_11", "p", "best val_loss")
    assert (found.tied, found.is_single_step, found.checkpoint) == ((), False, None)


def test_ties_are_named() -> None:
    found = best_run(SWEEP.compare("val_acc"), path="", checkpoints=NO_CHECKPOINT)
    assert (found.run, found.tied) == ("version_8", ("version_11",))


def test_the_checkpoint_is_the_one_of_the_best_epoch() -> None:
    rows = [("version_11", f"epoch={epoch}.ckpt", epoch, None, False, 1) for epoch in (3, 4, 9)]
    checkpoints = pl.DataFrame(rows, schema=schema.CHECKPOINTS, orient="row")
    found = best_run(SWEEP.compare("val_loss"), path="", checkpoints=checkpoints).checkpoint
    assert found is not None
    assert (found.path, found.exact) == ("epoch=4.ckpt", True)


def test_the_nearest_checkpoint_is_not_the_checkpoint() -> None:
    checkpoints = pl.DataFrame(
        [("version_11", "epoch=3.ckpt", 3, None, False, 1)], schema=schema.CHECKPOINTS, orient="row"
    )
    found = best_run(SWEEP.compare("val_loss"), path="", checkpoints=checkpoints)
    assert (found.checkpoint, found.checkpoints) == (None, ("epoch=3.ckpt",))
    assert found.nearest_checkpoint is not None
    assert (found.nearest_checkpoint.path, found.nearest_checkpoint.exact) == ("epoch=3.ckpt", False)


def test_without_a_ranking_there_is_no_best_run(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,temperature\n0,9,1\n")
    with pytest.raises(InvalidValueError, match="name a metric, and its direction"):
        best_id(read(tmp_path).compare())
    (tmp_path / "metrics.csv").write_text("epoch,step,val_loss\n0,9,nan\n")
    with pytest.raises(InvalidValueError, match="cannot find the best run"):
        best_id(read(tmp_path).compare())
