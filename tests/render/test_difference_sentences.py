"""Sentences about differences between groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from logtools.analysis.comparison import findings as found
from logtools.analysis.comparison.rows import DifferenceRow
from logtools.render.difference_sentences import difference_text, summary_text
from tests.render.test_conclusions import COMPARISON, TEST, UNCLEAR, UNCONFIRMED

TOLERANT = replace(COMPARISON, tolerance=0.25, margin=0.25, baseline="A")
EQUIVALENT = replace(TEST, conclusion="equivalent", p_equivalent=0.012)
POWERED = replace(UNCLEAR, p_equivalent=0.2, detectable_difference=0.31, runs_needed=7)


def text(row: DifferenceRow) -> str:
    return difference_text(found.Difference(row=row, smallest_p=None, no_better=False), TOLERANT)


def test_equivalence_has_its_p_value() -> None:
    assert text(EQUIVALENT) == (
        "B is equivalent to A within 0.25 (5 seeds each, difference 0.123, 95% CI [0.100, 0.150], paired by seed, "
        "equivalence p = 0.012)."
    )
    relative = replace(TOLERANT, tolerance=None, relative=0.02)
    finding = found.Difference(row=EQUIVALENT, smallest_p=None, no_better=False)
    assert difference_text(finding, relative).startswith("B is equivalent to A within 2% of A (")


def test_without_difference_and_equivalence_the_tolerance_is_looked_for() -> None:
    assert text(POWERED) == (
        "No significant difference, nor equivalence within 0.25, between B and A (5 seeds each, difference 0.123, "
        "95% CI [0.100, 0.150], paired by seed, p = 0.31, equivalence p = 0.2). Such a test finds a difference of 0.31 "
        "in 80% of cases; 0.25 (the tolerance) takes about 7 seeds each."
    )
    assert text(replace(POWERED, difference=0.28)).endswith("; 0.28 takes about 7 seeds each.")
    assert text(replace(POWERED, difference=0.29999)).endswith("; 0.30 takes about 7 seeds each.")
    assert " finds a difference of 0.0010 in" in text(replace(POWERED, detectable_difference=0.00099999))
    assert text(replace(POWERED, runs_needed=5)).endswith("Such a test finds a difference of 0.31 in 80% of cases.")


@pytest.mark.parametrize(("needed", "runs"), [(100, "about 100"), (101, "more than 100"), (None, "more than 100")])
def test_many_runs_are_not_counted(needed: int | None, runs: str) -> None:
    assert text(replace(POWERED, runs_needed=needed)).endswith(f"takes {runs} seeds each.")


def test_more_folds_are_no_remedy() -> None:
    finding = found.Difference(row=POWERED, smallest_p=None, no_better=False)
    assert difference_text(finding, replace(TOLERANT, folds=True)).endswith(
        "finds a difference of 0.31 in 80% of cases."
    )


def test_a_better_or_worse_group_is_not_called_equivalent() -> None:
    assert "equivalen" not in text(replace(TEST, p_equivalent=0.4))


def test_equivalence_that_the_levels_do_not_confirm_is_unconfirmed() -> None:
    assert text(replace(UNCONFIRMED, p_equivalent=0.01)) == (
        "The equivalence of B and A within 0.25 is unconfirmed: best val_loss is equivalent, but the level of the "
        "curves is not (last fifth: difference 0.020, p = 0.4)."
    )
    assert text(replace(UNCONFIRMED, p_equivalent=0.9)).startswith(
        "The difference between B and A is unconfirmed: best"
    )


def test_equivalent_groups_are_summarised() -> None:
    finding = found.DifferenceSummary(conclusion="equivalent", groups=("B", "C"), tested=6, baseline="A")
    assert summary_text(finding, TOLERANT) == "2 of 6 groups are equivalent to A within 0.25: B, C."
    neither = replace(finding, conclusion="not significant")
    expected = "No significant difference, nor equivalence within 0.25, between A and 2 of 6 groups: B, C."
    assert summary_text(neither, TOLERANT) == expected


def test_pairs_by_other_hyperparameters_are_not_called_seeds() -> None:
    by_seed = replace(COMPARISON, seeds=())
    text = difference_text(found.Difference(row=TEST, smallest_p=None, no_better=False), by_seed)
    assert "(5 runs each, " in text
    assert ", paired by the other hyperparameters, " in text
    few = replace(TEST, pairs=2)
    assert "2 shared combinations" in difference_text(
        found.Difference(row=few, smallest_p=None, no_better=False), by_seed
    )
