"""Fonts for characters that the default font lacks."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.font_manager import FontProperties, findfont, get_font

from logtools.figures.renderers.matplotlib import draw, unwritable
from logtools.figures.spec import FigureSpec

SpecOf = Callable[..., FigureSpec]


def test_a_character_missing_from_the_default_font_is_drawn_in_an_installed_font(spec_of: SpecOf) -> None:
    spec = spec_of("epoch,step,val_Ⓐ\n0,1,1\n")  # matplotlib has it, but not in its default font
    assert unwritable(spec) == ""
    [ax] = draw(spec).axes
    paths = [findfont(FontProperties(family=[name])) for name in ax.yaxis.label.get_fontfamily()]
    have = [bool(get_font(path).get_char_index(ord("Ⓐ"))) for path in paths]
    assert (have[0], any(have)) == (False, True)


def test_a_font_that_claims_to_have_every_character_is_not_used(spec_of: SpecOf) -> None:
    [ax] = draw(spec_of("epoch,step,val_\U00013080\n0,1,1\n")).axes
    assert not any("Last Resort" in name for name in ax.yaxis.label.get_fontfamily())
