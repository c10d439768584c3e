"""Starting costs little: a heavy library is loaded by what needs it, not before."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = {"click", "matplotlib", "numpy", "pandas", "plotext", "pyarrow", "rich", "scipy", "torch", "yaml"}


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a fresh Python has loaded after `code`, whatever `code` prints."""
    report = "import sys; sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    result = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(result.stderr.split())


def seconds(code: str) -> float:
    """Return how long a fresh Python takes to start, run `code` and end."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return time.perf_counter() - started


def test_importing_the_library_loads_polars_at_most() -> None:
    assert not loaded_by("import logtools") & HEAVY


def test_the_process_that_draws_is_started_before_anything_heavy_is_loaded() -> None:
    assert not loaded_by("import logtools.figures.renderers.worker_client") & (HEAVY | {"polars"})


def test_every_public_name_can_be_had() -> None:
    loaded_by("import logtools\nfor name in logtools.__all__: getattr(logtools, name)")


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["plot", "--help"], ["--version"]])
def test_help_loads_click_and_nothing_heavy_beside_it(arguments: list[str]) -> None:
    loaded = loaded_by(f"from logtools.cli import main\nmain({arguments!r}, standalone_mode=False)")
    assert "click" in loaded
    assert not loaded & ((HEAVY | {"polars"}) - {"click"})


def test_help_takes_at_most_twice_the_time_of_importing_click() -> None:
    """The fastest of several starts each, taken in turn: what else the machine does slows both alike."""
    starts = [(seconds("import click"), seconds("from logtools.cli import main; main(['--help'])")) for _ in range(10)]
    click, logtools = map(min, zip(*starts, strict=True))
    assert logtools <= 2 * click
