"""docs/json.md describes every member of every document."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from logtools.analysis.comparison.findings import Finding
from logtools.cli import main

ROOT = Path(__file__).parents[1]
SWEEP = str(ROOT / "fixtures" / "logs" / "sweep")
TEXT = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


def printed(*arguments: str) -> object:
    return json.loads(CliRunner().invoke(main, [*arguments, "--format", "json"]).stdout)


def members(value: object) -> set[str]:
    """Return the names of all members, without those that are names of metrics, hyperparameters or methods."""
    if isinstance(value, list):
        return set().union(*map(members, value))
    if not isinstance(value, dict):
        return set()
    named = {"hparams", "constants", "methods", "columns"}
    inner = [members(list(item.values()) if name == "metrics" and isinstance(item, dict) else item)
             for name, item in value.items() if name not in named]  # fmt: skip
    return set(value).union(*inner)


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", SWEEP),
        ("compare", SWEEP, "--columns", "lr"),
        ("gate", f"{SWEEP}/version_0", "--baseline", f"{SWEEP}/version_4", "-m", "val_acc", "--fail-on", "worse"),
    ],
)
def test_every_member_is_described(arguments: tuple[str, ...]) -> None:
    document = printed(*arguments)
    assert isinstance(document, dict)
    described = set(re.findall(r"`(\w+)`", TEXT))
    assert members(document) - described == set()
    section = TEXT.partition(f"## `{arguments[0]}`")[2].partition("\n## ")[0]
    assert set(document) <= set(re.findall(r"`(\w+)`", section))


def test_every_kind_of_finding_is_described() -> None:
    section = TEXT.partition("A finding has")[2].partition("\n## ")[0]
    described = {}
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith("| kind"):
            kind, members = line.strip("|").split("|")
            described[kind.strip()] = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)|: .*", "", members))
    kinds = {kind.kind: [field.name for field in fields(kind)] for kind in Finding.__subclasses__()}
    assert described == kinds
