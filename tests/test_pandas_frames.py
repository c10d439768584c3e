"""pandas frames have the same rows, types and missing values."""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path

import pytest

import logtools as lt

FIXTURES = Path(__file__).parents[1] / "fixtures"
BASIC = FIXTURES / "lightning" / "2.6.6" / "basic"

pytestmark = pytest.mark.skipif(find_spec("pandas") is None, reason="needs the extra pandas")


def told(value: object) -> str | None:
    """Return a cell of either library as text; a missing value is None, and NaN is `nan`."""
    import pandas as pd

    return None if value is None or value is pd.NA else str(value)


def test_every_frame_has_the_same_cells_as_in_polars() -> None:
    plain, other = lt.read(FIXTURES / "cases"), lt.read(FIXTURES / "cases", frame="pandas")
    for name in ("metrics", "epochs", "steps", "summary", "hparams", "checkpoints"):
        wanted, got = getattr(plain, name)(), getattr(other, name)()
        assert list(got.columns) == wanted.columns, name
        assert got.shape == wanted.shape, name
        for column in wanted.columns:
            ours = got[column].astype("string") if str(got[column].dtype) == "category" else got[column]
            assert [*map(told, ours.array)] == [*map(told, wanted.get_column(column).to_list())], (name, column)


def test_integers_stay_integers() -> None:
    frame = lt.read(BASIC, frame="pandas").metrics()
    assert [str(frame[name].dtype) for name in ("segment", "dataloader", "epoch", "step", "value")] == [
        "Int16",
        "Int16",
        "Int64",
        "Int64",
        "float64",
    ]
    assert str(frame["stage"].dtype) == "category"
    assert frame["dataloader"].isna().all()


def test_missing_values_and_nan_are_distinct(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "metrics.csv").write_text("epoch,step,val_a,val_b\n0,9,nan,1.0\n1,19,,1.0\n2,29,2.0,1.0\n")
    column = lt.read(tmp_path, frame="pandas").epochs()["val_a"]
    assert list(column.isna()) == [False, True, False]
    assert math.isnan(column.array[0])


def test_booleans_texts_and_times(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "metrics.csv").write_text("epoch,step,x\n0,0,1\n")
    (tmp_path / "run" / "hparams.yaml").write_text("flag: true\nname: a\nn: 3\n")
    logs = lt.read(tmp_path, frame="pandas")
    dtypes = {name: str(dtype) for name, dtype in logs.hparams().dtypes.items()}
    assert dtypes == {"run": "category", "flag": "boolean", "name": "string", "n": "Int64"}
    assert str(logs.runs["changed"].dtype).startswith("datetime64")
    assert logs.runs["changed"].dt.tz is not None


def test_empty_frames() -> None:
    logs = lt.read(FIXTURES / "cases" / "zero_bytes", frame="pandas")
    for frame in (logs.metrics(), logs.epochs(), logs.steps(), logs.summary(), logs.notices):
        assert len(frame) == 0
