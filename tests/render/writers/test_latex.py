from __future__ import annotations

from dataclasses import replace

import polars as pl

from logtools.render.table import Column, Table
from logtools.render.writers.base import Result
from logtools.render.writers.latex import latex_table, write


def table(name: str, *, winner: bool = False) -> Table:
    columns = [Column(title="*", cells=["[x]"]), Column(title=name, cells=[name], subtitle="min", right=True)]
    return Table(frame=pl.DataFrame({"n": [1]}), columns=columns, winners=frozenset({0} if winner else ()))


def test_a_table_uses_booktabs_and_winners_are_bold() -> None:
    assert latex_table(table("val_loss", winner=True)).splitlines() == [
        r"\begin{tabular}{lr}",
        r"\toprule",
        r"{*} & val\_loss (min) \\",
        r"\midrule",
        r"\textbf{{[}x]} & \textbf{val\_loss} \\",
        r"\bottomrule",
        r"\end{tabular}",
    ]


def test_names_are_escaped_in_latex() -> None:
    last = latex_table(table(r"\input{/etc/passwd}%$&#_^~<>|")).splitlines()[-3]
    assert r"\input" not in last
    assert last.endswith(
        r"\textbackslash{}input\{/etc/passwd\}\%\$\&\#\_\textasciicircum{}\textasciitilde{}"
        r"\textless{}\textgreater{}\textbar{} \\"
    )


def test_plus_minus_is_in_math_mode() -> None:
    assert latex_table(table("0.94 ± 0.01")).splitlines()[4].endswith(r"0.94 $\pm$ 0.01 \\")


def test_several_tables_have_captions_as_comments() -> None:
    pair = [table("x"), replace(table("y"), caption="a_ *b* {c}\n")]
    first, second = write(Result(tables=lambda: pair, sentences=["s"])).split("\n\n")
    assert first == latex_table(table("x"))
    assert second == r"% a_ *b* {c}\n" + "\n" + latex_table(table("y"))
