"""Reading recorded logs of nine Lightning versions gives exactly the values of an independent oracle."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from logtools.storage.filesystem import FileState, LocalStore
from tests.oracle import cells, observed

LIGHTNING = Path(__file__).parents[2] / "fixtures" / "lightning"
VERSIONS = sorted(path.name for path in LIGHTNING.iterdir() if path.is_dir())


def parts(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Split a frame by run."""
    return {str(key[0]): part for key, part in frame.partition_by("run", as_dict=True).items()}


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest) -> tuple[Path, lt.Logs[pl.DataFrame], pl.DataFrame]:
    root = LIGHTNING / str(request.param)
    logs = lt.read(root)
    return root, logs, logs.metrics(provenance=True)


Version = tuple[Path, lt.Logs[pl.DataFrame], pl.DataFrame]


def test_every_filled_metric_cell_is_exactly_one_observation(version: Version) -> None:
    root, logs, frame = version
    by_run = parts(frame)
    files = {path.parent.relative_to(root).as_posix(): path for path in root.rglob("metrics.csv")}
    assert set(files) <= set(logs.ids)
    assert set(by_run) <= set(files)
    for run, file in files.items():
        assert observed(by_run.get(run, frame.clear())) == cells(file), run


def test_runs_give_the_same_result_alone_and_together(version: Version) -> None:
    """The evidence of sibling runs is the same: they are siblings in both trees."""
    _, logs, frame = version
    for run, part in parts(frame).items():
        alone = logs[run].metrics(provenance=True)
        assert rows_of(alone) == rows_of(part), run


def rows_of(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """Return the rows of a frame in a fixed order."""
    texts = frame.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String), pl.col("value").cast(pl.String))
    return texts.sort("run", "row", "column", "metric").rows()


def test_a_series_is_contiguous_and_in_file_order(version: Version) -> None:
    _, logs, frame = version
    for some in (frame, logs.metrics()):
        keys = some.select(pl.struct(pl.col(schema.SERIES)).rle_id().alias("piece"), *schema.SERIES)
        assert keys.unique().height == keys.select(schema.SERIES).unique().height
    ordered = frame.select((pl.col("row").diff() < 0).any().over(schema.SERIES).any()).item()
    assert not ordered


def test_equal_input_gives_equal_output(version: Version) -> None:
    root, _, frame = version
    assert lt.read(root).metrics(provenance=True).equals(frame)


def test_ordinary_values_have_no_flag(version: Version) -> None:
    _, logs, frame = version
    ordinary = frame.filter(pl.col("flag").is_null()).select(list(schema.METRICS))
    assert ordinary.equals(logs.metrics())
    assert ordinary.get_column("value").null_count() == 0


def test_frames_have_the_documented_types(version: Version) -> None:
    _, logs, frame = version
    assert dict(frame.schema) == {
        name: dtype() if isinstance(dtype, type) else dtype
        for name, dtype in (schema.METRICS | schema.PROVENANCE).items()
    }
    for got, wanted in (
        (logs.metrics(), schema.METRICS),
        (logs.summary(), schema.SUMMARY),
        (logs.notices, schema.NOTICES),
        (logs.runs, schema.RUNS),
        (logs.checkpoints(), schema.CHECKPOINTS),
    ):
        assert list(got.schema) == list(wanted)
        assert got.match_to_schema(wanted) is not None
    assert list(logs.epochs().schema)[: len(schema.EPOCHS)] == list(schema.EPOCHS)
    assert list(logs.steps().schema)[: len(schema.STEPS)] == list(schema.STEPS)


def test_epochs_and_steps_have_one_row_each(version: Version) -> None:
    _, logs, _ = version
    assert not logs.epochs().select("run", "segment", "epoch").is_duplicated().any()
    assert not logs.steps().select("run", "segment", "step").is_duplicated().any()


def test_the_epochs_of_a_training_are_those_in_its_rows(version: Version) -> None:
    """Most scenarios train two epochs of four batches: a test must not add a third epoch."""
    _, logs, _ = version
    for run in logs.ids:
        if run.split("/")[0] in {"basic", "basic_lr_epoch", "val1_step", "valcheck", "samename", "sometimes", "gan"}:
            epochs = logs[run].epochs()
            if epochs.height:
                assert epochs.get_column("epoch").to_list() == [0, 1][: epochs.height], run


@pytest.mark.parametrize(
    "file", sorted(LIGHTNING.rglob("before_resume.csv")) + sorted(LIGHTNING.rglob("mem_logs__*csv"))
)
def test_files_under_other_names(tmp_path: Path, file: Path) -> None:
    (tmp_path / "run").mkdir()
    shutil.copyfile(file, tmp_path / "run" / "metrics.csv")
    assert observed(lt.read(tmp_path).metrics(provenance=True)) == cells(file)


