"""Runs that are not independent give one value."""

from __future__ import annotations

import math

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.replicates import Samples, independent_values


def samples(runs: list[tuple[str, str, str | None, float | None]], **curves: tuple[int, float]) -> Samples:
    """Return the samples of (run, group, seed, value); a curve has a count and a mean."""
    columns = {"run": pl.String, "group": pl.String, "replicate": pl.String, "value": pl.Float64}
    frame = pl.DataFrame(runs, schema=columns, orient="row").with_columns(
        block=pl.col("replicate"), level=pl.col("value") + 1
    )
    summary = pl.DataFrame(
        [{"run": run, "label": label, "direction": direction, "count": count, "mean": mean, "min": 0.0, "max": 1.0}
         for run, (count, mean) in curves.items() for label, direction, mean in
         (("val_loss", "min", mean), ("seconds", None, hash(run)))], schema=schema.SUMMARY,
    )  # fmt: skip
    return independent_values(frame, summary)


def values(found: Samples) -> list[tuple[object, ...]]:
    return found.values.select("group", "block", "value", "runs").rows()


def test_each_run_is_a_value_if_nothing_is_repeated() -> None:
    found = samples([("a", "x", "1", 1.0), ("b", "x", "2", 2.0), ("c", "y", "1", None), ("d", "y", None, 4.0)])
    assert values(found) == [("x", "1", 1.0, 1), ("x", "2", 2.0, 1), ("y", "1", None, 1), ("y", None, 4.0, 1)]
    assert found.values["level"].to_list() == [2.0, 3.0, None, 5.0]
    assert (found.copies, found.averaged, found.continued) == ((), (), ())


def test_runs_with_the_same_seed_are_averaged_within_a_group() -> None:
    found = samples([("a", "x", "1", 1.0), ("b", "x", "1", 2.0), ("c", "x", "1", None), ("d", "y", "1", 4.0)])
    assert values(found) == [("x", "1", 1.5, 3), ("y", "1", 4.0, 1)]
    assert found.averaged == ("1",)


def test_a_diverged_run_makes_its_seed_diverge() -> None:
    found = samples([("a", "x", "1", 1.0), ("b", "x", "1", math.nan)])
    assert math.isnan(found.values["value"][0])


def test_runs_without_a_seed_are_not_averaged() -> None:
    assert samples([("a", "x", None, 1.0), ("b", "x", None, 2.0)]).values.height == 2


@pytest.mark.parametrize(("group", "count", "mean", "copies"), [
    ("x", 9, 0.5, (("b", "a"),)),
    ("y", 9, 0.5, ()),  # another group
    ("x", 4, 0.5, ()),  # few values may be equal by chance
    ("x", 9, 0.6, ()),  # another curve
])  # fmt: skip
def test_runs_of_a_group_with_the_same_curves_are_one(
    group: str, count: int, mean: float, copies: tuple[tuple[str, str], ...]
) -> None:
    found = samples([("a", "x", "1", 1.0), ("b", group, "2", 1.0)], a=(min(count, 9), 0.5), b=(count, mean))
    assert found.copies == copies
    assert values(found)[0] == ("x", "1", 1.0, 1 + len(copies))
    assert found.averaged == ()
