from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from logtools import schema
from logtools.render.runs import table
from logtools.render.table import draw, fit_width

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def runs(notice: str | None) -> pl.DataFrame:
    rows = [
        ("version_2", "p", "idle", 9, 1249, 6, 6055, NOW - timedelta(minutes=3), None),
        ("version_10", "p", "empty", None, None, 0, 0, NOW - timedelta(days=30), notice),
    ]
    return pl.DataFrame(rows, schema=schema.RUNS, orient="row")


def test_a_row_per_run() -> None:
    assert draw(fit_width(table(runs(None), now=NOW), None)[0]).splitlines() == [
        "run         epoch  step  metrics    size     changed  state",
        "version_2       9  1249        6  6.1 kB   3 min ago  idle",
        "version_10      -     -        0     0 B  2026-01-30  empty",
    ]


def test_a_run_with_a_notice_is_marked() -> None:
    lines = draw(fit_width(table(runs("no metrics.csv"), now=NOW), None)[0]).splitlines()
    assert [line.endswith("!") for line in lines] == [False, False, True]


def test_exact_values_stay_in_the_frame() -> None:
    made = table(runs(None), now=NOW)
    assert made.frame["size"].to_list() == [6055, 0]
    assert made.frame["changed"][0] == NOW - timedelta(minutes=3)


@pytest.mark.parametrize(
    ("width", "hidden"),
    [
        (59, []),
        (58, ["size"]),
        (49, ["metrics", "size"]),
        (41, ["state", "metrics", "size"]),
        (29, ["changed", "state", "metrics", "size"]),
        (22, ["step", "changed", "state", "metrics", "size"]),
    ],
)
def test_a_narrow_terminal_shows_progress_first_and_size_last(width: int, hidden: list[str]) -> None:
    assert fit_width(table(runs(None), now=NOW), width)[1] == hidden
