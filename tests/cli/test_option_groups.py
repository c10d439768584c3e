from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from logtools.cli import COMMANDS, main
from logtools.cli.option_groups import GROUPS, OUTPUT, RANK, GroupedCommand, option


@click.command(cls=GroupedCommand)
@click.argument("path", required=False)
@option(RANK, "--metric", show_default="inferred", help="Metric to rank by.")
@option(OUTPUT, "--format-of-the-long-result", default="table", help="Format.")
@option(RANK, "--min", is_flag=True, help="Lower is better.")
@option(GROUPS, "--by", hidden=True, help="Hyperparameters.")
def command(**_: object) -> None:
    """Do nothing."""


def test_options_are_in_groups_with_aligned_help_and_defaults() -> None:
    shown = CliRunner().invoke(command, ["--help"]).stdout
    assert shown.partition("Do nothing.\n\n")[2] == (
        "Metric and value:\n"
        "  --metric TEXT               Metric to rank by.  [default: (inferred)]\n"
        "  --min                       Lower is better.\n"
        "\n"
        "Output:\n"
        "  --format-of-the-long-result TEXT\n"
        "                              Format.  [default: table]\n"
        "  --help                      Show this message and exit.\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_has_a_group(name: str) -> None:
    shown = main.get_command(click.Context(main), name)
    assert isinstance(shown, GroupedCommand)
    assert all(hasattr(param, "group") for param in shown.params if isinstance(param, click.Option))
