"""A claim about the best of curves needs the level of the curves."""

from __future__ import annotations

import polars as pl
import pytest

from logtools.analysis.comparison.level_check import check_levels, is_optimistic
from logtools.analysis.comparison.rows import Conclusion, DifferenceRow, frame_of
from logtools.analysis.values.value_at import parse_value_at

RUNS = pl.DataFrame({"value": [0.9, 0.8, None], "level": [0.85, None, None]})


def row(group: str, conclusion: Conclusion, difference: float = 0.0) -> DifferenceRow:
    return DifferenceRow(
        group=group, baseline="x", n=3, n_baseline=3, difference=difference, p_adjusted=0.01, conclusion=conclusion
    )


def checked(best: list[DifferenceRow], level: list[DifferenceRow], runs: pl.DataFrame = RUNS) -> pl.DataFrame:
    tested = []

    def test(runs: pl.DataFrame) -> pl.DataFrame:
        tested.append(runs["value"].to_list())
        return frame_of(DifferenceRow, level)

    found = check_levels(frame_of(DifferenceRow, best), runs, test)
    assert not tested or str(tested) == "[[0.85, nan, None]]"
    return found


def test_a_claim_that_the_levels_do_not_support_is_unconfirmed() -> None:
    best = [row("a", "worse"), row("b", "better"), row("c", "not significant"), row("d", "better")]
    level = [row("a", "worse", 1), row("b", "worse", 2), row("c", "better", 3), row("d", "not significant", 4)]
    found = checked(best, level)
    assert found["conclusion"].to_list() == ["worse", "unconfirmed", "not significant", "unconfirmed"]
    assert found["level_difference"].to_list() == [1, 2, 3, 4]
    assert found["level_p"].to_list() == [0.01] * 4


def test_without_a_claim_the_levels_are_not_tested() -> None:
    best = [row("a", "not significant")]
    assert checked(best, [row("a", "worse")])["level_p"].to_list() == [None]


def test_a_single_value_is_its_own_level() -> None:
    runs = pl.DataFrame({"value": [0.9, None, 0.7], "level": [0.9, None, 0.7]})
    assert checked([row("a", "worse")], [row("a", "not significant")], runs)["conclusion"].to_list() == ["worse"]


@pytest.mark.parametrize(
    ("at", "stage", "expected"),
    [
        ("best", "val", True),
        ("best", "test", True),
        ("best:val_loss", "val", True),
        ("best:val_loss", "test", False),
        ("last", "val", False),
        ("auc", "val", False),
    ],
)
def test_the_best_of_a_curve_is_optimistic(at: str, stage: str, *, expected: bool) -> None:
    assert is_optimistic(parse_value_at(at), stage) is expected
