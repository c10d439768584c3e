from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.text.sorting import natural_key, value_order


@pytest.mark.parametrize(
    "names",
    [
        ["version_2", "version_10", "version_100"],
        ["a/version_10", "b/version_2"],
        ["sweep/version_0", "sweep_2/version_0"],  # a folder comes before longer names with the same start
        ["run", "run/version_0", "run_1"],
        ["2", "10", "a"],
        ["v1.2", "v1.10"],
        ["a1b2c10", "a1b10c2", "a2b1"],
    ],
)
def test_numbers_in_run_ids_compare_by_value(names: list[str]) -> None:
    assert all(natural_key(a) < natural_key(b) for a, b in pairwise(names))


@pytest.mark.parametrize(
    "labels",
    [
        ["lr=1e-05", "lr=0.001", "lr=0.1", "lr=10"],
        ["64", "128", "1024"],
        ["0.5, adam", "0.5, sgd", "1.5, adam"],
        ["1e-05", "adam"],
    ],
)
def test_decimal_numbers_in_labels_compare_by_value(labels: list[str]) -> None:
    assert all(value_order(a) < value_order(b) for a, b in pairwise(labels))


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    """Numbers and words at the same position can be compared."""
    for key in (natural_key, value_order):
        assert sorted(names, key=key) == sorted(sorted(names), key=key)
