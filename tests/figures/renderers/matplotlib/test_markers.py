"""The matplotlib codes of marker shapes."""

from __future__ import annotations

from typing import get_args

from matplotlib.markers import MarkerStyle

from logtools.figures.renderers.matplotlib.markers import marker_code
from logtools.figures.style.lines import MarkerShape


def test_each_shape_has_its_own_valid_matplotlib_code() -> None:
    codes = [marker_code(shape) for shape in get_args(MarkerShape)]
    assert len(set(codes)) == len(codes) == 14
    assert set(codes) <= set(MarkerStyle.markers)


def test_no_shape_means_no_marker() -> None:
    assert marker_code(None) == ""
