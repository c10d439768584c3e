"""Each list of values equals the values of its type, in the order of the help."""

from __future__ import annotations

from typing import get_args

import pytest

from logtools import choices

PAIRS = [
    (choices.AXES, choices.Axis),
    (choices.BANDS, choices.Band),
    (choices.COMPARISON_TABLES, choices.ComparisonTable),
    (choices.DIRECTIONS, choices.Direction),
    (choices.FAIL_ON, choices.FailOn),
    (choices.FRAME_LIBRARIES, choices.FrameLibrary),
    (choices.GROUP_STATISTICS, choices.GroupStatistic),
    (choices.EXTRA_STATISTICS, choices.ExtraStatistic),
    (choices.IMAGE_FORMATS, choices.ImageFormat),
    (choices.PLOT_KINDS, choices.PlotKind),
    (choices.RESULT_KINDS, choices.ResultKind),
    (choices.STAGES, choices.Stage),
]


def test_every_list_is_compared_with_its_type() -> None:
    named = {name for name in choices.__all__ if name.isupper()}
    assert len(PAIRS) == len(named) == len(choices.__all__) / 2


@pytest.mark.parametrize(("values", "kind"), PAIRS)
def test_a_list_holds_the_values_of_its_type(values: tuple[str, ...], kind: object) -> None:
    assert values == get_args(kind)
    assert len(set(values)) == len(values)
    assert all(value == value.casefold().strip() for value in values)


def test_every_result_kind_is_a_plot_kind() -> None:
    assert set(choices.PLOT_KINDS) == {"curves", *choices.RESULT_KINDS}
