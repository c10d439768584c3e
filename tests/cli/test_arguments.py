from __future__ import annotations

import os
import shutil
from pathlib import Path

import polars as pl
import pytest

from logtools.cli.arguments import load as load_runs
from logtools.cli.options import ReadOptions
from logtools.errors import AmbiguousRunError, InvalidValueError, NothingFoundError, RunNotFoundError
from logtools.logs import Logs

SWEEP = Path(__file__).parents[2] / "fixtures" / "logs" / "sweep"


def load(paths: tuple[str, ...], *, where: str | None = None, last: str | None = None) -> Logs[pl.DataFrame]:
    return load_runs(paths, ReadOptions(where=where, last=last))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which has the runs a/version_0, a/version_11, b/version_0."""
    for run in ("a/version_0", "a/version_11", "b/version_0"):
        shutil.copytree(SWEEP / run.partition("/")[2], tmp_path / "logs" / run)
    monkeypatch.chdir(tmp_path / "logs")
    return tmp_path / "logs"


@pytest.mark.usefixtures("here")
def test_the_default_is_the_current_folder() -> None:
    assert load(()).ids == ("a/version_0", "a/version_11", "b/version_0")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", ["/no/such", "./version_0", "../version_0"])
def test_a_word_that_can_only_be_a_path_is_not_a_run(path: str) -> None:
    with pytest.raises(NothingFoundError, match=rf"^no such path: '{path}'$"):
        load((path,))


@pytest.mark.usefixtures("here")
def test_a_path_is_read() -> None:
    assert load(("a",)).ids == ("version_0", "version_11")
    assert load(("a/version_11",)).ids == ("version_11",)
    assert load(("a/version_11/metrics.csv",)).ids == ("version_11",)


@pytest.mark.usefixtures("here")
def test_a_suffix_of_an_id_is_a_run_under_the_current_folder() -> None:
    assert load(("version_11",)).ids == ("a/version_11",)


def test_latest_and_best_are_runs(here: Path) -> None:
    os.utime(here / "a" / "version_0" / "metrics.csv", (4e9, 4e9))
    assert load(("latest",)).ids == ("a/version_0",)
    assert load(("best",)).ids == ("a/version_11",)


def test_a_folder_named_latest_is_a_path(here: Path) -> None:
    (here / "b").rename(here / "latest")
    assert load(("latest",)).ids == ("version_0",)


def test_a_run_named_best_is_that_run(here: Path) -> None:
    (here / "b" / "version_0").rename(here / "b" / "best")
    assert load(("best",)).ids == ("b/best",)


@pytest.mark.usefixtures("here")
def test_words_can_be_combined_and_a_run_given_twice_counts_once() -> None:
    assert load(("version_11", "a/version_11")).ids == ("version_11",)
    assert load(("version_11", "best")).ids == ("a/version_11",)
    assert len(load(("version_11", "b")).ids) == 2


@pytest.mark.usefixtures("here")
def test_an_unknown_run_is_answered_with_similar_runs() -> None:
    with pytest.raises(RunNotFoundError, match=r"no such path, and no run is named 'version_12'; did you mean .*11'"):
        load(("version_12",))


@pytest.mark.usefixtures("here")
def test_an_ambiguous_suffix_is_answered_with_the_candidates() -> None:
    with pytest.raises(AmbiguousRunError, match=r"'version_0' is ambiguous \(2 runs\): a/version_0, b/version_0"):
        load(("version_0",))


def test_without_runs_the_error_names_the_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NothingFoundError, match=r"no such path: 'version_0', and no run below"):
        load(("version_0",))


@pytest.mark.parametrize("word", ["", "a\0b", "x" * 5000, "no/../pe", "*"])
@pytest.mark.usefixtures("here")
def test_an_odd_word_is_not_a_run(word: str) -> None:
    with pytest.raises(RunNotFoundError):
        load((word,))


def test_best_needs_a_metric_with_a_direction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "metrics.csv").write_text("epoch,step,temperature\n0,0,1.5\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidValueError, match="cannot find the best run"):
        load(("best",))


def test_conditions_apply_to_the_given_runs(here: Path) -> None:
    for file in here.rglob("metrics.csv"):
        os.utime(file, (1e9, 1e9))
    assert load(("a",), where="lr > 0.001").ids == ("version_11",)
    with pytest.raises(NothingFoundError, match="no run changed within the last 1h"):
        load(("a",), last="1h")
    os.utime(here / "b" / "version_0" / "metrics.csv")
    assert load((), last="1h").ids == ("b/version_0",)
    with pytest.raises(NothingFoundError):
        load((), last="1h", where="lr > 0.001")
