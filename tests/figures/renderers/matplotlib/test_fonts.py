"""Characters that no font has."""

from __future__ import annotations

from collections.abc import Callable

from logtools.figures.renderers.matplotlib import unwritable
from logtools.figures.spec import FigureSpec

SpecOf = Callable[..., FigureSpec]


def test_characters_that_a_font_has_are_not_reported(spec_of: SpecOf) -> None:
    assert unwritable(spec_of("epoch,step,Größe_μ\n0,1,1\n")) == ""


def test_right_to_left_names_can_be_drawn(spec_of: SpecOf) -> None:
    assert unwritable(spec_of("epoch,step,שלום\n0,1,1\n")) == ""


def test_a_character_that_no_font_has_is_named_once(spec_of: SpecOf) -> None:
    assert unwritable(spec_of("epoch,step,val_\U00013080\U00013080x\n0,1,1\n")) == "\U00013080"
