from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from logtools.cli import main
from logtools.cli.options import ReadOptions, is_quiet, measured, quietly, ranking, reading, stitching

SWEEP = Path(__file__).parents[2] / "fixtures" / "logs" / "sweep"


@click.group()
@quietly
def program() -> None:
    """Group the commands below."""


@program.command()
@reading
def read(*, reading: ReadOptions) -> None:
    """Print the options that select runs."""
    click.echo(reading)


@program.command()
@stitching
def read_one(*, reading: ReadOptions) -> None:
    """Print the options that select runs."""
    click.echo(reading)


@program.command()
@measured("Metric to rank by.")
@ranking
def rank(*, metric: str | None, direction: str | None, at: str | None, smooth: str | None) -> None:
    """Print the ranking options."""
    click.echo((metric, direction, at, smooth))


@program.command()
@quietly
def tell() -> None:
    """Print whether to be quiet."""
    click.echo(is_quiet())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, arguments)


def test_options_that_select_runs_are_one_value() -> None:
    assert run("read").stdout == f"{ReadOptions()}\n"
    given = run("read", "--where", "lr > 0", "--last", "7d", "--stitch").stdout
    assert given == f"{ReadOptions(stitch=True, where='lr > 0', last='7d')}\n"


def test_a_command_of_one_run_has_no_filters() -> None:
    assert run("read-one", "--stitch").stdout == f"{ReadOptions(stitch=True)}\n"
    assert run("read-one", "--where", "lr > 0").exit_code == 2


def test_only_one_ranking_metric_and_direction_are_accepted() -> None:
    assert run("rank").stdout == "(None, None, None, None)\n"
    assert run("rank", "-m", "a", "--max", "--at", "last", "--smooth", "0.6").stdout == "('a', 'max', 'last', '0.6')\n"
    assert run("rank", "--min").stdout == "(None, 'min', None, None)\n"
    assert "cannot be combined" in run("rank", "--min", "--max").stderr
    assert "give --metric once" in run("rank", "-m", "a", "-m", "b").stderr


@pytest.mark.parametrize("arguments", [("-q", "tell"), ("tell", "-q"), ("--quiet", "tell", "--quiet")])
def test_quiet_may_be_before_or_after_the_command(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).stdout == "True\n"
    assert run("tell").stdout == "False\n"


@pytest.mark.parametrize("command", ["ls", "compare", "show", "gate"])
def test_an_unknown_format_is_answered_with_similar_formats(command: str) -> None:
    result = CliRunner().invoke(main, [command, str(SWEEP), "--format", "jsn"])
    assert result.exit_code == 2
    assert "did you mean 'json'?" in result.stderr


def test_resumed_runs_are_merged_on_request(tmp_path: Path) -> None:
    shutil.copytree(SWEEP / "version_0", tmp_path / "version_0")
    lines = (SWEEP / "version_0" / "metrics.csv").read_text().splitlines(keepends=True)
    half = len(lines) // 2
    (tmp_path / "version_0" / "metrics.csv").write_text("".join(lines[:half]))
    shutil.copytree(SWEEP / "version_0", tmp_path / "version_1")
    (tmp_path / "version_1" / "metrics.csv").write_text("".join([lines[0], *lines[half:]]))
    assert len(CliRunner().invoke(main, ["ls", str(tmp_path), "--format", "csv"]).stdout.splitlines()) == 3
    assert len(CliRunner().invoke(main, ["ls", str(tmp_path), "--format", "csv", "--stitch"]).stdout.splitlines()) == 2
