"""Hedges' g and its interval agree with statsmodels and with the noncentral t distribution of scipy."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats
from scipy.optimize import brentq
from statsmodels.stats.meta_analysis import effectsize_smd

from logtools.analysis.comparison.aggregates import aggregate_groups
from logtools.analysis.comparison.effect_size import hedges_factor, with_effect_size
from logtools.analysis.comparison.group_differences import GroupTest, compare_groups

GROUPS = {"a": [1.0, 1.4, 0.9, 1.3, 1.1], "b": [1.5, 1.2, 1.8, 1.6, 1.3], "c": [2.9, 3.1, 2.7, 3.3, 3.0]}


def effects(groups: dict[str, list[float]], *, seeded: bool = False) -> pl.DataFrame:
    rows = [(name, str(i) if seeded else None, v) for name, values in groups.items() for i, v in enumerate(values)]
    columns = {"group": pl.String, "block": pl.String, "value": pl.Float64}
    samples = pl.DataFrame(rows, schema=columns, orient="row").with_columns(runs=pl.lit(1, dtype=pl.Int64))
    members = samples.select("group", run=pl.lit(""), replicate=pl.lit(""))
    table = aggregate_groups(samples, members, direction="min", confidence=0.95)
    rules = GroupTest(direction="min", confidence=0.95)
    differences = compare_groups(samples, table, rules, baseline="a", given=True)
    found = with_effect_size(differences, table)
    assert found.schema == differences.schema
    return found


def test_the_effect_of_two_groups_is_hedges_g() -> None:
    one, other = GROUPS["b"], GROUPS["a"]
    row = effects({name: GROUPS[name] for name in "ab"}).row(0, named=True)
    expected, _ = effectsize_smd(np.mean(one), np.std(one, ddof=1), 5, np.mean(other), np.std(other, ddof=1), 5)
    assert row["effect"] == pytest.approx(expected, rel=5e-3)  # statsmodels approximates the factor
    t, freedom, root = row["difference"] / row["error"], row["freedom"], np.sqrt(2 / 5)
    low, high = (brentq(lambda nc, p=p: stats.nct.cdf(t, freedom, nc) - p, 0, 9) for p in (0.975, 0.025))
    factor = hedges_factor(np.array([8.0]))[0]
    assert (row["effect_low"], row["effect_high"]) == (
        pytest.approx(low * root * factor, abs=1e-3), pytest.approx(high * root * factor, rel=1e-3),
    )  # fmt: skip


def test_the_factor_removes_the_bias() -> None:
    rng = np.random.default_rng(5)
    one, other = rng.normal(size=(20_000, 3)) + 1, rng.normal(size=(20_000, 3))
    pooled = np.sqrt((one.var(axis=1, ddof=1) + other.var(axis=1, ddof=1)) / 2)
    g = hedges_factor(np.array([4.0]))[0] * (one.mean(axis=1) - other.mean(axis=1)) / pooled
    assert g.mean() == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("seeded", [False, True])
def test_the_interval_excludes_zero_if_the_difference_is_significant(seeded: bool) -> None:  # noqa: FBT001 - a case
    shifts = np.linspace(0, 1, 12)
    for shift in shifts:
        groups = GROUPS | {"b": [value + shift for value in GROUPS["a"][:4]] + [1.9]}
        for row in effects(groups, seeded=seeded).iter_rows(named=True):
            excluded = row["effect_low"] > 0 or row["effect_high"] < 0
            assert excluded == (row["conclusion"] != "not significant")
            assert row["effect_low"] < row["effect"] < row["effect_high"]
            assert (row["effect"] > 0) == (row["difference"] > 0)


def test_differences_without_an_interval_have_no_effect_size() -> None:
    found = effects({"a": [1.0, 1.0], "b": [2.0, 2.0]})
    assert found.select("effect", "effect_low", "effect_high").row(0) == (None, None, None)
    assert effects({"a": [1.0, 1.2], "b": [float("nan"), 2.0]})["effect"].to_list() == [None]
