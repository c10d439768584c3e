from __future__ import annotations

import polars as pl

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result
from logtools.render.writers.terminal import write


def table(*names: str) -> Table:
    columns = [Column(title=name, cells=["1" * 10], order=i) for i, name in enumerate(names)]
    return Table(frame=pl.DataFrame({"n": [1]}), columns=columns, winners=frozenset({0}))


def test_a_pipe_gets_everything_on_one_line() -> None:
    result = Result(tables=lambda: [table("a", "b")], sentences=["word " * 30])
    assert write(result).splitlines() == ["a           b", "1111111111  1111111111", "", "word " * 30]


def test_a_terminal_gets_the_columns_that_fit_and_the_names_of_the_others_once() -> None:
    result = Result(tables=lambda: [table("a", "b", "c"), table("a", "c")], sentences=["word " * 9])
    assert write(result, width=22).splitlines() == [
        "a           b",
        "1111111111  1111111111",
        "",
        "a           c",
        "1111111111  1111111111",
        "",
        "word word word word",
        "  word word word word",
        "  word",
        "Hidden columns (--all",
        "  shows them): c.",
    ]


def test_all_columns_are_kept_on_request() -> None:
    lines = write(Result(tables=lambda: [table("a", "b", "c")]), width=22, all_columns=True).splitlines()
    assert lines == ["a           b           c", "1111111111  1111111111  1111111111"]


def test_colour_is_used_only_on_request() -> None:
    result = Result(tables=lambda: [table("a")])
    assert "\x1b" not in write(result, width=80)
    assert write(result, color=True) == "\x1b[1ma\x1b[0m\n\x1b[1;32m1111111111\x1b[0m"


def test_hidden_names_are_escaped_and_at_most_twelve() -> None:
    result = Result(tables=lambda: [table("a", "b\x1b[2J", *(f"c{i}" for i in range(20)))])
    text = " ".join(line.strip() for line in write(result, width=12).splitlines()[3:])
    assert text == (
        r"Hidden columns (--all shows them): b\x1b[2J, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 and 9 more."
    )


def test_sentences_are_not_broken_at_hyphens() -> None:
    result = Result(tables=lambda: [table("a")], sentences=["Holm-corrected " * 3])
    assert write(result, width=24).splitlines()[3:] == ["Holm-corrected", "  Holm-corrected", "  Holm-corrected"]
