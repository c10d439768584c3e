from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from logtools.render.sparkline import sparkline
from logtools.text.escaping import encodable, printable
from logtools.text.numbers import align_decimals, numbers
from logtools.text.truncation import shorten
from logtools.text.units import age, bytes_text

HOSTILE = "\x1b[31m\x9b2J\x07\r\n\t\u202e\u2066\ud800"


def test_printable_leaves_nothing_that_a_terminal_would_obey() -> None:
    written = printable(f"loss{HOSTILE}é漢")
    assert written.isprintable()
    assert written == r"loss\x1b[31m\x9b2J\x07\r\n\t\u202e\u2066\ud800é漢"


@given(st.text())
def test_printable_text_is_printable_and_stays(text: str) -> None:
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_every_text_can_be_written_in_every_encoding(encoding: str) -> None:
    encodable("▁▂▃█… loss é 漢 \udc80", encoding).encode(encoding)


def test_bars_keep_their_order_where_only_ascii_can_be_written() -> None:
    assert encodable("▁▄█ x…", "ascii") == "_-# x~"


@given(st.text(st.characters(exclude_categories=["C", "M", "Z"])), st.integers(1, 30))
def test_a_shortened_text_fits_and_keeps_its_end(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cell_len(short) <= width or short == text
    assert short == text or text.endswith(short.removeprefix("…").rstrip())


def test_numbers_of_a_column_share_their_decimals() -> None:
    assert numbers([0.2, 0.21514, 1.5]) == ["0.2000", "0.2151", "1.5000"]
    assert numbers([0.944, 0.93]) == ["0.944", "0.930"]
    assert numbers([120.0, 3.0]) == ["120", "3"]
    assert numbers([-0.5, 0.0]) == ["-0.5", "0.0"]


def test_numbers_of_very_different_size_stay_apart() -> None:
    assert numbers([3.2e-7, 4.5e-7, 1.0]) == ["3.200e-07", "4.500e-07", "1.00000"]
    assert numbers([1e300, 1.0]) == ["1.000e+300", "1"]
    assert numbers([100_000.0, 0.5]) == ["100000", "5.000e-01"]


def test_what_is_no_finite_number_is_named() -> None:
    assert numbers([None, math.nan, math.inf, -math.inf]) == ["-", "nan", "inf", "-inf"]


@given(st.lists(st.none() | st.floats()))
def test_every_value_is_written(values: list[float | None]) -> None:
    written = numbers(values)
    assert len(written) == len(values)
    for text, value in zip(written, values, strict=True):
        if value is not None and abs(value) < 1e300:
            assert float(text) == pytest.approx(value, rel=0.01, abs=0)


def test_decimal_points_stand_below_one_another() -> None:
    assert align_decimals(["0.001", "12", "-3.25", "-", "nan"]) == [
        "  0.001",
        " 12    ",
        " -3.25 ",
        "  -    ",
        "nan    ",
    ]
    assert align_decimals(["1.5e-09", "0.25"]) == ["1.5e-09", "0.25   "]


def test_a_sparkline_goes_from_lowest_to_highest() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert sparkline([1, 1, 1]) == "▄▄▄"
    assert sparkline([]) == ""


def test_a_sparkline_shows_where_nothing_was_finite() -> None:
    assert sparkline([1.0, math.nan, math.inf, 2.0]) == "▁xx█"
    assert sparkline([math.nan]) == "x"


@given(st.lists(st.floats()), st.integers(1, 40))
def test_a_sparkline_has_a_bar_for_each_part(values: list[float], width: int) -> None:
    assert len(sparkline(values, width)) == min(width, len(values))


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"), (999_499, "999 kB"),
     (999_500, "1.0 MB"), (3_400_000_000, "3.4 GB"), (5e12, "5.0 TB")],
)  # fmt: skip
def test_bytes(size: int, text: str) -> None:
    assert bytes_text(size) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-5, "just now"), (9, "just now"), (59, "59 s ago"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"),
     (86_399, "23 h ago"), (86_400, "1 d ago"), (863_999, "9 d ago"), (864_000, "2026-02-19")],
)  # fmt: skip
def test_age(seconds: int, text: str) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert age(now - timedelta(seconds=seconds), now) == text
