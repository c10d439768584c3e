"""The docstring of each method lists the columns that it returns, as `schema` describes them."""

from __future__ import annotations

import inspect
import re

import polars as pl
import pytest

from logtools import schema
from logtools.logged_runs import LoggedRuns
from logtools.logs import Logs

#: The frames that each method returns, in the order of its docstring.
FRAMES = {
    "runs": [schema.RUNS],
    "notices": [schema.NOTICES],
    "metrics": [schema.METRICS, schema.PROVENANCE],
    "epochs": [schema.EPOCHS],
    "steps": [schema.STEPS],
    "summary": [schema.SUMMARY],
    "checkpoints": [schema.CHECKPOINTS],
    "compare": [
        schema.COMPARISON_RUNS,
        schema.COMPARISON_GROUPS,
        schema.COMPARISON_DIFFERENCES,
        schema.COMPARISON_EFFECTS,
    ],
}
TYPES = "Boolean|Categorical|Datetime|Enum|Float64|Int16|Int64|String"


def described(column: schema.Column) -> str:
    """Return the line that describes a column."""
    dtype = column.dtype() if isinstance(column.dtype, type) else column.dtype
    return f"{column.name} ({type(dtype).__name__}): {column.meaning}" + (
        f"; null if {column.null}" if column.null else ""
    )


def text_of(method: str) -> str:
    """Return the docstring of a method with single spaces."""
    return " ".join(inspect.cleandoc(getattr(Logs, method).__doc__).split())


@pytest.mark.parametrize("method", FRAMES)
def test_the_columns_are_those_of_the_schema(method: str) -> None:
    columns = [column for frame in FRAMES[method] for column in frame.columns]
    text = text_of(method)
    assert re.findall(rf"(\w+) \((?:{TYPES})\): ", text) == [column.name for column in columns]
    missing = [line for column in columns if (line := described(column)) not in text]
    assert not missing


def test_every_method_that_returns_a_frame_lists_columns() -> None:
    for name, member in (vars(LoggedRuns) | vars(Logs)).items():
        function = member.fget if isinstance(member, property) else member
        returned = inspect.get_annotations(function).get("return", "") if callable(function) else ""
        if not name.startswith("_") and returned == "Frame":
            assert "Columns" in (function.__doc__ or ""), name
            assert name in FRAMES or "run (Categorical): run id" in (function.__doc__ or ""), name


def test_a_description_has_every_part() -> None:
    column = schema.Column("step", pl.Int64, "train step", null="not logged")
    assert described(column) == "step (Int64): train step; null if not logged"
