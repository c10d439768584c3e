"""Hyperparameters are tabulated: typed columns, differences, seeds and labels of runs."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools.analysis.tables.hparams import constants, differing, run_labels, seeds, tabulate

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"


def test_in_a_sweep_the_learning_rate_and_the_seed_differ() -> None:
    frame = lt.read(SWEEP).hparams()
    assert differing(frame) == ["lr", "seed"]
    labels = run_labels(frame)
    assert len(set(labels.values())) == 12
    assert labels["version_0"].startswith("lr=")
    assert "batch_size" in constants(frame)


def test_columns_are_typed() -> None:
    frame = tabulate(
        ["a", "b"], [{"i": 1, "f": 1, "b": True, "s": "x", "m": 1, "run": 7}, {"i": 2, "f": 0.5, "b": None, "m": "y"}]
    )
    assert dict(frame.schema) == {
        "run": pl.String,
        "i": pl.Int64,
        "f": pl.Float64,
        "b": pl.Boolean,
        "s": pl.String,
        "m": pl.String,
        "run (hyperparameter)": pl.Int64,
    }


def test_booleans_and_numbers_do_not_mix() -> None:
    assert tabulate(["a", "b"], [{"x": True}, {"x": 1}]).get_column("x").to_list() == ["True", "1"]


def test_an_unset_value_differs_from_a_set_one() -> None:
    assert differing(tabulate(["a", "b"], [{"x": 1, "y": 1}, {"x": 1}])) == ["y"]


def test_runs_without_any_hyperparameters_do_not_make_the_others_differ() -> None:
    assert differing(tabulate(["a", "b", "c"], [{"x": 1}, {"x": 1}, {}])) == []


def test_if_nothing_differs_the_label_is_the_suffix_of_the_run_id() -> None:
    frame = tabulate(["logs/a/version_0", "logs/b/version_0"], [{"x": 1}, {"x": 1}])
    assert run_labels(frame) == {"logs/a/version_0": "a/version_0", "logs/b/version_0": "b/version_0"}


def test_labels_that_are_not_unique_are_not_used() -> None:
    frame = tabulate(["a", "b", "c"], [{"x": 1}, {"x": 1}, {"x": 2}])
    assert run_labels(frame) == {"a": "a", "b": "b", "c": "c"}


def test_no_runs_and_no_hyperparameters() -> None:
    assert run_labels(tabulate([], [])) == {}
    assert run_labels(tabulate(["a"], [{}])) == {"a": "a"}
    assert differing(tabulate([], [])) == []


@pytest.mark.parametrize(
    "name",
    [
        "seed", "seed_everything", "trainer.seed", "random_state", "random_seed", "rng_seed", "fold", "kfold", "k_fold",
        "data.fold_idx", "cv_fold", "cv", "split", "trial_number", "rep", "repeat_num", "repetition", "replicate_id",
        "run_idx", "run_number",
    ],
)  # fmt: skip
def test_numbers_of_repeats_are_seeds(name: str) -> None:
    assert seeds(tabulate(["a", "b", "c"], [{name: 0}, {name: 1}, {name: 2}])) == [name]


@pytest.mark.parametrize(
    "name", ["lr", "n_splits", "nsplits", "num_folds", "max_trials", "run", "warmup_run", "reps_per_set"]
)
def test_other_numbers_are_settings(name: str) -> None:
    assert seeds(tabulate(["a", "b"], [{name: 1}, {name: 2}])) == []


def test_kfold_that_does_not_start_at_one_is_a_number_of_folds() -> None:
    assert seeds(tabulate(["a", "b"], [{"kfold": 5}, {"kfold": 10}])) == []
    assert seeds(tabulate(["a", "b"], [{"cv": 5}, {"cv": 10}])) == []


@pytest.mark.parametrize("values", [[0.8, 0.9], ["train", "all"]])
def test_a_split_without_a_number_is_a_setting(values: list[object]) -> None:
    assert seeds(tabulate(["a", "b"], [{"split": value} for value in values])) == []  # type: ignore[dict-item]
