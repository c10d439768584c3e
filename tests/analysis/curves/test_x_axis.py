"""Observations get x-values: step, epoch, samples or time."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools.analysis.curves.x_axis import add_x
from logtools.choices import Axis
from logtools.errors import InvalidValueError

ORDINARY = """epoch,step,train_loss_step,train_loss_epoch,val_loss,test_loss
0,1,2.0,,,
0,3,1.0,,,
0,3,,,1.1,
0,3,,1.5,,
1,5,0.9,,,
1,7,0.7,,,
1,7,,,0.8,
1,7,,0.8,,
2,8,,,,0.85
"""


def placed(folder: Path, axis: Axis, text: str, hparams: str = "") -> dict[tuple[str | None, str], list[float]]:
    (folder / "run").mkdir(exist_ok=True)
    (folder / "run" / "metrics.csv").write_text(text)
    (folder / "run" / "hparams.yaml").write_text(hparams)
    logs = lt.read(folder)
    found = add_x(logs.metrics(), axis, logs.hparams())
    rows = found.select(pl.col("stage").cast(pl.String), pl.col("granularity").cast(pl.String), "x").rows()
    places: dict[tuple[str | None, str], list[float]] = {}
    for stage, granularity, x in rows:
        places.setdefault((stage, granularity), []).append(x)
    return places


def test_steps_are_at_fractions_before_the_end_of_their_epoch(tmp_path: Path) -> None:
    found = placed(tmp_path, "epoch", ORDINARY)
    assert found["train", "step"] == [-0.5, 0.0, 0.5, 1.0]
    assert found["train", "epoch"] == [0.0, 1.0]
    assert found["val", "epoch"] == [0.0, 1.0]


def test_a_test_after_training_is_at_the_last_epoch(tmp_path: Path) -> None:
    assert placed(tmp_path, "epoch", ORDINARY)["test", "epoch"] == [1.0]


def test_a_log_that_starts_late_does_not_stretch_its_first_epoch(tmp_path: Path) -> None:
    text = "epoch,step,train_loss\n5,501,3\n5,550,3\n5,599,3\n6,650,2\n6,699,2\n"
    found = placed(tmp_path, "epoch", text)["train", "step"]
    assert found == pytest.approx([4.02, 4.51, 5.0, 5.51, 6.0])


def test_samples_are_steps_times_batch_size(tmp_path: Path) -> None:
    found = placed(tmp_path, "samples", ORDINARY, "data:\n  batch_size: 32\nval_batch_size: 100\n")
    assert found["val", "epoch"] == [96.0, 224.0]


def test_without_a_batch_size_there_are_no_samples(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="no run has a hyperparameter such as batch_size"):
        placed(tmp_path, "samples", ORDINARY, "val_batch_size: 32\n")


@pytest.mark.parametrize("origin", [0, 1_700_000_000])
def test_time_is_interpolated_between_logged_times(tmp_path: Path, origin: int) -> None:
    clock = "".join(f"{i // 2},{i * 10 + 9},,{origin + i * i * 60}\n" for i in range(4))
    rows = clock.replace("1,39", "1,34,1,\n1,39") + "1,50,1,\n"
    text = f"epoch,step,train_loss,time\n{rows}"
    found = placed(tmp_path, "time", text)
    assert sorted({x for places in found.values() for x in places}) == [0.0, 60.0, 240.0, 390.0, 540.0]


def test_only_the_step_after_the_last_logged_time_has_this_time(tmp_path: Path) -> None:
    """The test after the last epoch is logged one step later; later steps have no time."""
    text = "epoch,step,train_loss,time,test_loss\n0,9,1,0,\n1,19,1,60,\n2,20,,,0.5\n"
    assert placed(tmp_path, "time", text)["test", "epoch"] == [60.0]
    assert ("test", "epoch") not in placed(tmp_path, "time", text.replace("2,20", "2,21"))


def test_without_a_time_metric_there_is_no_time(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="no run logged a time metric"):
        placed(tmp_path, "time", ORDINARY)


def test_an_unknown_axis_is_an_error_that_lists_the_axes(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="no x-axis is named 'wall'; available: step, epoch, samples, time"):
        placed(tmp_path, "wall", ORDINARY)  # type: ignore[arg-type]
