"""Records and frames of a comparison agree with the schema."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison.rows import DifferenceRow, EffectRow, GroupRow, frame_of, rows_of

CONTRACTS: list[tuple[Any, schema.FrameSchema]] = [
    (GroupRow, schema.COMPARISON_GROUPS),
    (DifferenceRow, schema.COMPARISON_DIFFERENCES),
    (EffectRow, schema.COMPARISON_EFFECTS),
]
TYPES = {
    pl.Boolean: {"bool | None"},
    pl.Int64: {"int", "int | None"},
    pl.Float64: {"float", "float | None"},
    pl.String: {"str", "str | None"},
}


@pytest.mark.parametrize(("kind", "columns"), CONTRACTS)
def test_fields_are_the_columns(kind: Any, columns: schema.FrameSchema) -> None:  # noqa: ANN401 - a type
    assert [field.name for field in fields(kind)] == list(columns)
    for column in columns.columns:
        hint = str(get_type_hints(kind)[column.name]).removeprefix("<class '").removesuffix("'>")
        if column.name == "conclusion":
            assert hint == f"typing.Literal{schema.CONCLUSION.categories.to_list()!r}"
        else:
            assert hint in TYPES[column.dtype]  # type: ignore[index] # only these types
            assert ("None" in hint) == (column.null is not None), column.name


def test_records_become_a_frame_and_back() -> None:
    rows = [GroupRow(group="a", runs=2, n=1, diverged=1, missing=0, mean=0.5), GroupRow(group="b", runs=0, n=0,
            diverged=0, missing=0)]  # fmt: skip
    frame = frame_of(GroupRow, rows)
    assert dict(frame.schema) == dict(schema.COMPARISON_GROUPS)
    assert rows_of(GroupRow, frame.with_columns(lr=pl.lit(0.1))) == rows


def test_no_records_are_an_empty_frame_with_the_schema() -> None:
    assert dict(frame_of(EffectRow, []).schema) == dict(schema.COMPARISON_EFFECTS)
