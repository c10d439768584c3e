"""What the README shows is what happens.

Each `console` block is run in a folder of its own that holds a copy of `fixtures/`, 80 columns wide and without colour;
where the block shows output, the output has to be this (`...` matches anything). A `pycon` block is run as a
doctest. A `sh` block sets something up: what it names has to exist.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

import logtools as lt

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Command(NamedTuple):
    """One line typed at a prompt, and the output shown below it."""

    line: str
    output: str


def blocks(language: str) -> list[str]:
    """Return the README's fenced blocks of a language."""
    return [text for name, text in FENCE.findall(TEXT) if name == language]


def commands(block: str) -> list[Command]:
    """Take a `console` block apart."""
    return [Command(*(typed.partition("\n")[::2])) for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


def trimmed(text: str) -> str:
    """Return the text without the blanks at the ends of its lines, and without empty lines around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a new folder that holds `fixtures/`, with the `logtools` of this environment first on the path."""
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.mark.parametrize("block", blocks("console"), ids=lambda block: commands(block)[0].line)
@pytest.mark.usefixtures("folder")
def test_a_command_does_what_is_shown(block: str) -> None:
    for line, expected in commands(block):
        result = subprocess.run(
            ["bash", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        shown = trimmed(result.stdout)
        assert result.returncode == 0, f"{line}\n{shown}"
        if expected:
            assert doctest.OutputChecker().check_output(trimmed(expected), shown, doctest.ELLIPSIS), f"{line}\n{shown}"


@pytest.mark.parametrize("block", blocks("pycon"), ids=lambda block: block.partition("\n")[0])
@pytest.mark.usefixtures("folder")
def test_an_example_gives_what_is_shown(block: str) -> None:
    example = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=said.append)
    assert result.attempted > 0
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize("line", "".join(blocks("sh")).splitlines())
def test_a_line_of_set_up_names_what_exists(line: str) -> None:
    program, *arguments = line.partition(" #")[0].split()
    if program == "pip":
        extras = re.findall(r"\[(.+?)\]", " ".join(arguments))
        known = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
        assert {extra for names in extras for extra in names.split(",")} <= known.keys()
    else:
        assert os.access(ROOT / program, os.X_OK)


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    assert {name for name, _ in FENCE.findall(TEXT)} <= {"console", "pycon", "sh", "text"}
    assert blocks("console")
    assert blocks("pycon")
    assert all(block.startswith("$ ") for block in blocks("console"))


def test_a_claim_about_groups_holds_for_the_test_metric_too() -> None:
    claims = re.findall(r"^(\S+) is (better|worse) than (\S+) ", TEXT, re.MULTILINE)
    assert claims
    for group, conclusion, baseline in claims:
        found = lt.read(ROOT / "fixtures" / "logs" / "sweep").compare("test_acc", by=["lr"], baseline=baseline)
        assert dict(found.differences.select("group", "conclusion").iter_rows())[group] == conclusion
