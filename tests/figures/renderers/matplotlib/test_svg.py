"""Names in SVG files."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from logtools.figures.renderers.matplotlib import draw, encode
from tests.figures.renderers.matplotlib.drawing import SpecOf

HOSTILE = ["$\\alpha_{x$", "_hidden", "<script>&amp;", "\x1b[31mred", "100%", "{0}", "损失", "\\frac{a}{b}"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_written_literally(spec_of: SpecOf, name: str) -> None:
    text = f"epoch,step,{name}\n0,1,1\n1,3,2\n"
    spec = spec_of({"a": text, "b": text}, labels={"a": name, "b": "other"})
    svg = encode(draw(spec, dpi=50), "svg")
    written = [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    expected = name.replace("\x1b", "\\x1b")
    assert sum(element == expected for element in written) == 2  # the y-axis and the legend
