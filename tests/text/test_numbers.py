from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.text.numbers import align_decimals, distinct_labels, number, numbers, value_text


@given(st.floats(min_value=-1e300, max_value=1e300))
def test_a_number_is_short_and_correct(value: float) -> None:
    text = number(value)
    assert math.isclose(float(text), value, rel_tol=6e-4)
    assert abs(value) >= 1000 or not float(text).is_integer() or float(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.206274, "0.2063"), (0.99999, "0.99999"), (12345.6, "12346"), (1e7, "1e+07"), (1.5e-9, "1.5e-09"), (3, "3"),
     (math.nan, "nan"), (-math.inf, "-inf"), (None, "-")],
)  # fmt: skip
def test_four_digits_unless_more_are_needed(value: float | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "uncertainty", "text"),
    [(0.941532, 0.0031, "0.9415"), (123.456, 20, "123"), (123.456, 2000, "123"), (0.5, 1e-12, "0.5"),
     (2e12, 0.1, "2e+12"), (0.206274, 0.0, "0.2063"), (None, 0.1, "-")],
)  # fmt: skip
def test_a_number_is_rounded_by_its_uncertainty(value: float | None, uncertainty: float, text: str) -> None:
    assert number(value, uncertainty) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0001, "0.0001"),
        (3.0, "3"),
        (3, "3"),
        (True, "True"),
        ("adam", "adam"),
        (None, "-"),
        (0.123456789, "0.123457"),
    ],
)
def test_the_value_of_a_hyperparameter(value: object, text: str) -> None:
    assert value_text(value) == text


def test_numbers_of_a_column_have_the_same_number_of_decimals() -> None:
    assert numbers([0.2, 0.21514, 1.5]) == ["0.2000", "0.2151", "1.5000"]
    assert numbers([0.944, 0.93]) == ["0.944", "0.930"]
    assert numbers([120.0, 3.0]) == ["120", "3"]
    assert numbers([-0.5, 0.0]) == ["-0.5", "0.0"]


def test_numbers_of_very_different_size_are_written_separately() -> None:
    assert numbers([3.2e-7, 4.5e-7, 1.0]) == ["3.2e-07", "4.5e-07", "1"]
    assert numbers([1e300, 1.0]) == ["1e+300", "1"]
    assert numbers([100_000.0, 0.5]) == ["100000", "0.5"]
    assert numbers([0.997, 1.195, 8541089.3]) == ["0.997", "1.195", "8541089"]


def test_non_finite_numbers_are_named() -> None:
    assert numbers([None, math.nan, math.inf, -math.inf]) == ["-", "nan", "inf", "-inf"]


@given(st.lists(st.none() | st.floats()))
def test_every_value_is_written(values: list[float | None]) -> None:
    written = numbers(values)
    assert len(written) == len(values)
    for text, value in zip(written, values, strict=True):
        if value is not None and abs(value) < 1e300:
            assert float(text) == pytest.approx(value, rel=0.01, abs=0)


def test_decimal_points_are_aligned() -> None:
    assert align_decimals(["0.001", "12", "-3.25", "-", "nan"]) == [
        "  0.001",
        " 12    ",
        " -3.25 ",
        "  -    ",
        "nan    ",
    ]
    assert align_decimals(["1.5e-09", "0.25"]) == ["1.5e-09", "0.25   "]
    assert align_decimals([]) == []


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12),
    st.integers(-8, 8).map(lambda power: 10.0**power),
    st.integers(1, 9),
)
def test_labels_are_distinct_and_show_the_distance_between_numbers(start: float, gap: float, count: int) -> None:
    values = [start + i * gap for i in range(count)]
    texts = distinct_labels(values)
    known = sorted(set(values))
    least = min((high - low for low, high in itertools.pairwise(known)), default=math.inf)
    assert len(set(texts)) == len(known)
    assert all(abs(float(text) - value) <= 0.01 * least for text, value in zip(texts, values, strict=True))


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1e6, 2e6], ["1000000", "2000000"]),
        ([1e7, 2e7], ["1e+07", "2e+07"]),
        ([1e-4, 2e-4], ["0.0001", "0.0002"]),
        ([1e-5, 2e-5], ["1e-05", "2e-05"]),
        ([0.0], ["0"]),
        ([0.5, 0.5], ["0.5", "0.5"]),
        ([1.0, 1.5, math.nan], ["1.0", "1.5", "nan"]),
        ([], []),
    ],
)
def test_labels_have_an_exponent_only_if_numbers_are_very_small_or_large(values: list[float], texts: list[str]) -> None:
    assert distinct_labels(values) == texts


def test_a_column_with_a_huge_number_is_written_number_by_number() -> None:
    assert numbers([1e7, 0.5]) == ["1e+07", "0.5"]
    assert numbers([9_999_999.0, 9_999_998.0]) == ["9999999", "9999998"]


def test_a_single_number_has_an_exponent_only_if_it_is_huge() -> None:
    assert [number(value) for value in (999.96, 1000.4, 1000.5, 9_999_999.4)] == ["999.96", "1000", "1000", "9999999"]
