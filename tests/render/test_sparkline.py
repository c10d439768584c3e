from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from logtools.render.sparkline import sparkline


def test_a_sparkline_ranges_from_lowest_to_highest() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert sparkline([1, 1, 1]) == "▄▄▄"
    assert sparkline([]) == ""


def test_a_sparkline_shows_where_nothing_was_finite() -> None:
    assert sparkline([1.0, math.nan, math.inf, 2.0]) == "▁xx█"
    assert sparkline([math.nan]) == "x"


def test_a_bar_is_the_mean_of_its_part() -> None:
    assert sparkline([0, 0, 7, 7, math.nan, 7], width=3) == "▁██"


@given(st.lists(st.floats()), st.integers(1, 40))
def test_a_sparkline_has_a_bar_for_each_part(values: list[float], width: int) -> None:
    assert len(sparkline(values, width)) == min(width, len(values))
