"""Runs far from their group are found, and normal ones rarely."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from logtools.analysis.comparison.outlying_runs import outlying_runs


def named(groups: dict[str, list[float]]) -> list[tuple[str, float, float]]:
    rows = [(f"{name}{i}", name, value) for name, values in groups.items() for i, value in enumerate(values)]
    frame = pl.DataFrame(rows, schema={"run": pl.String, "group": pl.String, "value": pl.Float64}, orient="row")
    return [(run, value, median) for run, value, median in outlying_runs(frame).rows()]


def test_a_collapsed_run_is_far_from_its_group() -> None:
    good = [0.90, 0.902, 0.899, 0.901, 0.898]
    assert named({"a": [0.93, 0.931, 0.929, 0.932, 0.10], "b": good}) == [("a4", 0.10, 0.93)]
    assert named({"a": [0.93, 0.931, 0.929, 0.932, 0.10]}) == [("a4", 0.10, 0.93)]
    assert named({"a": [0.93, 0.10, 0.931], "b": good[:3]}) == [("a1", 0.10, 0.93)]


def test_groups_far_from_each_other_and_diverged_runs_are_not() -> None:
    assert named({"a": [0.93, 0.931, 0.929], "b": [0.1, 0.102, 0.099], "c": [math.nan, 0.5, math.inf]}) == []
    assert named({"a": [0.93, 0.10], "b": [0.9, 0.91]}) == []
    assert named({"a": [0.93, 0.93, 0.93]}) == []


def test_normal_values_are_rarely_named() -> None:
    rng = np.random.default_rng(0)
    found = [bool(named({str(i): rng.normal(size=5).tolist() for i in range(3)})) for _ in range(300)]
    assert np.mean(found) < 0.02
