"""Warming up: what it costs is paid before there is something to draw."""

from __future__ import annotations

import subprocess
import sys

from logtools.figures.renderers.matplotlib.warm_up import draw_sample


def test_the_sample_is_a_picture() -> None:
    assert draw_sample().startswith(b"\x89PNG")


def test_drawing_imports_nothing_more_after_the_sample() -> None:
    program = """
import sys
from logtools.figures.renderers.matplotlib.warm_up import draw_sample, import_matplotlib
assert "matplotlib" not in sys.modules
import_matplotlib()
draw_sample()
loaded = set(sys.modules)
draw_sample()
assert set(sys.modules) == loaded
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
