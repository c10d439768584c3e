"""`Logs`: the collection of runs a user holds."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import logtools as lt

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


def test_the_current_folder_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SWEEP)
    assert lt.read().ids == lt.read(".").ids == lt.read(str(SWEEP)).ids


def test_narrowed_collections_show_the_same_values() -> None:
    logs = lt.read(SWEEP)
    some = logs[["version_3", "version_10"]]
    assert some.ids == ("version_3", "version_10")
    wanted = logs.metrics().filter(pl.col("run").cast(pl.String).is_in(some.ids))
    assert some.metrics().height == wanted.height
    assert some.metrics().get_column("value").sum() == pytest.approx(wanted.get_column("value").sum())
    assert some.hparams().get_column("run").to_list() == ["version_3", "version_10"]
    assert some["version_3"].ids == ("version_3",)


def test_runs_stand_together_and_in_natural_order_in_every_frame() -> None:
    logs = lt.read(SWEEP)
    for frame in (logs.epochs(), logs.steps(), logs.summary(), logs.hparams(), logs.runs):
        order = frame.get_column("run").cast(pl.String).rle().struct.field("value").to_list()
        assert order == list(logs.ids)


def test_a_collection_shows_its_runs_as_they_were_when_first_asked(tmp_path: Path) -> None:
    file = tmp_path / "run" / "metrics.csv"
    file.parent.mkdir()
    file.write_text("epoch,step,loss\n0,0,1.0\n")
    logs = lt.read(tmp_path)
    assert logs.metrics().height == 1
    file.write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
    assert logs.metrics().height == 1
    assert lt.read(tmp_path).metrics().height == 2


def test_no_frame_that_is_handed_out_is_the_collections_own() -> None:
    logs = lt.read(SWEEP)["version_0"]
    taken = logs.metrics()
    taken.replace_column(0, pl.Series("run", ["x"] * taken.height))
    assert set(logs.metrics().get_column("run").cast(pl.String)) == {"version_0"}


def test_a_condition_narrows_to_the_runs_it_holds_for() -> None:
    logs = lt.read(SWEEP)
    some = logs.where("lr = 0.001 and seed > 1")
    assert some.ids == ("version_6", "version_7")
    assert some.summary().equals(lt.read(SWEEP)[["version_6", "version_7"]].summary())
    with pytest.raises(lt.InvalidValueError, match="did you mean 'seed'"):
        logs.where("sed > 1")
    with pytest.raises(lt.NothingFoundError, match=r"\(12 runs checked\)"):
        logs.where("lr > 1")


def test_what_was_noticed_stays_with_the_runs_it_is_about() -> None:
    logs = lt.read(FIXTURES / "cases")
    noticed = logs.notices
    name = noticed["run"][0]
    assert logs[name].notices.equals(noticed.filter(pl.col("run") == name))


def test_an_unknown_frame_library_is_an_error() -> None:
    with pytest.raises(lt.InvalidValueError, match="polars"):
        lt.read(SWEEP, frame="arrow")  # type: ignore[call-overload]


def test_notices_are_there_whatever_is_asked_first() -> None:
    one, other = lt.read(FIXTURES / "cases"), lt.read(FIXTURES / "cases")
    one.metrics()
    assert one.notices.equals(other.notices)
    assert one.notices.height > 10


def test_each_run_and_kind_is_noticed_once() -> None:
    told = lt.read(FIXTURES / "cases").notices
    assert not told.select("run", "kind").is_duplicated().any()
    assert all(len(message) < 300 for message in told.get_column("message"))


def test_two_files_of_hyper_parameters_that_are_broken_make_one_notice(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n")
    (tmp_path / "hparams.yaml").write_text("[")
    (tmp_path / "config.yaml").write_text("a: {b")
    [notice] = lt.read(tmp_path).notices.to_dicts()
    assert (notice["kind"], notice["count"]) == ("hparams", 2)
    assert notice["message"].count("cannot be read") == 2


def test_stitched_collections_have_the_frames_of_others() -> None:
    for name in ("resume_in_a_new_version", "two_trainers_one_logger", "zero_bytes", "keras"):
        logs = lt.read(FIXTURES / "cases" / name, stitch=True)
        plain = lt.read(FIXTURES / "cases" / name)
        assert logs.metrics().schema == plain.metrics().schema
        assert logs.metrics(provenance=True).schema == plain.metrics(provenance=True).schema
        assert list(logs.summary().columns) == list(plain.summary().columns)
        assert len(logs) == logs.runs.height == logs.hparams().height


def test_a_picture_shows_every_run() -> None:
    figure = lt.read(SWEEP)[["version_0", "version_4"]].plot("val_loss")
    assert len(figure.axes) >= 1
    with pytest.raises(lt.MetricNotFoundError):
        lt.read(SWEEP).plot("nothing")


def test_all_frames_join_by_run() -> None:
    logs = lt.read(SWEEP)
    frames = [logs.metrics(), logs.epochs(), logs.steps(), logs.summary(), logs.runs, logs.notices, logs.checkpoints()]
    for frame in frames:
        assert set(frame.join(logs.hparams(), on="run")["lr"]) <= {0.0001, 0.001, 0.01}
    means = logs.summary().join(logs.hparams(), on="run").filter(metric="val_acc").group_by("lr").agg(pl.mean("best"))
    assert dict(means.iter_rows())[0.01] == pytest.approx(0.9415)
