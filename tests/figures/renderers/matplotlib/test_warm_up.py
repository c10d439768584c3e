"""Warm-up: imports and caches are ready before the first figure."""

from __future__ import annotations

import subprocess
import sys

from logtools.figures.renderers.matplotlib.warm_up import draw_sample


def test_the_sample_is_an_image() -> None:
    assert draw_sample().startswith(b"\x89PNG")


def test_drawing_after_the_sample_imports_no_more_modules() -> None:
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
