"""Names from logs as text that is safe to draw and short enough to fit."""

from __future__ import annotations

import pytest

from logtools.figures.text import plain, shorten


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
    assert plain(name) == drawn
    assert plain(name).isprintable()


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
