"""Figures as the bytes of files."""

from __future__ import annotations

import io
import re

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from PIL import Image

from logtools.choices import IMAGE_FORMATS, ImageFormat
from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw, encode
from tests.figures.renderers.matplotlib.drawing import SpecOf


def test_encoding_does_not_change_the_figure(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), dpi=50)
    before = (figure.dpi, figure.canvas)
    encode(figure, "png", dpi=70)
    assert (figure.dpi, figure.canvas) == before


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_equal_figures_give_equal_files(spec_of: SpecOf, ordinary: str, form: ImageFormat, magic: bytes) -> None:
    spec = spec_of(ordinary)
    first = encode(draw(spec, dpi=50), form)
    assert first.startswith(magic)
    assert encode(draw(spec, dpi=50), form) == first


@pytest.mark.parametrize("form", IMAGE_FORMATS)
def test_no_file_contains_a_date(spec_of: SpecOf, ordinary: str, form: ImageFormat) -> None:
    content = encode(draw(spec_of(ordinary), dpi=50), form)
    assert not re.search(rb"CreationDate|dc:date|Creation Time|\b20\d\d-\d\d-\d\d\b", content)


@pytest.mark.parametrize(
    ("ground", "mode", "alpha"), [("white", "RGB", 255), ("none", "RGBA", 0), ("#ffffff80", "RGBA", 128)]
)
def test_a_png_of_a_transparent_figure_is_transparent(ground: str, mode: str, alpha: int) -> None:
    figure = Figure(figsize=(1, 1), dpi=50, facecolor=ground)
    image = Image.open(io.BytesIO(encode(figure, "png")))
    assert (image.mode, image.size) == (mode, (50, 50))
    assert image.convert("RGBA").getchannel("A").getextrema() == (alpha, alpha)


def test_text_stays_text_in_a_pdf(spec_of: SpecOf, ordinary: str) -> None:
    content = encode(draw(spec_of(ordinary)), "pdf")
    assert b"/FontFile2" in content  # TrueType, which can be searched, not Type 3
    assert b"/Type3" not in content


def test_the_callers_savefig_settings_change_no_file(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    plain = encode(draw(spec), "svg")
    with mpl.rc_context({"savefig.bbox": "tight", "savefig.facecolor": "red", "savefig.transparent": True}):
        assert encode(draw(spec), "svg") == plain


def test_a_size_too_small_for_the_contents_is_an_error(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), size=(1, 1))
    for form in IMAGE_FORMATS:
        with pytest.raises(InvalidValueError, match="1 x 1 inches are too small"):
            encode(figure, form)


def test_an_image_with_too_many_pixels_is_an_error(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(InvalidValueError, match=r"120,000 x 120,000 pixels is too large.*\.svg or \.pdf"):
        encode(draw(spec_of(ordinary), size=(100, 100)), "png", dpi=1200)
