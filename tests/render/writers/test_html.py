from __future__ import annotations

import re

import polars as pl

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result
from logtools.render.writers.html import fragment, html_table, write

NAME = "<script>alert('x')</script>&\x1b[31m"


def table() -> Table:
    columns = [Column(title=NAME, cells=[NAME, "b", "c"]), Column(title="n", cells=["1", "2", "3"], right=True)]
    return Table(
        frame=pl.DataFrame({"n": [1, 2, 3]}),
        columns=columns,
        winners=frozenset({0}),
        losers=frozenset({2}),
        caption=NAME,
    )


def test_names_are_escaped_everywhere() -> None:
    text = write(Result(tables=lambda: [table()], sentences=[NAME]))
    assert "<script" not in text
    assert "\x1b" not in text
    assert text.count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;\\x1b[31m") == 4


def test_winning_and_losing_rows_have_a_class() -> None:
    assert re.findall(r"<tr( class=\"\w+\")?>", html_table(table())) == ["", ' class="best"', "", ' class="worse"']


def test_a_page_loads_no_other_files() -> None:
    text = write(Result(tables=lambda: [table()]))
    assert text.startswith("<!DOCTYPE html>\n<html lang=")
    assert not re.search(r"https?:|src=|href=|url\(|@import", text)


def test_a_fragment_has_all_tables_and_sentences_in_one_element() -> None:
    text = fragment(Result(tables=lambda: [table(), table()], sentences=["a", "b"]))
    assert text.startswith('<div class="logtools">')
    assert text.endswith("<p>a</p>\n<p>b</p>\n</div>")
    assert text.count("<table>") == 2
    assert "<html" not in text


def test_numbers_have_a_class_and_a_heading_may_have_a_second_line() -> None:
    columns = [Column(title="run", cells=["a"]), Column(title="loss", subtitle="min", cells=["1"], right=True)]
    text = html_table(Table(frame=pl.DataFrame({"n": [1]}), columns=columns))
    assert '<th scope="col">run</th><th scope="col" class="number">loss<br><small>min</small></th>' in text
    assert '<td>a</td><td class="number">1</td>' in text
