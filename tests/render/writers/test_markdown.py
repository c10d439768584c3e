from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result
from logtools.render.writers.markdown import markdown_table, write


def table(name: str, *, winner: bool = False) -> Table:
    columns = [Column(title="*", cells=["[x]"]), Column(title=name, cells=[name], subtitle="min", right=True)]
    return Table(frame=pl.DataFrame({"n": [1]}), columns=columns, winners=frozenset({0} if winner else ()))


def test_numbers_are_right_aligned_and_winners_are_bold() -> None:
    assert markdown_table(table("val_loss", winner=True)).splitlines() == [
        r"| \* | val_loss (min) |",
        "| --- | ---: |",
        r"| **\[x\]** | **val_loss** |",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a|b", r"a\|b"), ("<b>&", "&lt;b&gt;&amp;"), ("_x_", r"\_x\_"), ("a\nb", r"a\\nb"), ("`rm`", r"\`rm\`"),
     ("[a](b)", r"\[a\](b)"), ("val_loss", "val_loss"), ("$x$", r"\$x\$")],
)  # fmt: skip
def test_names_are_escaped_in_markdown(name: str, text: str) -> None:
    assert markdown_table(table(name)).splitlines()[2].endswith(f" {text} |")


def test_several_tables_have_captions_and_sentences() -> None:
    pair = [table("x"), replace(table("y"), caption="a_ *b* {c}\n")]
    assert write(Result(tables=lambda: pair, sentences=["p < 0.1"])).split("\n\n") == [
        markdown_table(table("x")),
        r"**a\_ \*b\* {c}\\n**",
        markdown_table(table("y")),
        "p &lt; 0.1",
    ]
