"""Colours: mixtures, luminance and contrast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.figures.style.colour import channels, lightened, luminance, mixed, written

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: written(*rgb))


@given(COLOURS)
def test_channels_and_written_are_inverse(colour: str) -> None:
    assert written(*channels(colour)) == colour


def test_a_mixture_is_between_its_colours() -> None:
    assert mixed("#000000", "#ff8000", 0.0) == "#000000"
    assert mixed("#000000", "#ff8000", 0.5) == "#804000"
    assert mixed("#000000", "#ff8000", 1.0) == "#ff8000"


def test_luminance_goes_from_black_to_white_and_weights_green_most() -> None:
    assert [luminance(c) for c in ("#000000", "#ffffff")] == pytest.approx([0.0, 1.0])
    # the weights of sRGB (IEC 61966-2-1)
    assert [luminance(c) for c in ("#ff0000", "#00ff00", "#0000ff")] == pytest.approx([0.2126, 0.7152, 0.0722])


@given(COLOURS)
def test_a_colour_is_lightened_only_as_far_as_necessary(colour: str) -> None:
    shade = lightened(colour, "#000000", contrast=3.0)
    assert (luminance(shade) + 0.05) / 0.05 >= 3.0
    assert shade == colour or luminance(colour) < 0.1
