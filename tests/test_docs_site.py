"""The docs match the code: generated pages are current, and the output of examples and the lesson are correct."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from logtools import schema
from logtools.cli import COMMANDS
from scripts.generated_pages import __main__ as generated
from scripts.generated_pages import architecture, columns, commands, docstrings, examples, lesson

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
WHOLE = dict(generated.whole_files())
LOGS = {file.parts[-3]: lesson.read(file) for file in (DOCS / "lesson").glob("*/version_0/metrics.csv")}


def name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    with examples.workspace(ROOT) as folder:
        yield folder


@pytest.mark.parametrize("file", WHOLE, ids=name)
def test_a_generated_file_is_current(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == WHOLE[file], "run scripts/docs --write"


@pytest.mark.parametrize("file", [page for page in PAGES if page not in WHOLE], ids=name)
def test_tables_and_examples_of_a_page_are_current(file: Path, workspace: Path) -> None:
    text = file.read_text(encoding="utf-8")
    blocks = {**lesson.tables(DOCS / "lesson"), **architecture.blocks(ROOT)}
    assert text == examples.rerun(examples.fill_blocks(text, blocks), workspace), "run scripts/docs --write"


def test_check_finds_a_stale_page_and_write_updates_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "docs" / "page.md"
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    monkeypatch.setattr(generated, "whole_files", lambda: [(page, "new\n")])
    monkeypatch.setattr(generated, "pages", list)
    monkeypatch.setattr("sys.argv", ["generated_pages", "--check"])
    assert generated.main() == 1
    assert "docs/page.md" in capsys.readouterr().err
    assert not page.exists(), "--check writes nothing"
    monkeypatch.setattr("sys.argv", ["generated_pages"])
    assert generated.main() == 0
    assert page.read_text() == "new\n"
    monkeypatch.setattr("sys.argv", ["generated_pages", "--check"])
    assert generated.main() == 0


def test_outputs_of_examples_are_replaced(tmp_path: Path) -> None:
    stale = (
        "```console\n$ echo one; echo two  # first 1 lines\nold\n$ false\n```\n"
        "```pycon\n>>> x = 1\n>>> x + 1\n3\n```\n```pycon\n>>> for i in range(x):\n...     print(i)\n```\n"
    )
    assert examples.rerun(stale, tmp_path) == (
        "```console\n$ echo one; echo two  # first 1 lines\none\n...\n$ false\n```\n"
        "```pycon\n>>> x = 1\n>>> x + 1\n2\n```\n```pycon\n>>> for i in range(x):\n...     print(i)\n0\n```\n"
    )


@pytest.mark.parametrize("module", [columns, commands, docstrings, lesson])
def test_docstring_examples_of_the_generator(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_every_command_has_a_page() -> None:
    assert set(commands.pages()) == {"index", *COMMANDS}


def test_every_schema_is_on_the_page_of_columns() -> None:
    schemas = {key for key, value in vars(schema).items() if isinstance(value, schema.FrameSchema)}
    assert {section.schema for section in columns.SECTIONS} == schemas


def test_every_page_is_in_the_navigation_and_every_link_leads_somewhere() -> None:
    listed = re.findall(r"[\w/-]+\.md", str(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]))
    assert sorted(listed) == [name(page) for page in PAGES]
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{name(page)}: {target}"


def values(run: str, column: str) -> list[float]:
    return [float(row[column]) for row in LOGS[run] if row.get(column)]


def test_lesson_a_plain_loop_prints_what_lightning_logs() -> None:
    printed = lesson.read(DOCS / "lesson" / "plain.csv")
    logged = [(row["step"], row["loss"]) for row in LOGS["step"] if row["loss"]]
    assert [(row["step"], row["loss"]) for row in printed] == logged


def test_lesson_the_default_of_a_training_step_is_on_step() -> None:
    assert LOGS["default"] == LOGS["step"]


def test_lesson_an_epoch_mean_is_weighted_by_the_sizes_of_the_batches() -> None:
    steps = values("every_1", "loss_step")
    sizes = [64] * 78 + [5000 - 78 * 64]
    for epoch, logged in enumerate(values("every_1", "loss_epoch")):
        losses = steps[79 * epoch : 79 * (epoch + 1)]
        assert logged == pytest.approx(sum(map(float.__mul__, losses, map(float, sizes))) / 5000, rel=1e-6)


def test_lesson_log_every_n_steps_does_not_change_epoch_means() -> None:
    means = [values(run, "loss_epoch") for run in lesson.EVERY]
    assert means == [values("epoch", "loss")] * len(means)
    assert [len(values(run, "loss_step")) for run in lesson.EVERY] == [237, 23, 0]
