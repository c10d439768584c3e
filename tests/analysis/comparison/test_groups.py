"""Runs are grouped by hyperparameters, by folders, or by the names that the user gives."""

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
    """Return `group#replicate` of each run."""
    members = group(table(runs), by=by, seed_key=seed_key).members
    return [
        f"{name}#{'-' if repeat is None else repeat}" for name, repeat in members.select("group", "replicate").rows()
    ]


def test_runs_that_differ_only_in_the_seed_form_a_group() -> None:
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
def test_folders_identify_settings_if_there_are_no_hyperparameters(runs: list[str], expected: list[str]) -> None:
    assert groups({run: {} for run in runs}) == expected


def test_runs_without_hyperparameters_and_seeds_are_separate_groups() -> None:
    runs = ["version_0", "version_1", "trial_3", "seedling/version_0"]
    assert groups({run: {} for run in runs}) == [f"{run}#-" for run in runs]


def test_equal_hyperparameters_without_a_seed_are_repeats() -> None:
    assert groups({"version_0": {"lr": 0.1}, "version_1": {"lr": 0.1}}) == ["all runs#-", "all runs#-"]


def test_folders_count_in_addition_to_hyperparameters_unless_they_are_only_numbered_or_dated() -> None:
    one: dict[str, Value] = {"lr": 0.1}
    runs: dict[str, dict[str, Value]] = {"resnet/version_0": one, "resnet/version_1": one, "vgg/version_0": one}
    assert groups(runs) == ["resnet#-", "resnet#-", "vgg#-"]
    dated: dict[str, dict[str, Value]] = {
        "2024-05-01/12-30-00": one,
        "2024-05-02/09-00-00": one,
        "2024-05-02/10-00-00/7": {"lr": 0.2},
    }
    assert groups(dated) == ["lr=0.1#-", "lr=0.1#-", "lr=0.2#-"]


