"""Names of metrics are split into words."""

from __future__ import annotations

import pytest

from logtools.metrics.words import normalized, words_of


@pytest.mark.parametrize("name", ["loss_total", "Loss/Total", "lossTotal", "LOSS-total", "loss.total", "Loss Total"])
def test_separators_and_case_do_not_matter(name: str) -> None:
    assert normalized(name) == "loss_total"
    assert words_of(name) == ("loss", "total")


def test_other_symbols_keep_names_apart() -> None:
    assert normalized("D(x)") != normalized("D_x")
    assert normalized("x<y") != normalized("x>y")
