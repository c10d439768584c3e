"""Generate the page with the columns of every frame from `logtools.schema`."""

from __future__ import annotations

from typing import Final, NamedTuple

import polars as pl

from logtools import schema
from logtools.schema import Column, FrameSchema


class Section(NamedTuple):
    """The section of the page about one schema."""

    #: Name in `logtools.schema`.
    schema: str
    #: The method or attribute that returns the frame.
    title: str
    #: The meaning of a row, and of additional columns.
    text: str


SECTIONS: Final = (
    Section("RUNS", "logs.runs", "One row per run."),
    Section("METRICS", "logs.metrics()", "One row per observation, that is per logged value."),
    Section(
        "PROVENANCE", "logs.metrics(provenance=True)", "The same rows and the flagged ones, with these columns added."
    ),
    Section("EPOCHS", "logs.epochs()", "One row per run, segment and epoch. A Float64 column per metric follows."),
    Section(
        "STEPS",
        "logs.steps()",
        "One row per run, segment and train step. A Float64 column per train metric and monitor follows.",
    ),
    Section("SUMMARY", "logs.summary()", "One row per run, metric and granularity."),
    Section("CHECKPOINTS", "logs.checkpoints()", "One row per checkpoint file."),
    Section("NOTICES", "logs.notices", "One row per run and kind of notice: what was skipped, repaired or guessed."),
    Section(
        "COMPARISON_RUNS",
        "logs.compare().runs",
        "One row per run, best first. After `rank` and `run` come hyperparameters and metrics, then the others.",
    ),
    Section(
        "COMPARISON_GROUPS",
        "logs.compare().groups",
        "One row per group, best first. A column per hyperparameter in `by` follows.",
    ),
    Section("COMPARISON_DIFFERENCES", "logs.compare().differences", "One row per group, except the baseline."),
    Section("COMPARISON_EFFECTS", "logs.compare().effects", "One row per hyperparameter and value of it."),
)
HEAD: Final = """\
<!-- Generated from logtools/schema.py by scripts/docs --write: change the schema instead. -->

# Columns of every frame

Frames are polars frames, or pandas frames with `lt.read(..., frame="pandas")`. Name, type and meaning of a column
do not change between two runs of your program. NaN and infinities are values that were logged; null means that there is
no value; the column "null when" gives the cases.

A **series** is one metric of one run: the rows of `logs.metrics()` that are equal in {series}.
"""


def page() -> str:
    """Return the Markdown of the page."""
    series = ", ".join(f"`{name}`" for name in schema.SERIES)
    return HEAD.format(series=series) + "".join(map(section, SECTIONS))


def section(one: Section) -> str:
    """Return heading and table of one schema."""
    frame: FrameSchema = getattr(schema, one.schema)
    rows = "".join(f"| {' | '.join(cells(column))} |\n" for column in frame.columns)
    return f"\n## `{one.title}`\n\n{one.text}\n\n| column | type | meaning | null when |\n|---|---|---|---|\n{rows}"


def cells(column: Column) -> tuple[str, str, str, str]:
    """Return the cells of a row."""
    null = (column.null or "never").replace("|", r"\|")
    return f"`{column.name}`", type_name(column.dtype), column.meaning.replace("|", r"\|"), null


def type_name(dtype: pl.DataType | type[pl.DataType]) -> str:
    """Name a polars type.

    >>> type_name(pl.Int64), type_name(pl.Enum(["min", "max"])), type_name(pl.Datetime("us", "UTC"))
    ('Int64', 'Enum (min, max)', 'Datetime (UTC)')
    """
    if isinstance(dtype, pl.Enum):
        return f"Enum ({', '.join(dtype.categories)})"
    if isinstance(dtype, pl.Datetime):
        return f"Datetime ({dtype.time_zone})"
    return str(dtype)
