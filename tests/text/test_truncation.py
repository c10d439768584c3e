from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.text.truncation import legible, shorten
from logtools.text.width import display_width


@pytest.mark.parametrize("width", range(3, 40))
def test_a_short_text_fits_and_keeps_both_ends(width: int) -> None:
    text = "experiments/vision/version_3"
    short = shorten(text, width)
    if width >= len(text):
        assert short == text
        return
    head, tail = short.split("…")
    assert text.startswith(head)
    assert text.endswith(tail)
    assert len(head) <= len(tail)
    assert len(short) == width


@given(st.text(st.characters(exclude_categories=["C", "M", "Z"])), st.integers(1, 30))
def test_a_text_is_cut_only_if_it_is_too_wide(text: str, width: int) -> None:
    short = shorten(text, width)
    assert display_width(short) <= width
    assert (short == text) == (display_width(text) <= width)


def test_wide_characters_are_never_cut_in_half() -> None:
    assert shorten("漢" * 10, 8) == "漢…漢漢"


def test_a_name_is_escaped_before_it_is_shortened() -> None:
    assert legible("\x1b[31m" + "x" * 40, 12) == r"\x1…xxxxxxxx"


@pytest.mark.parametrize("width", [0, -1, -80])
def test_a_width_of_zero_returns(width: int) -> None:
    assert display_width(shorten("experiments/vision/version_3", width)) <= 1
