"""Words that sentences and tables of a comparison share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from logtools.render.comparison_words import interval_text, no_value, replicate, tolerance_text, value_name
from tests.render.test_conclusions import COMPARISON


def test_an_interval_is_rounded_by_its_width() -> None:
    assert interval_text(COMPARISON, 0.1, 0.15) == "95% CI [0.100, 0.150]"


def test_a_run_without_a_value_diverged_or_never_reached_one() -> None:
    assert no_value(COMPARISON) == "diverged"
    assert no_value(replace(COMPARISON, at="first val_acc >= 0.9 in steps")) == "never reached val_acc >= 0.9"


@pytest.mark.parametrize(
    ("folds", "seeds", "word"), [(True, ("fold",), "fold"), (False, ("s",), "seed"), (False, (), "run")]
)
def test_repeats_have_a_name(folds: bool, seeds: tuple[str, ...], word: str) -> None:  # noqa: FBT001 - a case
    assert replicate(replace(COMPARISON, folds=folds, seeds=seeds)) == word


def test_a_tolerance_is_an_amount_or_a_part_of_the_baseline() -> None:
    assert tolerance_text(replace(COMPARISON, tolerance=0.005)) == "0.005"
    assert tolerance_text(replace(COMPARISON, relative=0.01, baseline="lr=0.1")) == "1% of lr=0.1"


def test_the_value_has_the_name_of_the_ranking_metric() -> None:
    assert value_name(COMPARISON) == "best val_loss"
    assert value_name(replace(COMPARISON, ranking=None)) == "value"
