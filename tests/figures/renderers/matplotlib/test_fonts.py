"""Characters that no font has."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.font_manager import FontProperties, findfont, get_font

from logtools.figures.renderers.matplotlib import draw, unwritable
from logtools.figures.spec import FigureSpec

SpecOf = Callable[..., FigureSpec]


def test_what_the_fonts_have_is_not_spoken_of(spec_of: SpecOf) -> None:
    assert unwritable(spec_of("epoch,step,Größe_μ\n0,1,1\n")) == ""


def test_right_to_left_names_can_be_written(spec_of: SpecOf) -> None:
    assert unwritable(spec_of("epoch,step,שלום\n0,1,1\n")) == ""


def test_a_character_that_no_font_has_is_named_once(spec_of: SpecOf) -> None:
    assert unwritable(spec_of("epoch,step,val_\U00013080\U00013080x\n0,1,1\n")) == "\U00013080"


def test_a_figure_is_a_picture_in_a_notebook(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), dpi=40)
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_a_character_that_the_usual_font_lacks_is_drawn_in_an_installed_one_that_has_it(spec_of: SpecOf) -> None:
    spec = spec_of("epoch,step,val_Ⓐ\n0,1,1\n")  # matplotlib brings it, but not in its first font
    assert unwritable(spec) == ""
    [ax] = draw(spec).axes
    paths = [findfont(FontProperties(family=[name])) for name in ax.yaxis.label.get_fontfamily()]
    have = [bool(get_font(path).get_char_index(ord("Ⓐ"))) for path in paths]
    assert (have[0], any(have)) == (False, True)


def test_a_font_that_pretends_to_have_everything_is_not_taken(spec_of: SpecOf) -> None:
    [ax] = draw(spec_of("epoch,step,val_\U00013080\n0,1,1\n")).axes
    assert not any("Last Resort" in name for name in ax.yaxis.label.get_fontfamily())