def test_folders_that_count_runs_with_equal_hyperparameters_are_repeats() -> None:
    one: dict[str, Value] = {"lr": 0.1}
    assert groups({"A_0": one, "A_1": one, "B_0": one, "B_1": one}) == ["A#-", "A#-", "B#-", "B#-"]
    two: dict[str, Value] = {"lr": 0.2}
    assert groups({"A_0": one, "A_1": one, "B_0": two, "B_1": two}) == ["lr=0.1#-"] * 2 + ["lr=0.2#-"] * 2
    seeded: dict[str, dict[str, Value]] = {
        f"{model}_{i}": {"model": model, "seed": i // 2} for model in "AB" for i in range(4)
    }
    assert groups(seeded) == [f"model={model}#{seed}" for model in "AB" for seed in (0, 0, 1, 1)]


def test_a_seed_that_groups_are_made_by_is_no_replicate() -> None:
    runs: dict[str, dict[str, Value]] = {f"{m}{s}": {"model": m, "seed": s} for m in "ab" for s in range(2)}
    found = group(table(runs), by=["seed"])
    assert found.members["group"].to_list() == ["seed=0", "seed=1"] * 2
    assert (found.seeds, found.varying_within) == ((), ("model",))
    assert found.blocks.to_list() == ["model = a", "model = a", "model = b", "model = b"]
    folders: dict[str, dict[str, Value]] = {f"{m}/seed_{s}": {"model": m} for m in "ab" for s in range(2)}
    assert group(table(folders), by=["path:2"]).seeds == ()


def test_a_separate_folder_per_run_is_ignored_if_seed_and_settings_identify_the_runs() -> None:
    runs: dict[str, dict[str, Value]] = {"first": {"lr": 0.1, "seed": 0}, "again": {"lr": 0.1, "seed": 1}}
    assert groups(runs) == ["all runs#0", "all runs#1"]
    runs["again"]["seed"] = 0
    assert groups(runs) == ["first#0", "again#0"]


def test_a_setting_in_a_folder_and_a_seed_in_the_hyperparameters_are_combined() -> None:
    runs: dict[str, dict[str, Value]] = {
        "lr=0.1/version_0": {"seed": 0},
        "lr=0.1/version_1": {"seed": 1},
        "lr=0.2/version_0": {"seed": 0},
    }
    assert groups(runs) == ["lr=0.1#0", "lr=0.1#1", "lr=0.2#0"]


def test_an_unset_value_is_a_level() -> None:
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
def test_an_unknown_name_is_answered_with_similar_names(options: dict[str, Any]) -> None:
    runs = table({"a": {"learning_rate": 0.1, "seed": 1}})
    with pytest.raises(InvalidValueError, match=r"learning_rate|'seed'|path:1|path:9: the longest"):
        group(runs, **options)


def test_labels_are_unique() -> None:
    found = groups({"version_0": {"lr": 0.1000000001}, "version_1": {"lr": 0.1000000002}, "version_2": {"lr": 0.5}})
    assert found == ["lr=0.1000000001#-", "lr=0.1000000002#-", "lr=0.5#-"]


def test_labels_have_a_few_hyperparameters_that_distinguish_the_groups_however_many_differ() -> None:
    alike: list[dict[str, Value]] = [{f"p{k:02}": i for k in range(20)} for i in range(3)]
    assert groups({f"version_{i}": hparams for i, hparams in enumerate(alike)}) == ["p00=0#-", "p00=1#-", "p00=2#-"]
    apart: list[dict[str, Value]] = [{f"p{k}": int(i == k) for k in range(9)} for i in range(9)]
    found = groups({f"version_{i}": hparams for i, hparams in enumerate([*apart, apart[0]])})
    assert found == ["version_0 +1#-", *(f"version_{i}#-" for i in range(1, 9)), "version_0 +1#-"]
    long: list[dict[str, Value]] = [{f"p{k}": f"{k}" * 200 + f"{i}" for k in range(9)} for i in range(2)]
    assert groups({f"version_{i}": hparams for i, hparams in enumerate(long)}) == ["version_0#-", "version_1#-"]
    few: list[dict[str, Value]] = [{"state": "x" * 200 + str(i)} for i in range(2)]
    assert groups({f"version_{i}": hparams for i, hparams in enumerate(few)}) == ["version_0#-", "version_1#-"]


def test_a_run_outside_the_setting_folders_is_labelled_as_such() -> None:
    assert groups({"big/seed_0": {}, "seed_0": {}, "small/seed_0": {}}) == ["big#0", "no folder#0", "small#0"]


def test_hyperparameters_with_the_name_of_a_column_get_a_suffix() -> None:
    hparams: dict[str, Value] = {"n": 1, "mean": 2, "path": "x"}
    runs: dict[str, dict[str, Value]] = {"a": hparams, "b": hparams, "c": {"n": 2, "mean": 3, "path": "y"}}
    found = group(table(runs))
    assert found.by == ("n (hyperparameter)", "mean (hyperparameter)", "path (hyperparameter)", "path")


def test_an_output_folder_among_the_hyperparameters_is_not_a_setting() -> None:
    runs: dict[str, dict[str, Value]] = {
        f"version_{i}": {"lr": 0.1, "seed": i, "output_dir": f"/out/{i}"} for i in range(3)
    }
    found = group(table(runs))
    assert found.members["group"].to_list() == ["all runs"] * 3
    assert found.ignored == ("output_dir",)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("trainer.hostname", ["n1", "n1", "n2", "n2"]),
        ("timestamp", ["10-00", "10-00", "10-05", "10-05"]),
        ("created_at", ["a", "b", "c", "d"]),
        ("cuda_device_id", [0, 1, 0, 1]),
        ("exp_name", ["a", "b", "c", "d"]),
        ("tb_dir", ["a", "b", "c", "d"]),
    ],
)
def test_what_names_a_run_is_no_setting(name: str, values: list[str | int]) -> None:
    hparams = pl.DataFrame({"run": [f"version_{i}" for i in range(4)], "lr": [1, 1, 2, 2], name: values})
    assert set(group(hparams).members["group"]) == {"lr=1", "lr=2"}


@pytest.mark.parametrize("name", ["replicate", "rank", "group"])
def test_a_seed_with_the_name_of_a_column_is_a_seed(name: str) -> None:
    hparams = pl.DataFrame({"run": [f"version_{i}" for i in range(4)], "lr": [1, 1, 2, 2], name: [0, 1, 0, 1]})
    found = group(hparams, seed_key=name)
    assert set(found.members["group"]) == {"lr=1", "lr=2"}


def test_the_number_of_folds_is_a_setting_and_the_index_of_a_fold_is_not() -> None:
    hparams = table(
        {
            "a": {"n_splits": 5, "num_folds": 5, "split": 0.8, "fold": "fold_1", "random_state": 1},
            "b": {"n_splits": 10, "num_folds": 5, "split": 0.9, "fold": "fold_2", "random_state": 1},
        }
    )
    assert seeds(hparams) == ["fold", "random_state"]


def test_folders_that_only_identify_runs_form_no_groups() -> None:
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


def test_hyperparameters_that_differ_within_named_groups_are_returned() -> None:
    runs = table({f"v_{i}": {"lr": i % 2, "bs": i // 2, "seed": i, "name": "x"} for i in range(4)})
    assert group(runs, by=["bs"]).varying_within == ("lr",)
    assert group(runs, by=["bs", "lr"]).varying_within == ()
    assert group(runs).varying_within == ()
