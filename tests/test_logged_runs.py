"""Tests of selecting runs, and of the frames of what they logged."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from tests.formats.reading import read_text

FIXTURES = Path(__file__).parents[1] / "fixtures"
SWEEP = FIXTURES / "logs" / "sweep"


def test_a_collection_counts_iterates_and_contains() -> None:
    logs = lt.read(SWEEP)
    assert len(logs) == 12
    assert list(logs) == list(logs.ids) == [f"version_{i}" for i in range(12)]
    assert "version_11" in logs
    assert "version_12" not in logs
    assert 3 not in logs
    assert "12 runs" in repr(logs)


def test_subsets_show_the_same_values() -> None:
    logs = lt.read(SWEEP)
    subset = logs[["version_3", "version_10"]]
    assert subset.ids == ("version_3", "version_10")
    wanted = logs.metrics().filter(pl.col("run").cast(pl.String).is_in(subset.ids))
    assert subset.metrics().height == wanted.height
    assert subset.metrics().get_column("value").sum() == pytest.approx(wanted.get_column("value").sum())
    assert subset.hparams().get_column("run").to_list() == ["version_3", "version_10"]
    assert subset["version_3"].ids == ("version_3",)


def test_rows_of_a_run_are_contiguous_and_runs_in_natural_order_in_every_frame() -> None:
    logs = lt.read(SWEEP)
    for frame in (logs.epochs(), logs.steps(), logs.summary(), logs.hparams(), logs.runs):
        order = frame.get_column("run").cast(pl.String).rle().struct.field("value").to_list()
        assert order == list(logs.ids)


def test_a_collection_shows_its_runs_as_they_were_when_first_read(tmp_path: Path) -> None:
    file = tmp_path / "run" / "metrics.csv"
    file.parent.mkdir()
    file.write_text("epoch,step,loss\n0,0,1.0\n")
    logs = lt.read(tmp_path)
    assert logs.metrics().height == 1
    file.write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
    assert logs.metrics().height == 1
    assert lt.read(tmp_path).metrics().height == 2


def test_returned_frames_are_copies() -> None:
    logs = lt.read(SWEEP)["version_0"]
    taken = logs.metrics()
    taken.replace_column(0, pl.Series("run", ["x"] * taken.height))
    assert set(logs.metrics().get_column("run").cast(pl.String)) == {"version_0"}


def test_a_condition_selects_the_runs_that_match() -> None:
    logs = lt.read(SWEEP)
    subset = logs.where("lr = 0.001 and seed > 1")
    assert subset.ids == ("version_6", "version_7")
    assert subset.summary().equals(lt.read(SWEEP)[["version_6", "version_7"]].summary())
    with pytest.raises(lt.InvalidValueError, match="did you mean 'seed'"):
        logs.where("sed > 1")
    with pytest.raises(lt.NothingFoundError, match=r"\(12 runs checked\)"):
        logs.where("lr > 1")


def test_a_subset_has_the_notices_of_its_runs() -> None:
    logs = lt.read(FIXTURES / "cases")
    noticed = logs.notices
    name = noticed["run"][0]
    assert logs[name].notices.equals(noticed.filter(pl.col("run") == name))


def test_notices_do_not_depend_on_the_order_of_calls() -> None:
    one, other = lt.read(FIXTURES / "cases"), lt.read(FIXTURES / "cases")
    one.metrics()
    assert one.notices.equals(other.notices)
    assert one.notices.height > 10


def test_each_run_and_kind_has_one_notice() -> None:
    notices = lt.read(FIXTURES / "cases").notices
    assert not notices.select("run", "kind").is_duplicated().any()
    assert all(len(message) < 300 for message in notices.get_column("message"))


def test_two_broken_files_of_hyperparameters_give_one_notice(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n")
    (tmp_path / "hparams.yaml").write_text("[")
    (tmp_path / "config.yaml").write_text("a: {b")
    [notice] = lt.read(tmp_path).notices.to_dicts()
    assert (notice["kind"], notice["count"]) == ("hparams", 2)
    assert notice["message"].count("cannot be read") == 2


def test_stitched_collections_have_all_frames() -> None:
    for name in ("resume_in_a_new_version", "two_trainers_one_logger", "zero_bytes", "keras"):
        logs = lt.read(FIXTURES / "cases" / name, stitch=True)
        plain = lt.read(FIXTURES / "cases" / name)
        assert logs.metrics().schema == plain.metrics().schema
        assert logs.metrics(provenance=True).schema == plain.metrics(provenance=True).schema
        assert list(logs.summary().columns) == list(plain.summary().columns)
        assert len(logs) == logs.runs.height == logs.hparams().height


def test_all_frames_join_by_run() -> None:
    logs = lt.read(SWEEP)
    frames = [logs.metrics(), logs.epochs(), logs.steps(), logs.summary(), logs.runs, logs.notices, logs.checkpoints()]
    for frame in frames:
        assert set(frame.join(logs.hparams(), on="run")["lr"]) <= {0.0001, 0.001, 0.01}
    means = logs.summary().join(logs.hparams(), on="run").filter(metric="val_acc").group_by("lr").agg(pl.mean("best"))
    assert dict(means.iter_rows())[0.01] == pytest.approx(0.9415)


def test_runs_are_found_by_position_slice_name_or_suffix() -> None:
    logs = lt.read(FIXTURES / "logs")
    assert logs[0].ids == logs.ids[:1]
    assert logs[-1].ids == logs.ids[-1:]
    assert logs[:5].ids == logs.ids[:5]
    assert logs[::7].ids == logs.ids[::7]
    assert logs[["sweep/version_3", "version_11", -1]].ids == ("sweep/version_3", "sweep/version_11", logs.ids[-1])
    assert logs["version_11"].ids == ("sweep/version_11",)
    with pytest.raises(lt.RunNotFoundError, match="no run at position 15: there are 15 runs"):
        logs[15]


def test_a_name_is_contained_if_it_selects_one_run() -> None:
    logs = lt.read(FIXTURES / "logs")
    assert "version_11" in logs
    assert "sweep/version_11" in logs
    assert "version_0" not in logs  # ambiguous
    assert "ersion_11" not in logs
    assert "" not in logs
    assert all(id in logs for id in logs)


def test_runs_are_selected_by_name_folder_or_setting() -> None:
    logs = lt.read(FIXTURES / "logs")
    assert logs.select("version_11").ids == ("sweep/version_11",)
    assert len(logs.select("sweep")) == 12
    assert len(logs.select("lr=0.01 seed=3")) == 1
    with pytest.raises(lt.NothingFoundError, match="no run has lr=7"):
        logs.select("lr=7")
    with pytest.raises(lt.AmbiguousRunError):
        logs.select("version_0")
    with pytest.raises(lt.RunNotFoundError):
        logs.select("nothing")


def test_runs_are_kept_by_the_age_of_their_log(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n")
    os.utime(tmp_path / "old" / "metrics.csv", (1e9, 1e9))
    assert lt.read(tmp_path).since("1h").ids == ("new",)
    assert len(lt.read(tmp_path).since("9999w")) == 2
    with pytest.raises(lt.NothingFoundError, match="no run changed within the last 2w"):
        lt.read(tmp_path)["old"].since("2w")


def test_patterns_select_metrics_in_every_frame() -> None:
    logs = lt.read(SWEEP)
    assert set(logs.metrics("val_*")["metric"].cast(pl.String)) == {"val_acc", "val_loss"}
    assert logs.metrics("val_loss").equals(logs.metrics().filter(metric="val_loss"))
    assert logs.epochs("/^val/").columns == [*schema.EPOCHS, "val_acc", "val_loss"]
    assert logs.summary("val_loss").equals(logs.summary().filter(metric="val_loss"))
    assert "row" in logs.metrics("val_loss", provenance=True).columns
    for method in (logs.metrics, logs.epochs, logs.summary, logs["version_3"].report, logs.figure):
        with pytest.raises(lt.MetricNotFoundError, match="did you mean 'val_loss'"):
            method("val_los")


def test_an_export_equals_the_frame(tmp_path: Path) -> None:
    logs = lt.read(SWEEP)
    assert logs.export(tmp_path / "a.parquet", "val_loss") == logs.metrics("val_loss").shape
    assert pl.read_parquet(tmp_path / "a.parquet").equals(logs.metrics("val_loss"))
    logs.export(tmp_path / "b.parquet", wide=True)
    assert pl.read_parquet(tmp_path / "b.parquet").equals(logs.epochs())
    logs.export(str(tmp_path / "c.arrow"), provenance=True)
    assert pl.read_ipc(tmp_path / "c.arrow").equals(logs.metrics(provenance=True))
    with pytest.raises(lt.InvalidValueError, match="cannot be combined"):
        logs.export(tmp_path / "d.csv", wide=True, provenance=True)
    with pytest.raises(lt.InvalidValueError, match="must end in one of"):
        logs.export(tmp_path / "d.xlsx")


def test_all_frames_have_the_same_labels(tmp_path: Path) -> None:
    """`loss` is logged per step in training, and per epoch in validation."""
    rows = "".join(f"{e},{10 * e + 4},1\n{e},{10 * e + 9},1\n{e},{10 * e + 9},2\n" for e in range(4))
    logs = read_text(tmp_path, "epoch,step,loss\n" + rows)
    assert set(logs.summary()["label"]) == {"train_loss", "val_loss"}
    assert logs.epochs().columns[-1] == "val_loss"
    assert logs.epochs("val_loss").columns == logs.epochs().columns
    assert logs.steps().columns[-1] == "train_loss"
