from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from logtools.cli import main
from logtools.errors import InvalidValueError
from logtools.render.table import Column, Table
from logtools.render.writers.base import Result, TableWriter
from logtools.render.writers.registry import (
    FRAME_WRITERS,
    WRITERS,
    frame_writer,
    register,
    register_file,
    table_writer,
)

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"
TABLE = Table(frame=pl.DataFrame({"n": [1]}), columns=[Column(title="n", cells=["1"], right=True)])


@pytest.fixture
def _restored() -> Iterator[None]:
    """Take away again what a test registers."""
    yield
    WRITERS.pop("toy", None)
    FRAME_WRITERS.pop(".toy", None)


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


@pytest.mark.parametrize("name", WRITERS)
def test_a_format_says_truly_whether_its_text_has_the_sentences(name: str) -> None:
    written = WRITERS[name].write(
        Result(tables=lambda: [TABLE], sentences=["SENTENCE"], document=lambda: {"notes": ["SENTENCE"]})
    )
    assert ("SENTENCE" in written) == WRITERS[name].includes_sentences


def test_an_unknown_format_is_an_error_with_a_hint() -> None:
    with pytest.raises(InvalidValueError, match="no format is named 'markdwon'; did you mean 'markdown'"):
        table_writer("markdwon")


@pytest.mark.parametrize("name", ["t.parquet", "t.CSV", "t.json", "a.b.arrow"])
def test_the_suffix_decides_how_a_file_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    frame_writer(path)(TABLE.frame, path)
    assert path.stat().st_size > 0


@pytest.mark.parametrize("name", ["t.xlsx", "t", ".csv", "t.csv.gz"])
def test_another_suffix_is_an_error_that_names_the_good_ones(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"\.parquet, \.csv, \.json, \.arrow"):
        frame_writer(Path(name))


@pytest.mark.usefixtures("_restored")
@pytest.mark.parametrize("command", ["compare", "ls"])
def test_a_table_format_from_outside_is_a_format_of_the_commands(command: str) -> None:
    def write(result: Result) -> str:
        return "\n".join("~".join(column.title for column in table.columns) for table in result.tables())

    assert CliRunner().invoke(main, [command, str(SWEEP), "--format", "toy"]).exit_code == 2
    register("toy", TableWriter(write=write, includes_sentences=False))
    result = CliRunner().invoke(main, [command, str(SWEEP), "--format", "toy"])
    assert result.exit_code == 0, result.output
    assert "run~" in result.stdout
    assert ("Ranked by" in result.stderr) == (command == "compare")


@pytest.mark.usefixtures("_restored")
def test_a_file_format_from_outside_is_a_format_of_export(tmp_path: Path) -> None:
    def write(frame: pl.DataFrame, path: Path) -> None:
        path.write_text(json.dumps(frame.columns))

    register_file(".toy", write)
    result = CliRunner().invoke(main, ["export", str(SWEEP), "-o", str(tmp_path / "x.toy")])
    assert result.exit_code == 0, result.output
    assert "metric" in json.loads((tmp_path / "x.toy").read_text())