def test_all_versions_give_the_same_result_alone_and_together() -> None:
    together = parts(lt.read(LIGHTNING).metrics(provenance=True))
    for version in ("0.9.0", "2.6.6"):
        for run, part in parts(lt.read(LIGHTNING / version).metrics(provenance=True)).items():
            assert observed(together[f"{version}/{run}"]) == observed(part)


def test_a_damaged_file_does_not_affect_files_with_the_same_header(tmp_path: Path) -> None:
    """Files with the same header are parsed together: a damaged one must not affect the others."""
    good = "epoch,step,train_loss\n0,0,1.0\n0,1,2.0\n0,2,3.0\n"
    texts = {f"run_{i}": good for i in range(9)}
    texts["run_3"] = "epoch,step,train_loss\n0,0,1.0\n0,1\n0,2,3.0\n"
    texts["run_5"] = "epoch,step,train_loss\n0,0,1.0\n0,1,2.0,99,98\n0,2\n"
    texts["run_7"] = "epoch,step,train_loss\n0,0,1.0\n0,1,oops\n0,2,3.0\n"
    for run, text in texts.items():
        (tmp_path / run).mkdir()
        (tmp_path / run / "metrics.csv").write_text(text)
    logs = lt.read(tmp_path)
    by_run = parts(logs.metrics(provenance=True))
    for run in texts:
        assert observed(by_run[run]) == cells(tmp_path / run / "metrics.csv"), run
    assert sorted(logs.notices.select("run", "kind").rows()) == [
        ("run_3", "short-rows"),
        ("run_5", "long-rows"),
        ("run_5", "short-rows"),
        ("run_7", "text"),
    ]


def test_many_batches_give_the_same_result_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(12):
        shutil.copytree(LIGHTNING / "2.6.6" / "basic" / "lightning_logs" / "version_0", tmp_path / f"version_{i}")
    whole, summary = lt.read(tmp_path).metrics(provenance=True), lt.read(tmp_path).summary()
    monkeypatch.setattr("logtools.storage.reader._BATCH", 3_000)
    assert rows_of(lt.read(tmp_path).metrics(provenance=True)) == rows_of(whole)
    assert lt.read(tmp_path).summary().equals(summary)


def test_a_file_that_cannot_be_opened_is_a_notice_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
    (tmp_path / "folder" / "metrics.csv").mkdir(parents=True)
    (tmp_path / "dangling").mkdir()
    (tmp_path / "dangling" / "metrics.csv").symlink_to(tmp_path / "nowhere.csv")
    logs = lt.read(tmp_path)
    assert logs.metrics().height == 2
    assert "good" in logs
    for frame in (logs.epochs(), logs.steps(), logs.summary(), logs.hparams(), logs.runs, logs.notices):
        assert frame.width


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission_is_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "run" / "metrics.csv"
    file.parent.mkdir()
    file.write_text("epoch,step,loss\n0,0,1.0\n")
    file.chmod(0)
    logs = lt.read(tmp_path)
    assert logs.metrics().is_empty()
    assert logs.notices.get_column("kind").to_list() == ["unreadable"]


def test_a_read_that_fails_is_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as for a file without read permission, also if root runs the test."""
    for name in ("run_0", "run_1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
    logs = lt.read(tmp_path)
    read = LocalStore.read

    def refuse(store: LocalStore, path: str, size: int | None = None) -> tuple[bytes, FileState]:
        if path.endswith("run_1/metrics.csv"):
            raise PermissionError(13, "Permission denied", path)
        return read(store, path, size)

    monkeypatch.setattr(LocalStore, "read", refuse)
    assert logs.metrics().height == 2
    assert logs.notices.select("run", "kind", "message").rows() == [
        ("run_1", "unreadable", "cannot be read: Permission denied")
    ]


def test_a_folder_deleted_while_it_is_read_is_a_notice(tmp_path: Path) -> None:
    for name in ("run_0", "run_1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
        (tmp_path / name / "hparams.yaml").write_text("lr: 0.1\n")
    logs = lt.read(tmp_path)
    shutil.rmtree(tmp_path / "run_1")
    assert set(logs.metrics().get_column("run").cast(pl.String)) == {"run_0"}
    assert logs.hparams().get_column("lr").to_list() == [0.1, None]
    assert logs.runs.height == 2
    assert logs.notices.get_column("run").to_list() == ["run_1"]
    assert logs.checkpoints().is_empty()


def test_reading_does_not_change_a_log(tmp_path: Path) -> None:
    shutil.copytree(LIGHTNING / "2.6.6" / "basic", tmp_path / "basic")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file()}
    logs = lt.read(tmp_path)
    assert logs.metrics().height
    assert logs.hparams().height
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tmp_path.rglob("*") if p.is_file()} == before
