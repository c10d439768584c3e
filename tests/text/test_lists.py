from __future__ import annotations

import pytest

from logtools.text.lists import listing


@pytest.mark.parametrize(
    ("names", "limit", "text"),
    [
        ([], 8, ""),
        (["a"], 8, "a"),
        (["a", "b"], 2, "a, b"),
        (["a", "b", "c"], 2, "a, b and 1 more"),
        (["a", "b", "c"], None, "a, b, c"),
        ([str(i) for i in range(2000)], 1, "0 and 1,999 more"),
    ],
)
def test_a_list_names_the_first_and_counts_the_rest(names: list[str], limit: int | None, text: str) -> None:
    assert listing(names, limit) == text


def test_eight_names_are_listed_by_default() -> None:
    names = list("abcdefghi")
    assert listing(names[:8]) == "a, b, c, d, e, f, g, h"
    assert listing(names) == "a, b, c, d, e, f, g, h and 1 more"
