"""A type checker knows the library of the frames of a `Logs`; mypy checks these functions."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import assert_type

import polars as pl
import pytest

import logtools as lt

SWEEP = Path(__file__).parents[1] / "fixtures" / "logs" / "sweep"


def test_polars_frames_have_the_type_of_polars() -> None:
    logs = assert_type(lt.read(SWEEP), lt.Logs[pl.DataFrame])
    comparison = assert_type(logs.compare(), lt.Comparison[pl.DataFrame])
    for frame in (
        assert_type(logs.metrics(), pl.DataFrame),
        assert_type(logs.runs, pl.DataFrame),
        assert_type(logs[:2].summary(), pl.DataFrame),
        assert_type(logs.columns("lr", comparison=comparison), pl.DataFrame),
        assert_type(comparison.runs, pl.DataFrame),
        assert_type(comparison.groups, pl.DataFrame),
        assert_type(comparison.differences, pl.DataFrame),
        assert_type(comparison.effects, pl.DataFrame),
    ):
        assert isinstance(frame, pl.DataFrame)


@pytest.mark.skipif(find_spec("pandas") is None, reason="needs the extra pandas")
def test_pandas_frames_have_the_type_of_pandas() -> None:
    import pandas as pd

    logs = assert_type(lt.read(SWEEP, frame="pandas"), lt.Logs[pd.DataFrame])
    comparison = assert_type(logs.compare(), lt.Comparison[pd.DataFrame])
    for frame in (
        assert_type(logs.metrics(), pd.DataFrame),
        assert_type(logs.runs, pd.DataFrame),
        assert_type(logs[:2].summary(), pd.DataFrame),
        assert_type(logs.columns("lr", comparison=comparison), pd.DataFrame),
        assert_type(comparison.runs, pd.DataFrame),
        assert_type(comparison.groups, pd.DataFrame),
        assert_type(comparison.differences, pd.DataFrame),
        assert_type(comparison.effects, pd.DataFrame),
    ):
        assert isinstance(frame, pd.DataFrame)


def test_results_have_their_own_types() -> None:
    logs = lt.read(SWEEP)
    assert isinstance(assert_type(logs.best(), lt.BestRun), lt.BestRun)
    assert isinstance(
        assert_type(logs.gate("version_3", baseline="version_4", metric="val_acc", tolerance=0), lt.Gate), lt.Gate
    )
    assert isinstance(assert_type(logs["version_3"].report(), lt.Report), lt.Report)
    assert isinstance(assert_type(logs.figure("val_loss"), lt.FigureSpec), lt.FigureSpec)
