"""Names from logs as text that is safe to draw and short enough to fit."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.text.escaping import printable
from logtools.text.numbers import distinct_labels, number
from logtools.text.truncation import shorten


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("val_loss", "val_loss"),
        ("损失 été", "损失 été"),
        ("a\x1b[31mred", "a\\x1b[31mred"),
        ("two\nlines", "two\\nlines"),
        ("tab\there", "tab here"),
        ("\u202eright to left", "\\u202eright to left"),
        ("lone \ud800", "lone \\ud800"),
    ],
)
def test_only_what_can_be_printed_is_drawn(name: str, drawn: str) -> None:
    assert printable(name) == drawn
    assert printable(name).isprintable()


@pytest.mark.parametrize("width", range(3, 40))
def test_a_short_text_fits_and_keeps_both_ends(width: int) -> None:
    text = "experiments/vision/version_3"
    short = shorten(text, width=width)
    assert len(short) <= width or short == text
    if short != text:
        head, tail = short.split("…")
        assert text.startswith(head)
        assert text.endswith(tail)
        assert len(short) == width


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12),
    st.integers(-8, 8).map(lambda power: 10.0**power),
    st.integers(1, 9),
)
def test_numbers_are_told_apart_and_show_how_far(start: float, gap: float, count: int) -> None:
    values = [start + i * gap for i in range(count)]
    texts = distinct_labels(values)
    known = sorted(set(values))
    least = min((high - low for low, high in itertools.pairwise(known)), default=math.inf)
    assert len(set(texts)) == len(known)
    assert all(abs(float(text) - value) <= 0.01 * least for text, value in zip(texts, values, strict=True))


@given(st.floats(min_value=-1e300, max_value=1e300))
def test_a_number_is_short_and_right(value: float) -> None:
    text = number(value)
    assert math.isclose(float(text), value, rel_tol=6e-4)
    assert abs(value) >= 1000 or not float(text).is_integer() or float(text) == value
