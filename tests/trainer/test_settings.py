from __future__ import annotations

import math
from typing import Any

import pytest

from logtools.errors import InvalidValueError
from logtools.trainer import Settings, grid, run_name
from logtools.trainer.model import LogOn


def test_defaults_are_those_of_the_notebook() -> None:
    chosen = Settings()
    assert (chosen.log_on, chosen.epochs, chosen.batch_size, chosen.lr) == ("both", 5, 128, 0.001)
    assert (chosen.log_every_n_steps, chosen.accelerator, chosen.data) == (10, "auto", "mnist")


@pytest.mark.parametrize(
    ("log_on", "name"),
    [
        ("both", "train_history_log"),
        ("step", "train_history_log_step_only"),
        ("epoch", "train_history_log_epoch_only"),
        ("default", "train_history_log_default"),
    ],
)
def test_names_follow_the_notebook(log_on: LogOn, name: str) -> None:
    assert run_name(log_on) == name


@pytest.mark.parametrize(
    "wrong",
    [
        {"epochs": 0},
        {"batch_size": 0},
        {"log_every_n_steps": -1},
        {"lr": 0.0},
        {"lr": math.nan},
        {"lr": math.inf},
        {"seed": -1},
        {"seed": 2**32},
        {"log_on": "often"},
        {"data": "cifar"},
    ],
)
def test_an_invalid_setting_is_an_error_with_its_name(wrong: dict[str, Any]) -> None:
    ((name, value),) = wrong.items()
    with pytest.raises(InvalidValueError, match=f"^{name} must be .*, not '?{value}"):
        Settings(**wrong)


def test_a_grid_has_every_combination_with_adjacent_seeds() -> None:
    runs = grid(Settings(data="sample"), lr=[0.1, 0.2], batch_size=[8], seed=[1, 2])
    assert [(run.lr, run.batch_size, run.seed) for run in runs] == [(0.1, 8, 1), (0.1, 8, 2), (0.2, 8, 1), (0.2, 8, 2)]
    assert {run.data for run in runs} == {"sample"}
