from __future__ import annotations

import pytest
from wcwidth import wcswidth

from logtools.text.width import display_width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("loss", 4),
        ("0.94 ± 0.01", 11),
        ("▁▂▃…", 4),
        ("漢字", 4),
        ("e\u0301", 1),
        ("\u0301", 0),
        ("가", 2),
        ("🎉", 2),
        ("a漢\u0301", 3),
    ],
)
def test_the_width_is_that_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize("text", ["\x1b[31m", "漢\x1b", "\n\u202e"])
def test_the_width_of_an_unescaped_text_is_its_number_of_characters(text: str) -> None:
    assert display_width(text) == len(text)


@pytest.mark.parametrize("characters", ["".join(map(chr, range(0x20, 0x300))), "…▁▂▃▄▅▆▇█", "0.94 ± 0.01"])
def test_common_characters_take_the_columns_that_wcwidth_gives_them(characters: str) -> None:
    for character in characters:
        width = wcswidth(character)
        assert display_width(character) == (width if width >= 0 else 1)
