from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.text.printable import encodable, printable

HOSTILE = "\x1b[31m\x9b2J\x07\r\n\t\u202e\u2066\ud800"


def test_printable_text_has_no_control_characters() -> None:
    written = printable(f"loss{HOSTILE}é漢")
    assert written.isprintable()
    assert written == r"loss\x1b[31m\x9b2J\x07\r\n\t\u202e\u2066\ud800é漢"


@pytest.mark.parametrize("name", ["val_loss", "损失 été", "…±▁", ""])
def test_printable_text_is_kept(name: str) -> None:
    assert printable(name) == name


def test_unusual_spaces_become_plain_ones() -> None:
    assert printable("a\u00a0b\u2003c") == "a b c"


@given(st.text())
def test_escaping_twice_changes_nothing(text: str) -> None:
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_every_text_can_be_written_in_every_encoding(encoding: str) -> None:
    encodable("▁▂▃█… loss é 漢 \udc80", encoding).encode(encoding)


def test_an_unknown_encoding_gets_ascii() -> None:
    assert encodable("é", "no-such-encoding") == "\\xe9"


def test_text_that_can_be_encoded_is_kept() -> None:
    assert encodable("▁▄█ é", "utf-8") == "▁▄█ é"


def test_bars_keep_their_order_in_ascii() -> None:
    assert encodable("▁▄█ x…", "ascii") == "_-# x~"
