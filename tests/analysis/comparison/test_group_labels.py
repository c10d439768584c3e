"""Labels of groups: short and unique."""

from __future__ import annotations

import polars as pl

from logtools.analysis.comparison.group_labels import FEW, FOLDERS, group_labels


def labels(*keys: pl.Series, complete: bool = False) -> list[str]:
    runs = pl.Series("run", [f"run_{i}" for i in range(len(keys[0]))])
    return group_labels(keys, runs, complete=complete).to_list()


def test_only_hyperparameters_that_differ_are_in_a_label() -> None:
    assert labels(pl.Series("lr", [0.1, 0.2]), pl.Series("wd", [0, 0])) == ["lr=0.1", "lr=0.2"]


def test_unset_values_and_folders() -> None:
    assert labels(pl.Series("lr", [0.1, None])) == ["lr=0.1", "lr=-"]
    assert labels(pl.Series(FOLDERS, ["big", None])) == ["big", "no folder"]
    assert labels(pl.Series("path:1", ["a", "b"])) == ["a", "b"]
    assert labels(pl.Series("path:1", ["a", "b"]), pl.Series("lr", [1, 2])) == ["path:1=a lr=1", "path:1=b lr=2"]


def test_without_keys_all_runs_are_one_group() -> None:
    assert group_labels([], pl.Series("run", ["a", "b"]), complete=False).to_list() == ["all runs"] * 2
    assert group_labels([], pl.Series("run", ["a"]), complete=False).to_list() == ["a"]


def test_values_that_look_equal_are_written_in_full() -> None:
    assert labels(pl.Series("lr", [0.1000000001, 0.1000000002])) == ["lr=0.1000000001", "lr=0.1000000002"]


def test_many_hyperparameters_are_named_only_if_asked_for() -> None:
    keys = [pl.Series(f"p{k}", [int(i == k) for i in range(FEW + 1)]) for k in range(FEW + 1)]
    assert labels(*keys)[0] == "p0=1 p1=0 p2=0 p3=0"
    assert labels(*keys, complete=True)[0] == "p0=1 p1=0 p2=0 p3=0 p4=0"


def test_a_long_label_is_the_first_run_and_the_number_of_others() -> None:
    assert labels(pl.Series("text", ["x" * 200, "y", "x" * 200])) == ["run_0 +1", "run_1", "run_0 +1"]
