"""Evidence from the order of rows; `test_row_kinds` has what follows from it."""

from __future__ import annotations

import polars as pl
import pytest

from logtools.formats.lightning.row_order import add_order

Shown = dict[tuple[int, int], dict[str, bool]]


def order(rows: list[tuple[int, int, int]], often: set[int], ends: set[int]) -> Shown:
    """Return the evidence of the codes of one file; `rows` are epoch, step and code. Code 0 are named train steps."""
    frame = pl.DataFrame(
        [(0, 0, *row) for row in rows], schema=["source", "segment", "epoch", "step", "code"], orient="row"
    )
    shown = {(0, code): {"multiple": True, "at_end": False} for code in {0, *often}}
    shown |= {(0, code): {"multiple": False, "at_end": True} for code in ends}
    add_order(frame, shown, often | ends, training={0}, forked=set())
    return {key: {k: v for k, v in marks.items() if k in {"apart", "closing"}} for key, marks in shown.items()}


STEPS = [(epoch, 20 * epoch + step, 0) for epoch in range(3) for step in (4, 9, 14, 19)]


@pytest.mark.parametrize(("step", "evidence"), [(49, {"apart": True}), (50, {"apart": True}), (64, {})])
def test_a_row_beside_or_between_train_steps_is_apart(step: int, evidence: dict[str, bool]) -> None:
    found = order([*STEPS, (2, step, 1), (2, 69, 1)], {1}, set())
    assert found[0, 1] == evidence


def test_of_the_rows_that_end_the_epochs_the_last_is_closing() -> None:
    ends = [(epoch, 20 * epoch + 19, code) for epoch in range(3) for code in (1, 2)]
    assert order([*STEPS, *ends], set(), {1, 2}) == {(0, 0): {}, (0, 1): {}, (0, 2): {"closing": True}}
    assert not order([*STEPS, *ends, (3, 79, 2), (3, 79, 1)], set(), {1, 2})[0, 2]
