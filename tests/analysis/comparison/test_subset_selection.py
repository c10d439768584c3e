"""The truly best group stays in the selection, and groups that are clearly worse do not."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

from logtools.analysis.comparison.group_differences import GroupTest
from logtools.analysis.comparison.subset_selection import may_be_best

MAX = GroupTest(direction="max", confidence=0.95)


def selected(groups: dict[str, list[float]], rules: GroupTest = MAX, *, seeded: bool = False) -> list[bool | None]:
    rows = [(name, str(i) if seeded else None, v) for name, values in groups.items() for i, v in enumerate(values)]
    samples = pl.DataFrame(rows, schema={"group": pl.String, "block": pl.String, "value": pl.Float64}, orient="row")
    return may_be_best(samples, pl.DataFrame({"group": list(groups)}), rules)


def test_groups_that_are_clearly_worse_are_left_out() -> None:
    groups = {"a": [5.0, 5.2, 5.1], "b": [4.9, 5.1, 5.0], "c": [1.0, 1.2, 1.1], "d": [5.0]}
    assert selected(groups) == [True, True, False, True]
    assert selected(groups, GroupTest(direction="min", confidence=0.95)) == [False, False, True, False]


@pytest.mark.parametrize("seeded", [False, True])
@pytest.mark.parametrize("sizes", [(3, 3, 3, 3), (2, 5, 3, 10)])
def test_the_best_group_is_selected_in_95_percent(sizes: tuple[int, ...], seeded: bool) -> None:  # noqa: FBT001 - a case
    rng = np.random.default_rng(3)
    kept: list[bool] = []
    for _ in range(300):
        seeds = rng.normal(size=10) * seeded
        groups = {str(i): (rng.normal(size=n) + seeds[:n]).tolist() for i, n in enumerate(sizes)}
        kept += [bool(each) for each in selected(groups, seeded=seeded)]
    assert 0.93 < np.mean(kept) < (0.98 if len(set(sizes)) == 1 else 0.995)


def test_a_group_with_diverged_runs_is_left_out_if_its_ranks_are_significantly_worse() -> None:
    values = [5.0, 5.2, 5.1, 5.3, 5.4, 5.25]
    lost = [*[1.0] * 3, math.nan, math.nan, math.nan]
    assert selected({"a": values, "b": lost}) == [True, False]
    assert selected({"a": values, "b": [*values[:5], math.nan]}) == [True, True]


def test_a_group_whose_runs_all_diverged_is_not_the_best() -> None:
    assert selected({"a": [5.0, 5.1], "b": [math.nan, math.nan], "c": [5.0, 5.2]}) == [True, False, True]


def test_without_repeats_nothing_is_selected() -> None:
    assert selected({"a": [1.0], "b": [2.0]}) == [None, None]
    assert selected({"a": [1.0, 2.0]}) == [None]
    assert selected({"a": [1.0, 1.0], "b": []}) == [None, None]
