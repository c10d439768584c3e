"""Results go to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click
import polars as pl
import pytest
from click.testing import CliRunner
from click.testing import Result as Ran

from logtools.cli.options import formatted
from logtools.cli.output import note, print_notices, print_result, print_tables, use_colour, width
from logtools.render.table import Column, Table
from logtools.render.writers.base import Result

TABLE = Table(frame=pl.DataFrame({"n": [1]}), columns=[Column(title="n", cells=["1"])])
RESULT = Result(tables=lambda: [TABLE], sentences=["A sentence."], document=lambda: {"sentences": ["A sentence."]})


def run(body: Callable[[str], object], *arguments: str, encoding: str = "utf-8") -> Ran:
    """Run a command with the output options; it calls `body` with its format."""

    def command(*, output_format: str) -> None:
        body(output_format)

    runner = CliRunner(charset=encoding)
    return runner.invoke(click.command()(formatted(command)), arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    ("output_format", "beside"),
    [("table", ""), ("json", ""), ("csv", "A sentence.\n"), ("markdown", ""), ("latex", "A sentence.\n"), ("html", "")],
)
def test_sentences_that_a_format_lacks_are_notes(output_format: str, beside: str) -> None:
    ran = run(lambda output_format: print_tables(RESULT, output_format), "--format", output_format)
    assert ran.stderr == beside
    assert ("A sentence." in ran.stdout) == (not beside)


def test_quiet_drops_notes_and_keeps_results() -> None:
    ran = run(lambda output_format: print_tables(RESULT, output_format), "--format", "csv", "-q")
    assert (ran.stdout, ran.stderr) == ("n\n1\n", "")


def test_an_unknown_format_is_a_usage_error_with_a_hint() -> None:
    ran = run(lambda output_format: print_tables(RESULT, output_format), "--format", "latx")
    assert ran.exit_code == 2
    assert "no format is named 'latx'; did you mean 'latex'?" in ran.stderr


def test_all_columns_are_printed_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    columns = [Column(title=name, cells=["x" * 15], order=i) for i, name in enumerate("ab")]
    wide = Result(tables=lambda: [Table(frame=TABLE.frame, columns=columns)])
    assert "Hidden columns" in run(lambda output_format: print_tables(wide, output_format)).stdout
    assert "Hidden columns" not in run(lambda output_format: print_tables(wide, output_format, all_columns=True)).stdout


def test_a_note_is_escaped_and_encodable() -> None:
    ran = run(lambda _: note("loss\x1b[2J …"), encoding="ascii")
    assert ran.stderr == "loss\\x1b[2J ~\n"
    assert ran.stdout == ""


def test_a_result_is_encodable() -> None:
    assert run(lambda _: print_result("▁█"), encoding="ascii").stdout == "_#\n"


def test_notices_are_printed_with_their_run_and_the_rest_are_counted() -> None:
    ran = run(lambda _: print_notices([("a", "m1"), (None, "m2"), *[("b", f"m{i}") for i in range(3, 9)]]))
    assert ran.stderr.splitlines() == [
        "note: a: m1",
        "note: m2",
        "note: b: m3",
        "note: b: m4",
        "note: b: m5",
        "note: and 3 more; `logtools show RUN` prints all notices of a run",
    ]


def test_five_notices_are_printed_without_a_count() -> None:
    assert len(run(lambda _: print_notices([("a", "m")] * 5)).stderr.splitlines()) == 5


@pytest.mark.parametrize(("columns", "expected"), [(None, None), ("70", 70), ("wide", None), ("", None)])
def test_a_pipe_has_no_width_unless_columns_sets_one(
    columns: str | None, expected: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    found: list[int | None] = []
    run(lambda _: found.append(width()))
    assert found == [expected]


@pytest.mark.parametrize(
    ("arguments", "variables", "coloured"),
    [
        ([], {"TERM": "xterm"}, True),
        ([], {"TERM": "dumb"}, False),
        ([], {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"TERM": "xterm"}, False),
        (["--color", "always"], {"TERM": "dumb", "NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_has_colours_unless_they_are_disabled(
    arguments: list[str], variables: dict[str, str], *, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found: list[bool] = []

    def body(_: str) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        found.append(use_colour())

    run(body, *arguments)
    assert found == [coloured]


def test_a_pipe_has_no_colours() -> None:
    found: list[bool] = []
    run(lambda _: found.append(use_colour()))
    assert found == [False]
