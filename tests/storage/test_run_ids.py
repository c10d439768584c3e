"""The ids of runs: they are unique, and any unique suffix names a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import Logs


def make(root: Path, *runs: str) -> None:
    for run in runs:
        (root / run).mkdir(parents=True)
        (root / run / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n")


def ids(*roots: Path) -> tuple[str, ...]:
    return lt.read(*roots).ids


def test_the_same_run_found_twice_is_one_run(tmp_path: Path) -> None:
    make(tmp_path, "a/x", "a/y")
    assert ids(tmp_path, tmp_path / "a", tmp_path / "a" / "x") == ("a/x", "a/y")


def test_runs_of_several_roots_have_unique_ids(tmp_path: Path) -> None:
    make(tmp_path, "one/version_0", "one/version_1", "two/version_0", "two/version_1")
    found = ids(tmp_path / "one", tmp_path / "two")
    assert len(set(found)) == 4
    assert sorted(found) == ["one/version_0", "one/version_1", "two/version_0", "two/version_1"]
    assert sorted(ids(tmp_path / "one/version_0", tmp_path / "two/version_0")) == ["one/version_0", "two/version_0"]


def test_the_runs_of_each_of_several_folders_are_named_after_it(tmp_path: Path) -> None:
    make(tmp_path, "ours/version_0", "ours/version_1", "base/version_1", "base/version_2", "base/old/version_3", "best")
    found = ids(tmp_path / "ours", tmp_path / "base", tmp_path / "best")
    assert sorted(found) == [
        "base/old/version_3", "base/version_1", "base/version_2", "best", "ours/version_0", "ours/version_1"
    ]  # fmt: skip


def test_folders_of_the_same_name_are_named_with_their_parents(tmp_path: Path) -> None:
    make(tmp_path, "a/sweep/version_0", "a/sweep/version_1", "b/sweep/version_1", "b/sweep/version_2")
    found = ids(tmp_path / "a" / "sweep", tmp_path / "b" / "sweep")
    assert found == ("a/sweep/version_0", "a/sweep/version_1", "b/sweep/version_1", "b/sweep/version_2")


@pytest.fixture
def tree(tmp_path: Path) -> Logs:
    make(tmp_path, "a/version_0", "a/version_1", "b/version_1", "b/version_10", "latest")
    return lt.read(tmp_path)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("a/version_0", "a/version_0"),
        ("version_0", "a/version_0"),
        ("version_10", "b/version_10"),
        ("b/version_1", "b/version_1"),
        ("b/version_1/", "b/version_1"),
        ("b/version_1/metrics.csv", "b/version_1"),
        ("latest", "latest"),
    ],
)
def test_any_unique_suffix_names_a_run(tree: Logs, name: str, id: str) -> None:
    assert tree[name].ids == (id,)


def test_an_ambiguous_suffix_is_an_error_with_the_candidates(tree: Logs) -> None:
    with pytest.raises(lt.AmbiguousRunError, match="a/version_1, b/version_1"):
        tree["version_1"]


@pytest.mark.parametrize("name", ["ersion_0", "version_2", "", "b", "..", "a/version"])
def test_an_unknown_name_is_an_error(tree: Logs, name: str) -> None:
    with pytest.raises(lt.RunNotFoundError):
        tree[name]


def test_the_error_suggests_similar_ids(tree: Logs) -> None:
    with pytest.raises(KeyError, match="a/version_0"):
        tree["a/verson_0"]


def test_several_runs_can_be_named(tree: Logs) -> None:
    assert tree[["version_10", "version_0"]].ids == ("a/version_0", "b/version_10")


def test_latest_is_the_run_that_was_written_last(tmp_path: Path) -> None:
    make(tmp_path, "x", "y", "z")
    for age, name in enumerate(["y", "z", "x"]):
        os.utime(tmp_path / name / "metrics.csv", (1e9 - age, 1e9 - age))
    assert lt.read(tmp_path).latest().ids == lt.read(tmp_path)["latest"].ids == ("y",)


def test_latest_of_runs_written_at_the_same_time_is_the_last_in_natural_order(tmp_path: Path) -> None:
    make(tmp_path, "version_10", "version_2", "version_9")
    for name in ("version_2", "version_9", "version_10"):
        os.utime(tmp_path / name / "metrics.csv", (1e9, 1e9))
    assert lt.read(tmp_path).latest().ids == ("version_10",)
