from __future__ import annotations

import click
import pytest

from logtools.cli.parameter_types import Fraction, Grid, Size


@pytest.mark.parametrize(("text", "value"), [("2x3", (2, 3)), (" 12x12 ", (12, 12)), ("1x1", (1, 1))])
def test_a_grid_has_rows_and_columns(text: str, value: tuple[int, int]) -> None:
    assert Grid().convert(text, None, None) == value


@pytest.mark.parametrize("text", ["", "2", "2x", "x3", "0x3", "3x0", "13x1", "2x3x4", "-1x2", "2.5x3", "2X3", "٢xx"])
def test_an_invalid_grid_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(click.BadParameter, match="such as 2x3"):
        Grid().convert(text, None, None)


@pytest.mark.parametrize(("text", "value"), [("8x5", (8.0, 5.0)), ("8.5x100", (8.5, 100.0)), (" 0.5x1 ", (0.5, 1.0))])
def test_a_size_has_width_and_height(text: str, value: tuple[float, float]) -> None:
    assert Size().convert(text, None, None) == value


@pytest.mark.parametrize("text", ["", "8", "8x", "0x5", "5x0", "101x5", "8x-5", "nanx1", "infx1", "1e2x1"])
def test_an_invalid_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(click.BadParameter, match="such as 8x5"):
        Size().convert(text, None, None)


@pytest.mark.parametrize(("text", "expected"), [("1%", 0.01), ("0.02", 0.02), (" 0 ", 0.0), (0.5, 0.5)])
def test_a_fraction_is_a_number_or_a_percentage(text: str | float, expected: float) -> None:
    assert Fraction().convert(text, None, None) == expected


@pytest.mark.parametrize("text", ["", "x", "100%", "1", "-1%", "nan"])
def test_an_invalid_fraction_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"write 1% or 0\.01"):
        Fraction().convert(text, None, None)


def test_a_converted_default_is_kept() -> None:
    assert Grid().convert((2, 3), None, None) == (2, 3)
    assert Size().convert((8.0, 5.0), None, None) == (8.0, 5.0)
