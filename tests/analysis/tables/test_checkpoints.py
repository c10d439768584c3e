from __future__ import annotations

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.tables.checkpoints import nearest


def checkpoints(*places: tuple[int | None, int | None]) -> pl.DataFrame:
    rows = [("a", f"{epoch}-{step}.ckpt", epoch, step, 1) for epoch, step in places]
    return pl.DataFrame(rows, schema=schema.CHECKPOINTS, orient="row")


@pytest.mark.parametrize(
    ("places", "epoch", "step", "path", "exact"),
    [
        ([(3, 400), (4, 500), (5, 600)], 4, 499, "4-500.ckpt", True),
        ([(3, 400), (9, 1000)], 4, 499, "3-400.ckpt", False),
        ([(4, 450), (4, 500)], 4, 499, "4-500.ckpt", True),
        ([(4, 450), (4, 500)], 4, 455, "4-450.ckpt", True),
        ([(None, 400), (None, 500)], None, 499, "None-500.ckpt", True),
        ([(None, 400), (None, 500)], None, 440, "None-400.ckpt", False),
        ([(3, 400), (None, None)], None, None, "None-None.ckpt", False),
        ([(None, None)], 4, 499, "None-None.ckpt", False),
        ([(4, None)], 4, None, "4-None.ckpt", True),
    ],
)
def test_the_nearest_checkpoint_is_found_and_marked_as_exact_or_not(
    places: list[tuple[int | None, int | None]], epoch: int | None, step: int | None, path: str, *, exact: bool
) -> None:
    found = nearest(checkpoints(*places), epoch=epoch, step=step)
    assert found is not None
    assert (found.path, found.exact) == (path, exact)


def test_without_checkpoints_there_is_none() -> None:
    assert nearest(checkpoints(), epoch=1, step=1) is None
