"""Main effects of hyperparameters."""

from __future__ import annotations

import math

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.effects import effects, is_crossed, varying
from logtools.choices import Direction

MEMBERS = pl.DataFrame(
    {"run": list("abcd"), "group": list("abcd"), "replicate": [None] * 4, "lr": [2, 1, 2, None], "same": [1] * 4}
)
RUNS = pl.DataFrame({"run": list("abcd"), "value": [3.0, 1.0, math.nan, 5.0]})


@pytest.mark.parametrize(("direction", "best"), [("min", (3.0, "a")), ("max", (3.0, "a"))])
def test_each_level_has_a_row_in_the_order_of_its_value(direction: Direction, best: tuple[float, str]) -> None:
    found = effects(RUNS, MEMBERS, direction=direction)
    assert dict(found.schema) == dict(schema.COMPARISON_EFFECTS)
    assert found.rows() == [
        ("lr", "1", 1, 1, 0, 1.0, 1.0, "b"), ("lr", "2", 2, 1, 1, 3.0, *best), ("lr", "-", 1, 1, 0, 5.0, 5.0, "d"),
    ]  # fmt: skip


def test_the_best_run_follows_the_direction() -> None:
    members = MEMBERS.with_columns(lr=pl.Series([1, 1, 2, 2]))
    for direction, best in (("min", "b"), ("max", "a")):
        assert effects(RUNS, members, direction=direction)["best_run"][0] == best  # type: ignore[arg-type] # both are


def test_a_level_without_a_finite_value_has_counts_only() -> None:
    found = effects(RUNS, MEMBERS.with_columns(lr=pl.Series([1, 1, 2, 1])), direction="min")
    assert found.row(1) == ("lr", "2", 1, 0, 1, None, None, None)


def test_hyperparameters_with_one_level_have_no_effect() -> None:
    assert varying(MEMBERS) == ["lr"]
    assert effects(RUNS, MEMBERS.drop("lr"), direction="min").is_empty()


def test_a_grid_is_crossed_if_all_combinations_are_equally_frequent() -> None:
    grid = pl.DataFrame({"run": range(4), "lr": [1, 1, 2, 2], "wd": [0, 1, 0, 1]})
    assert is_crossed(grid)
    assert is_crossed(pl.concat([grid, grid]))
    assert not is_crossed(grid.head(3))
    assert not is_crossed(pl.concat([grid, grid.head(1)]))
