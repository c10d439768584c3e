from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from logtools.render.formats import csv_text, json_text, latex, markdown, written
from logtools.render.table import Column, Table

FRAME = pl.DataFrame(
    {
        "run": ["=cmd|' /C calc'!A0", 'plain, "quoted"', "@x"],
        "value": [0.1 + 0.2, math.nan, -math.inf],
        "epoch": [1, None, 3],
        "-x": ["-0.5", "-", "+1e9"],
    }
)  # fmt: skip


def test_json_is_strict_and_exact() -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    text = json_text({"values": [0.1 + 0.2, math.nan, math.inf, -math.inf, None], "name": "é\x1b\u202e"})
    assert json.loads(text, parse_constant=refuse) == {
        "values": [0.1 + 0.2, "NaN", "Infinity", "-Infinity", None],
        "name": "é\x1b\u202e",
    }
    assert text.isascii()
    assert "\x1b" not in text


def test_csv_keeps_every_digit_and_runs_nothing() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(FRAME))))
    assert rows[0] == ["run", "value", "epoch", "'-x"]
    assert rows[1] == ["'=cmd|' /C calc'!A0", repr(0.1 + 0.2), "1", "-0.5"]
    assert rows[2] == ['plain, "quoted"', "nan", "", "'-"]
    assert rows[3] == ["'@x", "-inf", "3", "+1e9"]


def test_csv_writes_times_in_iso_8601() -> None:
    frame = pl.DataFrame({"changed": [datetime(2026, 3, 1, tzinfo=UTC)]})
    assert csv_text(frame).splitlines()[1] == "2026-03-01T00:00:00+00:00"


def table(name: str, *, winner: bool = False) -> Table:
    columns = [
        Column(title="*", cells=["[x]"]),
        Column(title=name, cells=[name], subtitle="min", right=True),
    ]
    return Table(frame=FRAME.head(1), columns=columns, winners=frozenset({0} if winner else ()))


def test_markdown_aligns_numbers_and_marks_winners() -> None:
    lines = markdown(table("val_loss", winner=True)).splitlines()
    assert lines == [r"| \* | val_loss (min) |", "| --- | ---: |", r"| **\[x\]** | **val_loss** |"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a|b", r"a\|b"), ("<b>&", "&lt;b&gt;&amp;"), ("_x_", r"\_x\_"), ("a\nb", r"a\\nb"), ("`rm`", r"\`rm\`"),
     ("[a](b)", r"\[a\](b)"), ("val_loss", "val_loss"), ("$x$", r"\$x\$")],
)  # fmt: skip
def test_markdown_shows_a_name_as_it_is(name: str, text: str) -> None:
    assert markdown(table(name)).splitlines()[2].endswith(f" {text} |")


def test_latex_is_a_booktabs_table() -> None:
    assert latex(table("val_loss", winner=True)).splitlines() == [
        r"\begin{tabular}{lr}",
        r"\toprule",
        r"{*} & val\_loss (min) \\",
        r"\midrule",
        r"\textbf{{[}x]} & \textbf{val\_loss} \\",
        r"\bottomrule",
        r"\end{tabular}",
    ]


def test_latex_runs_no_name() -> None:
    last = latex(table(r"\input{/etc/passwd}%$&#_^~<>|")).splitlines()[-3]
    assert r"\input" not in last
    assert last.endswith(
        r"\textbackslash{}input\{/etc/passwd\}\%\$\&\#\_\textasciicircum{}\textasciitilde{}"
        r"\textless{}\textgreater{}\textbar{} \\"
    )


def test_each_format_has_a_writer() -> None:
    assert json.loads(written(table("x"), "json"))[0]["epoch"] == 1
    assert written(table("x"), "csv").startswith("run,")
    assert written(table("x"), "markdown").startswith("| ")
    assert written(table("x"), "latex").startswith(r"\begin{tabular}")
    assert written(table("x"), "html").startswith("<!DOCTYPE html>")


def test_several_tables_stand_below_one_another_with_their_captions() -> None:
    pair = [table("x"), replace(table("y"), caption="a_ *b* {c}\n")]
    assert written(pair, "latex").split("\n\n")[1].splitlines()[0] == r"% a_ *b* {c}\n"
    assert written(pair, "markdown", below=["p < 0.1"]).split("\n\n")[1:] == [
        r"**a\_ \*b\* {c}\\n**", markdown(table("y")), "p &lt; 0.1",
    ]  # fmt: skip
    assert "<caption>a_ *b* {c}" in written(pair, "html", below=["<p>"])
    assert "<p>&lt;p&gt;</p>" in written(pair, "html", below=["<p>"])


def test_plus_minus_is_mathematics_in_latex() -> None:
    assert latex(table("0.94 ± 0.01")).splitlines()[4].endswith(r"0.94 $\pm$ 0.01 \\")
