from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from logtools.render.writers.base import FrameWriter
from logtools.render.writers.parquet_and_arrow import write_arrow, write_parquet

FRAME = pl.DataFrame(
    {
        "run": pl.Series(["=1+1", "a", None], dtype=pl.Categorical()),
        "stage": pl.Series(["val", None, "train"], dtype=pl.Enum(["train", "val"])),
        "value": [0.1 + 0.2, math.nan, -math.inf],
        "epoch": [1, None, 3],
    }
)


@pytest.mark.parametrize(("write", "read"), [(write_parquet, pl.read_parquet), (write_arrow, pl.read_ipc)])
@pytest.mark.parametrize("frame", [FRAME, FRAME.clear()], ids=["rows", "no rows"])
def test_every_type_and_value_is_kept(
    tmp_path: Path, write: FrameWriter, read: Callable[[Path], pl.DataFrame], frame: pl.DataFrame
) -> None:
    path = tmp_path / "table"
    write(frame, path)
    back = read(path)
    assert back.equals(frame)
    assert back.schema == frame.schema
