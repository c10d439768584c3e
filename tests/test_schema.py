"""Every column of a schema has a type, a meaning and a null rule."""

from __future__ import annotations

import pickle

import polars as pl
import pytest

from logtools import schema

SCHEMAS = {name: value for name, value in vars(schema).items() if isinstance(value, schema.FrameSchema)}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_has_a_meaning(name: str) -> None:
    columns = SCHEMAS[name].columns
    assert {column.name: column.dtype for column in columns} == SCHEMAS[name]
    assert all(column.meaning.strip() for column in columns)
    assert all(column.null is None or column.null.strip() for column in columns)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_makes_an_empty_frame(name: str) -> None:
    assert dict(pl.DataFrame(schema=SCHEMAS[name]).schema) == SCHEMAS[name]


def test_all_schemas_are_public() -> None:
    assert {*SCHEMAS} < {*schema.__all__}


def test_a_schema_can_be_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(schema.RUNS))  # noqa: S301 - made here
    assert (copy, copy.columns) == (schema.RUNS, schema.RUNS.columns)


def test_the_series_key_is_in_the_frames_it_joins() -> None:
    assert {*schema.SERIES} <= {*schema.METRICS}
    assert {*schema.SERIES} - {"segment"} <= {*schema.SUMMARY}
