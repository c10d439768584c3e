from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.text.precision import decimals, p_text, p_value


@pytest.mark.parametrize(
    ("uncertainty", "places"),
    [(0.0031, 4), (0.031, 3), (0.99, 2), (1.0, 1), (20, 0), (99, 0), (100, -1), (-0.5, 2), (0.0, None), (None, None),
     (math.nan, None), (math.inf, None)],
)  # fmt: skip
def test_two_digits_of_the_uncertainty_are_shown(uncertainty: float | None, places: int | None) -> None:
    assert decimals(uncertainty) == places


@given(st.floats(1e-8, 1e8))
def test_the_rounded_uncertainty_has_two_digits(uncertainty: float) -> None:
    places = decimals(uncertainty)
    assert places is not None
    assert 9.999 < uncertainty * 10.0**places < 100.001


@pytest.mark.parametrize(
    ("p", "text"),
    [(0.0, "< 0.001"), (0.00099, "< 0.001"), (0.001, "0.001"), (0.0462, "0.046"), (1.0, "1"), (0.5, "0.5")],
)
def test_small_p_values_are_written_as_a_bound(p: float, text: str) -> None:
    assert p_value(p) == text


@pytest.mark.parametrize(("p", "text"), [(0.00099, "p < 0.001"), (0.0462, "p = 0.046"), (1.0, "p = 1")])
def test_a_sentence_says_that_it_is_a_p_value(p: float, text: str) -> None:
    assert p_text(p) == text
