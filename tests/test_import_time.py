"""Starting costs little: a heavy library is loaded by what needs it, not before."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"click", "matplotlib", "numpy", "pandas", "plotext", "pyarrow", "rich", "scipy", "torch", "yaml"}


def modules_of(code: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after `code`, whatever `code` prints."""
    report = "import sys; sys.stderr.write(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(result.stderr.split())


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a fresh Python has loaded after `code`."""
    return {name.partition(".")[0] for name in modules_of(code)}


def test_importing_the_library_loads_polars_at_most() -> None:
    assert not loaded_by("import logtools") & HEAVY


def test_the_process_that_draws_is_started_before_anything_heavy_is_loaded() -> None:
    loaded = loaded_by("import logtools.cli.render_worker")
    assert loaded & (HEAVY | {"polars"}) == {"click"}  # which every command has loaded already


def test_every_public_name_can_be_had() -> None:
    loaded_by("import logtools\nfor name in logtools.__all__: getattr(logtools, name)")


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["plot", "--help"], ["--version"]])
def test_help_loads_click_and_nothing_heavy_beside_it(arguments: list[str]) -> None:
    loaded = loaded_by(f"from logtools.cli import main\nmain({arguments!r}, standalone_mode=False)")
    assert "click" in loaded
    assert not loaded & ((HEAVY | {"polars"}) - {"click"})


def test_help_loads_what_click_loads_and_a_few_small_modules() -> None:
    click = modules_of("import click\nclick.group()(lambda: None).main(['--help'], standalone_mode=False)")
    ours = modules_of("from logtools.cli import main\nmain(['--help'], standalone_mode=False)") - click
    assert {name for name in ours if name.startswith("logtools")} == {
        "logtools", "logtools.cli", "logtools.cli.completion", "logtools.cli.option_groups",
        "logtools.cli.options", "logtools.errors", "logtools.text", "logtools.text.lists",
    }  # fmt: skip
    assert {name for name in ours if not name.startswith("logtools")} <= {"copy", "dataclasses"}
