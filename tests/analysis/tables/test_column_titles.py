"""Columns named after something in a log have titles that neither polars nor a frame takes for something else."""

from __future__ import annotations

import polars as pl
import pytest

from logtools.analysis.tables.column_titles import column_title


@pytest.mark.parametrize("name", ["*", "^lr$", "^(a+)+$", "^.*$"])
def test_a_pattern_becomes_a_name_that_selects_one_column(name: str) -> None:
    title = column_title(name, "metric", own=())
    frame = pl.DataFrame({title: [1], "lr": [2], "aaa": [3]})
    assert frame.select(title).columns == [title]
    assert frame.select(pl.col(title)).columns == [title]


@pytest.mark.parametrize("name", ["lr", "^lr", "lr$", "**", "", "a*"])
def test_other_names_stay(name: str) -> None:
    assert column_title(name, "metric", own={"run"}) == name


def test_titles_never_meet_another_name() -> None:
    names = {"run", "run (metric)", "run (metric) (metric)"}
    titles = [column_title(name, "metric", own={"run"}, others=names) for name in sorted(names)]
    assert len({*titles, "run"}) == 4
