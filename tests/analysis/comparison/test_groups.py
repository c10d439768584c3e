"""Which runs are taken for repeats of each other: told by hyperparameters, by folders, or by the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import logtools as lt
from logtools.analysis.comparison.groups import group
from logtools.analysis.tables.hparams import seeds, tabulate
from logtools.errors import InvalidValueError

Value = bool | int | float | str | None
SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"


def table(runs: dict[str, dict[str, Value]]) -> pl.DataFrame:
    return tabulate(list(runs), list(runs.values()))


def groups(runs: dict[str, dict[str, Value]], by: list[str] | None = None, seed_key: str | None = None) -> list[str]:
    """Return `group#repeat` of each run."""
    members = group(table(runs), by=by, seed_key=seed_key).members
    return [
        f"{name}#{'-' if repeat is None else repeat}" for name, repeat in members.select("group", "replicate").rows()
    ]


def test_runs_that_differ_in_the_seed_alone_form_a_group() -> None:
    found = group(lt.read(SWEEP).hparams())
    assert found.by == ("lr",)
    assert found.seeds == ("seed",)
    counts = dict(found.members.group_by("group").len().iter_rows())
    assert counts == {"lr=0.0001": 4, "lr=0.001": 4, "lr=0.01": 4}
    assert set(found.members["replicate"]) == {"0", "1", "2", "3"}
    assert found.members.schema["lr"] == pl.Float64


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["lr=0.01/seed_3", "lr=0.01/seed_4", "lr=0.1/seed_3"], ["lr=0.01#3", "lr=0.01#4", "lr=0.1#3"]),
        (["fold_0/version_0", "fold_1/version_0", "fold_2/version_3"], ["all runs#0", "all runs#1", "all runs#2"]),
        (["resnet-fold1", "resnet-fold2", "vgg-fold1"], ["resnet#1", "resnet#2", "vgg#1"]),
        (["a/seed=0_fold=1", "b/seed=0_fold=1"], ["a#seed=0 fold=1", "b#seed=0 fold=1"]),
        (["lr=0.1_seed=7_bs=32", "lr=0.2_seed=7_bs=32"], ["lr=0.1_bs=32#7", "lr=0.2_bs=32#7"]),
    ],
)
def test_folders_tell_where_there_are_no_hyperparameters(runs: list[str], expected: list[str]) -> None:
    assert groups({run: {} for run in runs}) == expected


def test_runs_of_which_nothing_is_known_stay_alone() -> None:
    runs = ["version_0", "version_1", "trial_3", "seedling/version_0"]
    assert groups({run: {} for run in runs}) == [f"{run}#-" for run in runs]


def test_equal_hyperparameters_without_a_seed_are_repeats() -> None:
    assert groups({"version_0": {"lr": 0.1}, "version_1": {"lr": 0.1}}) == ["all runs#-", "all runs#-"]


def test_folders_count_beside_hyperparameters_unless_they_are_only_numbered_or_dated() -> None:
    one: dict[str, Value] = {"lr": 0.1}
    runs: dict[str, dict[str, Value]] = {"resnet/version_0": one, "resnet/version_1": one, "vgg/version_0": one}
    assert groups(runs) == ["resnet#-", "resnet#-", "vgg#-"]
    dated: dict[str, dict[str, Value]] = {
        "2024-05-01/12-30-00": one,
        "2024-05-02/09-00-00": one,
        "2024-05-02/10-00-00/7": {"lr": 0.2},
    }
    assert groups(dated) == ["lr=0.1#-", "lr=0.1#-", "lr=0.2#-"]


def test_a_folder_of_its_own_for_each_run_is_a_name_where_seed_and_settings_tell_the_runs_apart() -> None:
    runs: dict[str, dict[str, Value]] = {"first": {"lr": 0.1, "seed": 0}, "again": {"lr": 0.1, "seed": 1}}
    assert groups(runs) == ["all runs#0", "all runs#1"]
    runs["again"]["seed"] = 0
    assert groups(runs) == ["first#0", "again#0"]


def test_a_setting_given_in_a_folder_and_a_seed_in_the_hyperparameters_go_together() -> None:
    runs: dict[str, dict[str, Value]] = {
        "lr=0.1/version_0": {"seed": 0},
        "lr=0.1/version_1": {"seed": 1},
        "lr=0.2/version_0": {"seed": 0},
    }
    assert groups(runs) == ["lr=0.1#0", "lr=0.1#1", "lr=0.2#0"]


def test_what_a_run_does_not_set_is_a_level_too() -> None:
    assert groups({"a": {"lr": 0.1}, "b": {"lr": 0.1, "dropout": 0.5}}, by=["dropout"]) == [
        "dropout=-#-",
        "dropout=0.5#-",
    ]


def test_settings_can_be_named() -> None:
    runs: dict[str, dict[str, Value]] = {
        f"{model}/version_{i}": {"lr": lr, "wd": wd, "seed": i}
        for model in ("a", "b")
        for i, (lr, wd) in enumerate([(0.1, 0), (0.1, 1), (0.2, 0)])
    }
    assert groups(runs, by=["lr"])[:3] == ["lr=0.1#0", "lr=0.1#1", "lr=0.2#2"]
    assert groups(runs, by=["path:1"]) == ["a#0", "a#1", "a#2", "b#0", "b#1", "b#2"]
    assert groups(runs, by=["path:1", "wd"])[0] == "path:1=a wd=0#0"
    assert groups(runs, by=["path:-1"])[0] == "version_0#0"


def test_the_seed_can_be_named() -> None:
    runs: dict[str, dict[str, Value]] = {"x/a": {"lr": 0.1, "init": 5}, "x/b": {"lr": 0.1, "init": 6}}
    assert groups(runs) == ["init=5#-", "init=6#-"]
    assert groups(runs, seed_key="path:2") == ["init=5#a", "init=6#b"]
    assert groups({"v": {"lr": 1, "init": 5}, "w": {"lr": 1, "init": 6}}, by=["lr"], seed_key="init") == [
        "lr=1#5",
        "lr=1#6",
    ]


@pytest.mark.parametrize(
    "options", [{"by": ["learning_rat"]}, {"seed_key": "sed"}, {"by": ["path:0"]}, {"by": ["path:9"]}]
)
def test_a_wrong_name_gets_near_ones(options: dict[str, Any]) -> None:
    runs = table({"a": {"learning_rate": 0.1, "seed": 1}})
    with pytest.raises(InvalidValueError, match=r"learning_rate|'seed'|path:1|path:9: the longest"):
        group(runs, **options)


def test_labels_never_fall_together() -> None:
    found = groups({"version_0": {"lr": 0.1000000001}, "version_1": {"lr": 0.1000000002}, "version_2": {"lr": 0.5}})
    assert found == ["lr=0.1000000001#-", "lr=0.1000000002#-", "lr=0.5#-"]


def test_labels_hold_a_few_settings_that_tell_the_groups_apart_however_many_differ() -> None:
    alike: list[dict[str, Value]] = [{f"p{k:02}": i for k in range(20)} for i in range(3)]
    assert groups({f"version_{i}": told for i, told in enumerate(alike)}) == ["p00=0#-", "p00=1#-", "p00=2#-"]
    apart: list[dict[str, Value]] = [{f"p{k}": int(i == k) for k in range(9)} for i in range(9)]
    found = groups({f"version_{i}": told for i, told in enumerate([*apart, apart[0]])})
    assert found == ["version_0 +1#-", *(f"version_{i}#-" for i in range(1, 9)), "version_0 +1#-"]
    long: list[dict[str, Value]] = [{f"p{k}": f"{k}" * 200 + f"{i}" for k in range(9)} for i in range(2)]
    assert groups({f"version_{i}": told for i, told in enumerate(long)}) == ["version_0#-", "version_1#-"]
    few: list[dict[str, Value]] = [{"state": "x" * 200 + str(i)} for i in range(2)]
    assert groups({f"version_{i}": told for i, told in enumerate(few)}) == ["version_0#-", "version_1#-"]


def test_a_run_outside_of_the_folders_that_name_settings_says_so() -> None:
    assert groups({"big/seed_0": {}, "seed_0": {}, "small/seed_0": {}}) == ["big#0", "no folder#0", "small#0"]


def test_hyperparameters_named_like_columns_stay_apart() -> None:
    told: dict[str, Value] = {"n": 1, "mean": 2, "path": "x"}
    runs: dict[str, dict[str, Value]] = {"a": told, "b": told, "c": {"n": 2, "mean": 3, "path": "y"}}
    found = group(table(runs))
    assert found.by == ("n (hyperparameter)", "mean (hyperparameter)", "path (hyperparameter)", "path")


def test_an_output_folder_among_the_hyperparameters_is_no_setting() -> None:
    runs: dict[str, dict[str, Value]] = {
        f"version_{i}": {"lr": 0.1, "seed": i, "output_dir": f"/out/{i}"} for i in range(3)
    }
    found = group(table(runs))
    assert found.members["group"].to_list() == ["all runs"] * 3
    assert found.ignored == ("output_dir",)


def test_how_many_folds_or_which_part_is_a_setting_but_which_fold_is_not() -> None:
    hparams = table(
        {
            "a": {"n_splits": 5, "num_folds": 5, "split": 0.8, "fold": "fold_1", "random_state": 1},
            "b": {"n_splits": 10, "num_folds": 5, "split": 0.9, "fold": "fold_2", "random_state": 1},
        }
    )
    assert seeds(hparams) == ["fold", "random_state"]


def test_folders_that_only_name_runs_make_no_groups() -> None:
    runs: dict[str, dict[str, Value]] = {
        f"exp_{lr}/s{seed}": {"lr": lr / 10, "seed": seed} for lr in (1, 2) for seed in range(3)
    }
    assert groups(runs) == [f"lr={lr}#{seed}" for lr in (0.1, 0.2) for seed in range(3)]
    other_seeds: dict[str, dict[str, Value]] = {
        f"exp_{lr}/s{seed}": {"lr": lr / 10, "seed": 10 * lr + seed} for lr in (1, 2) for seed in range(3)
    }
    assert groups(other_seeds) == [f"lr={lr / 10}#{10 * lr + seed}" for lr in (1, 2) for seed in range(3)]
    assert groups({f"a{seed}": {"seed": seed} for seed in range(3)}) == ["all runs#0", "all runs#1", "all runs#2"]
    assert groups({f"resnet{seed}": {"seed": 1} for seed in (18, 34)}) == ["resnet18#1", "resnet34#1"]
    partly: dict[str, dict[str, Value]] = {"a": {"lr": 1, "seed": 0}, "b": {"lr": 1, "seed": 1}, "c": {}, "d": {}}
    assert groups(partly) == ["lr=1 no folder#0", "lr=1 no folder#1", "lr=- c#-", "lr=- d#-"]


def test_settings_that_differ_within_named_groups_are_told() -> None:
    runs = table({f"v_{i}": {"lr": i % 2, "bs": i // 2, "seed": i, "name": "x"} for i in range(4)})
    assert group(runs, by=["bs"]).varying_within == ("lr",)
    assert group(runs, by=["bs", "lr"]).varying_within == ()
    assert group(runs).varying_within == ()
