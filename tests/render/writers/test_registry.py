from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from logtools.cli import main
from logtools.errors import InvalidValueError
from logtools.render.table import Column, Table
from logtools.render.writers import registry
from logtools.render.writers.base import Result, TableWriter
from logtools.render.writers.registry import BUILT_IN, names, register, table_writer

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"
TABLE = Table(frame=pl.DataFrame({"n": [1]}), columns=[Column(title="n", cells=["1"], right=True)])


@pytest.fixture(autouse=True)
def _restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove what a test registers."""
    monkeypatch.setattr(registry, "_registered", {})


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("json", "[\n"),
        ("csv", "n\n"),
        ("markdown", "| n |"),
        ("latex", r"\begin{tabular}"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_each_format_has_its_writer(name: str, start: str) -> None:
    assert table_writer(name).write(Result(tables=lambda: [TABLE])).startswith(start)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_format_declares_whether_its_text_includes_the_sentences(name: str) -> None:
    written = table_writer(name).write(
        Result(tables=lambda: [TABLE], sentences=["SENTENCE"], document=lambda: {"notes": ["SENTENCE"]})
    )
    assert ("SENTENCE" in written) == table_writer(name).includes_sentences


def test_an_unknown_format_is_an_error_with_a_hint() -> None:
    with pytest.raises(InvalidValueError, match="no format is named 'markdwon'; did you mean 'markdown'"):
        table_writer("markdwon")


@pytest.mark.parametrize("command", ["compare", "ls"])
def test_a_registered_table_format_is_a_format_of_the_commands(command: str) -> None:
    def write(result: Result) -> str:
        return "\n".join("~".join(column.title for column in table.columns) for table in result.tables())

    assert CliRunner().invoke(main, [command, str(SWEEP), "--format", "toy"]).exit_code == 2
    register("toy", TableWriter(write=write, includes_sentences=False))
    result = CliRunner().invoke(main, [command, str(SWEEP), "--format", "toy"])
    assert result.exit_code == 0, result.output
    assert "run~" in result.stdout
    assert ("Ranked by" in result.stderr) == (command == "compare")


def test_a_format_can_be_replaced() -> None:
    register("csv", TableWriter(write=lambda _: "mine", includes_sentences=True))
    assert table_writer("csv").write(Result(tables=lambda: [TABLE])) == "mine"
    assert names() == list(BUILT_IN)
